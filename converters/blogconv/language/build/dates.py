"""Make ``data/dates.json``: the date words of a hundred languages, from CLDR, WordPress and ``dates.toml``.

``python -m blogconv.language.build.dates`` needs Babel, which carries CLDR (Unicode licence); nothing else does.
"""

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from babel import Locale, localedata
from babel.dates import format_date

from blogconv.language.words import UNSPACED, WORD, fold_word, phrase_key

HERE = Path(__file__).parent
TARGET = HERE.parent / "data" / "dates.json"
LOCALES = [
    "af",
    "am",
    "ar",
    "ar_DZ",
    "ar_LB",
    "ar_MA",
    "ar_SA",
    "ar_TN",
    "ast",
    "az",
    "az_Cyrl",
    "be",
    "bg",
    "bn",
    "br",
    "bs",
    "bs_Cyrl",
    "ca",
    "ckb",
    "cs",
    "cy",
    "da",
    "de",
    "de_AT",
    "el",
    "en",
    "en_AU",
    "en_CA",
    "en_GB",
    "en_IN",
    "eo",
    "es",
    "es_AR",
    "es_MX",
    "et",
    "eu",
    "fa",
    "fa_AF",
    "fi",
    "fil",
    "fo",
    "fr",
    "fr_CA",
    "fur",
    "fy",
    "ga",
    "gd",
    "gl",
    "gsw",
    "gu",
    "ha",
    "haw",
    "he",
    "hi",
    "hr",
    "hsb",
    "hu",
    "hy",
    "ia",
    "id",
    "ig",
    "is",
    "it",
    "it_CH",
    "ja",
    "jv",
    "ka",
    "kk",
    "km",
    "kn",
    "ko",
    "ku",
    "ky",
    "lb",
    "lo",
    "lt",
    "lv",
    "mg",
    "mi",
    "mk",
    "ml",
    "mn",
    "mr",
    "ms",
    "mt",
    "my",
    "nb",
    "ne",
    "nl",
    "nl_BE",
    "nn",
    "oc",
    "or",
    "pa",
    "pl",
    "ps",
    "pt",
    "pt_PT",
    "qu",
    "rm",
    "ro",
    "ro_MD",
    "ru",
    "ru_UA",
    "sc",
    "sd",
    "si",
    "sk",
    "sl",
    "so",
    "sq",
    "sr",
    "sr_Latn",
    "su",
    "sv",
    "sw",
    "ta",
    "te",
    "tg",
    "th",
    "ti",
    "tk",
    "tr",
    "tt",
    "ug",
    "uk",
    "ur",
    "uz",
    "uz_Cyrl",
    "vi",
    "wo",
    "xh",
    "yi",
    "yo",
    "zh",
    "zh_Hant",
    "zh_Hant_HK",
    "zu",
]
MADE_WITH = "2.18"  # the Babel whose CLDR the shipped file holds; raise it together with the file
UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNSPACED = re.compile(rf"[{UNSPACED}]")
_DAY = date(2033, 11, 22)  # a Tuesday; its numbers differ from each other

Meanings = dict[str, dict[str, set[str]]]  # word → meaning → languages


