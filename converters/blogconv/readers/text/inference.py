"""Infer who wrote a post that names nobody: the commenter who answers the others and whom the others address."""

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from functools import lru_cache

from blogconv.language.names import fold_name
from blogconv.language.vocabulary import addresses_nobody
from blogconv.model import Comment, Inferred

_AT = re.compile(r"@\s?([^\W_][\w.'’-]{1,40})")
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


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
    texts = [_TAG.sub(" ", c.content)[:20_000] for c in comments]
    speaking: dict[str, list[int]] = {}
    wanted = {*people, *(fold_name(name.split()[0]) for name in people.values())}
    for k, text in enumerate(texts):
        if comments[k].type == "comment":
            for word in _spoken(text, wanted):
                speaking.setdefault(word, []).append(k)
    names = sorted(people)
    ids = {c.id: k for k, c in enumerate(comments)}
    best: tuple[float, str, list[int], list[int]] | None = None
    for key, name in people.items():
        own = of[key]
        answers = [k for k in own if _answers(comments, texts, ids, k, key)]
        first = fold_name(name.split()[0])
        words = {key} | ({first} if len(first) > 2 and _alone(first, key, names) else set())
        called = sorted({k for word in words for k in speaking.get(word, ())} - set(own))
        # A call before the person has written anything can only mean the author.
        early = [k for k in called if k < own[0]]
        value = len(answers) + 0.7 * len(called) + 1.2 * len(early)
        if ((answers and called) or len(answers) >= 3 or len(early) >= 2) and (best is None or value > best[0]):
            best = (value, key, answers, called)
    if best is None or best[0] < 2.4:
        return None
    value, key, answers, called = best
    parts = []
    if answers:
        parts.append(f"answers commenters in {_numbers(answers)}")
    if called:
        parts.append(f"addressed by name in {_numbers(called)}")
    confidence = round(min(0.95, 0.5 + 0.06 * value), 2)
    return people[key], Inferred(field="author.name", confidence=confidence, evidence="; ".join(parts))


def _spoken(text: str, wanted: Set[str]) -> Set[str]:
    """Give those of the folded names that a text speaks."""
    for sign, plain in _TYPOGRAPHIC:
        text = text.replace(sign, plain)
    called = _AT.findall(text) if "@" in text else []
    if text.isascii():
        # Such words fold as their letters and digits stand.
        words = set(text.lower().encode().translate(_PLAIN, b"_'-").decode().split())
        words.update([word.lstrip("0123456789") for word in words if word[0].isdigit()])
        return wanted & words.union(map(_folded, called))
    return wanted & {_folded(w) for w in {*_WORD.findall(text), *called} if len(w) <= _LONGEST}


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
