"""Read a plain-text dump of a blog page: a post and its comments, from any tool, theme and language.

Evidence, candidates, the best whole reading, then fields: ``layout`` → ``evidence`` → ``segments`` → ``scoring`` and
``reading`` → ``post`` and ``fields`` → ``body``. What was worked out rather than read says so in ``inferred``.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any, BinaryIO

from msgspec import Meta

from blogconv.identity import made_id
from blogconv.language.detect import detect_language
from blogconv.markup.decoding import decode
from blogconv.markup.looks import is_mostly_markup
from blogconv.model import Author, Inferred, Post, Record, Site, Term
from blogconv.plugin import Context, Day, Language, LimitError, Options, Reader, SourceError
from blogconv.readers.text.body import make_html
from blogconv.readers.text.corrections import weigh, without_false_items
from blogconv.readers.text.fields import date_of, make_comments
from blogconv.readers.text.frontmatter import read_front_matter
from blogconv.readers.text.inference import infer_author
from blogconv.readers.text.layout import Layout, lay_out
from blogconv.readers.text.leftover import Leftover
from blogconv.readers.text.post import PostParts, find_post
from blogconv.readers.text.reading import Reading, read_whole
from blogconv.readers.text.settling import settle_dates
from blogconv.readers.text.several import split_posts
from blogconv.readers.text.terms import part_terms

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")


class TextOptions(Options, frozen=True):
    """Options of the plain-text reader."""

    encoding: Annotated[str | None, Meta(description="Read the bytes as this encoding, whatever they look like.")] = (
        None
    )
    language: Annotated[Language | None, Meta(description="Language of the dump (BCP 47), where it is known.")] = None
    timezone: Annotated[str | None, Meta(description="Time zone of the blog (IANA name); written to the site.")] = None
    url: Annotated[str | None, Meta(description="Address of the page that was dumped.")] = None
    reference_date: Annotated[
        Day | None, Meta(description="When the dump was made; 'three days ago' is counted back from it.")
    ] = None
    keep_noise: Annotated[bool, Meta(description="Keep the lines that belong to nothing in `extra.text.left`.")] = False


_CONTROLS = bytes((*range(9), *range(14, 27), *range(28, 32)))
# Text, but of another kind by its own word: a damaged export is not a dump, nor is what lies beside a saved page.
_NOT_DUMPS = (
    ".xml",
    ".json",
    ".jsonl",
    ".css",
    ".js",
    ".mjs",
    ".map",
    ".svg",
    ".csv",
    ".tsv",
    ".yml",
    ".yaml",
    ".toml",
)


def sniff(head: bytes, name: str) -> float:
    """Say how surely this is plain text: never surely, so that a format with a grammar wins."""
    if not head.strip() or name.lower().endswith(_NOT_DUMPS):
        return 0.0
    probe = head[:4096]
    if b"\x00" in probe and not probe.startswith((b"\xff\xfe", b"\xfe\xff")) and probe.count(0) > len(probe) // 20:
        return 0.0
    controls = len(probe) - len(probe.translate(None, _CONTROLS))
    if controls > max(2, len(probe) // 20):
        return 0.0
    start = probe.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<rss", b"{", b"[{")):
        return 0.0
    if is_mostly_markup(head):
        return 0.1
    return 0.3 if name.lower().endswith((".txt", ".text", ".md", ".dump")) else 0.2


def read(stream: BinaryIO, options: TextOptions, ctx: Context) -> Iterator[Record]:
    """Yield the site, then the post, or several, with their comments. A dump is one page: it is held whole."""
    text = _text(stream, options, ctx)
    matter, text = read_front_matter(text)
    layout = without_false_items(lay_out(text))
    if not any(line.text.strip("\x00 ") for line in layout.lines):
        raise SourceError(ctx.source, "holds no text; give the dump of a page")
    evidence = weigh(layout)
    language = detect_language(_prose(layout)) if options.language is None else None
    tag = options.language or (language.tag if language else None)
    evidence = settle_dates(evidence, tag)
    yield Site(source_format="text", timezone=options.timezone)
    for part, known in split_posts(layout, evidence):
        reading = read_whole(part, known)
        parts = find_post(part, known, reading, matter)
        left = Leftover(part, known, reading, parts, matter)
        post = _post(part, reading, parts, left, options, tag, language.confidence if language else None)
        _tell(reading, post, ctx)
        left.tell(post, options.keep_noise, ctx)
        yield post
        matter = None  # the fields are the first post's


def _prose(layout: Layout) -> str:
    """Give the longer lines, from which the language is told: navigation is often in another."""
    taken: list[str] = []
    size = 0
    for line in layout.lines:
        if len(line.text) > 60:
            taken.append(line.text)
            size += len(line.text)
            if size > 4000:
                break
    return "\n".join(taken) if size > 400 else "\n".join(line.text for line in layout.lines[:200])


def _text(stream: BinaryIO, options: TextOptions, ctx: Context) -> str:
    limit = ctx.limits.max_field
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise LimitError(ctx.source, f"a page's dump of more than {limit} bytes; cut it, or raise the limit of a field")
    decoded = decode(data, asked=options.encoding)
    if decoded.repairs:
        ctx.note(
            "text-encoding-repaired",
            f"{decoded.repairs} runs of bytes are not {decoded.encoding}; read as windows-1252",
        )
    elif decoded.rule not in ("asked", "utf-8", "bom"):
        ctx.note(
            "text-encoding-guessed", f"read as {decoded.encoding} ({decoded.rule}); -r encoding=... decides otherwise"
        )
    text = decoded.text
    if _CONTROL.search(text):
        text, number = _CONTROL.subn("", text)
        ctx.note("text-control-character", f"{number} control characters removed")
    return text


def _post(
    layout: Layout,
    reading: Reading,
    parts: PostParts,
    left: Leftover,
    options: TextOptions,
    tag: str | None,
    surety: float | None,
) -> Post:
    content = make_html([layout.lines[i] for i in parts.body], marked=layout.marked)
    ident = made_id(parts.title, content or "\n".join(line.text for line in layout.lines[:200]))
    comments = make_comments(layout, reading, ident, options.reference_date)
    inferred: list[Inferred] = []
    if tag and surety is not None:
        inferred.append(Inferred(field="language", confidence=round(surety, 2), evidence="the words of the text"))
    author = Author(name=parts.author) if parts.author else None
    if author is None and (found := infer_author(comments)):
        author = Author(name=found[0])
        inferred.append(found[1])
    published, date_text, told = date_of(parts.date, options.reference_date)
    if told:
        inferred.append(told)
    expected = reading.claimed if reading.claimed is not None and reading.claimed != len(comments) else None
    return Post(
        id=ident,
        title=parts.title,
        url=options.url or parts.url,
        author=author,
        published=published,
        date_text=date_text,
        language=tag,
        content=content,
        terms=_terms(parts),
        comments_expected=expected,
        inferred=tuple(inferred),
        extra={"text": _evidence(layout, reading, left, options)},
        comments=comments,
    )


def _terms(parts: PostParts) -> tuple[Term, ...]:
    out: dict[tuple[str, str], Term] = {}
    for taxonomy, text in parts.terms:
        for kind, name in part_terms(taxonomy, text):
            out.setdefault((kind, name), Term(taxonomy=kind, name=name))
    return tuple(out.values())


def _evidence(layout: Layout, reading: Reading, left: Leftover, options: TextOptions) -> dict[str, Any]:
    """Say how the dump was read, for ``inspect``, and keep what may be comments (``keep-noise``: all that is left)."""
    told: dict[str, Any] = {
        "comments": reading.form,
        "confidence": round(max(0.0, min(0.99, 0.5 + reading.score / 11)), 2) if reading.segments else 0.0,
        "left": len(left.lines),
    }
    if reading.heading is not None:
        told["heading"] = layout.lines[reading.heading].text[:200]
    if layout.width:
        told["wrapped_at"] = layout.width
    if layout.marked:
        told["markdown_marks"] = True
    if layout.links:
        told["link_list"] = len(layout.links)
    out: dict[str, Any] = {"reading": told}
    if kept := left.kept(options.keep_noise):
        out["left"] = kept
    return out


def _tell(reading: Reading, post: Post, ctx: Context) -> None:
    found = len(post.comments)
    if post.comments_expected is not None:
        ctx.note(
            "text-count-differs",
            f"the dump claims {post.comments_expected} comments, {found} were found",
            record=post.id,
        )
    nameless = sum(1 for c in post.comments if not c.author.name)
    if nameless:
        ctx.note("text-author-missing", f"{nameless} of {found} comments have no author in the dump", record=post.id)
    undated = sum(1 for c in post.comments if c.date_text and not c.published)
    if undated:
        ctx.note("text-date-open", f"{undated} of {found} dates name no certain day; kept as printed", record=post.id)


READER = Reader("text", "Plain-text dump of a page", TextOptions, sniff, read, usual=("mentions",))
