"""Text as XML: escaped, in CDATA, and without the characters that XML 1.0 cannot hold at all."""

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What no XML 1.0 document may hold, not even as a character reference (XML 1.0, production 2)."""

_RUN = re.compile(f"{FORBIDDEN.pattern}+")
_CONTROLS = bytes(c for c in range(32) if c not in (9, 10, 13))


def cdata(text: str) -> str:
    """Wrap text in CDATA as WordPress does; a carriage return goes outside, or reading would turn it into LF."""
    if "]" in text:
        text = text.replace("]]>", "]]]]><![CDATA[>")
    if "\r" in text:
        text = text.replace("\r", "]]>&#13;<![CDATA[")
    return f"<![CDATA[{text}]]>"


def escaped(text: str) -> str:
    """Escape text for an element: ``&``, ``<``, ``>`` and the carriage return that reading would change."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace("\r", "&#13;") if "\r" in text else text


def attribute(text: str) -> str:
    """Escape text for a double-quoted attribute; line breaks and tabs would otherwise be read as spaces."""
    text = escaped(text).replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\t", "&#9;")


def encode(text: str) -> tuple[bytes, int]:
    """Encode a finished piece of XML as UTF-8; also say how many forbidden characters had to go.

    Bytes are looked at rather than characters: deleting by table is many times faster than any search.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return _cleaned(text)
    if (
        len(data.translate(None, _CONTROLS)) == len(data)
        and b"\xef\xbf\xbe" not in data
        and b"\xef\xbf\xbf" not in data
    ):
        return data, 0
    return _cleaned(text)


def _cleaned(text: str) -> tuple[bytes, int]:
    """Remove forbidden characters; where ``]]>`` would come together by that, it is inside CDATA and is parted."""
    out: list[str] = []
    end = removed = 0
    before = ""
    for run in _RUN.finditer(text):
        piece = text[end : run.start()]
        before = (before + piece)[-2:]
        end = run.end()
        removed += end - run.start()
        out.append(piece)
        if "]]>" in before + text[end : end + 2]:
            out.append("]]><![CDATA[")
            before = ""
    out.append(text[end:])
    return "".join(out).encode(), removed
