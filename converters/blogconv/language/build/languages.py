"""Make ``data/languages.json``: the commonest words of fifty languages, to tell languages apart.

``python -m blogconv.language.build.languages [FOLDER]`` counts words in the ``.mo`` files of Debian's package
``wordpress-l10n`` and adds the function words of ``languages.toml``. Single words and their frequency, no text.
"""

import gettext
import html
import json
import re
import sys
import tomllib
from collections import Counter, defaultdict
from math import log
from pathlib import Path

from blogconv.language.build.wordpress import FOLDER, bcp47
from blogconv.language.detect import FLOOR, words_of

HERE = Path(__file__).parent
TARGET = HERE.parent / "data" / "languages.json"
MOST = 160
_NOISE = re.compile(r"<[^>]*>|%(?:\d\$)?[sd]|https?://\S+|\{[^}]*\}|[\w.+-]+@\S+|\[[^\]]*\]")
# Words of English that translations leave as they are.
_ENGLISH_LEFT = frozenset(
    [
        "wordpress",
        "akismet",
        "html",
        "url",
        "rss",
        "css",
        "php",
        "api",
        "http",
        "www",
        "com",
        "org",
        "blog",
        "email",
        "id",
        "ip",
        "web",
        "e",
        "mail",
        "link",
        "admin",
        "spam",
    ]
)


def build(folder: Path) -> dict[str, object]:
    """Count; give word → language → weight, and the characters that only one kind of Chinese has."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    signs: dict[str, set[str]] = defaultdict(set)
    for path in sorted(folder.glob("*.mo")):
        stem = path.stem.removeprefix("admin-").removeprefix("network-")
        if stem.startswith("continents-cities"):
            continue
        tag = bcp47(stem)
        with path.open("rb") as stream:
            catalog = gettext.GNUTranslations(stream)._catalog  # type: ignore[attr-defined]
        for key, text in catalog.items():
            original = key if isinstance(key, str) else key[0]
            if text and (text != original or tag == "en"):
                plain = _NOISE.sub(" ", html.unescape(text))
                counts[tag].update(w for w in words_of(plain) if w not in _ENGLISH_LEFT)
                if tag.startswith("zh"):
                    signs[tag].update(c for c in plain if "\u4e00" <= c <= "\u9fff")
            elif tag not in ("en", "zh", "zh-Hant"):
                counts["en"].update(w for w in words_of(_NOISE.sub(" ", original)) if w not in _ENGLISH_LEFT)
    extra = tomllib.loads((HERE / "languages.toml").read_text(encoding="utf-8"))
    weights: dict[str, dict[str, int]] = defaultdict(dict)
    for tag in sorted(set(counts) | set(extra)):
        if tag.startswith("zh"):
            continue
        total = sum(counts[tag].values()) or 1
        common = dict(counts[tag].most_common(MOST))
        shares = {word: count / total for word, count in common.items() if count / total > FLOOR * 2}
        for place, word in enumerate(extra.get(tag, "").split()):
            # Function words of running text, commonest first; menus and buttons have few of them.
            shares[word] = max(shares.get(word, 0), 0.03 / (1 + place / 6))
        for word, share in shares.items():
            weights[word][tag] = round(10 * log(share / FLOOR))
    return {
        "words": {word: dict(sorted(tags.items())) for word, tags in sorted(weights.items())},
        "simplified": "".join(sorted(signs["zh"] - signs["zh-Hant"])),
        "traditional": "".join(sorted(signs["zh-Hant"] - signs["zh"])),
    }


def main() -> None:
    """Write ``data/languages.json``."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    text = json.dumps(build(folder), ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
