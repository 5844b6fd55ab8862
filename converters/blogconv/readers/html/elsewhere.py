"""Comments that are not in the page: the placeholders of comment systems, and lists that a script would load."""

import re

from blogconv.markup.tree import Element
from blogconv.readers.html.page import Page

# By id or class of the placeholder.
_MARKS: dict[str, tuple[str, ...]] = {
    "disqus": ("disqus_thread", "dsq-content", "disqus-thread", "disqus-comments", "disqus_comments"),
    "facebook": ("fb-comments", "fb_comments"),
    "livefyre": ("livefyre", "livefyre-comments", "lf_comment_stream", "livefyre_comments"),
    "coral": (
        "coral_thread",
        "coral-talk-stream",
        "coral_talk_stream",
        "coral-embed",
        "coralcomments",
        "coral-comments-iframe",
    ),
    "isso": ("isso-thread",),
    "giscus": ("giscus",),
    "utterances": ("utterances", "utterances-frame"),
    "intensedebate": ("idc-container", "idc-cover"),
    "hyvor": ("hyvor-talk-view", "hyvor-talk-comments"),
    "cusdis": ("cusdis_thread",),
    "commento": ("commento",),
    "remark42": ("remark42",),
}
_TAGS = {"fb:comments": "facebook", "hyvor-talk-comments": "hyvor"}
# By the address of a script or frame.
_SOURCES = re.compile(
    r"(?P<disqus>[\w-]+\.disqus\.com/(?:embed|count)?|disqus\.com/embed)|(?P<livefyre>zor\.livefyre\.com|livefyre\.com/wjs)|"
    r"(?P<coral>coral\.coralproject|coralproject|/assets/js/embed\.js\?coral|talk\.coral|coral\.[\w.-]+/(?:assets|static)|[\w.-]+\.coral\.)|"
    r"(?P<isso>/isso/|isso[\w.-]*/js/embed|js/embed\.min\.js\?isso)|(?P<giscus>giscus\.app)|(?P<utterances>utteranc\.es)|"
    r"(?P<intensedebate>intensedebate\.com)|(?P<hyvor>talk\.hyvor\.com)|(?P<cusdis>cusdis\.com|cusdis)|"
    r"(?P<commento>commento\.io|commento\.js)|(?P<remark42>remark42)",
    re.I,
)
_INLINE = re.compile(
    r"(?P<disqus>disqus_shortname|disqus_identifier|disqus_config|disqus_url|embedVars.*disqus)|(?P<livefyre>fyre\.conv|fyre\.co\b|Livefyre)|"
    r"(?P<coral>Coral\.createStreamEmbed|Talk\.render)|(?P<remark42>remark_config)|(?P<hyvor>HYVOR_TALK)|"
    r"(?P<intensedebate>idcomments_acct)"
)
_NAMED = re.compile(r"disqus|fyre|Coral|Talk\.|remark_|HYVOR|idcomments")
_AJAX = frozenset(
    ["data-comments-url", "data-comment-url", "data-comments-endpoint", "data-load-comments", "data-comments-src"]
)


def comments_elsewhere(page: Page) -> str | None:
    """Name the system that holds the page's comments, by its placeholder first, its script second; None for none."""
    for system, names in _MARKS.items():
        for name in names:
            if name in page.by_id or name in page.by_class:
                return system
    for tag, system in _TAGS.items():
        if page.by_tag.get(tag):
            return system
    for element in (*page.by_tag.get("script", ()), *page.by_tag.get("iframe", ())):
        source = element.attrs.get("src", "") or element.attrs.get("data-src", "")
        match = _SOURCES.search(source) if source else None
        if match and match.lastgroup and "count.js" not in source:
            return match.lastgroup
    for element in page.by_tag.get("script", ()):
        if element.attrs.get("src"):
            continue
        text = "".join(c for c in element.children if isinstance(c, str))[:400_000]
        match = _INLINE.search(text) if _NAMED.search(text) else None
        if match:
            return match.lastgroup
    for name in (*page.by_id, *page.by_class):
        parts = re.split(r"[-_]", name.lower())
        for system in ("livefyre", "intensedebate", "cusdis", "commento", "remark42", "hyvor", "giscus", "utterances"):
            if system in parts:
                return system
    return "ajax" if any(_loads(e) for e in page.order) else None


def _loads(element: Element) -> bool:
    return bool(element.attrs) and not _AJAX.isdisjoint(element.attrs)
