"""What CONVERT BREAKS means: Movable Type stores some texts without paragraphs and makes them when it publishes."""

import re

_BLANK = re.compile(r"\n{2,}")
_BLOCK = re.compile(
    r"</?(?:h[1-6]|table|ol|dl|ul|menu|dir|p|pre|center|form|select|fieldset|blockquote|address|div|hr|figure|"
    r"section|article|iframe|object|video|audio|script|style)\b",
    re.I,
)
_MARKDOWN = ("markdown", "markdown_with_smartypants")
_AS_IT_IS = ("0", "richtext", "wysiwyg", "none", "tinymce", "ckeditor")
CONVERTED = ("1", "__default__", "convert_breaks", "convertbreaks")


def understood(convert_breaks: str | None) -> bool:
    """Say whether the value of CONVERT BREAKS is one whose meaning is known."""
    return convert_breaks is None or convert_breaks in (*_MARKDOWN, *_AS_IT_IS, *CONVERTED)


def render(text: str, convert_breaks: str | None) -> tuple[str, str]:
    """Give the text as Movable Type would publish it, and its ``content_format``.

    Without the key the text decides: one that has no block markup of its own was written with breaks in mind.
    """
    if convert_breaks in _MARKDOWN:
        return text, "markdown"
    if convert_breaks in CONVERTED or (convert_breaks is None and not _BLOCK.search(text)):
        return with_paragraphs(text), "html"
    return text, "html"


def with_paragraphs(text: str) -> str:
    """Make paragraphs of blank lines and ``<br>`` of line ends, as Movable Type's ``html_text_transform`` does.

    A piece that holds block markup stays as it is.
    """
    pieces = []
    for piece in _BLANK.split(text.strip("\n")):
        if not piece.strip():
            continue
        if _BLOCK.search(piece):
            pieces.append(piece)
        else:
            pieces.append("<p>" + piece.strip().replace("\n", "<br>\n") + "</p>")
    return "\n".join(pieces)
