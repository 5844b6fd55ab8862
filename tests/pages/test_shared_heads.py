"""Lists without a class name: who wrote and when is read from what all heads of the list have in common."""

import io
import tracemalloc
from html import escape
from itertools import product
from string import ascii_letters

import pytest
from pages_of_engines import BODY

from blogconv.model import Comment, Post
from blogconv.plugin import Context
from blogconv.readers.html import READER, HtmlOptions

NAMES = ["Ida Strand", "Mo", "Le Corbeau", "J. R. Moe", "Ida Strand", "Thomas (Tom) Reed", "the gardener"]
TEXTS = [
    "We saw a heron by the lower gate, standing quite still.",
    "Thank you for this.",
    "It rained all day here, from the east, and nobody went out.",
    "No idea, ask the baker. She has lived at the pond since before the flood.",
    "Fine!",
    "I should say: the blue one, on the left.",
    "That was the year the ferry stopped.",
]


def read(items: list[str], around: str = "div", count: int | None = None) -> tuple[Comment, ...]:
    data = (
        f"<!doctype html><html lang='en'><head><title>Soup</title></head><body><div><h1>Soup</h1>{BODY}</div>"
        f"<h3>{count or len(items)} Comments</h3><{around}>{''.join(items)}</{around}></body></html>"
    )
    (post,) = [r for r in READER.read(io.BytesIO(data.encode()), HtmlOptions(), Context("p")) if isinstance(r, Post)]
    return post.comments


def drawn(design: str, names: list[str] = NAMES) -> list[str]:
    return [
        design.format(
            name=escape(n), day=f"{12 + i} March 2011", n=i + 1, text=escape(t), place=("Oberau", "Ville")[i % 2]
        )
        for i, (n, t) in enumerate(zip(names, TEXTS, strict=False))
    ]


# "zupka" and "velo" are no words of any language.
HEADS = (
    "zupka {name} velo {day}",
    "{day} zupka <b>{name}</b>",
    "<cite>{name}</cite>, {place} — {day}",
    "#{n} velo {name} zupka {day}",
    "{n} {name} {day}",
    "<b>{name}</b> <i>+{n}</i> {day}",
    "{name}</div><div>{place}</div><div>{day}",
    "{n}</div><div>{name}</div><div>Posts: 1{n}</div><div>{day}",
    "{name} zupka:</div><div>{day}",
)
BOXES = ("<div><div>{head}</div><p>{text}</p></div>", "<div><p>{text}</p><div>{head}</div></div>")


@pytest.mark.parametrize(("head", "box"), list(product(HEADS, BOXES)))
def test_names_and_days_are_read_by_what_all_heads_repeat(head: str, box: str) -> None:
    comments = read(drawn(box.replace("{head}", head)))
    assert [c.author.name for c in comments] == NAMES
    assert [c.published for c in comments] == [f"2011-03-{12 + i}" for i in range(len(NAMES))]
    assert [c.content for c in comments] == [f"<p>{escape(t)}</p>" for t in TEXTS]


def test_a_name_in_other_markup_than_the_date_is_no_weekday_of_it() -> None:
    comments = read(drawn("<div><p><b>{name}</b> {day}</p><p>{text}</p></div>", ["Mo", "Jan", "Sun", "May", "Dom"]))
    assert [c.author.name for c in comments] == ["Mo", "Jan", "Sun", "May", "Dom"]
    assert [c.published for c in comments] == [f"2011-03-{12 + i}" for i in range(5)]


def test_a_badge_beside_some_names_is_not_of_them() -> None:
    items = drawn("<div><p>{name} | {day}</p><p>{text}</p></div>")
    items[2] = items[2].replace("</p>", " <span>Keeper</span></p>", 1).replace("Corbeau", "Corbeau <span>Keeper</span>")
    assert [c.author.name for c in read(items)] == NAMES


def test_the_day_of_a_membership_is_not_the_comment_s() -> None:
    items = drawn("<div><div>{name}</div><div>Joined: {n} May 2004</div><div>{day}</div><p>{text}</p></div>")
    assert [c.published for c in read(items)] == [f"2011-03-{12 + i}" for i in range(len(NAMES))]


def test_one_who_talks_alone_keeps_the_name() -> None:
    comments = read(drawn("<div><p>{name}, {day}</p><p>{text}</p></div>", ["Ida Strand"] * 4))
    assert [c.author.name for c in comments] == ["Ida Strand"] * 4


def test_the_first_words_of_texts_are_nobody() -> None:
    """Only two comments, both with a comma early in their first line, and no name anywhere."""
    items = [f"<div><p>{d} March 2011</p><p>Well, {t}</p></div>" for d, t in zip((3, 4), TEXTS, strict=False)]
    assert {c.author.name for c in read(items)} <= {None}


