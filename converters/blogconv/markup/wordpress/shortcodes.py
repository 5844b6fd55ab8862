"""Shortcodes: ``[name attributes]`` or ``[name]content[/name]``, as WordPress and WordPress.com know them.

A shortcode that is not known stays as text and is counted. ``[[name]]`` shows ``[name]``.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable

from blogconv.markup.tree import escape_attribute, escape_text

_TOKEN = re.compile(r"(\[?)\[(/?)([A-Za-z][\w-]*)(?:(?=[\s=/\]])([^\[\]]*))?\](\]?)")
_CLOSING = re.compile(r"\[/([A-Za-z][\w-]*)\]")
_ATTRIBUTE = re.compile(
    r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|[“”″]([^“”″]*)[“”″]|([^\s'"]+))|"([^"]*)"|'([^']*)'|(\S+)"""
)
_URL = re.compile(r"https?://[^\s<>\"'\]]+", re.IGNORECASE)
_ALONE = re.compile(r"<p>\s*(https?://[^\s<>\"]+)\s*</p>", re.IGNORECASE)

_CODE = ("sourcecode", "source", "code")
_LANGUAGES = frozenset(
    (
        "actionscript3", "bash", "clojure", "coldfusion", "cpp", "csharp", "css", "delphi", "diff", "erlang", "fsharp",
        "go", "groovy", "haskell", "html", "java", "javafx", "javascript", "js", "latex", "matlab", "objc", "perl",
        "php",        "powershell", "python", "ruby", "scala", "shell", "sql", "typescript", "vb", "xml", "yaml",
    )
)  # fmt: skip
_CODE_OPEN = re.compile(rf"(?<!\[)\[({'|'.join((*_CODE, *sorted(_LANGUAGES)))})(?=[\s\]=])([^\[\]]*)\]", re.IGNORECASE)

Attributes = dict[str, str]


def code_samples(text: str) -> str:
    """Turn ``[sourcecode language="x"]...[/sourcecode]`` into ``pre`` before anything else looks inside."""
    if "[/" not in text:
        return text
    out: list[str] = []
    done = 0
    missing: set[str] = set()
    match = _CODE_OPEN.search(text)
    lowered = text.lower()
    if len(lowered) != len(text):
        # A letter whose lower case is longer (İ): places would not agree.
        lowered = text
    while match is not None:
        name = match[1].lower()
        end = -1 if name in missing else lowered.find(f"[/{name}]", match.end())
        if end < 0:
            missing.add(name)
            match = _CODE_OPEN.search(text, match.end())
            continue
        attributes = parse_attributes(match[2])
        language = attributes.get("language") or attributes.get("lang") or attributes.get("0", "").lstrip("=")
        if not language and name not in _CODE:
            language = name
        code = text[match.end() : end].strip("\r\n")
        # The plug-in stores its samples escaped; older posts hold them raw.
        if "<" in code or not re.search(r"&(?:lt|gt|amp|quot|#0?39);", code):
            code = escape_text(code)
        # Inside a sample a bracket is only a bracket.
        code = code.replace("[", "&#91;")
        label = f' class="language-{escape_attribute(language)}"' if re.fullmatch(r"[\w+#.-]+", language) else ""
        out += [text[done : match.start()], f"\n\n<pre{label}><code{label}>{code}</code></pre>\n\n"]
        done = end + len(name) + 3
        match = _CODE_OPEN.search(text, done)
    return "".join([*out, text[done:]]) if done else text


def expand(html: str, unknown: Counter[str]) -> str:
    """Put HTML in the place of every shortcode known here; count the others."""
    if "http" in html:
        html = _ALONE.sub(lambda m: f"<p>{link(m[1])}</p>", html)
    if "[" not in html:
        return html
    out: list[str] = []
    done = 0
    closings = _closings(html)
    # Where what a shortcode enclosed last ended, if nothing could be made of it: not to be read once more.
    vain: dict[str, int] = {}
    match = _TOKEN.search(html)
    while match is not None:
        name, end = match[3].lower(), match.end()
        made: str | None = None
        if match[1] and match[5]:
            made = html[match.start() + 1 : end - 1]
        elif not match[2]:
            start = match.start() + len(match[1])
            end -= len(match[5])
            maker = _KNOWN.get(name)
            content, after, closed = "", end, False
            if match[3] in closings and not (match[4] or "").rstrip().endswith("/"):
                places = closings[match[3]]
                index = bisect_left(places, end)
                closed = index < len(places) and places[index] > end
                if closed and name in _ENCLOSING and vain.get(name) != places[index]:
                    content, after = html[end : places[index]], places[index] + len(name) + 3
                    vain[name] = places[index]
            if maker is not None:
                made = maker(parse_attributes(match[4] or ""), content)
            if made is not None:
                out.append(html[done:start])
                out.append(made)
                done = end = after
                made = None
            elif maker is not None or closed or "=" in (match[4] or ""):
                unknown[name] += 1
        if made is not None:
            out += [html[done : match.start()], made]
            done = end
        match = _TOKEN.search(html, end)
    return "".join([*out, html[done:]]) if done else html


