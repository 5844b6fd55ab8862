"""The comments of one post as ``<wp:comment>``, numbered so that the importer finds every parent."""

from blogconv.markup.wordpress_names import stored_as
from blogconv.markup.wordpress_source import comment_source
from blogconv.markup.xmltext import cdata, escaped
from blogconv.model import Comment, Post
from blogconv.wordpress import COMMENT_STATUS_OUT, ZERO_DATE
from blogconv.writers.numbering import integer, thread
from blogconv.writers.wxr.kept import Raw
from blogconv.writers.wxr.meta import meta
from blogconv.writers.wxr.state import State, element_attributes, rendered

# Core writes these without CDATA: numbers, and by an old habit the URL.
_PLAIN = frozenset(
    {"wp:comment_id", "wp:comment_author_url", "wp:comment_parent", "wp:comment_user_id", "wp:comment_karma"}
)


def comments_of(post: Post, state: State) -> list[str]:
    """Write all comments of a post, in their order."""
    if not post.comments:
        return []
    if state.native and all(_stays(c, state) for c in post.comments):
        # The importer sorts by number itself; parents that come later or nowhere go back as they were.
        for comment in post.comments:
            if number := integer(comment.id):
                state.comments.take(number)  # so that none is made the same
        return [_comment(c, c.id, c.parent or "0", state) for c in post.comments]
    numbered = thread(post.comments, state.comments)
    if state.native and numbered.made:
        for made in numbered.ids:
            state.made_comments.take(made)
    if numbered.made:
        state.ctx.note("wxr-made-comment-ids", f"numbers made for {len(post.comments):,} comments", record=post.id)
    for ident, parent in numbered.missing:
        state.ctx.note("wxr-parent-missing", f"answers {parent}, which is not here; written as a root", record=ident)
    for ident in numbered.cyclic:
        state.ctx.note("wxr-parent-cycle", "answers itself in the end; written as a root", record=ident)
    pairs = zip(post.comments, numbered.ids, numbered.parents, strict=True)
    return [_comment(c, str(number), str(parent), state) for c, number, parent in pairs]


def _stays(comment: Comment, state: State) -> bool:
    """Say whether a comment of a WordPress archive keeps its number: one made for an earlier one may be the same."""
    number = integer(comment.id)
    return _keeps_id(comment) if number is None else not state.made_comments.has(number)


def _keeps_id(comment: Comment) -> bool:
    kept = comment.extra.get("wxr")
    return isinstance(kept, dict) and "comment_id" in kept


def _comment(comment: Comment, number: str, parent: str, state: State) -> str:
    extra = state.kept.of(comment.extra) if comment.extra else {}
    if comment.extra:
        state.lose_foreign("comment", comment.extra)
    fields = _fields(comment, extra, number, parent, state)
    out = [f"\t\t<wp:comment{element_attributes(extra, 'wp:comment')}>\n", *rendered(fields, extra, "\t\t\t")]
    out += [meta("wp:commentmeta", entry, "\t\t\t") for entry in comment.meta]
    out += [f"\t\t\t{fragment}\n" for fragment in extra.get("elements", ())]
    if "text" in extra:
        out.append(f"\t\t\t{escaped(str(extra['text']))}\n")
    out.append("\t\t</wp:comment>\n")
    return "".join(out)


def _fields(comment: Comment, extra: Raw, number: str, parent: str, state: State) -> list[tuple[str, str | None]]:
    """Give every element that core writes, with its content as XML; ``None`` for one that is not there."""
    author = comment.author
    local, gmt = _dates(comment, extra, state)
    name = stored_as(author.name or "", extra.get("comment_author"))
    email, url = author.email or "", author.url or ""
    if not state.native:
        name = state.held("wp:comment_author", name, comment.id, cut=True)
        email = state.held("wp:comment_author_email", email, comment.id)
        url = state.held("wp:comment_author_url", url, comment.id)
    text = comment.content
    if comment.content_format != "wordpress" and state.options.content != "keep":
        text = comment_source(text, comment.content_format)
    if not state.native:
        text = state.held("wp:comment_content", text, comment.id, cut=True)
    status, kind = COMMENT_STATUS_OUT.get(comment.status, comment.status), comment.type
    if not state.native:
        status = state.held("wp:comment_approved", status, comment.id) or COMMENT_STATUS_OUT["pending"]
        kind = state.held("wp:comment_type", kind, comment.id)
    if comment.status == "deleted":
        state.ctx.note(
            "wxr-deleted-as-trash", "WordPress knows no deleted comment; written as trash", record=comment.id
        )
    fields: list[tuple[str, str | None]] = [
        ("wp:comment_id", escaped(number)),
        ("wp:comment_author", cdata(name)),
        ("wp:comment_author_email", cdata(email)),
        ("wp:comment_author_url", escaped(url)),
        ("wp:comment_author_IP", cdata(author.ip or "")),
        ("wp:comment_date", None if local is None else cdata(local)),
        ("wp:comment_date_gmt", None if gmt is None else cdata(gmt)),
        ("wp:comment_content", cdata(text)),
        ("wp:comment_approved", cdata(status)),
        ("wp:comment_type", cdata(kind)),
        ("wp:comment_parent", escaped(parent)),
        ("wp:comment_user_id", escaped(_user(comment, state))),
    ]
    if author.agent:
        fields.append(("wp:comment_agent", cdata(author.agent)))
    if extra:
        fields = [_verbatim(name, value, extra) for name, value in fields]
        if "comment_karma" in extra:
            fields.append(_verbatim("wp:comment_karma", None, extra))
    return fields


def _verbatim(name: str, usual: str | None, extra: Raw) -> tuple[str, str | None]:
    key = name[3:]
    if key not in extra or key == "comment_author":
        return name, usual
    value = extra[key]
    if value is None:
        return name, None
    return name, escaped(value) if name in _PLAIN else cdata(value)


def _dates(comment: Comment, extra: Raw, state: State) -> tuple[str | None, str | None]:
    when = None
    none = None if state.native else ZERO_DATE
    if comment.published:
        when = state.moment(comment.published, comment.id)
    elif "comment_date" not in extra and "comment_date_gmt" not in extra:
        if when := state.clock.default:
            state.ctx.note("wxr-default-date", "no date; the default was written", record=comment.id)
        elif not state.native:
            state.ctx.note(
                "wxr-no-date", "no date: WordPress will show none; give one with -w default-date=…", record=comment.id
            )
    if when:
        return when.local, when.gmt or none
    return none, none


def _user(comment: Comment, state: State) -> str:
    ident = comment.author.id
    if ident is None:
        return "0"
    if state.native or state.logins.has_id(ident):
        return ident
    # Elsewhere an id is that other system's: as a number of WordPress's it would name a wrong user.
    state.ctx.report.lose("comment.author.id")
    return "0"