def test_what_was_said_between_name_and_date_is_no_head() -> None:
    comments = read(drawn("<div><p>{n}</p><p>{name} said:</p><p>{text}</p><p>{day}</p></div>"))
    assert [c.author.name for c in comments] == NAMES
    assert [c.content for c in comments] == [f"<p>{escape(t)}</p>" for t in TEXTS]


def test_answers_without_a_class_are_found_inside_of_what_they_answer() -> None:
    one, two, three, four = drawn("<li><p><b>{name}</b> <i>{day}</i></p><p>{text}</p>~</li>", NAMES[:4])
    comments = read([one.replace("~", "<ul>" + two.replace("~", f"<ul>{three}</ul>") + "</ul>"), four], "ul", 4)
    assert [c.author.name for c in comments] == NAMES[:4]
    parents = {c.id: c.parent for c in comments}
    assert [list(parents).index(p) if p else None for p in parents.values()] == [None, 0, 1, None]


def test_links_to_places_of_a_page_whose_address_is_not_known_do_not_lead_away() -> None:
    """Only dates link, each to its own comment, by the full address of the page that the saved one does not tell."""
    for query in ("", "?showComment=70{n}"):
        link = f"<a href='http://pond.example/soup.html{query}#c70{{n}}'>{{day}}</a>"
        comments = read(drawn("<dt><b>{name}</b></dt><dd><p>{text}</p></dd><dd>" + link + "</dd>"), "dl")
        assert [c.author.name for c in comments] == NAMES


def parents(comments: tuple[Comment, ...]) -> list[int | None]:
    ids = [c.id for c in comments]
    return [ids.index(c.parent) if c.parent else None for c in comments]


def test_a_blank_picture_s_width_is_an_indent() -> None:
    items = drawn("<tr><td><img src='/blank.gif' width='~' height='1'></td><td>{name} | {day}<p>{text}</p></td></tr>")
    widths = (0, 20, 40, 0, 20, 20, 0)
    comments = read([item.replace("~", str(w)) for item, w in zip(items, widths, strict=True)], "table")
    assert parents(comments) == [None, 0, 1, None, 3, 3, None]


def test_a_link_to_a_comment_above_under_its_writer_s_name_tells_the_parent() -> None:
    items = drawn("<div id='n{n}'><p>{name} | {day}</p><p>{text}</p></div>", NAMES[:4])
    items[2] = items[2].replace("</p>", f"</p><p>auf <a href='#n2'>{NAMES[1]}</a></p>", 1)
    items[3] = items[3].replace(TEXTS[3], f"What <a href='#n1'>somebody</a> said above: {TEXTS[3]}")
    comments = read(items)
    assert parents(comments) == [None, None, 1, None]
    assert comments[2].content == f"<p>{TEXTS[2]}</p>"


def test_words_that_style_alone_parts_from_names_are_none_of_them() -> None:
    comments = read(drawn("<div><p><b>{name}</b><span>zupka</span></p><p>{day}</p><p>{text}</p></div>"))
    assert [c.author.name for c in comments] == NAMES


def test_one_name_that_holds_a_word_of_the_head_does_not_hide_it_from_the_others() -> None:
    names = ["Ida Strand", "velo 12", "Le Corbeau", "J. R. Moe", "Kurt", "Thomas", "the gardener"]
    comments = read(drawn("<div><p>{n} velo {name} {day}</p><p>{text}</p></div>", names))
    assert [c.author.name for c in comments] == names


def test_what_all_comments_end_with_was_said_by_nobody() -> None:
    comments = read(drawn("<div><p>{name} | {day}</p><p>{text}</p><p>zupka velo</p></div>"))
    assert [c.content for c in comments] == [f"<p>{escape(t)}</p>" for t in TEXTS]


def test_a_text_that_several_end_with_stays_theirs() -> None:
    items = drawn("<div><p>{name} | {day}</p><p>{text}</p><p>~</p></div>")
    ends = ("Thanks", "Thanks", "So long", "Cheers from the mill", "Good night", "See you there", "Thanks")
    comments = read([item.replace("~", end) for item, end in zip(items, ends, strict=True)])
    assert [c.content.split("<p>")[-1] for c in comments] == [f"{end}</p>" for end in ends]


def test_days_are_read_together_where_a_class_tells_the_names() -> None:
    items = drawn(
        "<div><div class='author'>{name}</div><div>Joined: {n} May 2004</div><div>{day}</div><p>{text}</p></div>"
    )
    comments = read(items)
    assert [c.author.name for c in comments] == NAMES
    assert [c.published for c in comments] == [f"2011-03-{12 + i}" for i in range(len(NAMES))]


