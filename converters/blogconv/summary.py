"""What is in an input: the counts and facts that ``blogconv inspect`` shows."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from blogconv import pipeline
from blogconv.diagnostics import Report
from blogconv.model import Comment, Post, Site
from blogconv.pipeline import Source, TransformSpec
from blogconv.plugin import Limits
from blogconv.reading import Progress
from blogconv.selection import Selection

_FEW = 10  # posts shown in full, and names shown of each kind
_READING = ("reading", "layers", "profile", "encoding")  # how a page or dump was read, as readers of those leave it


class Look(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One post in short; ``reading`` is how a page or dump was understood."""

    id: str
    title: str | None
    author: str | None
    published: str | None
    comments: int
    expected: int | None = None
    elsewhere: str | None = None
    reading: dict[str, Any] = {}
    inferred: tuple[str, ...] = ()


class Summary(Struct, kw_only=True):
    """What one call of ``inspect`` found."""

    source_format: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    generator: str | None = None
    posts: int = 0
    comments: int = 0
    replies: int = 0
    deepest: int = 0
    first: str | None = None
    last: str | None = None
    undated_posts: int = 0
    undated_comments: int = 0
    post_types: Counter[str] = msgspec.field(default_factory=Counter)
    post_statuses: Counter[str] = msgspec.field(default_factory=Counter)
    comment_types: Counter[str] = msgspec.field(default_factory=Counter)
    comment_statuses: Counter[str] = msgspec.field(default_factory=Counter)
    languages: Counter[str] = msgspec.field(default_factory=Counter)
    authors: Counter[str] = msgspec.field(default_factory=Counter)
    commenters: Counter[str] = msgspec.field(default_factory=Counter)
    terms: Counter[str] = msgspec.field(default_factory=Counter)
    comments_elsewhere: Counter[str] = msgspec.field(default_factory=Counter)
    short_of_claim: int = 0
    """Posts that show fewer comments than they claim."""
    looks: list[Look] = msgspec.field(default_factory=list)
    """The first posts, one by one."""
    report: Report = msgspec.field(default_factory=Report)

    def as_dict(self) -> dict[str, Any]:
        """Give everything as builtins (``inspect --json``)."""
        out = {name: getattr(self, name) for name in self.__struct_fields__ if name not in ("report", "looks")}
        return {
            **{name: _top(value, None) if isinstance(value, Counter) else value for name, value in out.items()},
            "first_posts": msgspec.to_builtins(self.looks),
            "report": self.report.as_dict(),
        }


def inspect(
    source: Source,
    *,
    format: str = "auto",
    reader_options: Mapping[str, object] | None = None,
    transforms: Iterable[TransformSpec] = (),
    selection: Selection | None = None,
    limits: Limits | None = None,
    strict: bool = False,
    allow_private: bool = False,
    report: Report | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Read all of ``source`` and say what is in it; raises what ``read`` raises."""
    summary = Summary(report=Report() if report is None else report)
    for record in pipeline.read(
        source,
        format=format,
        reader_options=reader_options,
        transforms=transforms,
        selection=selection,
        limits=limits,
        strict=strict,
        allow_private=allow_private,
        report=summary.report,
        progress=progress,
    ):
        if isinstance(record, Site):
            _site(summary, record)
        else:
            _post(summary, record)
    return summary


def _site(summary: Summary, site: Site) -> None:
    for name in ("source_format", "title", "url", "language", "generator"):
        setattr(summary, name, getattr(site, name))


def _post(summary: Summary, post: Post) -> None:
    summary.posts += 1
    summary.comments += len(post.comments)
    summary.post_types[post.type] += 1
    summary.post_statuses[post.status] += 1
    if post.language:
        summary.languages[post.language] += 1
    if post.author and (name := post.author.name or post.author.login):
        summary.authors[name] += 1
    for taxonomy in {t.taxonomy for t in post.terms}:
        summary.terms[taxonomy] += 1
    if post.comments_elsewhere:
        summary.comments_elsewhere[post.comments_elsewhere] += 1
    if post.comments_expected and post.comments_expected > len(post.comments):
        summary.short_of_claim += 1
    if post.published:
        # Compared as printed: the day is what a person asks for.
        summary.first = min(summary.first or post.published, post.published)
        summary.last = max(summary.last or post.published, post.published)
    else:
        summary.undated_posts += 1
    for comment in post.comments:
        _comment(summary, comment)
    summary.deepest = max(summary.deepest, _depth(post.comments))
    if len(summary.looks) < _FEW:
        summary.looks.append(_look(post))


def _comment(summary: Summary, comment: Comment) -> None:
    summary.comment_types[comment.type] += 1
    summary.comment_statuses[comment.status] += 1
    summary.replies += comment.parent is not None
    summary.undated_comments += comment.published is None
    if comment.author.name:
        summary.commenters[comment.author.name] += 1


def _depth(comments: Iterable[Comment]) -> int:
    """The longest chain of replies; a parent that is not there or comes later counts as a root."""
    depth: dict[str, int] = {}
    for comment in comments:
        depth[comment.id] = depth.get(comment.parent or "", 0) + 1
    return max(depth.values(), default=1) - 1


def _look(post: Post) -> Look:
    reading: dict[str, Any] = {}
    for own in post.extra.values():
        if isinstance(own, dict):
            reading.update({key: own[key] for key in _READING if key in own})
    return Look(
        id=post.id,
        title=post.title,
        author=(post.author.name or post.author.login) if post.author else None,
        published=post.published or post.date_text,
        comments=len(post.comments),
        expected=post.comments_expected,
        elsewhere=post.comments_elsewhere,
        reading=reading,
        inferred=tuple(f"{i.field} ({i.confidence:.0%}): {i.evidence}" for i in post.inferred),
    )


def _top(counter: Counter[str], most: int | None = _FEW) -> dict[str, int]:
    """The most frequent names, ties by name, so that the same input gives the same lines."""
    ranked = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return dict(ranked[:most])


def table(summary: Summary) -> Iterator[tuple[str, str]]:
    """Yield the rows that a person wants to see: what, and how much of it."""
    for name in ("source_format", "title", "url", "language", "generator"):
        if value := getattr(summary, name):
            yield name.replace("source_format", "format"), value
    yield (
        "posts",
        f"{summary.posts:,}" + _inside(summary.post_types, summary.post_statuses, plain=("post", "published")),
    )
    plain = ("comment", "approved")
    yield "comments", f"{summary.comments:,}" + _inside(summary.comment_types, summary.comment_statuses, plain=plain)
    if summary.replies:
        yield "threads", f"{summary.replies:,} replies, up to {summary.deepest} deep"
    if summary.first and summary.last:
        yield "dates", f"{summary.first[:10]} to {summary.last[:10]}"
    if summary.undated_posts or summary.undated_comments:
        yield "undated", f"{summary.undated_posts:,} posts, {summary.undated_comments:,} comments"
    for name in ("languages", "authors", "commenters", "terms", "comments_elsewhere"):
        counter: Counter[str] = getattr(summary, name)
        if counter:
            more = f" and {len(counter) - _FEW:,} more" if len(counter) > _FEW else ""
            yield name.replace("_", " "), ", ".join(f"{k} {n:,}" for k, n in _top(counter).items()) + more
    if summary.short_of_claim:
        yield "incomplete", f"{summary.short_of_claim:,} posts show fewer comments than they claim"


def _inside(*counters: Counter[str], plain: tuple[str, ...]) -> str:
    parts = [f"{n:,} {k}" for c in counters if set(c) - set(plain) for k, n in _top(c).items()]
    return f" ({', '.join(parts)})" if parts else ""
