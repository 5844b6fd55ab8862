"""Cut hostile nesting before lexbor sees it.

An HTML5 parser looks through its stack of open elements at every tag, and opens unclosed formatting again in every
paragraph: a megabyte of ``<div>`` or ``<p><font size=N>`` costs it minutes or gigabytes. One pass over the tags
follows the stack as the parser would keep it, where in doubt too deep rather than too shallow, and leaves out start
tags beyond a limit. Their text stays.
"""

import re

MAX_FORMATTING = 100
"""Formatting elements (``b``, ``font`` ...) that may be open and unclosed at once in one scope."""

_TAG = re.compile(
    r"""<(?:
      (?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)
      (?P<rest>(?:[\s/]++|[^\s/>=][^\s/>=]*+|=(?:\s*+(?:"[^"]*+"|'[^']*+'|(?=>)|[^\s>"'][^\s>]*+))?+)*+)(?:>|\Z)
    | (?P<comment>!--(?:-?>)?)
    | (?P<cdata>!\[CDATA\[)
    | [!?/][^>]*+>?
    )""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|(?=>)|[^\s>"'][^\s>]*+))?+""")
MAX_ATTRIBUTES = 500
_LONG_TAG = 2000
_COMMENT_END = re.compile(r"--!?>")

_VOID = frozenset(("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr"))  # fmt: skip
# These never nest: a new one closes the last, or is ignored.
_FLAT = frozenset(("html", "head", "body", "p", "tbody", "thead", "tfoot", "tr", "colgroup"))
_FORMATTING = frozenset(("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt",
    "u"))  # fmt: skip
# End tags of what is outside do not reach through these.
_BARRIERS = frozenset(("applet", "caption", "marquee", "object", "table", "td", "th", "template", "button", "select",
    ))  # fmt: skip
_MARKERS = frozenset(("applet", "caption", "marquee", "object", "td", "th", "template"))
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
# An end tag that is none of these gives up at the first of them that it meets.
_SPECIAL = frozenset(("address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "li", "listing", "main", "menu", "nav", "noscript", "ol", "plaintext", "pre", "search",
    "section", "summary", "ul"))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th", "caption"))
_TABLE_PARTS = frozenset(("td", "th", "caption", "tr", "tbody", "thead", "tfoot", "colgroup", "col"))
# A new item closes the last one, unless another list stands between.
_ITEMS = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd")}
_FOREIGN = frozenset(("svg", "math"))
# HTML inside of SVG and MathML ...
_INTEGRATION = {
    "svg": frozenset(("foreignobject", "desc", "title")),
    "math": frozenset(("annotation-xml", "mi", "mo", "mn", "ms", "mtext")),
}
_ANY_INTEGRATION = _INTEGRATION["svg"] | _INTEGRATION["math"]
# ... and the tags that end SVG and MathML wherever they stand.
_BREAKOUT = frozenset(("b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed",
    "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p",
    "pre", "ruby", "s", "small", "span", "strong", "strike", "sub", "sup", "table", "tt", "u", "ul", "var",
    ))  # fmt: skip
_LOOK_BACK = 16
"""Open elements searched for one to close; beyond, the end tag counts for nothing."""


# A quoted value with ">" in it: only so can a tag go on past one.
_PASSED = re.compile(r"""=\s*+(?:"[^">]*+>|'[^'>]*+>)""")
_LONG = re.compile(rf"<(?=/?[a-zA-Z])[^>]{{{_LONG_TAG}}}")


def may_hold_long_tags(html: str) -> bool:
    """Say quickly whether some tag may be long enough for attributes by the hundred; often wrong, but never in "no"."""
    return _PASSED.search(html) is not None or _LONG.search(html) is not None


_SCRIPT = re.compile(r"<script", re.IGNORECASE)
_RAW_END = {name: re.compile(rf"</{name}[\s/>]", re.IGNORECASE) for name in ("script", "style")}


def flatten(html: str, max_depth: int, repairs: list[tuple[str, str]]) -> str:
    """Return ``html`` without the start tags nested deeper than ``max_depth``; say so in ``repairs``."""
    scan = _Scan(html, max_depth, MAX_FORMATTING)
    cuts = scan.run()
    if scan.reopened > 50_000 + 3 * scan.tags:
        cuts = _Scan(html, max_depth, 1).run()
    if not cuts:
        return html
    out: list[str] = []
    done = 0
    for start, end in cuts:
        out.append(html[done:start])
        done = end
    out.append(html[done:])
    repairs.append(("html-too-deep", f"{len(cuts)} tags nested too deeply left out, their text kept"))
    return "".join(out)