def build() -> dict[str, dict[str, str]]:
    """Make the tables as ``words.Tables`` describes them."""
    words: Meanings = defaultdict(lambda: defaultdict(set))
    relative: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    orders: dict[str, str] = {}
    extra = tomllib.loads((HERE / "dates.toml").read_text(encoding="utf-8"))
    wordpress = json.loads((HERE / "wordpress.json").read_text(encoding="utf-8"))
    for name in LOCALES:
        # Babel 2.18 resolves aliases in place, in tables that locales share: "mar" would become Finnish for all.
        localedata._cache.clear()
        locale = Locale.parse(name)
        language = locale.language
        for word, meaning in _calendar(locale):
            words[word][meaning].add(language)
        for word in _between(locale):
            words[word]["F"].add(language)
        for unit in UNITS:
            for pattern in _relative(locale, unit):
                _add_relative(relative, pattern, unit, language)
        orders.setdefault(language, _order(locale))
    for language, phrases in wordpress.items():
        language = language.split("-")[0]
        for word, meaning in _wordpress(phrases):
            words[word][meaning].add(language)
        for pattern, unit in _wordpress_ago(phrases):
            _add_relative(relative, pattern, unit, language)
    _supplement(extra, words, relative)
    _leave_out_doubtful_periods(words)
    return {
        "words": {word: _pack(meanings) for word, meanings in sorted(words.items()) if word},
        "relative": {key: _pack(meanings) for key, meanings in sorted(relative.items())},
        "moments": {
            phrase_key(phrase): f"{count} {language}"
            for language, moments in extra["moments"].items()
            for count, phrases in moments.items()
            for phrase in phrases
        },
        "orders": dict(sorted(orders.items())),
    }


def _pack(meanings: Mapping[str, set[str]]) -> str:
    return ";".join(" ".join([meaning, *sorted(tags - {""})]) for meaning, tags in sorted(meanings.items()))


def _plain(value: Any) -> Any:
    return {k: _plain(value[k]) for k in value} if isinstance(value, Mapping) else value


def _calendar(locale: Locale) -> Iterator[tuple[str, str]]:
    """Give month, weekday and day-period words as CLDR lists them and as they stand in its patterns."""
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated", "short"):
            for number, word in _plain(locale.months[context]).get(width, {}).items():
                if not re.fullmatch(r"M?\d+", word):
                    yield from _named(word, f"M{number}")
            for number, word in _plain(locale.days[context]).get(width, {}).items():
                yield from _named(word, f"W{number}")
    for number in range(1, 13):
        # In a pattern a month takes prefixes and endings: "urriaren 28(a)", "28 באוקטובר".
        for pattern in ("long", "full", "medium"):
            text = format_date(_DAY.replace(month=number), pattern, locale)
            for width in ("wide", "abbreviated"):
                name = _plain(locale.months["format"]).get(width, {}).get(number, "")
                for word in WORD.findall(text):
                    if len(name) > 2 and fold_word(name) in fold_word(word) and not _UNSPACED.search(word):
                        yield fold_word(word), f"M{number}"
    ranges = _period_hours(locale)
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for period, word in _plain(locale.day_periods[context]).get(width, {}).items():
                if period in ranges:
                    yield from _named(word, f"P{ranges[period]}")


def _named(word: str, meaning: str) -> Iterator[tuple[str, str]]:
    key = phrase_key(word)
    # A name with a number in it ("tháng 10", "Th 2", "10月") is read by the number; one bare letter says nothing.
    if key and not re.search(r"\d", word) and (len(key) > 1 or _UNSPACED.search(key) or not key.isascii()):
        yield key, meaning


def _period_hours(locale: Locale) -> dict[str, str]:
    hours = {"am": "0-12", "pm": "12-24"}
    for period, rules in _plain(locale.day_period_rules).get(None, {}).items():
        for rule in rules:
            if "from" in rule and "before" in rule:
                first, last = rule["from"] // 3600, rule["before"] // 3600
                hours[period] = f"{first}-{last if last > first else last + 24}"
            elif "at" in rule:
                hours[period] = f"{rule['at'] // 3600}-{rule['at'] // 3600 + 1}"
    return hours


def _between(locale: Locale) -> Iterator[str]:
    """Give the words that CLDR's patterns put between the parts: de, um, gada, г."""
    patterns = [p.pattern for p in _plain(locale.date_formats).values()]
    patterns += [str(p) for p in _plain(locale.datetime_formats).values()]
    patterns += [p.pattern for key, p in _plain(locale.datetime_skeletons).items() if key in _SKELETONS]
    for pattern in patterns:
        # Letters outside quotes are fields.
        literal = re.sub(r"'([^']*)'|[a-zA-Z]+|\{\d\}", lambda m: f" {m[1] or ''} ", pattern)
        for word in WORD.findall(literal):
            yield fold_word(word)


