"""Names of commenters in layouts that no engine has: order, labels and by-words change, the names stay."""

import io

import pytest
from pages_of_engines import BODY

from blogconv.model import Post
from blogconv.plugin import Context
from blogconv.readers.html import READER, HtmlOptions

NAMES = ["Ida Strand", "tromsø_kid", "Le Corbeau", "J. R. Moe", "Bo Lind"]
TEXTS = ["We saw a heron.", "Thank you for this.", "It rained all day here.", "No idea, ask the baker.", "Fine!"]


@pytest.mark.parametrize("date", ["March 5, 2011 at 3:14 pm", "25.03.2011", "5 mars 2011 à 15 h 14"])
@pytest.mark.parametrize(
    "item",
    [
        "<li class='zq'><p><b>{name}</b> on {date}</p><p>{text}</p></li>",
        "<li class='zq'><p>{date} by {name}</p><p>{text}</p></li>",
        "<li class='zq'><p>Posted by {name} on {date}</p><p>{text}</p></li>",
        "<li class='zq'><p>{text}</p><p>{name} | {date}</p></li>",
        "<li class='zq'><p>{text}</p><p>— {name}, {date}</p></li>",
        "<li class='zq'><b>{name}</b> ({date}): <p>{text}</p></li>",
        "<li class='zq'><strong>{name}</strong><i>{date}</i><div>{text}</div></li>",
        "<li class='zq'><div class='author'>{name} <span>Author</span></div><span>{date}</span><p>{text}</p></li>",
        "<tr class='zq'><td><a href='http://x.example/'>{name}</a><br>{date}</td><td>{text}</td></tr>",
    ],
)
def test_names_and_days_are_read_in_any_order(item: str, date: str) -> None:
    items = "".join(item.format(name=n, date=date, text=t) for n, t in zip(NAMES, TEXTS, strict=True))
    tag = "table" if item.startswith("<tr") else "ol"
    data = (
        f"<!doctype html><html lang='en'><head><title>Soup</title></head><body><div class='post'><h1>Soup</h1>{BODY}"
        f"</div><h3>5 Comments</h3><{tag}>{items}</{tag}></body></html>"
    )
    (post,) = [r for r in READER.read(io.BytesIO(data.encode()), HtmlOptions(), Context("p")) if isinstance(r, Post)]
    assert [c.author.name for c in post.comments] == NAMES
    assert all(c.published for c in post.comments)


def said(item: str, names: list[str], days: list[str], language: str = "en") -> Post:
    items = "".join(item.format(name=n, date=d, text=t) for n, d, t in zip(names, days, TEXTS, strict=False))
    data = (
        f"<!doctype html><html lang='{language}'><head><title>Soup</title></head><body><div class='post'><h1>Soup</h1>"
        f"<p class='date'>2011-10-05</p>{BODY}</div><h3>{len(names)} Comments</h3><ol>{items}</ol></body></html>"
    )
    (post,) = [r for r in READER.read(io.BytesIO(data.encode()), HtmlOptions(), Context("p")) if isinstance(r, Post)]
    return post


DAYS = ["March 5, 2012", "March 6, 2012", "March 7, 2012", "March 8, 2012"]
REPLY = "<a class='comment-reply-link' rel='nofollow' href='?replytocom=3#respond'>Antworten</a>"


@pytest.mark.parametrize(
    "item",
    [
        "<li class='comment'><h4>{name} Said,</h4><p class='commentmeta'>{date} " + REPLY + "</p><p>{text}</p></li>",
        "<li class='comment'><div class='who'>{name} on {date} " + REPLY + "</div><p>{text}</p></li>",
        "<li class='comment'><div class='media-heading'>{name} <small>· {date}</small></div><p>{text}</p>"
        + REPLY
        + "</li>",
    ],
)
def test_the_link_to_reply_is_nobodys_name(item: str) -> None:
    post = said(item, NAMES[:4], DAYS)
    assert [c.author.name for c in post.comments] == NAMES[:4]
    assert [c.published for c in post.comments] == ["2012-03-05", "2012-03-06", "2012-03-07", "2012-03-08"]


@pytest.mark.parametrize(
    "item",
    [
        "<li class='comment'><span class='com-name'>{name}</span> {date}<p>{text}</p></li>",
        "<li class='comment'><cite>{name} <small>at {date}</small></cite>:<p>{text}</p></li>",
        "<li class='comment'><b class='fn'>{name}</b> on <i>{date}</i> <i class='says'>said:</i><p>{text}</p></li>",
        "<li class='comment'><div class='vcard author'>{name} <span>Post author</span></div>{date}<p>{text}</p></li>",
    ],
)
def test_names_of_numbers_and_of_weekdays_are_names(item: str) -> None:
    names = ["Ida", "Mo", "Bo Lind", "May"]
    post = said(item, names, ["5 March 2012", "6 March 2012", "7 March 2012", "8 March 2012"])
    assert [c.author.name for c in post.comments] == names
    assert [c.published for c in post.comments] == ["2012-03-05", "2012-03-06", "2012-03-07", "2012-03-08"]


def test_who_calls_herself_a_number_has_a_name() -> None:
    item = "<li class='comment'><cite class='fn'>{name}</cite> says: <small>{date}</small><p>{text}</p></li>"
    assert [c.author.name for c in said(item, ["Ida", "1234", "Bo"], DAYS[:3]).comments] == ["Ida", "1234", "Bo"]


def test_a_number_before_a_bar_is_a_count_not_a_part_of_the_name() -> None:
    item = "<li class='comment'><span class='com-name'>{name}</span><br><i>{date}</i><p>{text}</p></li>"
    names = [f"{number} | {name}" for number, name in enumerate(NAMES[:4], 1)]
    assert [c.author.name for c in said(item, names, DAYS).comments] == NAMES[:4]


def test_comments_come_after_their_post() -> None:
    item = "<li class='comment'><b class='fn'>{name}</b> <i class='date'>{date}</i><p>{text}</p></li>"
    days = ["06/10/2011", "07/10/2011", "09/11/2011"]
    assert [c.published for c in said(item, NAMES[:3], days, "tr").comments] == [
        "2011-10-06",
        "2011-10-07",
        "2011-11-09",
    ]
    late = said(item, NAMES[:2], ["01/02/2012", "02/03/2012"], "en")
    assert [(c.published, c.date_text) for c in late.comments] == [(None, "01/02/2012"), (None, "02/03/2012")]


def test_the_last_letter_of_a_name_glued_to_on_is_no_weekday() -> None:
    item = (
        "<li class='comment'><cite><a class='url'>{name}</a></cite><em>on {date} " + REPLY + "</em><p>{text}</p></li>"
    )
    names = ["Ida", "Caio M.", "Bo M."]
    post = said(item, names, ["23 Jul 2012 at 7:24", "23 Jul 2012 at 11:51", "24 Jul 2012 at 13:31"])
    assert [(c.author.name, (c.published or "")[:10]) for c in post.comments] == [
        ("Ida", "2012-07-23"),
        ("Caio M.", "2012-07-23"),
        ("Bo M.", "2012-07-24"),
    ]
