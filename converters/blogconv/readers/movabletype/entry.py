"""Make a post of an entry: every field and section placed, or kept in ``extra``."""

import re
from datetime import datetime
from typing import Any

from blogconv.canonical import FORBIDDEN
from blogconv.identity import made_id
from blogconv.language.dates import parse_date
from blogconv.markup.decoding import decode
from blogconv.model import Author, Comment, MetaEntry, Post, Term
from blogconv.plugin import Context, SourceError
from blogconv.readers.movabletype.grammar import Entry, Section
from blogconv.readers.movabletype.paragraphs import render, understood, with_paragraphs

_STATUS = {"publish": "published", "published": "published", "draft": "draft", "future": "future", "review": "pending"}
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\s+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?\s*([AaPp][Mm])?")
_QUOTED = re.compile(r'"([^"]*)"|([^,]+)')
_PLACED = frozenset(
    {
        "AUTHOR",
        "AUTHOR EMAIL",
        "TITLE",
        "BASENAME",
        "STATUS",
        "ALLOW COMMENTS",
        "ALLOW PINGS",
        "CONVERT BREAKS",
        "PRIMARY CATEGORY",
        "DATE",
        "UNIQUE URL",
        "PERMALINK",
    }
)
_ALLOW = frozenset({"ALLOW COMMENTS", "ALLOW PINGS"})
_COMMENT_KEYS = re.compile(r"(AUTHOR|EMAIL|URL|IP|DATE):(?:[ \t](.*)|$)")
_PING_KEYS = re.compile(r"(TITLE|URL|IP|BLOG NAME|DATE):(?:[ \t](.*)|$)")


