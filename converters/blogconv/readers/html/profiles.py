"""Profiles of blog engines: data files that say where comments and posts stand in their pages.

A profile is a TOML file: ``name``, and the tables ``comments`` and ``post``, whose values are selector lists
(``selectors.py``). ``docs/formats/html.md`` tells every key; a user's own file works with ``-r profile=FILE``.
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from msgspec import Struct, ValidationError, convert

from blogconv.errors import UsageError, nearest
from blogconv.markup.tree import Element
from blogconv.readers.html import selectors
from blogconv.readers.html.page import Page


class CommentRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where comments stand."""

    item: str = ""
    follow: bool = False
    """An item goes on over its following siblings, up to the next item."""
    author: str = ""
    date: str = ""
    body: str = ""
    drop: str = ""
    ping: str = ""
    elsewhere: str = ""


class PostRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the post stands."""

    item: str = ""
    title: str = ""
    author: str = ""
    date: str = ""
    body: str = ""
    drop: str = ""
    categories: str = ""
    tags: str = ""


class ProfileFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One profile as written."""

    name: str
    source: str = ""
    when: str = ""
    comments: CommentRules = CommentRules()
    post: PostRules = PostRules()


class Profile:
    """A profile, ready to be asked; its comment selectors stand at hand as attributes."""

    def __init__(self, rules: ProfileFile) -> None:
        self.name, self.rules = rules.name, rules
        comments = rules.comments
        self.author, self.date, self.body, self.drop = comments.author, comments.date, comments.body, comments.drop
        for text in (*_texts(comments), *_texts(rules.post), rules.when):
            selectors.parse(text)

    def fits(self, page: Page) -> bool:
        """Say whether the page shows the engine's marks (``when``); a profile without them is tried on every page."""
        return not self.rules.when or bool(selectors.select(page, self.rules.when))

    def first(self, page: Page, elements: Iterable[Element], selector: str) -> Element | None:
        """Give the first of ``elements`` that matches, the selectors of the list tried in their order."""
        pool = list(elements)
        for one in selector.split(","):
            wanted = page.matched(one, selectors.select)
            if wanted:
                for element in pool:
                    if element in wanted:
                        return element
        return None

    def all(self, page: Page, elements: Iterable[Element], selector: str) -> list[Element]:
        """Give all of ``elements`` that match."""
        wanted = page.matched(selector, selectors.select)
        return [element for element in elements if element in wanted] if wanted else []


def _texts(rules: Struct) -> list[str]:
    return [v for f in rules.__struct_fields__ if isinstance(v := getattr(rules, f), str)]


@cache
def built_in() -> tuple[Profile, ...]:
    """Load the profiles that come with blogconv, by file name."""
    folder = files("blogconv.readers.html") / "profiles"
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".toml")]
    return tuple(_load(entry.read_text("utf-8"), entry.name) for entry in sorted(found, key=lambda e: e.name))


def chosen(name: str | None) -> tuple[Profile, ...]:
    """Give the profiles to try: all by default, none for ``none``, one by its name, or a user's own file before all."""
    if name is None:
        return built_in()
    if name == "none":
        return ()
    known = {profile.name: profile for profile in built_in()}
    if name in known:
        return (known[name],)
    path = Path(name)
    if name.endswith(".toml") or path.exists():
        try:
            return (_load(path.read_text("utf-8"), name), *built_in())
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"profile {name}: {error}") from error
    raise UsageError(f"unknown profile '{name}'{nearest(name, [*known, 'none'])}; or a file NAME.toml")


def _load(text: str, name: str) -> Profile:
    try:
        return Profile(convert(tomllib.loads(text), ProfileFile))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise UsageError(f"profile {name}: {error}") from error