_SKELETONS = frozenset(
    ["yMMMd", "yMMMMd", "yMMMEd", "yMMMMEd", "Hm", "hm", "Hms", "hms", "H", "h", "yMMM", "yMMMM", "MMMd", "MMMMd"]
)


def _relative(locale: Locale, unit: str) -> Iterator[str]:
    # The past only: what is printed beside posts and comments has happened.
    for width in ("", "-short"):
        yield from _plain(locale._data["date_fields"]).get(unit + width, {}).get("past", {}).values()


def _add_relative(table: dict[str, dict[str, set[str]]], pattern: str, meaning: str, language: str) -> None:
    before, found, after = pattern.partition("{0}")
    if not found or re.search(r"[-+]", pattern):
        return  # the root locale's "-{0} y"
    key = f"{phrase_key(before)}|{phrase_key(after)}"
    if len(key) > 2:
        table[key][meaning].add(language)


def _order(locale: Locale) -> str:
    text = format_date(_DAY, locale.date_formats["short"].pattern.replace("MMMM", "MM").replace("MMM", "MM"), locale)
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    place = {22: "d", 11: "m"}
    order = "".join(place.get(n, "y") for n in numbers)
    separator = re.search(r"\d[\s\u200e\u200f]*([./-])", text)
    return f"{order}{separator[1] if separator else ''}" if order in ("dmy", "mdy", "ymd") else "dmy"


def _wordpress(phrases: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for names, kind, first in ((MONTHS, "M", 1), (DAYS, "W", 0)):
        for number, english in enumerate(names, first):
            short = f"{english[:3]}_{english}_abbreviation"
            for text in phrases.get(english, []) + phrases.get(english[:3] if kind == "W" else short, []):
                yield from _named(text.partition("_")[0], f"{kind}{number}")
    for english, meaning in (("am", "P0-12"), ("AM", "P0-12"), ("pm", "P12-24"), ("PM", "P12-24")):
        for text in phrases.get(english, []):
            yield from _named(text, meaning)
    for text in phrases.get("%1$s at %2$s", []):
        for word in WORD.findall(re.sub(r"%\d\$s", " ", text)):
            yield fold_word(word), "F"


def _wordpress_ago(phrases: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for unit, english in zip(UNITS, ("sec", "min", "hour", "day", "week", "month", "year"), strict=True):
        for ago in phrases.get("%s ago", []):
            for number in phrases.get(f"%s {english}", []):
                yield ago.replace("%s", number).replace("%s", "{0}").replace("%d", "{0}"), unit


def _leave_out_doubtful_periods(words: Meanings) -> None:
    """Drop Swahili's afternoon from "um": "3. Mai um 10:00" is German, and no evening."""
    for meaning in [m for m in words["um"] if m.startswith("P")]:
        del words["um"][meaning]


def _supplement(extra: dict[str, Any], words: Meanings, relative: dict[str, dict[str, set[str]]]) -> None:
    for language, fillers in extra["fillers"].items():
        for phrase in fillers:
            for word in WORD.findall(phrase):
                words[fold_word(word)]["F"].add(language)
    for table, kind in (("months", "M"), ("weekdays", "W"), ("periods", "P"), ("persian", "J")):
        for language, entries in extra[table].items():
            for number, phrases in entries.items():
                for phrase in phrases:
                    words[phrase_key(phrase)][f"{kind}{number}"].add(language)
    for name in extra["zones"]["names"]:
        words[fold_word(name)]["Z"].add("")
    for language, entries in extra["relative"].items():
        for unit, patterns in entries.items():
            for pattern in patterns:
                _add_relative(relative, pattern, unit, language)


def text() -> str:
    """Give the file's text: one entry a line, so that a change shows in a diff."""
    return json.dumps(build(), ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def main() -> None:
    """Write ``data/dates.json``."""
    TARGET.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
