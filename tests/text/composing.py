"""Compose dumps of known posts and threads in any layout and language, so that a reading can be compared."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """One comment of a thread; ``parent`` is an index."""

    name: str
    day: str
    time: str
    paragraphs: tuple[str, ...]
    parent: int | None = None


@dataclass(frozen=True)
class Thread:
    """A post and its comments."""

    title: str
    paragraphs: tuple[str, ...]
    comments: tuple[Said, ...]


@dataclass(frozen=True)
class Tongue:
    """The words that a blog in one language prints around comments."""

    tag: str
    heading: Callable[[int, str], str]
    says: Callable[[str], str]
    date: Callable[[int, int, int, str], str]
    reply: str
    form: str


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}


def month(language: str, number: int) -> str:
    """Give the name of a month."""
    return MONTHS[language].split()[number - 1]


TONGUES = {
    tongue.tag: tongue
    for tongue in (
        Tongue(
            "en",
            lambda n, title: f"{n} Responses to “{title}”",
            lambda name: f"{name} says:",
            lambda y, m, d, t: f"{month('en', m)} {d}, {y} at {t}",
            "Reply",
            "Leave a Reply",
        ),
        Tongue(
            "fr",
            lambda n, title: f"{n} commentaires",
            lambda name: f"{name} dit :",
            lambda y, m, d, t: f"{d} {month('fr', m)} {y} à {t}",
            "Répondre",
            "Laisser un commentaire",
        ),
        Tongue(
            "de",
            lambda n, title: f"{n} Kommentare",
            lambda name: f"{name} sagt:",
            lambda y, m, d, t: f"{d}. {month('de', m)} {y} um {t}",
            "Antworten",
            "Schreibe einen Kommentar",
        ),
        Tongue(
            "es",
            lambda n, title: f"{n} comentarios en “{title}”",
            lambda name: f"{name} dice:",
            lambda y, m, d, t: f"{d} {month('es', m)}, {y} a las {t}",
            "Responder",
            "Deja un comentario",
        ),
        Tongue(
            "ru",
            lambda n, title: f"Комментарии ({n})",
            lambda name: f"{name}:",
            lambda y, m, d, t: f"{d} {month('ru', m)} {y} в {t}",
            "Ответить",
            "Добавить комментарий",
        ),
        Tongue(
            "ja",
            lambda n, title: "コメント",
            lambda name: f"{name} より:",
            lambda y, m, d, t: f"{y}年{m}月{d}日 {t}",
            "返信",
            "コメントを残す",
        ),
    )
}


def compose(thread: Thread, layout: str, tongue: Tongue) -> str:
    """Write the dump of a thread in one layout."""
    out = [thread.title, "", *_spaced(thread.paragraphs, ""), tongue.heading(len(thread.comments), thread.title), ""]
    out += LAYOUTS[layout](thread, tongue)
    out += [tongue.form, ""]
    return "\n".join(out)


def _when(said: Said, tongue: Tongue) -> str:
    year, month, day = (int(part) for part in said.day.split("-"))
    return tongue.date(year, month, day, said.time)


def _spaced(paragraphs: tuple[str, ...], margin: str) -> list[str]:
    return [line for p in paragraphs for line in (margin + p, "")]


def _depths(thread: Thread) -> list[int]:
    depths: list[int] = []
    for said in thread.comments:
        depths.append(0 if said.parent is None else depths[said.parent] + 1)
    return depths


def _numbered(thread: Thread, tongue: Tongue) -> list[str]:
    """Write list items: number and name, the body below, replies numbered anew inside."""
    out = []
    counts: dict[int, int] = {}
    for said, depth in zip(thread.comments, _depths(thread), strict=True):
        counts[depth] = counts.get(depth, 0) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        margin = "  " * (depth + 1)
        out += [f"{margin}{counts[depth]}. {said.name}", "", *_spaced(said.paragraphs, margin + "  ")]
    return out


def _speaking(thread: Thread, tongue: Tongue) -> list[str]:
    """Write name and says-word, then the date, then the body, then the reply mark."""
    out = []
    for said in thread.comments:
        out += [tongue.says(said.name), _when(said, tongue), "", *_spaced(said.paragraphs, ""), tongue.reply, ""]
    return out


def _items_speaking(thread: Thread, tongue: Tongue) -> list[str]:
    """Write list items with says-words and dates, as WordPress themes do."""
    out = []
    for said, depth in zip(thread.comments, _depths(thread), strict=True):
        margin = "  " * (depth + 1)
        out += [f"{margin}• {tongue.says(said.name)}", f"{margin}  {_when(said, tongue)}", ""]
        out += [*_spaced(said.paragraphs, margin + "  "), f"{margin}  {tongue.reply}", ""]
    return out


def _dated_lines(thread: Thread, tongue: Tongue) -> list[str]:
    """Write the name on a line of its own, the date on the next."""
    out = []
    for said in thread.comments:
        out += [said.name, _when(said, tongue), "", *_spaced(said.paragraphs, "")]
    return out


def _closing(thread: Thread, tongue: Tongue) -> list[str]:
    """Write the body first, "NAME | DATE" below it."""
    out = []
    for said in thread.comments:
        out += [*_spaced(said.paragraphs, ""), f"{said.name} | {_when(said, tongue)}", ""]
    return out


LAYOUTS: dict[str, Callable[[Thread, Tongue], list[str]]] = {
    "numbered": _numbered,
    "speaking": _speaking,
    "items": _items_speaking,
    "dated": _dated_lines,
    "closing": _closing,
}
