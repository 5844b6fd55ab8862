"""Whatever a WordPress blog holds comes back from its export as it was."""

from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import blogconv
from blogconv.markup.xmltext import FORBIDDEN, attribute, cdata, encode, escaped
from blogconv.model import Author, Comment, MetaEntry, Post, Record, Site, Term

TEXT = st.text(max_size=30).map(lambda t: FORBIDDEN.sub("", t))
NASTY = st.sampled_from(
    ["]]>", "<![CDATA[", "&amp;", "&#0;", "\r\n", " x ", "a\rb", "<b>", "</wp:comment>", "\u2028", "😀"]
)
WORDS = st.one_of(TEXT, NASTY, st.tuples(TEXT, NASTY, TEXT).map("".join)).filter(bool)
# Names and numbers that WordPress trims itself.
KEYS = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=12)
DATES = st.datetimes(min_value=datetime(1970, 1, 2)).map(lambda d: d.replace(microsecond=0).isoformat())  # noqa: DTZ001
META = st.lists(st.builds(MetaEntry, key=WORDS, value=st.one_of(st.none(), WORDS, st.just(""))), max_size=3).map(tuple)


@st.composite
def archives(draw: st.DrawFn) -> list[Record]:
    authors = draw(
        st.lists(
            st.builds(Author, id=st.integers(1, 99).map(str), login=KEYS, name=KEYS),
            max_size=2,
            unique_by=lambda a: a.login,
        )
    )
    terms = draw(
        st.lists(
            st.builds(
                Term, taxonomy=st.sampled_from(["category", "post_tag", "mood"]), slug=KEYS, name=WORDS, meta=META
            ),
            max_size=2,
        )
    )
    records: list[Record] = [
        Site(
            source_format="wxr",
            title=draw(WORDS).strip() or None,
            authors=tuple(authors),
            terms=tuple(terms),
            extra={"wxr": {"wxr_version": "1.2"}},
        )
    ]
    for number in range(draw(st.integers(1, 3))):
        comments = tuple(
            draw(
                st.builds(
                    Comment,
                    id=st.just(str(100 * number + n + 1)),
                    author=st.builds(Author, name=WORDS),
                    content=WORDS,
                    content_format=st.just("wordpress"),
                    published=DATES,
                    meta=META,
                    parent=st.just(str(100 * number + n)) if n else st.none(),
                    status=st.sampled_from(["approved", "pending", "spam", "trash"]),
                )
            )
            for n in range(draw(st.integers(0, 3)))
        )
        post = draw(
            st.builds(
                Post,
                id=st.just(str(number + 1)),
                title=WORDS,
                content=WORDS,
                content_format=st.just("wordpress"),
                slug=KEYS,
                published=DATES,
                meta=META,
                excerpt=WORDS,
                sticky=st.booleans(),
                order=st.integers(-5, 5),
                terms=st.just(tuple(replace(t, meta=()) for t in terms)),
                author=st.just(authors[0]) if authors else st.none(),
            )
        )
        records.append(replace(post, comments=comments))
    return records


def written(records: list[Record]) -> bytes:
    out = BytesIO()
    blogconv.write(records, out, format="wxr")
    return out.getvalue()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(archives())
def test_an_archive_of_wordpress_survives(records):
    again = list(blogconv.read(written(records), format="wxr"))
    assert again[1:] == records[1:]
    assert list(blogconv.read(written(again), format="wxr")) == again


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(), NASTY))
def test_any_text_can_be_written(text):
    from lxml import etree

    clean = FORBIDDEN.sub("", text)
    data, removed = encode(f'<a b="{attribute(text)}">{escaped(text)}{cdata(text)}</a>')
    element = etree.fromstring(data)
    assert element.text == clean * 2 or (element.text is None and clean == "")
    assert element.get("b") == clean
    assert (removed > 0) == (clean != text)


def test_a_split_export_is_read_as_the_whole():
    records: list[Record] = [Site(source_format="html", title="Split")]
    records += [
        Post(
            id=f"p{n}",
            title=f"Title {n}",
            author=Author(name=f"Name {n % 2}"),
            published=f"2020-01-{n + 1:02}T00:00:00",
            content="x" * 900,
        )
        for n in range(8)
    ]
    parts = Parts()
    from blogconv.plugin import Context
    from blogconv.registry import writer

    row = writer("wxr")
    row.write(iter(records), parts, row.options(split="5K"), Context("split"))
    assert len(parts.files) > 2
    assert all(len(part.getvalue()) <= 5 << 10 for part in parts.files.values())
    titles = []
    for part in parts.files.values():
        site, *posts = blogconv.read(part.getvalue(), format="wxr")
        titles += [p.title for p in posts]
        assert site.title == "Split"
        assert {p.author.login for p in posts} <= {a.login for a in site.authors}
        assert all(a.name.startswith("Name") for a in site.authors)
    assert titles == [f"Title {n}" for n in range(8)]


class Parts:
    """A target of several files, in memory."""

    def __init__(self) -> None:
        self.files: dict[int, BytesIO] = {}

    def stream(self, part: int = 1) -> BytesIO:
        return self.files.setdefault(part, BytesIO())


@pytest.mark.parametrize("size", ["x", "", "-1", "10 parsecs"])
def test_a_size_that_is_none_is_wrong_use(size):
    from blogconv.errors import UsageError
    from blogconv.writers.parts import parse_size

    with pytest.raises(UsageError, match="size"):
        parse_size(size)
