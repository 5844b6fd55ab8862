"""Bad canonical JSON is refused in one line that names place and remedy."""

import pytest

from blogconv.readers.canonical_json import JSON_READER, JSONL_READER
from canonical import refusal

REFUSED = {
    "": "a.json:1: empty: no JSON in it",
    " \n": "a.json:2: empty: no JSON in it",
    "[1]": 'a.json:1: not a blogconv archive: expected {"schema": …, "site": …, "posts": […]}',
    '{"items":[]}': "a.json:1: not a blogconv archive: it has neither 'posts' nor 'site'",
    '{"schema":"blogconv/2","posts":[]}': "a.json:1: written in schema 'blogconv/2', and this blogconv reads "
    "'blogconv/1'; install a newer blogconv",
    '{"site":{"schema":"blogconv/12"}}': "a.json:1: written in schema 'blogconv/12', and this blogconv reads "
    "'blogconv/1'; install a newer blogconv",
    '{"schema":"feed/1","posts":[]}': "a.json:1: schema: expected 'blogconv/1', got 'feed/1'",
    '{"posts":{"1":"x"}}': "a.json:1: posts: expected an array, got an object",
    '{"posts":[\n1]}': "a.json:2: posts[0]: expected an object, got a number",
    '{"posts":[{"id":"1"},\n{"title":"t"}]}': "a.json:2: posts[1]: object missing required field id",
    '{"posts":[\n{"id":"1","comments":[{"id":"2"},\n{"id":"3",\n"author":{"name":[]}}]}]}': "a.json:4: "
    "posts[0].comments[1].author.name: expected str or null, got array",
    '{"posts":[{"id":"1","published":"16 mai"}]}': "a.json:1: posts[0].published: expected a date such as "
    "2010-11-16T10:32:00-05:00, 2010-11-16T10:32:00 or 2010-11-16",
    '{"posts":[{"id":"1"},]}': "a.json:1: expected a value in posts[1], not ']'",
    '{"posts":[{"id":"1"}\n{"id":"2"}]}': "a.json:2: expected ',' or ']' after posts[0], not '{'",
    '{"posts":[{"id":"1",\n"title" "t"}]}': "a.json:2: posts[0]: not JSON: expecting ':' delimiter",
    '{"posts":[{"id":"1"},\n{"id":"2","content":"abc': "a.json:2: cut off in posts[1]; the value begins in line 2: "
    "get the whole file",
    '{"posts":[{"id":"1"}': "a.json:1: cut off after posts[0]",
    '{"posts":[': "a.json:1: cut off in posts[0]",
    '{"posts":[]}\n{"posts":[]}': "a.json:2: more data after the end of the document; JSON Lines are "
    "read with -f jsonl",
    '{"posts":[],"posts":[]}': "a.json:1: 'posts' stands twice in the document",
    '{"posts":[{"id":NaN}]}': "a.json:1: posts[0]: NaN is not JSON; write null, or leave the field out",
    '{"posts":[{"id":"1","extra":-Infinity}]}': "a.json:1: posts[0]: -Infinity is not JSON; write null, or leave the "
    "field out",
    '{"posts":[{"id":' + "9" * 6000 + "}]}": "a.json:1: posts[0]: a number of 6,000 digits; numbers may have 4,300",
    '{"posts":[{"kind":"site"}]}': "a.json:1: posts[0].kind: expected 'post', got 'site'",
}


@pytest.mark.parametrize("data", REFUSED, ids=range(len(REFUSED)))
def test_a_bad_document_is_refused_in_one_line(data: str) -> None:
    assert refusal(JSON_READER, data) == REFUSED[data]


REFUSED_LINES = {
    "": "a.json:1: empty: no JSON in it",
    '{"kind":"site"}\n{"kind":"pst","id":"1"}': "a.json:2: kind: expected 'site' or 'post', got 'pst'; did you mean "
    "'post'?",
    '{"id":"1"}': "a.json:1: kind: missing: expected 'site' or 'post'",
    '{"schema":"blogconv/1","posts":[]}': "a.json:1: kind: missing: this is one JSON document, not JSON Lines; read it "
    "with -f json",
    '{"kind":"site"}\n{"kind":"post","id":"1"': "a.json:2: not JSON: expecting ',' delimiter",
    '{"kind":"site","schema":"blogconv/3"}': "a.json:1: written in schema 'blogconv/3', and this blogconv reads "
    "'blogconv/1'; install a newer blogconv",
    '{"kind":"site"}\n\n{"kind":"post","id":"1","comments":[{"id":true}]}': "a.json:3: comments[0].id: expected str, "
    "got bool",
    "[]": "a.json:1: expected an object, got an array",
}


@pytest.mark.parametrize("data", REFUSED_LINES, ids=range(len(REFUSED_LINES)))
def test_a_bad_line_is_refused_in_one_line(data: str) -> None:
    assert refusal(JSONL_READER, data) == REFUSED_LINES[data]


@pytest.mark.parametrize("depth", [600, 200_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    deep = "[" * depth + "]" * depth
    message = "nested more than 500 levels deep; --max-depth sets the limit, up to 500"
    assert refusal(JSON_READER, '{"posts":[{"id":"1","extra":{"a":' + deep + "}}]}").endswith(message)
    assert refusal(JSON_READER, '{"x":' + deep).endswith(message)
    assert refusal(JSONL_READER, '{"kind":"post","id":"1","extra":{"a":' + deep + "}}").endswith(message)
    assert refusal(JSON_READER, deep).startswith("a.json:1: not a blogconv archive")