def test_items_of_markup_all_their_own_cost_no_more_than_their_number() -> None:
    items = "".join(
        f"<li id='comment-{n}'><p class='{ascii_letters[n % 52] * (n // 52 + 1)}'>{n} May 2011 Ann</p><p>Said.</p></li>"
        for n in range(1000)
    )
    page = f"<!doctype html><title>Soup</title><h1>Soup</h1>{BODY}<ol>{items}</ol>".encode()
    tracemalloc.start()
    (post,) = [r for r in READER.read(io.BytesIO(page), HtmlOptions(), Context("p")) if isinstance(r, Post)]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(post.comments) == 1000
    assert most < 30_000_000


def test_a_number_beside_a_day_is_none_of_it() -> None:
    items = drawn("<div><p><b>{name}</b></p><p><i>{n}</i><i>2011-03-1{n}</i></p><p>{text}</p></div>")
    assert [c.published for c in read(items)] == [f"2011-03-1{i + 1}" for i in range(len(NAMES))]


@pytest.mark.parametrize(
    "heading",
    [
        "<h3>7 lovely comments on “Soup”</h3>",
        "<h3>7 Comments <a href='#say'>Add yours, it is free</a></h3>",
        "<div>7 Responses to “" + "A long walk round the pond and back again, " * 2 + "with soup”</div>",
    ],
)
def test_a_heading_of_comments_is_known_by_its_number_and_word(heading: str) -> None:
    items = drawn("<li><p>{name} | {day}</p><p>{text}</p></li>")
    for page in (f"{heading}<ul>{''.join(items)}</ul>", f"<ul>{heading}{''.join(items)}</ul>"):
        data = f"<!doctype html><title>Soup</title><div><h1>Soup</h1>{BODY}</div><div>{page}</div>"
        (post,) = [
            r for r in READER.read(io.BytesIO(data.encode()), HtmlOptions(), Context("p")) if isinstance(r, Post)
        ]
        assert [c.author.name for c in post.comments] == NAMES
        assert post.comments_expected == 7


@pytest.mark.parametrize("name", ["Mo", "Jan", "Sun", "Maria Mai"])
def test_one_comment_s_name_in_other_markup_is_no_weekday_of_its_day(name: str) -> None:
    (comment,) = read([f"<div id='comment-5'><p><b>{name}</b> 5 March 2011</p><p>{TEXTS[0]}</p></div>"])
    assert (comment.author.name, comment.published) == (name, "2011-03-05")


def test_digits_at_the_end_of_names_are_of_them() -> None:
    names = [f"keeper{n}" for n in (1, 77, 3, 2004, 5, 6, 9)]
    comments = read(drawn("<div><p>zupka {name} velo {day}</p><p>{text}</p></div>", names))
    assert [c.author.name for c in comments] == names


MEANT = ("role", "place", "count", "verb", "start", "same")


def claimed(kind: str, number: int) -> str:
    return {
        "role": ("Guest", "Member", "Guest")[number % 3],
        "place": ("Oberau", "Ville")[number % 2],
        "count": f"{13 * number + 4} posts",
        "verb": "wrote",
        "start": " ".join(TEXTS[number].split()[:3]) + " …",
        "same": "Pond Society",
    }[kind]


def believed(kind: str, design: str) -> list[str]:
    return [item.replace("CLAIM", claimed(kind, i)) for i, item in enumerate(drawn(design))]


@pytest.mark.parametrize("kind", MEANT)
@pytest.mark.parametrize("name", ["author", "name", "user"])
@pytest.mark.parametrize(
    "head",
    [
        "<b>{name}</b> <span class='CLASS'>CLAIM</span> <i>{day}</i>",
        "<span class='CLASS'>CLAIM</span> <b>{name}</b> <i>{day}</i>",
        "<b>{name}</b></div><div class='CLASS'>CLAIM</div><div>{day}",
        "<div class='CLASS'>CLAIM</div>{name} – {day}",
    ],
)
def test_a_class_that_names_a_thing_for_every_comment_names_nobody(kind: str, name: str, head: str) -> None:
    design = f"<div class='comment' id='comment-4{{n}}'><div>{head.replace('CLASS', name)}</div><p>{{text}}</p></div>"
    comments = read(believed(kind, design))
    assert [c.author and c.author.name for c in comments] == NAMES
    assert [c.published for c in comments] == [f"2011-03-{12 + i}" for i in range(len(NAMES))]


