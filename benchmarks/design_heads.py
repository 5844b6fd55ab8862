"""How a made page says who wrote a comment and when: the forms of heads, the markup of names and dates.

Each choice is a *production* of the grammar, known by its slot and name. A third of them, chosen by a hash, is kept
back: no page of a ``dev`` set shows one, so that what is worked with and what is only measured stay apart.
"""

import html
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b

from design_words import INVENTED, Said, date_forms, phrases, print_date, print_time

LINES = (
    "{name} {says}:", "{name} {says} {when}:", "{when} {name} {says}:", "{name} {says} {on} {when}",
    "{name} {on} {day} {at} {time}", "#{n} {by} {name} {on} {day}", "{on} {when} {says} {name}:",
    "{left} {name} — {day} @ {time}", "{name} | {when} | {reply}", "{by} {name} » {when}", "{by}: {name} {at} {when}",
    "{left} {name} {on} {when}", "@{name} · {when}", "{name}, {on} {when} :", "[{n}] {name} ({when})",
    "{n}. {name} - {when}", "{name} ({when}):", "{when} - {name}", "{when}: {name}", "{name} / {when}",
    "{name} :: {day} :: {time}", "{when} {by} {name}", "{name} ({place}) {says}:", "{name} [{time} {day}]",
    "{name}{when}", "{name} {when}", "{when} {name}", "{name} {says} · {when} · #", "{n} {name} {when}",
    "{name}, {place} — {when}", "{name} <{when}>", "{when} | {name} | #{n}", "~ {name}, {day}", "{name}: {when}",
    "{by} {name}, {when} {reply}", "{left} #{n} {by} {name} {posted} {when}", "{name} {posted} {when} ({reply})",
)  # fmt: skip
"""Heads of one line."""
ROWS = (
    "name/when", "when/name", "n/name/when", "avatar/name/when/reply", "name/badge/when", "name/place/when",
    "name votes/when", "when/n/name", "avatar/name site/when", "name/ip/when", "name/joined/posts/when",
    "n when/name", "name badge/when link", "name says/when", "reply/name/when", "avatar name when/votes reply",
)  # fmt: skip
"""Heads of several lines, the things of one line parted by a space."""
PLACES = ("above", "below", "name above, date below", "date above, name below", "signature")
NAME_MARKS = ("link", "b", "cite", "span", "plain", "strong link", "em", "font", "b link", "u")
DATE_MARKS = ("plain", "span", "small", "link", "time", "title", "em", "i", "sup", "code")
NO_LINK = ("plain", "span", "b", "em", "cite", "font", "u")


def kept_back(slot: str, name: str) -> bool:
    """Say whether a production is only measured, never worked with."""
    return blake2b(f"{slot}/{name}".encode(), digest_size=1).digest()[0] % 3 == 0


def choose(rng: random.Random, slot: str, names: Sequence[str], kept: bool) -> str:
    """Choose a production: a ``dev`` page has none that is kept back, a ``kept`` page mostly such ones."""
    back = [n for n in names if kept_back(slot, n)]
    open_ = [n for n in names if not kept_back(slot, n)]
    return rng.choice((back if kept and back and rng.random() < 0.75 else open_) or back)


