"""What the WordPress importer does with each element of an export, as rules that tell before it is tried.

Seen by running WordPress 6.1 with wordpress-importer 0.9.5 and read in its source (``process_posts`` and the rest of
``class-wp-import.php``); the codes begin with ``import-``.
"""

import re
from collections.abc import Callable

from blogconv.plugin import Context
from blogconv.validation.items import TAXONOMIES, Items
from blogconv.validation.nodes import Node
from blogconv.writers.wxr.names import folded_login

__all__ = ["Importer", "Node"]

_VERSION = re.compile(r"\d+\.\d+")
_LONGEST_LOGIN = 60


class Importer:
    """The rules, and what has been met so far; ``end`` says what can be known only then."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._version: str | None = None
        self._logins: dict[str, str] = {}
        self._emails: set[str] = set()
        self._slugs: set[tuple[str, str]] = set()
        self._items = Items(ctx)

    def root(self, name: str, attributes: dict[str, str], line: int | None) -> None:
        """Look at the root element: the importer finds everything by the prefix ``wp``."""
        if name != "rss":
            self._ctx.note("import-refused", f"the root element is <{name}>, not <rss>", line=line)
        elif "xmlns:wp" not in attributes:
            self._ctx.note("import-refused", "the prefix wp is not declared on <rss>: refused as no export", line=line)

    def element(self, node: Node) -> None:
        """Look at a child of the channel."""
        rule: dict[str, Callable[[Node], None]] = {
            "wp:wxr_version": self._is_version,
            "wp:author": self._author,
            "wp:category": self._term,
            "wp:tag": self._term,
            "wp:term": self._term,
            "item": self._items.add,
        }
        if found := rule.get(node.name):
            found(node)

    def end(self) -> None:
        """Say what is missing in the whole."""
        if self._version is None or not _VERSION.fullmatch(self._version):
            what = "no wp:wxr_version" if self._version is None else f"wp:wxr_version is '{self._version}'"
            self._ctx.note("import-refused", f"{what}: refused as no export; it has to be like 1.2")
        self._items.end(set(self._logins), self._slugs)

    def _is_version(self, node: Node) -> None:
        if self._version is None:
            self._version = node.text().strip()

    def _author(self, node: Node) -> None:
        login, email = node.get("wp:author_login"), node.get("wp:author_email").strip().lower()
        key = folded_login(login)
        if not key:
            self._ctx.note("import-author", f"no user can be made of the login '{login}'", line=node.line)
        elif key in self._logins:
            self._ctx.note("import-author", f"{login} is listed again: only the last counts", line=node.line)
        elif len(key) > _LONGEST_LOGIN:
            self._ctx.note("import-author", f"the login is longer than {_LONGEST_LOGIN} characters", line=node.line)
        elif email and email in self._emails:
            self._ctx.note(
                "import-author", f"{login} has another author's e-mail: posts go to the importing user", line=node.line
            )
        self._emails.add(email)
        self._logins[key] = login

    def _term(self, node: Node) -> None:
        if node.name == "wp:category":
            taxonomy, name = "category", node.get("wp:cat_name")
            slug, parent = node.get("wp:category_nicename"), node.get("wp:category_parent")
        elif node.name == "wp:tag":
            taxonomy, slug, parent, name = "post_tag", node.get("wp:tag_slug"), "", node.get("wp:tag_name")
        else:
            taxonomy, name = node.get("wp:term_taxonomy"), node.get("wp:term_name")
            slug, parent = node.get("wp:term_slug"), node.get("wp:term_parent")
        if taxonomy not in TAXONOMIES:
            self._ctx.note(
                "import-taxonomy", f"'{taxonomy}' is refused unless the site has it from a plug-in", line=node.line
            )
        if not name.strip():
            self._ctx.note("import-term", f"a {taxonomy} without a name is refused: '{slug}'", line=node.line)
            return
        if parent and (taxonomy, parent) not in self._slugs:
            self._ctx.note(
                "import-term-parent", f"{slug} comes before its parent {parent} and loses it", line=node.line
            )
        if (taxonomy, slug) in self._slugs:
            self._ctx.note("import-term", f"{taxonomy} {slug} is listed again: the first counts", line=node.line)
        self._slugs.add((taxonomy, slug))