@pytest.mark.parametrize("who", ["Guest", "Pond Society", "Guest {n}"])
@pytest.mark.parametrize(
    "design",
    [
        "<p><span class='author'>WHO</span> <i>{day}</i></p><h4>{name}</h4><p>{text}</p>",
        "<p><span class='author'>WHO</span> <i>{day}</i></p><p><b>{name}</b>, {text}</p>",
        "<p><span class='author'>WHO</span> <i>{day}</i></p><p>{text}</p><p>{name}</p>",
        "<p>{text}</p><p>{name}</p><p><span class='author'>WHO</span> <i>{day}</i></p>",
    ],
)
def test_one_name_for_all_stays_where_others_stand_in_what_is_said(who: str, design: str) -> None:
    items = drawn(f"<div class='comment' id='comment-4{{n}}'>{design.replace('WHO', who)}</div>")
    expected = [who.format(n=i + 1) for i in range(len(NAMES))]
    assert [c.author and c.author.name for c in read(items)] == expected


@pytest.mark.parametrize(
    ("tail", "day"),
    [
        ("{n}.3. um 14 Uhr 2{n}", None),
        ("1{n} zork 2011 14:20", None),
        ("zork 1{n} 2011", None),
        ("14.20 1{n}/3", None),
        ("1{n}-III-2011", None),
        ("Mar-1{n}-11", None),
        ("1{n} mars 2011 14h20", "2011-03-1{n}"),
    ],
)
def test_what_all_names_of_a_list_end_in_from_the_first_number_on_is_the_day(tail: str, day: str | None) -> None:
    head = f"<div><b class='author'>{{name}} {tail}</b></div>"
    item = f"<div class='comment' id='comment-4{{n}}'>{head}<p>{{text}}</p></div>"
    comments = read(drawn(item))
    assert [c.author and c.author.name for c in comments] == NAMES
    if day:
        assert [c.published and str(c.published)[:10] for c in comments] == [
            day.format(n=i + 1) for i in range(len(NAMES))
        ]
    else:
        assert [c.published for c in comments] == [None] * len(NAMES)
        assert all(c.date_text for c in comments)


def test_numbers_that_some_names_end_in_are_theirs() -> None:
    names = ["Route 66/2", "Ida Strand", "Mo 1 2", "Le Corbeau", "Thomas"]
    item = "<div class='comment' id='comment-4{n}'><b class='author'>{name}</b> <i>{day}</i><p>{text}</p></div>"
    assert [c.author and c.author.name for c in read(drawn(item, names))] == names


def test_a_weekday_that_its_day_contradicts_is_a_name() -> None:
    items = [
        f"<div><div>{name} {5 + i} March 2011</div><p>{text}</p></div>"
        for i, (name, text) in enumerate(zip(["Mo", "Ida"], TEXTS, strict=False))
    ]
    comments = read(items)
    assert [(c.author and c.author.name, c.published) for c in comments] == [
        ("Mo", "2011-03-05"),
        ("Ida", "2011-03-06"),
    ]


def test_wrong_weekdays_of_most_days_are_no_names() -> None:
    items = [
        f"<div><b>{name}</b><i>Monday {5 + i} March 2011</i><p>{text}</p></div>"
        for i, (name, text) in enumerate(zip(NAMES, TEXTS, strict=False))
        if i != 2
    ]
    assert [c.author and c.author.name for c in read(items)] == [n for i, n in enumerate(NAMES) if i != 2]


def test_one_counted_comment_reaches_from_its_heading_to_the_form() -> None:
    data = (
        f"<!doctype html><html lang='en'><head><title>Soup</title></head><body><div><h1>Soup</h1>{BODY}</div>"
        "<h3>1 Comment</h3><h4><img src='a.png' alt='avatar'></h4><div>Ida Strand</div><div>5 March 2011</div>"
        "<p>We saw a heron.</p><p>It stood quite still by the lower gate.</p>"
        "<form><p>Name <input name='n'></p><textarea></textarea></form></body></html>"
    )
    (post,) = [r for r in READER.read(io.BytesIO(data.encode()), HtmlOptions(), Context("p")) if isinstance(r, Post)]
    (one,) = post.comments
    assert (one.author.name, one.published) == ("Ida Strand", "2011-03-05")
    assert "heron" in one.content and "lower gate" in one.content


def test_titles_of_pages_that_answer_are_names_however_long() -> None:
    names = [
        "Seven short notes about herons and old gates",
        "Dinner without salt is no dinner for nobody",
        "Mending nets with a single length of twine",
        "Ten questions about a rope nobody has asked",
    ]
    design = (
        "<div class='comment' id='comment-4{n}'><a class='author' href='http://a.example/{n}'>{name}</a> <i>{day}</i>"
    )
    comments = read(drawn(design + "<p>{text}</p></div>", names))
    assert [c.author and c.author.name for c in comments] == names
