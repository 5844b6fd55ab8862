"""Know elements by core's prefixes, whatever prefix a file binds to which spelling of the namespaces.

WordPress's own importer goes by the prefix ``wp`` whatever it is bound to, other tools by the URI: both are understood.
A prefix that nothing binds is told, and gets a namespace, so that what we keep of it is well-formed.
"""

from collections import Counter
from collections.abc import Mapping

from blogconv.plugin import Context
from blogconv.wordpress import PREFIXES, usual_prefix

# Namespaces of prefixes that plug-ins and WordPress.com write, should the declaration be missing.
COMMON = {
    "atom": "http://www.w3.org/2005/Atom",
    "creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "georss": "http://www.georss.org/georss",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "thr": "http://purl.org/syndication/thread/1.0",
}


class Prefixes:
    """Which prefix is bound to what, as elements are entered and left."""

    def __init__(self, root: Mapping[str, str] | None = None) -> None:
        self.root: dict[str, str] = dict(root or {})
        self.undeclared: Counter[str] = Counter()
        self.depth = 0
        self.spelling = ""
        """The name of the element entered last, as the file has it."""
        self._bound: dict[str, tuple[str, int]] = {prefix: (uri, 0) for prefix, uri in self.root.items()}
        self._before: list[tuple[int, str, tuple[str, int] | None]] = []
        self._known: dict[str, str] = {}

    def enter(self, name: str, attributes: Mapping[str, str]) -> str:
        """Note what an element declares; return its name with core's prefix."""
        self.depth += 1
        self.spelling = name
        for key, uri in attributes.items():
            if key.startswith("xmlns"):
                prefix = key[6:]
                self._before.append((self.depth, prefix, self._bound.get(prefix)))
                self._bound[prefix] = (uri, self.depth)
                self._known.clear()
        return self.known(name)

    def leave(self, name: str) -> str:
        """Forget what an element declared; return its name with core's prefix."""
        known = self.known(name)
        self.depth -= 1
        while self._before and self._before[-1][0] > self.depth:
            _, prefix, before = self._before.pop()
            if before is None:
                del self._bound[prefix]
            else:
                self._bound[prefix] = before
            self._known.clear()
        return known

    def fix_root(self) -> bool:
        """Take what is bound now as the document's; say whether every name is core's already."""
        self.root = {prefix: uri for prefix, (uri, _) in self._bound.items()}
        bound = {prefix: usual_prefix(uri) for prefix, uri in self.root.items()}
        others = any(usual and usual != prefix for prefix, usual in bound.items())
        return not others and all(bound.get(prefix) for prefix in PREFIXES if prefix != "wfw")

    def known(self, name: str) -> str:
        """Give an element's name with core's prefix, where its namespace is one of core's."""
        known = self._known.get(name)
        if known is None:
            prefix, colon, local = name.rpartition(":")
            if not colon:
                uri, _ = self._bound.get("", ("", 0))
                usual = usual_prefix(uri)
                known = f"{usual}:{local}" if usual else name
            elif prefix in self._bound:
                usual = usual_prefix(self._bound[prefix][0])
                known = f"{usual}:{local}" if usual else name
            else:
                if prefix in PREFIXES:
                    self.undeclared[prefix] += 1
                known = name
            self._known[name] = known
        return known

    def missing(self, name: str, attributes: Mapping[str, str], inside: int) -> dict[str, str]:
        """Give the declarations that an element needs in order to stand elsewhere in a document with the same root.

        ``inside`` is the depth of the element around the fragment: what is declared deeper goes with the fragment.
        """
        needed = {}
        for used in (name, *attributes):
            prefix, colon, _ = used.rpartition(":")
            if not colon or prefix in ("xml", "xmlns") or f"xmlns:{prefix}" in attributes:
                continue
            uri, depth = self._bound.get(prefix, ("", 0))
            if not uri:
                self.undeclared[prefix] += 1
                uri = COMMON.get(prefix, f"urn:blogconv:undeclared:{prefix}")
            if depth <= inside and self.root.get(prefix) != uri:
                needed[f"xmlns:{prefix}"] = uri
        return needed


def declares(attributes: Mapping[str, str]) -> bool:
    """Say whether an element declares a namespace."""
    return any(key.startswith("xmlns") for key in attributes)


def plain(attributes: Mapping[str, str]) -> dict[str, str]:
    """Give the attributes that declare no namespace."""
    return {key: value for key, value in attributes.items() if not key.startswith("xmlns")}


def tell_prefixes(prefixes: Prefixes, ctx: Context) -> None:
    """Tell of prefixes that nothing declares, once for each name of an element."""
    for prefix, number in prefixes.undeclared.items():
        ctx.note("wxr-undeclared-prefix", f"prefix '{prefix}' is not declared ({number:,} kinds of elements)")
    prefixes.undeclared.clear()