class Blog:
    """What the entries of one file share: their encoding, and the ids used so far."""

    def __init__(self, encoding: str | None, ctx: Context) -> None:
        self.asked, self.ctx = encoding, ctx
        self.used: set[str] = set()
        self.times: dict[str, int] = {}

    def post(self, entry: Entry) -> Post:
        """Make a post of an entry, all of its fields and sections accounted for."""
        one = self._text_of(entry)
        fields, extra = self._fields(one)
        bodies = self._bodies(one)
        if "NO ENTRY" in fields:
            extra["NO ENTRY"] = fields["NO ENTRY"]
            self.ctx.note(
                "mt-no-entry", "NO ENTRY: comments for a post of the same date, which is not joined", line=one.line
            )
        breaks = fields.get("CONVERT BREAKS", "").lower() or None
        if not understood(breaks):
            self.ctx.note(
                "mt-convert-breaks", f"unknown text filter {breaks!r}; the text is kept as it is", line=one.line
            )
        if breaks is not None:
            extra["CONVERT BREAKS"] = fields["CONVERT BREAKS"]
        title, basename = fields.get("TITLE") or None, fields.get("BASENAME") or None
        content, content_format = render(bodies.get("BODY", ""), breaks)
        if more := bodies.get("EXTENDED BODY"):
            content = "\n\n<!--more-->\n\n".join(filter(None, (content, render(more, breaks)[0])))
        ident = self._id(title, basename, content, fields.get("DATE", ""))
        published, date_text = self._date(fields.get("DATE"), one.line, ident)
        status = fields.get("STATUS", "").strip().lower()
        if strays := [line.decode("utf-8") for line in one.strays]:
            self.ctx.note(
                "mt-stray-text", "lines among the fields are none; kept in extra", line=one.line, record=ident
            )
            extra["strays"] = strays
        return Post(
            id=ident,
            status=_STATUS.get(status, status) or "published",
            title=title,
            slug=basename,
            url=fields.get("UNIQUE URL") or fields.get("PERMALINK") or None,
            author=_author(fields),
            published=published,
            date_text=date_text,
            content=content,
            content_format=content_format,
            excerpt=bodies.get("EXCERPT") or None,
            terms=self._terms(one, fields),
            # 1 is open; 0 none and 2 closed both mean that nobody can comment now.
            comments_open=_flag(fields.get("ALLOW COMMENTS")),
            pings_open=_flag(fields.get("ALLOW PINGS")),
            meta=_meta(bodies),
            extra={"movabletype": extra} if extra else {},
            comments=self._comments(one, ident),
        )

    def _text_of(self, entry: Entry) -> Entry:
        """Decode an entry as a whole and keep it as UTF-8: the format names no encoding."""
        lines = [*(k + b":" + v for k, v in entry.fields), *entry.strays]
        for section in entry.sections:
            lines += section.lines
        pieces = iter(self._decoded(lines, entry.line))
        out = Entry(entry.line, ended=entry.ended)
        for _ in entry.fields:
            key, _, value = next(pieces).partition(":")
            out.fields.append((key.encode(), self._clean(value, entry.line).encode()))
        out.strays = [self._clean(next(pieces), entry.line).encode() for _ in entry.strays]
        for section in entry.sections:
            lines = [self._clean(next(pieces), section.line).encode() for _ in section.lines]
            out.sections.append(Section(section.name, section.line, lines))
        return out

    def _decoded(self, lines: list[bytes], line: int) -> list[str]:
        """Decode the lines of an entry, as many as they are."""
        data = b"\n".join(lines)
        if b"\0" in data:  # else taken for UTF-16, whose lines end elsewhere
            self.ctx.note("mt-control-character", "zero bytes are removed", line=line)
            data = data.replace(b"\0", b"")
        decoded = decode(data, asked=self.asked)
        if decoded.rule not in ("asked", "bom", "utf-8"):
            self.ctx.note("mt-encoding", f"read as {decoded.encoding}; -r encoding=… if that is wrong", line=line)
        elif decoded.repairs:
            self.ctx.note("mt-encoding", f"{decoded.repairs:,} times no {decoded.encoding}", line=line)
        pieces = decoded.text.split("\n")
        if len(pieces) != len(lines):
            raise SourceError(
                self.ctx.source,
                f"cannot be read as {decoded.encoding}, whose lines end otherwise; make it UTF-8",
                line=line,
            )
        return pieces

    def _clean(self, text: str, line: int) -> str:
        if text.isprintable() or not FORBIDDEN.search(text):
            return text
        self.ctx.note("mt-control-character", "characters that no text may hold are removed", line=line)
        return FORBIDDEN.sub("", text)

    def _fields(self, entry: Entry) -> tuple[dict[str, str], dict[str, Any]]:
        """Read the single-line fields; those without a place in the schema go to ``extra``."""
        fields: dict[str, str] = {}
        extra: dict[str, Any] = {}
        for raw_key, raw_value in entry.fields:
            key, value = raw_key.decode(), raw_value.decode()
            if key in ("CATEGORY", "TAGS") or (key in fields and fields[key] == value):
                continue
            if key in fields:
                self.ctx.note(
                    "mt-repeated-field", f"{key} stands twice; the first counts, the other is kept", line=entry.line
                )
                kept = extra.setdefault(key, [])
                extra[key] = [*kept, value] if isinstance(kept, list) else [kept, value]
                continue
            fields[key] = value
            if value and (key not in _PLACED or (key in _ALLOW and value not in ("0", "1"))):
                extra[key] = value
        if fields.get("UNIQUE URL") and fields.get("PERMALINK"):
            extra.setdefault("PERMALINK", fields["PERMALINK"])
        return fields, extra

    def _bodies(self, entry: Entry) -> dict[str, str]:
        """Give the text of each section but comments and pings; one that stands twice is all of its texts."""
        texts: dict[str, list[str]] = {}
        for section in entry.sections:
            if section.name in ("COMMENT", "PING"):
                continue
            found = texts.setdefault(section.name, [])
            if len(found) == 1:
                self.ctx.note(
                    "mt-repeated-field", f"{section.name} stands twice; the later text is added", line=entry.line
                )
            found.append(_body(section))
        return {name: "\n\n".join(filter(None, found)) for name, found in texts.items()}

    def _terms(self, entry: Entry, fields: dict[str, str]) -> tuple[Term, ...]:
        names = [v.decode() for k, v in entry.fields if k in (b"PRIMARY CATEGORY", b"CATEGORY") and v]
        terms = [Term(taxonomy="category", name=name) for name in dict.fromkeys(names)]
        for key, value in entry.fields:
            if key == b"TAGS":
                # "two words",one,three
                found = (a or b for a, b in _QUOTED.findall(value.decode()))
                terms += [Term(taxonomy="post_tag", name=n) for n in dict.fromkeys(t.strip() for t in found) if n]
        return tuple(terms)

    def _comments(self, entry: Entry, ident: str) -> tuple[Comment, ...]:
        sections = [s for s in entry.sections if s.name in ("COMMENT", "PING")]
        return tuple(self._comment(s, f"{ident}-{n}") for n, s in enumerate(sections, 1))

    def _comment(self, section: Section, ident: str) -> Comment:
        keys = _COMMENT_KEYS if section.name == "COMMENT" else _PING_KEYS
        head: dict[str, str] = {}
        rest = list(section.lines)
        # The fields stand first, each once: a line "URL: x" further down is text.
        while rest and (match := keys.match(rest[0].decode())) and match[1] not in head:
            head[match[1]] = (match[2] or "").strip()
            rest.pop(0)
        body = with_paragraphs("\n".join(line.decode() for line in rest))
        published, date_text = self._date(head.get("DATE"), section.line, ident)
        ping = section.name == "PING"
        extra = {}
        if ping and head.get("TITLE"):
            extra["TITLE"] = head["TITLE"]
        return Comment(
            id=ident,
            type="trackback" if ping else "comment",
            author=Author(
                name=head.get("BLOG NAME" if ping else "AUTHOR") or head.get("TITLE") or None,
                email=head.get("EMAIL") or None,
                url=head.get("URL") or None,
                ip=head.get("IP") or None,
            ),
            published=published,
            date_text=date_text,
            content=body,
            extra={"movabletype": extra} if extra else {},
        )

    def _id(self, title: str | None, basename: str | None, *content: str) -> str:
        ident = made = made_id(basename or title, title or "", *content)
        while ident in self.used:
            # Counted on from the last one: equal entries must not search from the first each time.
            self.times[made] = self.times.get(made, 1) + 1
            ident = f"{made}-{self.times[made]}"
        self.used.add(ident)
        return ident

    def _date(self, printed: str | None, line: int, record: str) -> tuple[str | None, str | None]:
        """Read ``01/31/2002 03:31:05 PM``, 24 hours without AM or PM; month first, by the format's definition."""
        if not printed:
            return None, None
        match = _DATE.fullmatch(printed)
        if match:
            month, day, year, hour, minute, second = (int(g or 0) for g in match.groups()[:6])
            half = (match[7] or "").upper()
            if half and 1 <= hour <= 12:
                hour = hour % 12 + (12 if half == "PM" else 0)
            try:
                return datetime(year, month, day, hour, minute, second).isoformat(), None  # noqa: DTZ001 - local
            except ValueError:
                pass
        elif (other := parse_date(printed, order="mdy")) is not None and other.value:
            # What other systems write in the field: 2008/03/14 09:26, 2008-03-14T09:26:53+09:00, a day alone.
            return other.value, printed
        self.ctx.note("mt-bad-date", f"not a date: {printed!r}", line=line, record=record)
        return None, printed


def _author(fields: dict[str, str]) -> Author | None:
    author = Author(name=fields.get("AUTHOR") or None, email=fields.get("AUTHOR EMAIL") or None)
    return None if author == Author() else author


def _meta(bodies: dict[str, str]) -> tuple[MetaEntry, ...]:
    """Give the keywords and the custom fields, whose sections are named ``CF50_`` and their basename."""
    keywords = [MetaEntry(key="keywords", value=bodies["KEYWORDS"])] if bodies.get("KEYWORDS") else []
    fields = [MetaEntry(key=name.split("_", 1)[1], value=text) for name, text in bodies.items() if name[:2] == "CF"]
    return (*keywords, *fields)


def _body(section: Section) -> str:
    return "\n".join(line.decode() for line in section.lines).strip("\n")


def _flag(value: str | None) -> bool | None:
    return None if not value else value.strip() == "1"
