"""Dumps whose comments open with words that no vocabulary has: what recurs is learned from the dump itself."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogconv.model import Comment, Post
from blogconv.plugin import Context
from blogconv.readers.text import READER, TextOptions
from blogconv.readers.text.wording import own_names

NAMES = ("Ana Ruiz", "Bruno", "Carla Dietz", "D. Okafor", "Émile Roy", "Greta Lund", "Hugo", "Иван")
BODIES = (
    "I had not thought of it that way before, and now I cannot stop thinking of it.",
    "The second half of the recipe needs less salt than the first one claims it does.",
    "Our neighbours tried this last winter and came back with another story to tell.",
    "It rained here too, so we stayed at home and read the whole archive again.",
)
POST = "\n\n".join(["A Walk Above the Harbour", *[f"{body} And then we walked on, slowly." for body in BODIES]])


def comments_of(thread: str, *, heading: str = "", form: str = "Leave a Reply") -> tuple[Comment, ...]:
    text = "\n\n".join(part for part in (POST, heading, thread, form) if part)
    records = list(READER.read(io.BytesIO(text.encode()), TextOptions(), Context("dump.txt")))
    post = records[1]
    assert isinstance(post, Post)
    return post.comments


speakers = st.lists(st.sampled_from(NAMES), min_size=4, max_size=8).filter(lambda names: len(set(names)) > 2)
wordings = st.sampled_from(
    (
        "{} added these pithy words:",
        "{} brummelte in den Bart:",
        "Porträt von {}",
        "Palavra de {} aos {date}",
        "On {date} came {} and spake:",
        "{} kunngjorde {date} dette:",
    )
)


@settings(max_examples=60, deadline=None)
@given(speakers, wordings, st.sampled_from(("5 comments", "Comments")))
def test_words_that_open_every_comment_are_learned(names: list[str], wording: str, heading: str) -> None:
    heading = heading.replace("5", str(len(names)))
    thread = "\n\n".join(
        f"{wording.format(name, date=f'{k + 3} May 2011 at 10:{k + 10}')}\n\n{BODIES[k % len(BODIES)]}"
        for k, name in enumerate(names)
    )
    found = comments_of(thread, heading=heading)
    assert [comment.author.name for comment in found] == names
    if "{date}" in wording:
        assert [comment.published for comment in found] == [
            f"2011-05-{k + 3:02}T10:{k + 10}:00" for k in range(len(names))
        ]
    assert all("walked" not in comment.content and wording[-6:] not in comment.content for comment in found)


@settings(max_examples=40, deadline=None)
@given(speakers, st.sampled_from(("Guest", "Vendég", "Kunde")))
def test_a_line_that_recurs_between_name_and_date_is_neither(names: list[str], role: str) -> None:
    thread = "\n\n".join(
        f"{name}\n{role}\n{k + 3} May 2011\n\n{BODIES[k % len(BODIES)]}" for k, name in enumerate(names)
    )
    found = comments_of(thread, heading="Comments")
    assert [comment.author.name for comment in found] == names
    assert all(role not in comment.content for comment in found)


def test_comments_without_a_heading_are_told_by_their_form_and_their_reply_marks() -> None:
    thread = "\n".join(f"#{k + 1} {name}, 3.5.2011\n\n{BODIES[k]}\n\nZitieren\n" for k, name in enumerate(NAMES[:4]))
    assert [comment.author.name for comment in comments_of(thread, heading="Was andere sagen")] == list(NAMES[:4])


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (["Avatar of AnnaAnna", "Avatar of BoBo", "Avatar of Carl XCarl X"], ["Anna", "Bo", "Carl X"]),
        (["Bild von Anna Text von Anna", "Bild von Bo Text von Bo"], ["Anna", "Bo"]),
        (["1 Anna", "2 Bo", "3Carl"], ["Anna", "Bo", "Carl"]),
        (["Anna about", "Bo about"], ["Anna", "Bo"]),
        (["Anna → Bo", "Bo", "Carl"], ["Anna", "Bo", "Carl"]),
        (["Anna Lee", "Bo Lee"], ["Anna Lee", "Bo Lee"]),
        (["Jojo", "Coco the cat"], ["Jojo", "Coco the cat"]),
        (["Area 51", "2 Cellos", "Anna"], ["Area 51", "2 Cellos", "Anna"]),
    ],
)
def test_what_stands_beside_every_name_is_no_part_of_it(printed: list[str], names: list[str]) -> None:
    assert own_names(tuple(printed)) == names


def test_comments_stand_above_the_pings_though_only_those_have_a_heading() -> None:
    thread = "\n".join(f"{name} says:\n{k + 3} May 2011\n\n{BODIES[k]}\n\nReply\n" for k, name in enumerate(NAMES[:3]))
    pings = "Trackbacks\n\n" + "\n\n".join(f"A Hill « {name}\n9 May 2011\n\n[…] {BODIES[3]} […]" for name in NAMES[4:6])
    found = comments_of(f"{thread}\n{pings}")
    assert [(comment.type, comment.author.name) for comment in found] == [
        *(("comment", name) for name in NAMES[:3]),
        *(("pingback", f"A Hill « {name}") for name in NAMES[4:6]),
    ]


@pytest.mark.parametrize("heading", ["Live news", "Upcoming events", "More articles"])
def test_dated_lists_are_no_comments(heading: str) -> None:
    thread = "\n\n".join(f"{name} – {k + 3} May 2011\n\n{BODIES[k]}" for k, name in enumerate(NAMES[:4]))
    assert comments_of(thread, heading=heading) == ()


def test_no_comments_yet_is_taken_at_its_word() -> None:
    thread = "\n\n".join(f"{name} – {k + 3} May 2011 at 10:00\n\n{BODIES[k]}" for k, name in enumerate(NAMES[:4]))
    assert comments_of(thread, form="No comments yet\n\nLeave a Reply") == ()


def test_names_that_are_only_counted_open_comments() -> None:
    thread = "\n\n".join(f"#{k + 1} {name}\n\n{BODIES[k % 4]}" for k, name in enumerate(NAMES[:5]))
    assert [comment.author.name for comment in comments_of(thread, heading="Comments")] == list(NAMES[:5])


def test_an_avatars_text_above_the_header_is_part_of_it() -> None:
    thread = "\n\n".join(
        f"Avatar of {name}\n{k + 1} {name} | 3.5.2011 10:00\n\n{BODIES[k]}\n\nAnswer"
        for k, name in enumerate(NAMES[:4])
    )
    found = comments_of(thread, heading="Comments")
    assert [comment.author.name for comment in found] == list(NAMES[:4])
    assert [comment.date_text for comment in found] == ["3.5.2011 10:00"] * 4


def test_a_closing_of_several_lines_ends_the_comment_above_it() -> None:
    thread = "\n".join(
        f"{BODIES[k]}\nComment by {name} —\n{k + 3} May 2011\nReply\nReport abuse" for k, name in enumerate(NAMES[:4])
    )
    found = comments_of(thread, heading="4 comments")
    assert [(comment.author.name, comment.published) for comment in found] == [
        (name, f"2011-05-{k + 3:02}") for k, name in enumerate(NAMES[:4])
    ]
    assert [comment.content for comment in found] == [f"<p>{body}</p>" for body in BODIES]


def test_words_of_speaking_may_close_comments() -> None:
    thread = "\n\n".join(f"{BODIES[k]}\n\n{name} said on {k + 3} May 2011" for k, name in enumerate(NAMES[:4]))
    found = comments_of(thread, heading="4 comments")
    assert [comment.published for comment in found] == [f"2011-05-{k + 3:02}" for k in range(4)]
    assert [comment.content for comment in found] == [f"<p>{body}</p>" for body in BODIES]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (["0#1 Anna", "0#2 Bo", "0#3 Carl"], ["Anna", "Bo", "Carl"]),
        (["Anna (Homepage", "Bo (Homepage)", "Carl"], ["Anna", "Bo", "Carl"]),
        (["fromAnna", "fromBo", "fromcarl"], ["Anna", "Bo", "carl"]),
        (["AnnaReply", "BoReply", "CYDReply"], ["Anna", "Bo", "CYD"]),
        (["Anna 1 Anna", "Bo 2 Bo", "Carl 3 Carl"], ["Anna", "Bo", "Carl"]),
        (["Anna (of the mill)", "Bo"], ["Anna (of the mill)", "Bo"]),
        (["user1", "user2", "user3"], ["user1", "user2", "user3"]),
    ],
)
def test_counts_brackets_and_glued_words_are_no_part_of_names(printed: list[str], names: list[str]) -> None:
    assert list(own_names(tuple(printed))) == names


def test_a_subject_made_of_the_first_words_is_not_said_twice() -> None:
    thread = "\n\n".join(
        f"{BODIES[k][:20]}\n\nPosted by {name} on {k + 3} May 2011\n\n{BODIES[k]}\n\nReply"
        for k, name in enumerate(NAMES[:4])
    )
    found = comments_of(thread, heading="4 comments")
    assert [comment.content for comment in found] == [f"<p>{body}</p>" for body in BODIES]


def test_the_number_behind_a_date_is_nobody() -> None:
    thread = "\n\n".join(
        f"  1. {name}\n     {k + 3} May 2011 at 10:00 | #{k + 1}\n\n     {BODIES[k]}"
        for k, name in enumerate(NAMES[:4])
    )
    assert [comment.author.name for comment in comments_of(thread, heading="4 comments")] == list(NAMES[:4])


def test_several_links_on_one_line_close_a_comment() -> None:
    thread = "\n\n".join(f"{name}\n\n{BODIES[k]}\n\nLike (1)  Reply  Share" for k, name in enumerate(NAMES[:4]))
    found = comments_of(thread, heading="4 comments")
    assert [comment.author.name for comment in found] == list(NAMES[:4])
    assert [comment.content for comment in found] == [f"<p>{body}</p>" for body in BODIES]


def test_a_date_below_the_body_that_repeats_the_headers_is_no_text() -> None:
    thread = "\n\n".join(
        f"  1. {name} {k + 3} May 2011\n\n    {BODIES[k]}\n\n    {k + 3} May 2011 at 10:00\n    Reply"
        for k, name in enumerate(NAMES[:4])
    )
    found = comments_of(thread, heading="4 comments")
    assert [comment.published for comment in found] == [f"2011-05-{k + 3:02}T10:00:00" for k in range(4)]
    assert [comment.content for comment in found] == [f"<p>{body}</p>" for body in BODIES]


def test_a_page_that_links_here_keeps_its_name_with_the_bar() -> None:
    thread = "\n\n".join(
        f"  1. {name} 3 May 2011\n\n    {BODIES[k]}\n\n    Reply"
        for k, name in enumerate(("A bench | The Sea", *NAMES[:3]))
    )
    found = comments_of(thread, heading="4 comments")
    assert found[0].author.name == "A bench | The Sea"


def test_as_many_blocks_as_the_heading_counts_are_comments_of_nobody() -> None:
    found = comments_of("\n\n".join(BODIES[:3]), heading="3 comments")
    assert [comment.content for comment in found] == [f"<p>{body}</p>" for body in BODIES[:3]]
    assert [comment.author.name for comment in found] == [None] * 3
    assert comments_of("\n\n".join(BODIES), heading="3 comments") == ()


def test_the_only_comment_is_all_that_stands_under_a_heading_of_one() -> None:
    found = comments_of("\n\n".join(BODIES[:2]), heading="1 comment")
    assert [comment.content for comment in found] == [f"<p>{BODIES[0]}</p>\n<p>{BODIES[1]}</p>"]


def test_numbered_headings_of_an_article_are_no_comments() -> None:
    thread = "\n\n".join(f"{k + 1}. {name}\n\n{BODIES[k % 4]}\n\n{BODIES[0]}" for k, name in enumerate(NAMES))
    assert comments_of(thread, form="") == ()
    thread = "\n\n".join(f"Project {k + 1}: {name}\n\n{BODIES[k % 4]}" for k, name in enumerate(NAMES))
    assert comments_of(thread) == ()