class _Scope:
    """What is open since a barrier: names in order, how many of each, and unclosed formatting."""

    __slots__ = ("barrier", "counts", "foreign", "formats", "formatting", "names", "raw", "specials")

    def __init__(self, barrier: str, raw: bool = False) -> None:
        self.barrier, self.raw = barrier, raw
        self.names: list[str] = []
        self.counts: dict[str, int] = {}
        self.specials: list[int] = []
        """Places in ``names`` of special elements."""
        self.foreign = -1
        """Place in ``names`` of the SVG or MathML that is open."""
        self.formatting: dict[str, int] = {}
        self.formats = 0


class _Scan:
    """One pass over the tags of a document."""

    def __init__(self, html: str, limit: int, formatting: int) -> None:
        self.html, self.limit, self.formatting = html, limit, formatting
        self.tags = self.reopened = 0
        """Start tags, and how many elements reopening unclosed formatting may make."""
        self.scopes = [_Scope("")]
        self.depth = 0
        self.tables = self.templates = 0
        self.cuts: list[tuple[int, int]] = []

    def run(self) -> list[tuple[int, int]]:
        """Find the pieces to leave out."""
        html, at = self.html, 0
        find = _TAG.search
        # Up to here end tags count for nothing: a comment or CDATA section may or may not be one to the parser.
        doubtful = 0
        while (match := find(html, at)) is not None:
            at = match.end()
            closes, name, rest = match.group("end", "name", "rest")
            if name is not None:
                name = name.lower()
                if not closes:
                    if at - match.start() > _LONG_TAG:
                        self.trim(match)
                    fine = self.start(name, rest) if at > doubtful else self.push(name, False, False)
                    if not fine:
                        if self.cuts and self.cuts[-1][1] > match.start():
                            self.cuts.pop()
                        self.cuts.append(match.span())
                    elif name in _RAW_END and at > doubtful:
                        at = self.raw_end(at)
                elif match.start() >= doubtful:
                    self.end(name)
            elif match["comment"]:
                if match["comment"] == "!--" and doubtful <= at:
                    end = _COMMENT_END.search(html, at)
                    after = end.end() if end else len(html)
                    if self.in_raw():
                        doubtful = after
                    else:
                        at = after
            elif match["cdata"] and doubtful <= at:
                closing = html.find("]]>", at)
                doubtful = closing if closing >= 0 else len(html)
        return self.cuts

    def trim(self, match: re.Match[str]) -> None:
        """Leave out the attributes of one tag that are more than any page has: each is compared with all before."""
        attributes = _ATTRIBUTE.finditer(self.html, match.start("rest"), match.end("rest"))
        for number, attribute in enumerate(attributes, 1):
            if number == MAX_ATTRIBUTES:
                self.cuts.append((attribute.end(), match.end("rest")))
                return

    def in_raw(self) -> bool:
        """Say whether a script, style ... is open, inside which there are no comments."""
        return self.scopes[-1].raw

    def raw_end(self, at: int) -> int:
        """Find where the script or style sheet that begins here surely ends; ``at`` itself where that is unsure.

        What looks like a tag in it is none, and its quotes must not swallow its end. In SVG it may be no raw text; a
        script inside a comment inside a script does not end it.
        """
        name = self.scopes[-1].barrier
        if name not in _RAW_END or not self.scopes[-1].raw or any(scope.foreign >= 0 for scope in self.scopes):
            return at
        closing = _RAW_END[name].search(self.html, at)
        if closing is None or _SCRIPT.search(self.html, at, closing.start()):
            return at
        return closing.start()

    def start(self, name: str, rest: str) -> bool:
        """Follow a start tag; ``False`` if it must go."""
        scope = self.scopes[-1]
        self.tags += 1
        if name not in _FORMATTING:
            self.reopened += scope.formats
        if name in _FORMATTING and scope.formats >= self.formatting:
            return False
        if scope.foreign >= 0:
            if name not in _BREAKOUT:
                inner = name in _INTEGRATION[scope.names[scope.foreign]]
                if name == "annotation-xml":
                    inner = "encoding" in rest.lower()
                return rest.endswith("/") or self.push(name, inner, False)
            self.cut_back(scope, scope.foreign)
        elif name in _FOREIGN and rest.endswith("/") and not scope.raw:
            return True
        if name in _VOID:
            return True
        if name in _TABLE_PARTS:
            if not self.tables:
                return True
            self.leave_cell()
            scope = self.scopes[-1]
        if name in _FLAT or (name == "form" and not self.templates):
            return True
        if name in _FORMATTING:
            if self.depth >= self.limit:
                return False
            scope.formatting[name] = scope.formatting.get(name, 0) + 1
            scope.formats += 1
            self.depth += 1
            return True
        if name == "option" and scope.names and scope.names[-1] == "option":
            return True
        if name in _ITEMS:
            self.close_item(scope, _ITEMS[name])
        return self.push(name, name in _BARRIERS or name in _RAW, name in _RAW)

    def push(self, name: str, barrier: bool, raw: bool) -> bool:
        """Open an element, or say that it would be too deep."""
        if self.depth >= self.limit:
            return False
        self.depth += 1
        if barrier:
            self.scopes.append(_Scope(name, raw))
            self.tables += name == "table"
            self.templates += name == "template"
            return True
        scope = self.scopes[-1]
        if name in _SPECIAL and scope.foreign < 0:
            scope.specials.append(len(scope.names))
        elif name in _FOREIGN and scope.foreign < 0 and not scope.raw:
            scope.foreign = len(scope.names)
        scope.names.append(name)
        scope.counts[name] = scope.counts.get(name, 0) + 1
        return True

    def end(self, name: str) -> None:
        """Follow an end tag: what it closes, with all inside."""
        scope = self.scopes[-1]
        if scope.foreign >= 0 and name in ("p", "br"):
            self.cut_back(scope, scope.foreign)
            return
        if name in _FORMATTING and not scope.counts.get(name):
            if scope.formatting.get(name):
                scope.formatting[name] -= 1
                scope.formats -= 1
                self.depth -= 1
            return
        if not scope.counts.get(name):
            if name in _HEADINGS:
                name = next((h for h in _HEADINGS if scope.counts.get(h)), "")
            elif name in _BARRIERS or name in _RAW or name in _ANY_INTEGRATION:
                self.leave_scope(name)
                return
            if not scope.counts.get(name):
                return
        if name in ("form", "frameset") or (
            name == "noscript" and (not scope.specials or scope.names[scope.specials[-1]] != name)
        ):
            return
        if name in _ITEMS:
            self.close_item(scope, (name,), ("ul", "ol") if name == "li" else ())
            return
        if name not in _SPECIAL or scope.foreign >= 0:
            floor = scope.specials[-1] + 1 if scope.specials else 0
            place = _last(scope.names, name, max(floor, len(scope.names) - 4 * _LOOK_BACK))
            if place >= 0:
                self.cut_back(scope, place)
            return
        while self.pop(scope) != name:
            pass

    def close_item(self, scope: _Scope, names: tuple[str, ...], stops: tuple[str, ...] | None = None) -> None:
        """Close the item that a new one ends: through ``div`` and the like, not through another list."""
        for place in reversed(scope.specials[-_LOOK_BACK:]):
            name = scope.names[place]
            if name in names:
                self.cut_back(scope, place)
                return
            if (name not in ("address", "div")) if stops is None else (name in stops):
                return

    def pop(self, scope: _Scope) -> str:
        """Close the innermost element."""
        gone = scope.names.pop()
        scope.counts[gone] -= 1
        self.depth -= 1
        if scope.specials and scope.specials[-1] == len(scope.names):
            scope.specials.pop()
        if scope.foreign == len(scope.names):
            scope.foreign = -1
        return gone

    def cut_back(self, scope: _Scope, place: int) -> None:
        """Close the element at this place and all inside."""
        while len(scope.names) > place:
            self.pop(scope)

    def leave_scope(self, name: str) -> None:
        """Close the innermost barrier if it has this name; a table also through its cells."""
        reach = len(self.scopes) - 1
        if name == "table":
            while reach and self.scopes[reach].barrier in _CELLS:
                reach -= 1
        if reach and self.scopes[reach].barrier == name:
            while len(self.scopes) > reach:
                self.drop_scope()

    def leave_cell(self) -> None:
        """Close the cell that a new cell or row ends."""
        if self.scopes[-1].barrier in _CELLS:
            self.drop_scope()

    def drop_scope(self) -> None:
        """Forget the innermost scope and all that is open in it."""
        scope = self.scopes.pop()
        self.depth -= 1 + len(scope.names)
        if scope.barrier in _MARKERS:
            self.depth -= scope.formats
        else:
            # Formatting that was not closed goes on outside.
            outer = self.scopes[-1]
            outer.formats += scope.formats
            for name, number in scope.formatting.items():
                outer.formatting[name] = outer.formatting.get(name, 0) + number
        self.tables -= scope.barrier == "table"
        self.templates -= scope.barrier == "template"


def _last(names: list[str], name: str, floor: int) -> int:
    for place in range(len(names) - 1, floor - 1, -1):
        if names[place] == name:
            return place
    return -1
