"""Remove personal data: e-mail and IP addresses, browsers, e-mail hashes; on request commenters' names too."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any

from msgspec import Meta, structs

from blogconv.model import Author, Comment, MetaEntry, Post, Record, Site
from blogconv.plugin import Context, Options, Transform
from blogconv.transforms.private import (
    has_hash,
    holds_address,
    holds_email,
    is_private_key,
    tells_address,
    without_addresses,
    without_private,
)
from blogconv.transforms.pseudonyms import Pseudonyms


class AnonymiseOptions(Options, frozen=True):
    """Options of ``-x anonymise``."""

    names: Annotated[
        bool, Meta(description="Also replace commenters' names, there and where texts mention them; drop their links.")
    ] = False


def apply(records: Iterator[Record], options: AnonymiseOptions, ctx: Context) -> Iterator[Record]:
    """Pass on every record without personal data, telling for each what was removed."""
    pseudonyms = Pseudonyms() if options.names else None
    for record in records:
        if isinstance(record, Site):
            yield _site(record, ctx)
        else:
            yield _post(record, pseudonyms, ctx)


def _site(site: Site, ctx: Context) -> Site:
    removed = _Removed()
    new = structs.replace(
        site,
        authors=tuple(_author(author, removed) for author in site.authors),
        meta=_meta(site.meta, removed),
        extra=_extra(site.extra, removed),
    )
    removed.tell(ctx, "site", None)
    return new


def _post(post: Post, pseudonyms: Pseudonyms | None, ctx: Context) -> Post:
    removed = _Removed()
    new = structs.replace(
        post,
        author=post.author and _author(post.author, removed),
        meta=_meta(post.meta, removed),
        extra=_extra(post.extra, removed),
        comments=tuple(_comment(comment, removed) for comment in post.comments),
    )
    if pseudonyms:
        new, names = pseudonyms.applied(new)
        removed.add("name", names)
    removed.tell(ctx, "post", post.id)
    return new


def _comment(comment: Comment, removed: "_Removed") -> Comment:
    return structs.replace(
        comment,
        author=_author(comment.author, removed),
        meta=_meta(comment.meta, removed, holds_address),
        extra=_extra(comment.extra, removed, holds_address),
    )


class _Removed:
    """How much of what was removed from one record."""

    def __init__(self) -> None:
        self.count: dict[str, int] = {}

    def add(self, what: str, number: int = 1) -> None:
        if number:
            self.count[what] = self.count.get(what, 0) + number

    def tell(self, ctx: Context, what: str, ident: str | None) -> None:
        found = ", ".join(f"{number} {name}" for name, number in sorted(self.count.items()) if number)
        if found:
            ctx.note("anonymised", f"removed from the {what}: {found}", record=ident)


def _author(author: Author, removed: _Removed) -> Author:
    new: dict[str, Any] = {}
    for name in ("email", "ip", "agent"):
        if getattr(author, name) is not None:
            new[name] = None
    for name in ("id", "login", "name", "first_name", "last_name"):
        if (text := getattr(author, name)) and (rest := without_addresses(text)) != text:
            new[name] = rest
    if author.url and tells_address(author.url):
        new["url"] = None
    if author.avatar and (has_hash(author.avatar) or tells_address(author.avatar)):
        new["avatar"] = None
    for name in new:
        removed.add(name)
    return _replaced(author, new)


def _meta(
    meta: tuple[MetaEntry, ...], removed: _Removed, private: Callable[[str], bool] = holds_email
) -> tuple[MetaEntry, ...]:
    """Drop the entries whose key says so, and those with an address in the value.

    Plug-ins keep whole requests (``akismet_as_submitted``) and lists of subscribers there, for no reader. The numbers
    of a post's fields may be its server's address.
    """
    kept = tuple(entry for entry in meta if not (is_private_key(entry.key) or (entry.value and private(entry.value))))
    removed.add("meta", len(meta) - len(kept))
    return kept


def _extra(extra: dict[str, Any], removed: _Removed, private: Callable[[str], bool] = holds_email) -> dict[str, Any]:
    kept, number = without_private(extra, private)
    removed.add("extra", number)
    return kept


def _replaced(author: Author, new: dict[str, Any]) -> Author:
    return structs.replace(author, **new) if new else author


TRANSFORM = Transform("anonymise", "Remove e-mail and IP addresses, on request names", AnonymiseOptions, apply)
