"""Words, names, dates and threads for made pages: what people of many languages print around a comment.

Head words come from the tables of ``blogconv.language``, dates from CLDR as Babel carries it; names and sentences are
our own, unless a folder of gold files lends real ones. One language is invented on purpose: its words are in no table.
"""

# ruff: noqa: SIM905 - lists of words read better as words

import json
import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_time

TABLES = Path(__file__).parent.parent / "converters/blogconv/language/build/vocabulary.toml"
INVENTED = {"xa": 3, "xb": 7, "xc": 11, "xd": 19}
"""Languages that nobody speaks, each with the seed of its words; their dates are written in numbers."""
LANGUAGES = [
    *(
        "en de fr es pt it nl sv da nb fi pl cs sk hu ro ru uk bg sr hr sl el tr ca eu gl ar fa he hi ja zh ko th vi "
        "id et lv lt is sq mk ka"
    ).split(),
    *INVENTED,
]  # fmt: skip
NAMES = (
    "Maria Lind|Jonas|Petra Holm|Olaf B.|K. Okafor|Anne-Marie Roux|tüftler42|Nils van der Meer|Rosa|Marco Di Luca|"
    "Wiesenkind|Dr. Hartmut Quast|J. P. Sorel|the gardener|bo|Ingrid|Samuel O'Dowd|Ewa Zielińska|Jürgen|Lo|Фёдор|"
    "Анна Белова|田中 一郎|小雨|김민수|Ελένη|משה כהן|ليلى حداد|สมชาย|Nguyễn Lan|Çağla|Zoë|Žofie Malá|Åke|"
    "Ian M. Banks-Reed"
).split("|")
TRICKY = (
    "Mo|May|Jan|Juni|Sun|April Vale|Mai Linh|Mart Kask|Dom|Anonymous|Gast|Dr. K.|J.|Bert W.|1234|Agent 99|Reply|"
    "Simon Says|Edward Said|JOAN OF YORK|x|von Berg|Le Corbeau|Di|Ana De Luna|www.teichrose.example|jo@teich.example|"
    "☆ mira ☆|P@ul|-=kurt=-|Admin|Author Unknown|By the Way|Thomas (Tom) Reed|Jr|An On|Data Smith|Nov Ember"
).split("|")
SENTENCES = (
    "The pond froze over on the second night and the ducks walked home.",
    "I tried it with two spoons of salt and it came out far better than the last batch.",
    "Has anybody a photograph of the old ferry house before the flood?",
    "My grandmother kept hers in the cellar, wrapped in newspaper, and they lasted until spring.",
    "That is not how the lock works: the upper gate has to be shut first.",
    "Thank you for this, it saved my afternoon.",
    "Nobody in our street would agree, but I find the blue one prettier.",
    "We walked the same path in autumn; the bridge was closed and we had to wade.",
    "Could you say a little more about the second step?",
    "It depends on the wood. Oak takes a week, pine hardly a day.",
    "I have my doubts about the third photograph, the shadow falls to the wrong side.",
    "Works here as well, after I had turned the valve the other way round.",
    "Lovely!",
    "The recipe in the parish book says a pinch of nutmeg, and so did my aunt.",
    "Sorry to be late to this, but the link at the end leads nowhere.",
    "When the wind comes from the east you can hear the trains from here.",
)
_SYLLABLES = "ba do ri ku lem fo na vi tes zor pal mi gu hep".split()


@dataclass
class Said:
    """One comment before it is drawn."""

    number: int
    name: str
    when: datetime
    paragraphs: list[str]
    parent: int | None = None
    depth: int = 1
    url: str | None = None
    extra: dict[str, str] = field(default_factory=dict)


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(TABLES.read_text("utf-8"))


def phrases(language: str, kind: str, part: str) -> list[str]:
    """Give the phrases of one kind, such as ``says.after``, of a language; English where it has none."""
    if language in INVENTED:
        own = random.Random(f"{INVENTED[language]} {kind} {part}")
        return [" ".join("".join(own.choices(_SYLLABLES, k=2)) for _ in range(own.choice((1, 1, 2))))]
    table: dict[str, list[str]] = _tables()[kind][part]
    plain = [p for p in table.get(language) or table["en"] if "~" not in p and "#" not in p]
    return [p.rstrip(":：") for p in plain[:8]]


