"""What the words in class names and ids say about an element: is it an author, a date, a comment, a share bar?

Names are cut at every mark and change of case and compared word by word (``commentAuthorName`` is comment, author,
name), in the languages that theme authors write them in. Rules about meaning, never about one theme.
"""

# ruff: noqa: SIM905 - lists of words read better as words

import re
from functools import lru_cache

from blogconv.markup.tree import Element

_CUT = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]*|[^\W\d_a-zA-Z]+")
_COMPOUND = re.compile(
    r"^(comments?|cmts?|trackbacks?|pingbacks?|pings?|post|posts|entry|article|blog|user|author|reply|date|time|meta|body|content|title|share|social)"
    r"(authors?|meta|metadata|info|data|date|time|text|texts?|body|content|count|counts|number|num|name|header|head|footer|"
    r"foot|list|lists|item|block|box|wrap|wrapper|container|form|reply|link|links|title|template|entry|area|section|"
    r"stamp|pic|by|tags?|nav|actions?|bar|buttons?|id|inner|details?|message|meta)$"
)

AUTHOR = frozenset(
    (
        "author authors autor autora auteur verfasser autore commenter commentator user username usuario nick "
        "nickname fn poster name naam nom nombre nome byline cite displayname screenname owner by who from avtor "
        "kommentator"
    ).split()
)
DATE = frozenset(
    (
        "date datum fecha data time datetime timestamp stamp published posted when created day datestamp postdate "
        "pubdate submitted ago updated zeit uhrzeit heure hora dt permalink"
    ).split()
)
BODY = frozenset(
    (
        "content contents body text txt texte texto message msg entry copy description comment-content inhalt contenu "
        "contenido richtext prose markdown excerpt value said"
    ).split()
)
META = frozenset(
    (
        "meta metadata info infos head header footer foot details data byline bar top bottom title heading vcard "
        "commentmetadata"
    ).split()
)
AVATAR = frozenset(
    "avatar avatars gravatar grav userpic photo picture portrait thumb thumbnail pic icon usericon img image".split()
)
REPLY = frozenset(
    (
        "reply replylink respond answer repondre antworten responder rispondi edit delete report flag abuse spam "
        "actions action vote votes voting rating ratings rate like likes dislike karma thumbs score share tools "
        "toolbar links buttons button btn permalink control controls hide show toggle quote collapse moderation "
        "moderate admin badge badges follow item-control commentluv cluv luv signature sig awaiting says said number "
        "num counter count index cancel bookmark iframe"
    ).split()
)
COMMENT = frozenset(
    (
        "comment comments commentlist commentaire commentaires commentaar kommentar kommentare kommentarer komentarz "
        "komentarze comentario comentarios comentarii comentari commento commenti komentar komentare komentari "
        "kommentit reactie reacties reaction reactions response responses discussion discuss feedback feedbacks "
        "talkback talkbacks thread opinion opinions cmt cmts trackback trackbacks pingback pingbacks pings ping "
        "kommentarliste yorum yorumlar komentarji kommentti discourse disqus wpdiscuz guestbook replies"
    ).split()
)
PINGS = frozenset(
    "trackback trackbacks pingback pingbacks pings ping pinglist tb webmention webmentions linkback".split()
)
FORM = frozenset(["respond", "form", "commentform", "replyform", "addcomment", "postcomment", "leavecomment"])
CHILDREN = frozenset("children replies nested inline responses subcomments answers child".split())

NOISE = frozenset(
    (
        "share shares sharing sharedaddy sociable social socials related similar yarpp nav navi navigation navlinks "
        "pagination pager pagenav breadcrumb breadcrumbs sidebar sidebars widget widgets menu submenu ads ad adsense "
        "advert advertisement advertising sponsor sponsored sponsors promo promotion newsletter subscribe "
        "subscription signup optin bio authorbox addthis addtoany outbrain taboola recommended recommendations rating "
        "ratings votes likes like tweet tweetmeme facebook fblike twitter bookmark bookmarks bookmarking skip print "
        "printfriendly feedburner rss banner popup modal cookie cookies toolbar tags tag categories category cats "
        "metadata postmeta byline dateline permalink comments comment respond trackback trackbacks previous prev "
        "nextprev jp-relatedposts wpcnt pd-rating readers donate donation copyright credits sidenav search jetpack "
        "postmetadata relatedposts linkwithin zemanta sexybookmarks shr wpfai postnavi postnav"
    ).split()
)