def _closings(html: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    if "[/" in html:
        for match in _CLOSING.finditer(html):
            found.setdefault(match[1], []).append(match.start())
    return found


def parse_attributes(text: str) -> Attributes:
    """Read a shortcode's attributes; those without a name are numbered from ``0``."""
    if not text:
        return {}
    found: Attributes = {}
    number = 0
    text = text.replace("&#8221;", '"').replace("&#8243;", '"').replace("&quot;", '"').replace("\u00a0", " ")
    for match in _ATTRIBUTE.finditer(text.strip().removesuffix("/")):
        if match[1]:
            value = next((v for v in match.groups()[1:5] if v is not None), "")
            found.setdefault(match[1].lower(), value)
        else:
            found[str(number)] = next((v for v in match.groups()[5:] if v is not None), "")
            number += 1
    return found


def link(url: str, label: str | None = None) -> str:
    """Link to an address; it is its own label unless another is given."""
    url = url.replace("&amp;", "&").replace("&#038;", "&").replace("&#38;", "&")
    return f'<a href="{escape_attribute(url)}">{escape_text(label or url)}</a>'


def _caption(attributes: Attributes, content: str) -> str | None:
    if not content:
        return None
    text = attributes.get("caption", "")
    # Since 3.4 the caption follows the picture inside; before, it was an attribute.
    match = re.match(r"\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(.*)", content, re.DOTALL | re.IGNORECASE)
    picture, text = (match[1], match[2].strip() or text) if match else (content, text)
    caption = f"<figcaption>{text}</figcaption>" if text.strip() else ""
    return f'<figure class="wp-caption">{picture}{caption}</figure>'


def _embed(attributes: Attributes, content: str) -> str | None:
    url = _URL.search(re.sub(r"<[^<>]*>", " ", content)) or _URL.search(attributes.get("src", ""))
    return f"<p>{link(url.group())}</p>" if url else None


def _player(tag: str, kinds: tuple[str, ...]) -> Callable[[Attributes, str], str | None]:
    def make(attributes: Attributes, content: str) -> str | None:
        sources = [attributes[kind] for kind in ("src", *kinds) if attributes.get(kind)]
        if not sources:
            found = _URL.search(" ".join([*attributes.values(), content]))
            sources = [found.group().split("|")[0]] if found else []
        if not sources:
            return None
        poster = f' poster="{escape_attribute(attributes["poster"])}"' if attributes.get("poster") else ""
        if len(sources) == 1:
            return f'<{tag} controls="" src="{escape_attribute(sources[0])}"{poster}></{tag}>'
        inner = "".join(f'<source src="{escape_attribute(source)}">' for source in sources)
        return f'<{tag} controls="" src="{escape_attribute(sources[0])}"{poster}>{inner}</{tag}>'

    return make


def _service(address: str) -> Callable[[Attributes, str], str | None]:
    """A shortcode of one service: an address, or an id that ``address`` completes."""

    def make(attributes: Attributes, content: str) -> str | None:
        for value in (*attributes.values(), content.strip()):
            found = _URL.search(value.replace("&amp;", "&").replace("&#038;", "&"))
            if found:
                return f"<p>{link(found.group())}</p>"
        ident = attributes.get("id") or attributes.get("0", "").lstrip("=")
        if address and re.fullmatch(r"[\w-]+", ident):
            return f"<p>{link(address.format(ident))}</p>"
        return None

    return make


_VIDEO = ("mp4", "m4v", "webm", "ogv", "wmv", "flv")
_AUDIO = ("mp3", "m4a", "ogg", "wav", "wma")
_KNOWN: dict[str, Callable[[Attributes, str], str | None]] = {
    "caption": _caption,
    "wp_caption": _caption,
    "embed": _embed,
    "audio": _player("audio", _AUDIO),
    "video": _player("video", _VIDEO),
    "youtube": _service("https://www.youtube.com/watch?v={}"),
    "vimeo": _service("https://vimeo.com/{}"),
    "dailymotion": _service("https://www.dailymotion.com/video/{}"),
    "ted": _service("https://www.ted.com/talks/{}"),
    "gist": _service("https://gist.github.com/{}"),
    "tweet": _service("https://twitter.com/i/status/{}"),
    "soundcloud": _service(""),
    "spotify": _service(""),
    "instagram": _service(""),
    "facebook": _service(""),
    "slideshare": _service(""),
    "googlemaps": _service(""),
    "flickr": _service(""),
    "vine": _service(""),
    "wpvideo": _service("https://videopress.com/v/{}"),
    "videopress": _service("https://videopress.com/v/{}"),
    # Pictures and tracks are named by numbers only; which files those are stands elsewhere in the archive.
    "gallery": lambda attributes, content: None,
    "playlist": lambda attributes, content: None,
}
_ENCLOSING = frozenset(("caption", "wp_caption", "embed", "audio", "video", "gist", "tweet", "soundcloud", "instagram",
    "facebook", "flickr"))  # fmt: skip