def date_forms(language: str) -> list[str]:
    """Name the ways in which a page of this language may print a date."""
    both = ["iso", "numeric", "slashes", "ago"]
    return both if language in INVENTED else ["long", "medium", "full", "yearless", *both]


def print_date(when: datetime, form: str, language: str) -> str:
    """Print the day of a date."""
    locale = Locale.parse("en" if language in INVENTED else language)
    if form in ("long", "medium", "full"):
        return str(format_date(when, form, locale=locale)).replace("\u200f", "")
    if form == "yearless":
        return str(format_date(when, "d MMMM", locale=locale))
    if form == "numeric":
        return when.strftime("%d.%m.%Y")
    if form == "slashes":
        return when.strftime("%m/%d/%Y" if language == "en" else "%d/%m/%Y")
    if form == "ago":
        return f"{2 + when.day % 9} years ago"
    return when.strftime("%Y-%m-%d")


def print_time(when: datetime, form: str, language: str) -> str:
    """Print the time of day: by the clock of 24 hours, of 12, or as the language has it."""
    if form == "12":
        return when.strftime("%I:%M %p").lstrip("0").lower()
    if form == "own" and language not in INVENTED:
        return str(format_time(when, "short", locale=Locale.parse(language)))
    return when.strftime("%H:%M")


@dataclass
class Bank:
    """Where names and texts come from."""

    names: list[str] = field(default_factory=lambda: list(NAMES))
    texts: list[list[str]] = field(default_factory=list)

    @classmethod
    def of_gold(cls, folder: Path) -> "Bank":
        """Take names and texts of the comments in a folder of gold files."""
        names: dict[str, None] = {}
        texts: list[list[str]] = []
        for path in sorted(folder.glob("*.json")):
            for comment in json.loads(path.read_text("utf-8")).get("comments") or ():
                if comment.get("type", "comment") == "comment" and comment.get("body_text"):
                    texts.append([p for p in comment["body_text"].split("\n") if p.strip()])
                    if comment.get("author") and len(comment["author"]) < 40:
                        names[comment["author"]] = None
        return cls(list(names) + NAMES, texts)

    def text(self, rng: random.Random) -> list[str]:
        """Give the paragraphs of one comment."""
        if self.texts and rng.random() < 0.8:
            return list(rng.choice(self.texts))
        return [" ".join(rng.sample(SENTENCES, rng.choice((1, 1, 2, 3)))) for _ in range(rng.choice((1, 1, 1, 2, 3)))]

    def people(self, rng: random.Random, count: int, tricky: float = 0.15) -> list[str]:
        """Give the names of those who talk here, some of them like other things."""
        return [rng.choice(TRICKY if rng.random() < tricky else self.names) for _ in range(count)]


def thread(rng: random.Random, bank: Bank, count: int, answers: float) -> list[Said]:
    """Make up a thread in the order in which a page shows it: answers below what they answer."""
    people = bank.people(rng, max(2, round(count * 0.7)))
    when = datetime(
        rng.choice((2006, 2009, 2012, 2016, 2021)), rng.randint(1, 12), rng.randint(1, 28), 7, 30, tzinfo=UTC
    )
    said: list[Said] = []
    number = rng.randint(3, 90_000)
    for place in range(count):
        when += timedelta(hours=rng.choice((1, 5, 26, 70)), minutes=rng.randint(0, 59))
        number += rng.randint(1, 9)
        parent = _answered(rng, said) if place and rng.random() < answers else None
        one = Said(number, rng.choice(people), when, bank.text(rng), parent)
        one.depth = 1 if parent is None else said[parent].depth + 1
        one.url = f"http://{place}.example/" if rng.random() < 0.5 else None
        said.append(one)
    return said


def _answered(rng: random.Random, said: Sequence[Said]) -> int:
    """Choose whom the next comment answers: the last one, or somebody above it."""
    place = len(said) - 1
    while said[place].parent is not None and (said[place].depth >= 4 or rng.random() < 0.5):
        place = said[place].parent or 0
    return place
