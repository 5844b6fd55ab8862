"""Hypothesis strategies for whole archives: everything the model can hold, odd but allowed."""

from typing import Any

from hypothesis import strategies as st
from msgspec import structs

from blogconv.model import Author, Comment, Inferred, MetaEntry, Post, Record, Site, Term, Votes

# Canonical text: no control character that XML 1.0 forbids, no lone surrogate.
CHARACTERS = st.one_of(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"),
    st.sampled_from("\t\n\r\x7f\x85\u2028\u2029\u200b\ufeff\"\\/<>&'`]@é’…🙂"),
)
TEXTS = st.text(CHARACTERS, max_size=12)
NAMES = st.text(CHARACTERS, min_size=1, max_size=12)
MAYBE = st.none() | TEXTS
IDS = st.text(CHARACTERS, min_size=1, max_size=6) | st.integers(1, 99_999).map(str)
DATES = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.datetimes().map(lambda time: time.replace(microsecond=0).isoformat()),
    st.datetimes().map(lambda time: time.replace(microsecond=0).isoformat() + "Z"),
    st.datetimes().map(lambda time: time.replace(microsecond=0).isoformat() + "-05:00"),
)
_SCALARS = st.one_of(
    st.none(), st.booleans(), TEXTS, st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False)
)
_NESTED: st.SearchStrategy[Any] = st.recursive(
    _SCALARS, lambda part: st.lists(part, max_size=3) | st.dictionaries(TEXTS, part, max_size=3), max_leaves=6
)
EXTRAS = st.dictionaries(st.sampled_from(["wxr", "disqus", "json", "my-format"]), _NESTED, max_size=2)
METAS = st.lists(st.builds(MetaEntry, key=NAMES, value=MAYBE), max_size=2).map(tuple)
INFERRED = st.lists(
    st.builds(Inferred, field=NAMES, confidence=st.floats(0, 1, allow_nan=False), evidence=TEXTS), max_size=2
).map(tuple)
FORMATS = st.sampled_from(["html", "wordpress", "markdown", "text"])


def _with(kind: Any, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Build a Struct of the required fields and any choice of the others; a new field of the model needs a strategy."""
    declared = structs.fields(kind)
    assert {field.name for field in declared} - {"schema"} == set(fields)
    required = {field.name for field in declared if field.required}
    return st.fixed_dictionaries(
        {name: value for name, value in fields.items() if name in required},
        optional={name: value for name, value in fields.items() if name not in required},
    ).map(lambda values: kind(**values))


AUTHORS = _with(
    Author,
    **dict.fromkeys(("id", "login", "name", "email", "url", "first_name", "last_name", "ip", "agent", "avatar"), NAMES),
)
TERMS = _with(
    Term,
    taxonomy=st.sampled_from(["category", "post_tag", "genre"]),
    slug=MAYBE,
    name=MAYBE,
    parent=MAYBE,
    description=MAYBE,
    meta=METAS,
)
COMMENTS = _with(
    Comment,
    id=IDS,
    parent=st.none() | IDS,
    type=st.sampled_from(["comment", "pingback", "trackback", "note"]),
    status=st.sampled_from(["approved", "pending", "spam", "trash", "deleted", "odd"]),
    author=AUTHORS,
    published=st.none() | DATES,
    date_text=MAYBE,
    content=TEXTS,
    content_format=FORMATS,
    mentions=st.lists(IDS, max_size=2).map(tuple),
    votes=st.none() | st.builds(Votes, up=st.integers(0, 9), down=st.integers(0, 9)),
    inferred=INFERRED,
    meta=METAS,
    extra=EXTRAS,
)
POSTS = _with(
    Post,
    id=IDS,
    type=st.sampled_from(["post", "page", "attachment", "product"]),
    status=st.sampled_from(["published", "draft", "pending", "private", "future", "trash", "inherit", "odd"]),
    title=MAYBE,
    slug=MAYBE,
    url=MAYBE,
    guid=MAYBE,
    author=st.none() | AUTHORS,
    published=st.none() | DATES,
    updated=st.none() | DATES,
    date_text=MAYBE,
    language=st.none() | st.sampled_from(["fr", "fr-CA", "zh-Hant"]),
    content=TEXTS,
    content_format=FORMATS,
    excerpt=MAYBE,
    terms=st.lists(TERMS, max_size=2).map(tuple),
    parent=st.none() | IDS,
    order=st.integers(-9, 99),
    sticky=st.booleans(),
    password=MAYBE,
    comments_open=st.none() | st.booleans(),
    pings_open=st.none() | st.booleans(),
    attachment_url=MAYBE,
    comments_elsewhere=st.none() | st.sampled_from(["disqus", "ajax"]),
    comments_expected=st.none() | st.integers(0, 99),
    inferred=INFERRED,
    meta=METAS,
    extra=EXTRAS,
    comments=st.lists(COMMENTS, max_size=3).map(tuple),
)
SITES = _with(
    Site,
    source_format=st.none() | st.sampled_from(["wxr", "text"]),
    title=MAYBE,
    description=MAYBE,
    url=MAYBE,
    blog_url=MAYBE,
    feed_url=MAYBE,
    language=st.none() | st.sampled_from(["fr", "en-GB"]),
    timezone=MAYBE,
    generator=MAYBE,
    exported=st.none() | DATES,
    authors=st.lists(AUTHORS, max_size=2).map(tuple),
    terms=st.lists(TERMS, max_size=2).map(tuple),
    meta=METAS,
    extra=EXTRAS,
)
ARCHIVES: st.SearchStrategy[list[Record]] = st.tuples(SITES, st.lists(POSTS, max_size=3)).map(
    lambda parts: [parts[0], *parts[1]]
)
"""A site, then posts; ids may clash and point nowhere, as in real sources."""
