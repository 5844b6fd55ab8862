"""Names that WordPress needs and that other blogs do not have: logins, slugs, the nicenames of terms."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote, unquote, urlsplit

from blogconv.model import Author

# What NFKD does not take apart, as WordPress's remove_accents() folds it.
_FOLDED = str.maketrans(
    {"ß": "s", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
    | {"þ": "th", "Þ": "TH", "ł": "l", "Ł": "L", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "n", "Ŋ": "N", "€": "E", "’": ""}
)
_NOT_IN_SLUG = re.compile(r"[^\w\s%-]")
_DASHES = re.compile(r"[\s_-]+")
_NOT_IN_LOGIN = re.compile(r"[^A-Za-z0-9 _.@-]")
_INDEX = frozenset({"index", "default", "home"})
_SUREST_FIRST = ("login", "id", "email", "name")
_MAX_SLUG = 200  # bytes of wp_posts.post_name
_MAX_LOGIN = 60  # bytes of wp_users.user_login


def slug(text: str) -> str:
    """Make the slug that WordPress would make of a title or name (``sanitize_title``): lower case, percent-encoded."""
    words = _NOT_IN_SLUG.sub("", _fold(text).replace("%", "").replace("/", "-").lower())
    out = _DASHES.sub("-", words).strip("-")
    if out.isascii():
        return out[:_MAX_SLUG].rstrip("-")
    pieces, size = [], 0
    for char in out:
        piece = quote(char, safe="").lower()
        size += len(piece)
        if size > _MAX_SLUG:
            break
        pieces.append(piece)
    return "".join(pieces).rstrip("-")


def slug_of_url(url: str) -> str | None:
    """Find the slug in a permalink, its last part: ``…/2010/11/gold-rush.html`` gives ``gold-rush``."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    for part in reversed(path.split("/")):
        stem, _, suffix = part.rpartition(".")
        if not stem or not suffix.isalpha() or len(suffix) > 5:
            stem = part
        if stem and stem.lower() not in _INDEX:
            return slug(unquote(stem)) or None
    return None


def folded_login(login: str) -> str:
    """Bring a login to the form by which the importer compares (``sanitize_user``, strict)."""
    plain = unicodedata.normalize("NFKD", login)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(_NOT_IN_LOGIN.sub("", plain).split())


def folded_title(title: str) -> str:
    """Bring a title to the form by which MySQL compares: case, accents and trailing spaces do not count."""
    plain = unicodedata.normalize("NFKD", title.rstrip()).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def identified(author: Author) -> bool:
    """Say whether there is anything by which an author could be known."""
    return any(getattr(author, kind) for kind in _SUREST_FIRST)


class Logins:
    """One login for each author of the archive; ``made`` tells those that the source did not have."""

    def __init__(self, known: Iterable[Author]) -> None:
        """Take the site's authors, whom posts may name by login, id or displayed name."""
        self._logins: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()
        self.made: dict[str, Author] = {}
        for author in known:
            if identified(author):
                self.find(author)

    def find(self, author: Author) -> tuple[str, bool]:
        """Give an author's login, and whether this author was new."""
        keys = [(kind, value) for kind in _SUREST_FIRST if (value := getattr(author, kind))]
        # The surest alone identifies: two people may have one name.
        if keys and (login := self._logins.get(keys[0])):
            return login, False
        login = author.login
        if not login or not (folded := folded_login(login)) or len(folded) > _MAX_LOGIN or folded in self._taken:
            login = self._make(author)
        self._taken.add(folded_login(login))
        for key in keys:
            self._logins.setdefault(key, login)
        return login, True

    def has_id(self, ident: str) -> bool:
        """Say whether a listed author has this id."""
        return ("id", ident) in self._logins

    def _make(self, author: Author) -> str:
        wanted = author.name or author.login or author.id or (author.email or "").partition("@")[0]
        base = " ".join(_NOT_IN_LOGIN.sub("", _fold(wanted)).split()).lower().replace(" ", "-")[: _MAX_LOGIN - 5]
        base = base.strip("-.@") or "author"
        login, number = base, 1
        while login in self._taken:
            number += 1
            login = f"{base}-{number}"
        self.made[login] = author
        return login


def _fold(text: str) -> str:
    """Take the accents off Latin letters; other scripts stay."""
    if text.isascii():
        return text
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c) or c > "\u0370")
    return unicodedata.normalize("NFC", plain).translate(_FOLDED)
