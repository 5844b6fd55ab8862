"""What the maker of dumps says is in a dump is in it, and what is not is not."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent.parent.parent / "benchmarks"
POST = "The tide came in late that day and the boats lay crooked in the mud until evening."
FIRST = "I remember the mud well, we lost a boot in it every summer."
PAGE = f"""<html><head><title>Boats</title><style>p {{}}</style></head><body><h1>Boats at low tide</h1>
<p>By Ina Holm, 3 May 2011</p><p>{POST}</p><h2>2 comments</h2><ol>
<li><b>Jorun</b> 4 May 2011 at 10:15<p>{FIRST}</p></li><li><b>Siv</b> 5 May 2011 at 18:02<p>So true!</p></li></ol>
<table><tr><td>Home</td><td>About</td></tr></table></body></html>"""
GOLD: dict[str, Any] = {
    "title": "Boats at low tide",
    "author": "Ina Holm",
    "date": "2011-05-03",
    "body_text": POST,
    "comments": [
        {"author": "Jorun", "date": "2011-05-04T10:15", "body_text": FIRST, "type": "comment"},
        {"author": "Siv", "date": "2011-05-05T18:02", "body_text": "So true!", "type": "comment"},
    ],
}


@pytest.fixture(autouse=True)
def _beside_the_benchmarks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(FOLDER))
    yield
    for name in set(sys.modules) - before:
        if str(FOLDER) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


def test_a_copied_page_has_blocks_as_lines_and_tabs_between_cells() -> None:
    from innertext import rendered

    text = rendered(PAGE, marks=False)
    assert text.startswith("Boats at low tide\n\nBy Ina Holm, 3 May 2011\n\n")
    assert "Home\tAbout" in text
    assert "p {}" not in text


def test_list_marks_are_written_where_a_browser_pastes_them() -> None:
    from innertext import rendered

    assert "\n    1. Jorun 4 May 2011 at 10:15" in rendered(PAGE, marks=True)


def test_all_that_a_whole_dump_holds_is_asked_for() -> None:
    from dumpgold import align
    from innertext import rendered

    gold = align(GOLD, rendered(PAGE, marks=False), "copypaste")
    assert gold is not None
    assert gold["in_dump"] == {"title": True, "author": True, "date": True, "body": True, "comments": 2}
    assert all(c["in_dump"]["author"] and c["in_dump"]["date"] and c["in_dump"]["time"] for c in gold["comments"])


def test_what_a_tool_dropped_is_not_asked_for() -> None:
    from dumpgold import align

    gold = align(GOLD, f"{POST}\n\nJorun\n\n{FIRST}\n", "other")
    assert gold is not None
    assert gold["in_dump"] == {"title": False, "author": False, "date": False, "body": True, "comments": 1}
    first, second = (c["in_dump"] for c in gold["comments"])
    assert first["body"] and first["author"] and not first["date"]
    assert not second["body"] and not second["author"]


def test_a_day_is_there_only_with_its_year_and_month() -> None:
    from dumpgold import align

    for shown, there in (("3. Mai 2011", True), ("2011-05-03", True), ("05/03/2011", True), ("3 May", False)):
        gold = align(GOLD, f"Boats at low tide\n{shown}\n{POST}\n", "other")
        assert gold is not None and gold["in_dump"]["date"] is there, shown


def test_marks_of_tools_do_not_hide_a_body() -> None:
    from dumpgold import align

    marked = POST.replace("boats", "[boats](http://site.example/a\nb)").replace("evening", "[7]evening")
    gold = align(GOLD, marked, "other")
    assert gold is not None and gold["in_dump"]["body"]


def test_an_absent_tool_says_why() -> None:
    from dumptools import missing

    assert missing("!no-such-program") == "no program no-such-program"
    assert missing("no_such_module") == "no module no_such_module"


def test_a_reading_is_scored_on_what_the_dump_holds(tmp_path: Path) -> None:
    from dumpgold import align
    from dumpscore import compared, read
    from innertext import rendered

    text = rendered(PAGE.partition("<table>")[0], marks=True)
    dump = tmp_path / "copypaste__boats.txt"
    dump.write_text(text, encoding="utf-8")
    gold = align(GOLD, text, "copypaste")
    assert gold is not None
    counts = compared(gold, read(dump))
    assert (counts["title"], counts["wanted"], counts["given"], counts["hits"]) == (1, 2, 2, 4)
    assert counts["wrong date"] == 0
