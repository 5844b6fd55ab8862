"""The plain-text reader on dumps composed of known threads, and on the sample."""

import io
import textwrap
from datetime import date
from pathlib import Path

import pytest
from composing import LAYOUTS, TONGUES, Said, Thread, compose
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from blogconv.model import Post, Site
from blogconv.plugin import Context, SourceError
from blogconv.readers.text import READER, TextOptions

SAMPLE = Path(__file__).parent.parent.parent / "samples" / "text" / "ruee-vers-lor.txt"
NAMES = ("Ana Ruiz", "Bruno", "Carla Dietz", "D. Okafor", "Émile Roy", "Fatima", "Greta Lund", "Hugo", "Иван", "木村")
SENTENCES = (
    "I had not thought of it that way before, and now I cannot stop thinking of it.",
    "The second half of the recipe needs less salt than the first one claims it does.",
    "Our neighbours tried this last winter and came back with a very different story to tell.",
    "Could somebody explain how the numbers in the last paragraph were arrived at?",
    "What a day that must have been for all of you on the hill above the harbour.",
    "It rained here too, so we stayed at home and read the whole archive again.",
)


def read(text: str | bytes, **options: object) -> tuple[Post, Context]:
    ctx = Context("dump.txt")
    data = text.encode() if isinstance(text, str) else text
    records = list(READER.read(io.BytesIO(data), TextOptions(**options), ctx))  # type: ignore[arg-type]
    assert isinstance(records[0], Site)
    post = records[1]
    assert isinstance(post, Post)
    return post, ctx


said = st.builds(
    Said,
    name=st.sampled_from(NAMES),
    day=st.dates(min_value=date(2003, 1, 1), max_value=date(2024, 12, 28)).map(str),
    time=st.builds("{:02}:{:02}".format, st.integers(10, 23), st.integers(0, 59)),
    paragraphs=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(tuple),
)


@st.composite
def threads(draw: st.DrawFn) -> Thread:
    flat = draw(st.lists(said, min_size=2, max_size=7))
    comments: list[Said] = []
    for k, one in enumerate(flat):
        # A reply stands right below its parent or a sibling, as themes print threads.
        above = [None] if k == 0 else [None, k - 1, comments[k - 1].parent]
        comments.append(Said(one.name, one.day, one.time, one.paragraphs, draw(st.sampled_from(above))))
    return Thread("A Walk Above the Harbour", SENTENCES[:3] * 2, tuple(comments))


@pytest.mark.parametrize("tongue", sorted(TONGUES))
@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_every_layout_in_every_language_reads_back(layout: str, tongue: str) -> None:
    @settings(max_examples=6, deadline=None, derandomize=True, database=None, phases=(Phase.generate, Phase.shrink))
    @given(threads())
    def holds(thread: Thread) -> None:
        post, _ = read(compose(thread, layout, TONGUES[tongue]))
        assert post.title == thread.title
        assert [c.author.name for c in post.comments] == [c.name for c in thread.comments]
        for read_one, one in zip(post.comments, thread.comments, strict=True):
            assert read_one.content == "\n".join(f"<p>{p}</p>" for p in one.paragraphs)
            if layout != "numbered":
                assert read_one.published == f"{one.day}T{one.time}:00"
            else:
                assert read_one.published is None
        if layout in ("numbered", "items"):
            ids = [c.id for c in post.comments]
            assert [c.parent for c in post.comments] == [
                None if c.parent is None else ids[c.parent] for c in thread.comments
            ]

    holds()


def test_the_sample_has_25_comments_two_of_them_pings() -> None:
    post, _ = read(SAMPLE.read_bytes())
    assert len(post.comments) == 25
    assert [k + 1 for k, c in enumerate(post.comments) if c.type != "comment"] == [2, 25]
    for k in (1, 24):
        assert any(i.field == "type" for i in post.comments[k].inferred)


def test_the_sample_keeps_the_lines_of_the_verse_and_drops_share_words() -> None:
    post, _ = read(SAMPLE.read_bytes())
    assert "le Grand Ouest,<br>\nÉquipé d’un vieux fute" in post.content
    assert "Pin It" not in post.content
    assert "Imprimez" not in post.content


def test_the_author_of_the_sample_is_inferred_with_evidence() -> None:
    post, _ = read(SAMPLE.read_bytes())
    assert post.author is not None
    assert post.author.name == "Michelle Blanc"
    told = next(i for i in post.inferred if i.field == "author.name")
    assert "answers commenters in comments 8, 11 and 17" in told.evidence


def test_the_sample_has_a_language_and_no_date() -> None:
    post, _ = read(SAMPLE.read_bytes())
    assert post.language == "fr"
    assert post.published is None
    assert not any(c.published for c in post.comments)


def test_a_claimed_count_that_was_not_found_is_told() -> None:
    text = (
        "A post\n\n" + SENTENCES[0] * 3 + "\n\n9 comments\n\n  1. Ana says:\n\n    One.\n\n  2. Bo says:\n\n    Two.\n"
    )
    post, ctx = read(text)
    assert post.comments_expected == 9
    assert any(d.code == "text-count-differs" for d in ctx.report.kept)


def test_a_numbered_list_in_the_post_makes_no_comments() -> None:
    post, _ = read("How to walk\n\n" + SENTENCES[0] + "\n\n  1. Left foot\n  2. Right foot\n\n" + SENTENCES[1] + "\n")
    assert post.comments == ()
    assert "<li>Left foot" in post.content


