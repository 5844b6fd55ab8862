"""One post as an ``<item>``, in the order and with the escaping of WordPress core 6.1."""

from blogconv.markup.wordpress_names import stored_as, stored_title
from blogconv.markup.wordpress_source import post_source
from blogconv.markup.xmltext import attribute, cdata, escaped
from blogconv.model import MetaEntry, Post, Term
from blogconv.wordpress import POST_STATUS_OUT, ZERO_DATE, is_prefixed, names_post, rss_of_gmt
from blogconv.writers.clock import Moment
from blogconv.writers.wxr.comments import comments_of
from blogconv.writers.wxr.kept import Raw
from blogconv.writers.wxr.meta import meta
from blogconv.writers.wxr.names import slug, slug_of_url
from blogconv.writers.wxr.state import State, element_attributes, rendered

_GUID = 4  # its place among the elements; it alone has an attribute
_OPEN = {True: "open", False: "closed", None: None}


def item(post: Post, creator: str | None, state: State) -> str:
    """Write a post; ``creator`` is its author's login."""
    extra = state.kept.of(post.extra) if post.extra else {}
    if post.extra:
        state.lose_foreign("post", post.extra)
    number = state.post_number(post, extra)
    when = state.post_date(post, extra)
    out = [f"\t<item{element_attributes(extra, 'item')}>\n"]
    fields = _fields(post, extra, creator, number, when, state)
    out += rendered(fields[:_GUID], extra, "\t\t")
    out.append(f"\t\t<guid{_permalink(extra)}>{escaped(_guid(post, state))}</guid>\n")
    out += rendered(fields[_GUID:], extra, "\t\t")
    names = extra.get("names", {})
    out += [_category(term, names, state, post.id) for term in post.terms]
    out += [meta("wp:postmeta", _renumbered(entry, post, state), "\t\t") for entry in post.meta]
    out += comments_of(post, state)
    out += [f"\t\t{fragment}\n" for fragment in extra.get("elements", ())]
    if "text" in extra:
        out.append(f"\t\t{escaped(str(extra['text']))}\n")
    out.append("\t</item>\n")
    return "".join(out)


def _renumbered(entry: MetaEntry, post: Post, state: State) -> MetaEntry:
    """Let a custom field that names another post by its id name it by the number that it has here."""
    if entry.value and names_post(entry.key, {e.key: e.value for e in post.meta}):
        number = state.posts.refer(entry.value) if is_prefixed(entry.value) else state.posts.made(entry.value)
        if number is not None:
            return MetaEntry(key=entry.key, value=str(number))
    return entry


def _fields(
    post: Post, extra: Raw, creator: str | None, number: str | None, when: Moment | None, state: State
) -> tuple[tuple[str, str | None], ...]:
    """Give every element that core writes but the guid, with its content as XML; ``None`` for one that is not there."""

    def kept(key: str, usual: str | None) -> str | None:
        return extra.get(key, usual)

    def wrapped(key: str, usual: str | None) -> str | None:
        value = extra.get(key, usual)
        return None if value is None else cdata(value)

    def held(name: str, text: str, *, cut: bool = True) -> str:
        return text if state.native else state.held(name, text, post.id, cut=cut)

    gmt = when.gmt if when else None
    status = held("wp:status", POST_STATUS_OUT.get(post.status, post.status), cut=False)  # none: a draft
    pub_date = kept("pubDate", rss_of_gmt(gmt) if gmt else "")
    # Without an element WordPress would take any post of the same title for this one; an export has its own reasons.
    none = None if state.native else ZERO_DATE
    local = when.local if when else none
    updated = state.moment(post.updated, post.id) if post.updated else None
    parent = kept("post_parent", str(state.posts.refer(post.parent)) if post.parent else "0")
    return (
        ("title", cdata(held("title", _title(post, extra, state)))),
        ("link", escaped(state.link(post.url))),
        ("pubDate", None if pub_date is None else escaped(pub_date)),
        ("dc:creator", cdata(creator) if creator else wrapped("creator", "")),
        ("description", escaped(extra.get("description") or "")),
        ("content:encoded", cdata(_content(post, state))),
        ("excerpt:encoded", cdata(held("excerpt:encoded", post.excerpt or ""))),
        ("wp:post_id", number),
        ("wp:post_date", wrapped("post_date", local)),
        ("wp:post_date_gmt", wrapped("post_date_gmt", gmt or none)),
        ("wp:post_modified", wrapped("post_modified", updated.local if updated else None)),
        ("wp:post_modified_gmt", wrapped("post_modified_gmt", updated and (updated.gmt or ZERO_DATE))),
        ("wp:comment_status", wrapped("comment_status", _OPEN[post.comments_open])),
        ("wp:ping_status", wrapped("ping_status", _OPEN[post.pings_open])),
        ("wp:post_name", cdata(post.slug if post.slug is not None else _made_slug(post, state))),
        ("wp:status", wrapped("status", status)),
        ("wp:post_parent", None if parent is None else escaped(parent)),
        ("wp:menu_order", _plain(kept("menu_order", str(post.order)))),
        ("wp:post_type", wrapped("post_type", post.type)),
        ("wp:post_password", cdata(held("wp:post_password", post.password or ""))),
        ("wp:is_sticky", _plain(kept("is_sticky", "1" if post.sticky else "0"))),
        ("wp:attachment_url", None if post.attachment_url is None else cdata(post.attachment_url)),
    )


def _title(post: Post, extra: Raw, state: State) -> str:
    if post.title or state.native:
        return stored_as(post.title or "", extra.get("title"), stored_title)
    if post.content or post.excerpt or post.type == "attachment":
        return ""
    made = post.slug or (slug_of_url(post.url) if post.url else None) or post.id
    state.ctx.note("wxr-made-title", f"empty posts are refused; the title was made: {made}", record=post.id)
    return stored_title(made)


def _guid(post: Post, state: State) -> str:
    guid = post.guid or ""
    return guid if state.native else state.held("guid", guid, post.id)


def _permalink(extra: Raw) -> str:
    value = extra.get("guid_is_permalink", "false")
    own = "" if value is None else f' isPermaLink="{attribute(value)}"'
    return own + element_attributes(extra, "guid")


def _plain(text: str | None) -> str | None:
    return None if text is None else escaped(text)


def _content(post: Post, state: State) -> str:
    if post.content_format == "wordpress" or state.options.content == "keep":
        return post.content
    if post.content_format not in ("html", "text"):
        state.ctx.note(
            "wxr-markup-as-text", f"{post.content_format} is written as the text it is, not rendered", record=post.id
        )
    return post_source(post.content, post.content_format, blocks=state.options.content == "block")


def _made_slug(post: Post, state: State) -> str:
    if state.native:
        return ""
    made = (slug_of_url(post.url) if post.url else None) or slug(post.title or "")
    if made:
        state.ctx.note("wxr-made-slug", f"slug made: {made}", record=post.id)
    return made


def _category(term: Term, names: dict[str, str], state: State, record: str) -> str:
    nicename = state.nicename(term, record)
    if not nicename and not state.native:
        return ""
    domain = f' domain="{attribute(term.taxonomy)}"' if term.taxonomy else ""
    nice = "" if nicename is None else f' nicename="{attribute(nicename)}"'
    name = stored_as(term.name or "", names.get(term.name or ""))
    if not name and not state.native:
        name = nicename or ""
    return f"\t\t<category{domain}{nice}>{cdata(name)}</category>\n"