@dataclass
class Head:
    """The design of all heads of one page."""

    language: str
    form: str
    place: str
    name_mark: str
    date_mark: str
    date_form: str
    time_form: str
    joint: str
    words: dict[str, str]
    block: bool
    """Each thing of a row in a block of its own."""

    def dated(self) -> bool:
        """Say whether the page gives the day at all."""
        shown = any(word in self.form for word in ("when", "day"))
        return shown and (self.date_form not in ("ago", "yearless") or self.date_mark in ("time", "title"))

    def timed(self) -> bool:
        """Say whether it gives the time of day."""
        return self.dated() and (self.time_form != "none" or self.date_mark in ("time", "title"))

    def lines(self, one: Said, order: int, css: "dict[str, str]") -> list[list[str]]:
        """Draw the head of one comment: lines, each a list of pieces of markup."""
        things = self._things(one, order, css)
        if self.form in LINES:
            pieces = html.escape(self.form, quote=False)
            for key, value in things.items():
                pieces = pieces.replace("{" + key + "}", value)
            return [[pieces]]
        return [[things[word] for word in row.split(" ") if things.get(word)] for row in self.form.split("/")]

    def _things(self, one: Said, order: int, css: dict[str, str]) -> dict[str, str]:
        day = print_date(one.when, self.date_form, self.language)
        time = "" if self.time_form == "none" else print_time(one.when, self.time_form, self.language)
        whole = day + self.joint + time if time and self.date_form not in ("ago", "yearless") else day
        if not time:
            time = print_time(one.when, "24", self.language)
        esc = html.escape
        site = f'<a href="{one.url}">{one.url}</a>' if one.url else ""
        return {
            "name": self._name(one, css), "when": self._date(one, whole, css), "day": self._date(one, day, css),
            "time": esc(time), "n": str(order), "place": esc(one.extra.get("place", "Teichstadt")),
            "reply": f'<a href="#r{one.number}"{css["reply"]}>{esc(self.words["reply"].capitalize())}</a>',
            "link": f'<a href="#c{one.number}">#</a>', "avatar": f'<img src="/p/{order % 7}.png" alt="" width="40">',
            "badge": f"<span{css['badge']}>{esc(one.extra['badge'])}</span>" if one.extra.get("badge") else "",
            "votes": f"<span{css['votes']}>+{one.number % 8}</span>", "site": site, "ip": f"10.{order}.*.*",
            "joined": "Joined: " + print_date(one.when - timedelta(days=900 + order), self.date_form, self.language),
            "posts": f"Posts: {one.number % 900}", **{k: esc(v) for k, v in self.words.items() if k != "reply"},
        }  # fmt: skip

    def _name(self, one: Said, css: dict[str, str]) -> str:
        name = html.escape(one.name)
        mark = self.name_mark
        if "link" in mark and one.url:
            name = f'<a href="{one.url}"{css["name"]}>{name}</a>'
        tag = mark.replace(" link", "")
        return f"<{tag}{css['name']}>{name}</{tag}>" if tag not in ("plain", "link") else name

    def _date(self, one: Said, printed: str, css: dict[str, str]) -> str:
        printed = html.escape(printed)
        iso = one.when.isoformat()
        if self.date_mark == "link":
            return f'<a href="#comment-{one.number}"{css["date"]}>{printed}</a>'
        if self.date_mark == "time":
            return f'<time datetime="{iso}"{css["date"]}>{printed}</time>'
        if self.date_mark == "title":
            return f'<span title="{iso}"{css["date"]}>{printed}</span>'
        return f"<{self.date_mark}{css['date']}>{printed}</{self.date_mark}>" if self.date_mark != "plain" else printed


def head_of(rng: random.Random, language: str, kept: bool) -> Head:
    """Choose the design of a page's heads."""
    form = choose(rng, "head", LINES if rng.random() < 0.6 else ROWS, kept)
    place = choose(rng, "place", PLACES, kept) if rng.random() < 0.4 and form in ("name/when", "when/name") else "above"
    if form in LINES and rng.random() < 0.12:
        place = "below"
    forms = [f for f in date_forms(language) if f not in ("ago", "yearless") or rng.random() < 0.3]
    language_words = {
        "says": ("says", "after"), "left": ("says", "before"), "by": ("bylines", "by"), "on": ("bylines", "on"),
        "posted": ("bylines", "on"), "reply": ("marks", "reply"),
    }  # fmt: skip
    words = {key: rng.choice(phrases(language, *where)) for key, where in language_words.items()}
    words["at"] = words["on"] if language not in ("en", "de", "fr") else {"en": "at", "de": "um", "fr": "à"}[language]
    if rng.random() < 0.5:
        words = {
            key: value[:1].upper() + value[1:] if form.startswith("{" + key) else value for key, value in words.items()
        }
    parted = "{name}{when}" in form
    return Head(
        language=language, form=form, place=place,
        name_mark=rng.choice(NO_LINK[1:]) if parted else choose(rng, "name", NAME_MARKS, kept),
        date_mark=rng.choice(("span", "small", "time")) if parted else choose(rng, "date", DATE_MARKS, kept),
        date_form="iso" if language in INVENTED and rng.random() < 0.5 else choose(rng, "day", forms, kept),
        time_form=rng.choice(("none", "24", "24", "12", "own")), joint=rng.choice((" ", ", ", " @ ", " - ", " | ")),
        words=words, block=rng.random() < 0.6,
    )  # fmt: skip
