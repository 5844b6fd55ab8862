"""What stands at the head of a post's file."""

from blogconv.markup.clean import is_safe
from blogconv.model import MetaEntry, Post, Term
from blogconv.plugin import Context, Severity
from blogconv.writers.markdown.bodies import Bodies
from blogconv.writers.markdown.comments import author_of
from blogconv.writers.markdown.options import CustomFields, MarkdownOptions
from blogconv.writers.markdown.yaml import Timestamp

_LISTS = {"category": "categories", "post_tag": "tags"}


def front_matter(post: Post, options: MarkdownOptions, bodies: Bodies, ctx: Context) -> dict[str, object]:
    """Give the fields of a post in a fixed order; what the post does not say is left out.

    ``draft`` is what keeps a generator from publishing what the blog did not show everybody.
    """
    fields: dict[str, object] = {"title": post.title or ""}
    date = post.published or options.default_date
    if date:
        fields["date"] = Timestamp(date)
    if post.updated:
        fields["updated"] = Timestamp(post.updated)
    if post.date_text:
        fields["date_text"] = post.date_text
    fields["id"] = post.id
    if post.slug:
        fields["slug"] = post.slug
    # Not "url": Hugo builds no site where that has a host.
    addresses = {"original_url": _url(post, options), "guid": post.guid if post.guid != post.url else None}
    for key, address in addresses.items():
        if address and _harmless(address, key, post, options, ctx):
            fields[key] = address
    if post.author is not None:
        author = author_of(post.author, post.id, ctx)
        name = author.pop("name", None) or author.get("login")
        if name:
            fields["author"] = name
        if author:
            fields["author_details"] = author
    if post.type != "post":
        fields["type"] = post.type
    if post.status != "published":
        fields["status"] = post.status
    if post.status != "published" or post.password:
        fields["draft"] = True
    if post.language:
        fields["language"] = post.language
    fields.update(_terms(post.terms))
    if post.excerpt and (excerpt := bodies.comment(post.excerpt, post.content_format, post.id)):
        fields["excerpt"] = excerpt
    if post.parent:
        fields["parent"] = post.parent
    if post.order:
        fields["order"] = post.order
    if post.sticky:
        fields["sticky"] = True
    for name in ("comments_open", "pings_open", "attachment_url", "comments_elsewhere", "comments_expected"):
        value = getattr(post, name)
        if value is not None and (not isinstance(value, str) or _harmless(value, name, post, options, ctx)):
            fields[name] = value
    custom = _custom(post, options.custom_fields, bodies, ctx)
    if custom:
        fields["custom_fields"] = custom
    return fields


def _url(post: Post, options: MarkdownOptions) -> str | None:
    if post.url and options.base_url and post.url.startswith("/") and not post.url.startswith("//"):
        return options.base_url.rstrip("/") + post.url
    return post.url


def _harmless(address: str, name: str, post: Post, options: MarkdownOptions, ctx: Context) -> bool:
    if options.unsafe_html or is_safe(address):
        return True
    ctx.note("markdown-script-removed", f"{name} left out: it would run a script", record=post.id)
    return False


def _terms(terms: tuple[Term, ...]) -> dict[str, object]:
    lists: dict[str, list[str]] = {}
    other: dict[str, list[str]] = {}
    for term in terms:
        name = term.name or term.slug
        if not name:
            continue
        into = lists if term.taxonomy in _LISTS else other
        names = into.setdefault(_LISTS.get(term.taxonomy, term.taxonomy), [])
        if name not in names:
            names.append(name)
    found: dict[str, object] = {key: lists[key] for key in ("categories", "tags") if key in lists}
    if other:
        found["taxonomies"] = other
    return found


def _custom(post: Post, which: CustomFields, bodies: Bodies, ctx: Context) -> dict[str, object]:
    kept: list[MetaEntry] = []
    for entry in post.meta:
        if which is CustomFields.ALL or (which is CustomFields.PUBLIC and not entry.key.startswith("_")):
            kept.append(entry)
    if len(kept) < len(post.meta):
        left = len(post.meta) - len(kept)
        ctx.note("markdown-custom-fields", f"{left} custom fields left out", severity=Severity.LOSS, record=post.id)
    values: dict[str, list[object]] = {}
    for entry in kept:
        values.setdefault(entry.key, []).append(bodies.field(entry.value, post.id))
    return {key: found[0] if len(found) == 1 else found for key, found in values.items()}