_POST_CLASSES = re.compile(r"(?:^|\s)(?:hentry|type-post|type-page|status-publish|post-\d+)(?:\s|$)")
_TERM_CLASS = re.compile(r"(?:^|\s)(?:category|tag|post_tag|author|format|status|topic|series)-\S+")


@lru_cache(maxsize=8192)
def words_of(name: str) -> frozenset[str]:
    """Cut a class attribute or id into its lower-case words; compounds known from themes are cut too.

    The classes of a WordPress post name its categories and tags: those words say nothing of its place.
    """
    if _POST_CLASSES.search(name):
        name = _TERM_CLASS.sub(" ", name)
    found: set[str] = set()
    for word in _CUT.findall(name):
        found.update(_pieces(word))
    if found & {"comments", "cmt", "cmts"}:
        found.add("comment")
    return frozenset(found)


@lru_cache(maxsize=8192)
def _pieces(word: str) -> tuple[str, ...]:
    word = word.lower()
    compound = _COMPOUND.match(word)
    if compound:
        return (word, *compound.groups())
    return (word, "comment", word[7:]) if word.startswith("comment") and len(word) > 9 else (word,)


_NONE: frozenset[str] = frozenset()


def words(element: Element) -> frozenset[str]:
    """The words of an element's class names and id."""
    attrs = element.attrs
    return words_of_both(attrs.get("class"), attrs.get("id")) if attrs else _NONE


@lru_cache(maxsize=32_768)
def words_of_both(name: str | None, ident: str | None) -> frozenset[str]:
    """The words of class names and of an id."""
    # Digits only part words: ``comment-7`` and ``comment-8`` are looked up as one.
    found = words_of(_NUMBER.sub("0", name)) if name else _NONE
    return found | words_of(_NUMBER.sub("0", ident)) if ident else found


_NUMBER = re.compile("[0-9]+")


def class_words(element: Element) -> frozenset[str]:
    """The words of an element's class names alone."""
    name = element.attrs.get("class")
    return words_of(name) if name else _NONE


@lru_cache(maxsize=8192)
def lasting_words(name: str) -> frozenset[str]:
    """The words of the lasting classes: ``comment-author-jim`` on an item does not make it an author's element."""
    return frozenset(word for token in stable(name) for word in words_of(token))


_POSITION = re.compile(
    r"^(?:odd|even|alt|alternate|first|last|parent|clearfix|cf|clear|group|bypostauthor|byuser|by-(?!line$).+|"
    r"thread-(?:odd|even|alt)|depth-?\d+|level-?\d+|indent-?\d+|(?:.+[-_])?comment[-_]author[-_].*|blog-author|has-children|is-author|"
    r"highlander-comment|new|unread|hidden|.*\d.*)$",
    re.I,
)


@lru_cache(maxsize=8192)
def stable(name: str) -> tuple[str, ...]:
    """Classes that say what an element is, sorted: without those that say where it stands (odd, depth-2, 17)."""
    return tuple(sorted({c for c in name.split() if not _is_position(c)}))


@lru_cache(maxsize=8192)
def _is_position(name: str) -> bool:
    return _POSITION.match(name) is not None


_DIGITS = re.compile(r"\d+")
_KEY = re.compile(r"#[0-9a-z]*(?:#[0-9a-z]*)+$")


@lru_cache(maxsize=8192)
def id_stem(ident: str) -> str:
    """An id with its numbers as ``#``: ``li-comment-#``; an opaque key of hex digits counts as a number."""
    return _KEY.sub("#", _DIGITS.sub("#", ident)) if _DIGITS.search(ident) else ident


def id_number(ident: str) -> str | None:
    """The last number or key of an id: ``42`` of ``li-comment-42``, ``6a00d8`` of ``comment-6a00d8``."""
    found = re.search(r"(?:^|[^0-9a-f])([0-9a-f]*\d[0-9a-f]*)$", ident) or re.search(r"(\d+)\D*$", ident)
    return found.group(1) if found else None
