"""Ids and slugs for posts whose source gives none: made of what they say, so stable from run to run."""

import re
import unicodedata
from hashlib import blake2b

_WORDS = re.compile(r"[^\W_]+")


def slug(text: str, most: int = 60) -> str:
    """Write a text as a slug: its letters and digits, of any script, without accents, joined by hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return "-".join(_WORDS.findall(unicodedata.normalize("NFC", plain)))[:most].strip("-")


def made_id(stem: str | None, *content: str) -> str:
    """Make an id of a title or slug and a short hash of the content: ``ruee-vers-l-or-3f9c21ab``."""
    digest = blake2b(digest_size=4)
    for part in content:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return f"{slug(stem or '') or 'post'}-{digest.hexdigest()}"
