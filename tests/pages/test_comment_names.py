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