def test_a_dump_without_text_is_refused() -> None:
    with pytest.raises(SourceError):
        read(b"\n \n")


def test_a_day_that_the_dump_leaves_open_stays_open() -> None:
    text = "T\n\n" + SENTENCES[0] + "\n\n2 comments\n\nAna | 03/04/2010\n\nYes.\n\nBo | 05/06/2010\n\nNo.\n"
    post, _ = read(text)
    assert [c.published for c in post.comments] == [None, None]
    assert [c.date_text for c in post.comments] == ["03/04/2010", "05/06/2010"]


def test_left_over_lines_are_kept_when_asked() -> None:
    post, _ = read(SAMPLE.read_bytes(), keep_noise=True)
    assert "Pin It" in post.extra["text"]["left"]


def test_hard_wraps_are_undone_and_short_lines_kept() -> None:
    lines = ["   " + line for line in _wrapped(" ".join(SENTENCES), 70)]
    post, _ = read("A title\n\n" + "\n".join(lines) + "\n\n   Roses are red,\n   violets blue.\n")
    assert " ".join(SENTENCES) in post.content
    assert "Roses are red,<br>\nviolets blue." in post.content


def test_a_long_line_and_many_blank_lines_are_read_in_linear_time() -> None:
    post, _ = read("A title\n\n" + "word " * 400_000 + "\n" * 300_000 + "end\n")
    assert "end" in post.content


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width)


def test_what_cannot_be_parted_into_comments_is_kept_and_told() -> None:
    words = "Nobody can say whose words these are, nor where they end and others begin. " * 2
    post, ctx = read("A post about tea\n\n" + SENTENCES[0] * 3 + "\n\nComments»\n\n" + words + "\n\n" + words + "\n")
    assert post.comments == ()
    assert [words.strip()] * 2 == post.extra["text"]["left"]
    assert ("warning", "text-comments-unread") in ctx.report.counts


def test_markdown_links_leave_their_words_and_the_names_their_address() -> None:
    post, _ = read(
        textwrap.dedent(
            """\
            [Hill paths](http://hill.example/ "Hill paths")

            # [A walk in May](http://hill.example/may)

            The path begins at [the old mill](http://hill.example/mill) and follows the stream up to the ridge, where
            the wind is always stronger than anybody expects it to be on a fine morning in spring.

            ## 2 Responses to "A walk in May"

              1. ![](http://hill.example/a.png) [Ana](http://ana.example/a-long-
            name) says:

            [May 3, 2012 at 10:15 am](http://hill.example/may#c1)

            Was the mill open?

            [Reply](http://hill.example/may?reply=1#respond)

              2. ![](http://hill.example/b.png) Bruno says:

            [May 4, 2012 at 8:02 am](http://hill.example/may#c2)

            It never is.

            [Reply](http://hill.example/may?reply=2#respond)
            """
        )
    )
    assert [(c.author.name, c.author.url, c.published) for c in post.comments] == [
        ("Ana", "http://ana.example/a-long-name", "2012-05-03T10:15:00"),
        ("Bruno", None, "2012-05-04T08:02:00"),
    ]
    assert '<a href="http://hill.example/mill">the old mill</a>' in post.content
    assert "](" not in post.content and "Reply" not in post.comments[0].content


def test_a_reply_mark_above_a_name_and_date_means_that_they_open_what_follows() -> None:
    said = [f"{name}\n{day} May 2012 at 10:15\n{SENTENCES[day]}\nReply" for day, name in enumerate(NAMES[:4], 1)]
    post, _ = read(f"A walk\n{SENTENCES[0] * 3}\n4 comments\n" + "\n".join(said) + "\nLeave a comment\n")
    assert [c.author.name for c in post.comments] == list(NAMES[:4])
    assert [c.published for c in post.comments] == [f"2012-05-{day:02}T10:15:00" for day in range(1, 5)]


def test_names_alone_part_comments_where_they_are_as_many_as_the_heading_claims() -> None:
    said = "\n\n".join(f"{name}\n\n{SENTENCES[k]}" for k, name in enumerate(NAMES[:4]))
    post, _ = read(f"A walk\n\n{SENTENCES[0] * 3}\n\n4 Responses\n\n{said}\n\nLeave a Reply\n")
    assert [c.author.name for c in post.comments] == list(NAMES[:4])
    claimed_more, _ = read(f"A walk\n\n{SENTENCES[0] * 3}\n\n7 Responses\n\n{said}\n\nLeave a Reply\n")
    assert claimed_more.comments == ()


def test_a_number_below_each_comment_belongs_to_the_next_one() -> None:
    said = "\n".join(f"{k}\n{name} says:\n{k} May 2012 at 10:15\n{SENTENCES[k]}" for k, name in enumerate(NAMES[:5], 1))
    post, _ = read(f"A walk\n{SENTENCES[0] * 3}\n5 comments\n{said}\nLeave a comment\n")
    assert [c.content for c in post.comments] == [f"<p>{SENTENCES[k]}</p>" for k in range(1, 6)]


def test_the_window_s_title_on_the_first_line_tells_the_post_s() -> None:
    lines = ["A walk in May | Hill paths", "Hill paths", "Home", "About", "Latest news from the ridge", "A walk in May"]
    post, _ = read("\n".join([*lines, SENTENCES[0] * 3, SENTENCES[1] * 3]))
    assert post.title == "A walk in May"
