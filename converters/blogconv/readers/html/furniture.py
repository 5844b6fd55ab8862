"""Single lines around a post's text that are furniture: links to share, print or go on, ratings, rights.

A line is furniture when all its pieces are: each link by its address or its words, each piece between separators by
the vocabulary.
"""

import re

from blogconv.language import vocabulary
from blogconv.markup.tree import Element
from blogconv.readers.html import wording
from blogconv.readers.html.lines import Line
from blogconv.readers.html.wording import find_dates

_ARROWS = "«»‹›←→⟵⟶<>"
_SEPARATORS = re.compile(r"\s*[|·•∙▪/◆\u2022\u2013\u2014]\s*|\s+-\s+|\s{2,}")
_SERVICES = re.compile(
    r"\b(?:facebook|twitter|google\+?|pinterest|linkedin|whatsapp|telegram|reddit|tumblr|vkontakte|e-?mail|digg|delicious|"
    r"stumbleupon|instapaper|pocket|xing|flipboard|line|hatena|weibo)\b|はてな|メール|微博|微信",
    re.I,
)
_KINDS = frozenset(
    ("share", "print", "feed", "permalink", "edit", "related", "navigation", "reply", "rate", "report", "form")
)


def is_furniture(line: Line) -> bool:
    """Say whether a whole line is furniture: every link, and every piece between separators, is."""
    text = line.text
    if len(text) > 240:
        return False
    links, loose = _pieces(line)
    if links and all(_leads_off(link, name) or _is_linked_mark(name, len(links)) for link, name in links):
        return all(_is_mark(piece) for piece in _SEPARATORS.split(loose) if piece.strip())
    pieces = [piece for piece in _SEPARATORS.split(text) if piece.strip()]
    return len(pieces) > 1 and all(_is_mark(piece) for piece in pieces) and not all(find_dates(p) for p in pieces)


def is_row_of_links(line: Line) -> bool:
    """Say whether a line is two or more links of furniture: between paragraphs a single one may be the author's."""
    return len(line.runs) > 1 and len(_pieces(line)[0]) > 1 and is_furniture(line)


def _pieces(line: Line) -> tuple[list[tuple[Element, str]], str]:
    """A line's links with their texts, and what stands between them."""
    links: dict[Element, str] = {}
    loose: list[str] = []
    for run in line.runs:
        holder: Element | None = run.place[0]
        while holder is not None and holder is not line.block and holder.tag != "a":
            holder = holder.parent
        if holder is not None and holder.tag == "a":
            links[holder] = links.get(holder, "") + run.text
            loose.append(" | ")
        else:
            loose.append(run.text)
    named = [(link, " ".join(text.split())) for link, text in links.items()]
    return [(link, name) for link, name in named if name], "".join(loose)


_OFF = re.compile(
    r"(?:facebook\.com/(?:sharer|share|dialog)|(?:twitter|x)\.com/(?:intent|share|home\?status)|pinterest\.[a-z.]+/pin/create|"
    r"linkedin\.com/(?:share|cws)|reddit\.com/submit|plus\.google\.com/share|wa\.me/\?|whatsapp(?:\.com/send|://send)|t\.me/share|"
    r"telegram\.me/share|vk(?:ontakte)?\.(?:com|ru)/share|digg\.com/(?:submit|post)|del(?:\.)?icio(?:\.)?us(?:\.com)?/(?:post|save)|"
    r"stumbleupon\.com/submit|tumblr\.com/(?:share|widgets/share)|getpocket\.com/(?:save|edit)|bufferapp\.com/add|line\.me/|"
    r"b\.hatena\.ne\.jp/(?:entry|add)|xing\.com/(?:app|spi)|addtoany\.com|addthis\.com|sharethis\.com|service\.weibo\.com/share|"
    r"mailto:\?|javascript:(?:window\.)?print|[?&]print=|/print/?$|/trackback/?$|/feed/?$|[?&]replytocom=|"
    r"#(?:comments?|respond|disqus_thread|reply|postcomment|commentform)$)",
    re.I,
)


def _leads_off(link: Element, name: str) -> bool:
    """Say whether a link's address shares, prints, feeds, or leads to the comments or to the next post."""
    if len(name) > 60:
        return False
    rel = link.attrs.get("rel", "").lower().split()
    return not {"prev", "next", "previous"}.isdisjoint(rel) or _OFF.search(link.attrs.get("href", "")) is not None


def _is_linked_mark(text: str, links: int) -> bool:
    bare = text.strip(" .:…" + _ARROWS)
    if wording.mark(bare) in _KINDS or not bare:
        return True
    # A title between arrows leads to the post before or after; a service's name among others shares.
    if text[0] in _ARROWS or text[-1] in _ARROWS:
        return True
    return links > 1 and len(bare) <= 40 and _SERVICES.search(bare) is not None


def _is_mark(piece: str) -> bool:
    bare = piece.strip(" \t\r\n.:;,()[]{}" + _ARROWS)
    if not any(map(str.isalpha, bare)):
        return True
    heading = vocabulary.comment_heading(piece.strip())
    if wording.mark(bare) in _KINDS or (heading is not None and heading.count is not None):
        return True
    return is_day(bare) or _CLOCK.fullmatch(bare) is not None


_CLOCK = re.compile(r"(?:\w+ ){0,3}\d{1,2}:\d{2}(?: ?[ap]\.?m\.?)?", re.I)


def is_day(text: str) -> bool:
    """Say whether a text is a date and nothing else."""
    dates = find_dates(text) if len(text) <= 60 else []
    return len(dates) == 1 and len(text) - (dates[0].end - dates[0].start) <= 3


def is_rating(text: str) -> bool:
    """Say whether a line is a label of ratings with its stars and numbers: "Rate this: ★★★★☆ 4.5/5 (12)"."""
    if len(text) > 60 or not any(c in "★☆⭐" or c.isdigit() for c in text):
        return False
    if sum(c in "★☆⭐" for c in text) >= 3 and re.search(r"\(\d+\D{0,8}\)", text):
        return True
    return wording.mark(" ".join(re.sub(r"[^\w\s]|\d|_", " ", text).split())) == "rate"


def is_legal(text: str) -> bool:
    """Say whether a line claims the rights of the page: "© 2014 …"."""
    return len(text) <= 160 and text.startswith(("©", "(c) ", "(C) ", "Copyright ", "&copy;"))
