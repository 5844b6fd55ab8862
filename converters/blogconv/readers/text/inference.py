"""Infer who wrote a post that names nobody: the commenter who answers the others and whom the others address."""

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from functools import lru_cache

from blogconv.language.detect import detect_language, is_frequent
from blogconv.language.names import fold_name
from blogconv.language.vocabulary import addresses_nobody
from blogconv.model import Comment, Inferred

_AT = re.compile(r"@\s?([^\W_][\w.'’-]{1,40})")
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ADDRESS = re.compile(
    r"\w{1,12}://\S+|\bwww\.\S+|\b[\w-]{1,60}(?:\.[\w-]{1,60}){1,6}/\S*|\b[\w-]{1,60}\.(?:com|net|org)\b"
)
_RIVAL = 0.8
"""Share of the strongest signs from which another commenter's make it unsure who wrote the post."""


_LONGEST = 60
_folded = lru_cache(maxsize=16384)(fold_name)


def infer_author(comments: Sequence[Comment]) -> tuple[str, Inferred] | None:
    """Name the commenter who must be the post's author, with the evidence; None where nobody stands out.

    Three kinds of sign: the commenter answers others (``@name``, nested replies), others call the name though no
    comment by that person stands before theirs, and the name is spoken in the first words of several comments.
    """
    people: dict[str, str] = {}
    of: dict[str, list[int]] = {}
    for k, comment in enumerate(comments):
        name = comment.author.name
        if name and comment.type == "comment" and fold_name(name) and len(name) < _LONGEST:
            people.setdefault(fold_name(name), name)
            of.setdefault(fold_name(name), []).append(k)
    if len(people) < 2:
        return None
    texts = [_without_addresses(_TAG.sub(" ", c.content)[:20_000]) for c in comments]
    speaking: dict[str, list[int]] = {}
    spoken_in = detect_language(" ".join(texts[:40]))
    tag = spoken_in.tag if spoken_in else None
    # A word of the language ("ich") names nobody who happens to be called so.
    wanted = {fold_name(word) for name in people.values() for word in (name, name.split()[0])} - {""}
    wanted -= {
        fold_name(word) for name in people.values() for word in (name, name.split()[0]) if is_frequent(word, tag)
    }
    lower = {key for key, name in people.items() if name.islower()}
    for k, text in enumerate(texts):
        if comments[k].type == "comment":
            for word in _spoken(text, wanted, lower):
                speaking.setdefault(word, []).append(k)
    names = sorted(people)
    ids = {c.id: k for k, c in enumerate(comments)}
    best: tuple[float, str, list[int], list[int]] | None = None
    values: list[float] = []
    for key, name in people.items():
        own = of[key]
        answers = [k for k in own if _answers(comments, texts, ids, k, key)]
        first = fold_name(name.split()[0])
        words = {key} | ({first} if len(first) > 2 and _alone(first, key, names) else set())
        called = sorted({k for word in words for k in speaking.get(word, ())} - set(own))
        # A call before the person has written anything can only mean the author.
        early = [k for k in called if k < own[0]]
        value = len(answers) + 0.7 * len(called) + 1.2 * len(early)
        values.append(value)
        if ((answers and called) or len(answers) >= 3 or len(early) >= 2) and (best is None or value > best[0]):
            best = (value, key, answers, called)
    if best is None or best[0] < 2.4:
        return None
    value, key, answers, called = best
    if any(other >= _RIVAL * value for other in sorted(values)[:-1]):
        # Several are addressed about as often: nobody stands out.
        return None
    parts = []
    if answers:
        parts.append(f"answers commenters in {_numbers(answers)}")
    if called:
        parts.append(f"addressed by name in {_numbers(called)}")
    confidence = round(min(0.95, 0.5 + 0.06 * value), 2)
    return people[key], Inferred(field="author.name", confidence=confidence, evidence="; ".join(parts))


def _without_addresses(text: str) -> str:
    """Leave out web addresses: their words speak of sites, not of people."""
    return _ADDRESS.sub(" ", text) if "/" in text or "." in text else text


def _spoken(text: str, wanted: Set[str], lower: Set[str]) -> Set[str]:
    """Give those of the folded names that a text speaks: with a capital, unless people write them ``lower`` themselves.

    Behind an ``@`` any spelling names.
    """
    for sign, plain in _TYPOGRAPHIC:
        text = text.replace(sign, plain)
    called = set(map(_folded, _AT.findall(text))) if "@" in text else set()
    if text.isascii():
        # Such words fold as their letters and digits stand.
        words = set(text.encode().translate(_PLAIN, b"_'-").decode().split())
        words.update([word.lstrip("0123456789") for word in words if word[0].isdigit()])
        spoken = {word.lower() for word in words if not word.islower()}
        spoken |= lower & words
        return wanted & (spoken | called)
    found = {w: _folded(w) for w in set(_WORD.findall(text)) if len(w) <= _LONGEST}
    return wanted & (called | {name for w, name in found.items() if not w.islower() or name in lower})


_TYPOGRAPHIC = (("’", "'"), ("“", " "), ("”", " "), ("–", " "), ("—", " "), ("…", " "))
_PLAIN = bytes(sign if chr(sign).isalnum() and sign < 128 else 32 for sign in range(256))


def _alone(first: str, key: str, names: Sequence[str]) -> bool:
    """Say whether no other commenter has this first name; ``names`` are sorted."""
    at = bisect_left(names, first)
    return all(name == key or not name.startswith(first) for name in names[at : at + 2])


def _answers(comments: Sequence[Comment], texts: Sequence[str], ids: dict[str, int], k: int, key: str) -> bool:
    parent = comments[k].parent
    if parent is not None and parent in ids:
        return fold_name(comments[ids[parent]].author.name or "") != key
    found = _AT.search(texts[k][:80])
    return found is not None and not addresses_nobody(found[1])


def _numbers(indexes: Sequence[int]) -> str:
    """Write comment numbers as words: ``comments 8, 11 and 17``."""
    shown = [str(k + 1) for k in indexes[:8]]
    more = f" and {len(indexes) - 8} more" if len(indexes) > 8 else ""
    if len(shown) == 1:
        return f"comment {shown[0]}"
    if more:
        return f"comments {', '.join(shown)}{more}"
    return f"comments {', '.join(shown[:-1])} and {shown[-1]}"
