"""Redraw real pages in another dress: the same words for a reader of the page, other markup for a program.

Five dresses, one after another over the pages of a folder: ``bare`` (no class, no id), ``masked`` (each class word and
id stem another word, the same everywhere), ``nameless`` (classes masked, ids kept; no ``cite``, no ``rel``: the list is
found, who wrote is not told), ``retagged`` (``li`` is ``div``, ``cite`` is ``span`` …) and ``undated`` (no
``datetime``, no ``title``). The gold stays as it is.
"""

import random
import re
from pathlib import Path

from blogconv.markup.tree import Element, elements, parse_document, serialise

DRESSES = ("bare", "masked", "nameless", "retagged", "undated")
_OTHER = {
    "li": "div", "ol": "div", "ul": "div", "cite": "span", "article": "div", "section": "div", "time": "span",
    "abbr": "span", "footer": "div", "header": "div", "dl": "div", "dt": "div", "dd": "div", "strong": "b", "em": "i",
    "small": "span", "h4": "div", "h5": "div", "h6": "div",
}  # fmt: skip


def mutate(page: str, dress: str, seed: int) -> str:
    """Redraw one page."""
    root = parse_document(page)
    words: dict[str, str] = {}
    for element in elements(root):
        if element.tag in ("html", "head", "meta", "link", "script"):
            continue
        _dress(element, dress, words, seed)
    return "<!DOCTYPE html>" + serialise(root)


def _dress(element: Element, dress: str, words: dict[str, str], seed: int) -> None:
    attrs = element.attrs
    if dress == "bare":
        for name in [
            n for n in attrs if n in ("class", "id", "name", "rel", "itemprop", "itemtype") or n[:5] == "data-"
        ]:
            del attrs[name]
    elif dress == "masked":
        for name in [n for n in ("class", "id", "name") if n in attrs and (n != "name" or element.tag == "a")]:
            attrs[name] = re.sub(r"[^\W\d_]+", lambda m: _masked(m[0], words, seed), attrs[name])
        if "href" in attrs and "#" in attrs["href"]:
            page, _, place = attrs["href"].partition("#")
            attrs["href"] = f"{page}#" + re.sub(r"[^\W\d_]+", lambda m: _masked(m[0], words, seed), place)
    elif dress == "nameless":
        element.tag = "span" if element.tag in ("cite", "time", "abbr") else element.tag
        for name in [n for n in attrs if n in ("rel", "itemprop", "datetime", "title")]:
            del attrs[name]
        if "class" in attrs:
            attrs["class"] = re.sub(r"[^\W\d_]+", lambda m: _masked(m[0], words, seed), attrs["class"])
    elif dress == "retagged":
        element.tag = _OTHER.get(element.tag, element.tag)
    else:
        for name in [n for n in attrs if n in ("datetime", "title", "content")]:
            del attrs[name]


def _masked(word: str, words: dict[str, str], seed: int) -> str:
    if word not in words:
        own = random.Random(f"{seed} {word}")
        words[word] = "".join(own.choices("bcdfghjklmnprstvwz", k=1) + own.choices("aeiou", k=1)) * 2 + own.choice(
            "klmr"
        )
    return words[word]


def mutate_folder(pages: Path, golds: Path, to_pages: Path, to_golds: Path, seed: int) -> None:
    """Write every page of a folder in each dress; the names say which."""
    for page in sorted(pages.glob("*.html")):
        gold = golds / f"{page.stem}.json"
        if not gold.is_file():
            continue
        data = page.read_bytes()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("windows-1252", "replace")
        for dress in DRESSES:
            (to_pages / f"{page.stem}.{dress}.html").write_text(mutate(text, dress, seed), "utf-8", "replace")
            (to_golds / f"{page.stem}.{dress}.json").write_bytes(gold.read_bytes())
