"""Bylines of posts, in the forms that themes and tools leave them; what names nobody gives nobody."""

import pytest

from blogconv.readers.text.bylines import credit_at
from blogconv.readers.text.evidence import gather
from blogconv.readers.text.layout import lay_out

Told = tuple[str | None, str | None, str | None]


def told(text: str) -> Told | None:
    layout = lay_out(text)
    credit = credit_at(layout.lines, gather(layout), 0, len(layout.lines))
    if credit is None:
        return None
    return credit.name, (credit.date.value or "")[:10] or None if credit.date else None, credit.terms


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("by Ina Holm", ("Ina Holm", None, None)),
        ("Posted by Ina at 8:57 AM", ("Ina", None, None)),
        ("Publié le 3 mai 2010 par Anne de la Tour dans Bateaux", ("Anne de la Tour", "2010-05-03", "Bateaux")),
        ("Geschrieben von Ida Lund am 3. Mai 2010 um 10:00 Uhr", ("Ida Lund", "2010-05-03", None)),
        ("October 9, 2018 | by Ina Holm", ("Ina Holm", "2018-10-09", None)),
        ("6 Март 2022 / Пётр / 37 Comments", ("Пётр", "2022-03-06", None)),
        ("26 Mai, 2008 | ThE_TidE | Kommentare 34 |", ("ThE_TidE", "2008-05-26", None)),
        ("November 12th, 2012 by Ina Holm 4", ("Ina Holm", "2012-11-12", None)),
        ("August 9, 2012 by Ina Holm Ina Holm", ("Ina Holm", "2012-08-09", None)),
        ("Posted byПётр 12 Декабрь 2007 10 Comments on Прилив", ("Пётр", "2007-12-12", None)),
        ("Published: Mar 8, 2024 · Modified: May 19, 2025 by Ina Holm ·", ("Ina Holm", "2024-03-08", None)),
        ("Ina Holm  –  14.09.2022  –  Mud, Nets, Boats", ("Ina Holm", "2022-09-14", None)),
        ("September 27th, 2012 | Tags: mud, nets | Category: Boats | 27 comments", (None, "2012-09-27", None)),
        ("Posted on August 2, 2019 August 2, 2019 Author Ina Holm Categories", ("Ina Holm", "2019-08-02", None)),
        ("[9]March 6, 2022 by [10]Ina Holm [11]37 Comments", ("Ina Holm", "2022-03-06", None)),
        ("1 de mayo de 2009", (None, "2009-05-01", None)),
        ("Publicado el 16 de diciembre de 2007 por Ina Holm", ("Ina Holm", "2007-12-16", None)),
        ("by Ludwig van Arx", ("Ludwig van Arx", None, None)),
        ("Posted on 2019年9月5日 by 码农2010", ("码农2010", "2019-09-05", None)),
    ],
)
def test_a_byline_on_one_line(byline: str, expected: Told) -> None:
    assert told(byline) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This entry was posted in Mud on May 3, 2010 by Ina Holm.", ("Ina Holm", "2010-05-03", "Mud")),
        ("This entry was posted in Mud by Ina Holm. Bookmark the permalink.", ("Ina Holm", None, "Mud")),
        ("This post was written by Ina Holm. You can visit the archive for more.", ("Ina Holm", None, None)),
        (
            "This entry was posted on Sunday, October 28, 2012 at 4:10 pm and is filed under Mud. You can follow it.",
            (None, "2012-10-28", "Mud"),
        ),
        ("Modified on September 6, 2012 by Ina Holm", ("Ina Holm", "2012-09-06", None)),
        (
            "Dieser Beitrag wurde am 3. Mai 2010 von Ludwig von Arx in Reisen veröffentlicht.",
            ("Ludwig von Arx", "2010-05-03", "Reisen veröffentlicht"),
        ),
    ],
)
def test_a_sentence_about_the_post(sentence: str, expected: Told) -> None:
    found = told(sentence)
    assert found is not None
    assert found[:2] == expected[:2]
    assert expected[2] is None or (found[2] or "").split()[0] in expected[2]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ("Posted on\n8 septiembre, 2014\nby\nMaría Núñez\nText", ("María Núñez", "2014-09-08", None)),
        ("Posted by\nIna\nat\n8:57 AM\nLabels:", ("Ina", None, None)),
        ("in\nMud\nby\nIna Holm\nTags:\nboats", ("Ina Holm", None, "Mud")),
        ("March 6, 2022\nIna Holm\n2 Comments\nThe boats", ("Ina Holm", "2022-03-06", None)),
        ("March 6, 2022\n/\nIna Holm\n/\n2 Comments", ("Ina Holm", "2022-03-06", None)),
    ],
)
def test_a_byline_in_pieces(pieces: str, expected: Told) -> None:
    assert told(pieces) == expected


@pytest.mark.parametrize(
    "line",
    [
        "by people whose boats are dry",
        "by Ina: the mud",
        "Powered by Tidewater",
        "Photo by Ina Holm",
        "The bridge was built in 1902 by Otto Lund.",
        "He was found by Anna on the road in May.",
        "3 Comments",
        "by",
        "",
    ],
)
def test_other_lines_credit_nobody(line: str) -> None:
    found = told(f"{line}\nThe boats lay crooked in the mud and nobody minded.")
    assert found is None or found[0] is None


@pytest.mark.parametrize(
    "line", ["August 8, 2012 Ina Boats, Mud, Nets", "March 6, 2022\nMud\nThe boats lay crooked in the mud all day."]
)
def test_a_list_beside_a_date_is_nobody(line: str) -> None:
    found = told(line)
    assert found is not None
    assert found[0] is None and found[1] is not None
