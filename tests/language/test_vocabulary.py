"""The words around posts and comments, one question a line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogconv.language import vocabulary as words
from blogconv.language.build import vocabulary as build
from blogconv.language.lines import fold_line, vocabulary

HEADINGS = [
    ("25 comments", 25, None, "comments"),
    ("1,204 Comments", 1204, None, "comments"),
    ("COMMENTS (3)", 3, None, "comments"),
    ("Comments:", None, None, "comments"),
    ("3 Responses to “A bench”", 3, "A bench", "comments"),
    ("3 Responses to A bench by the sea", 3, "A bench by the sea", "comments"),
    ("One thought on ‘A bench’", 1, "A bench", "comments"),
    ("No comments yet.", 0, None, "comments"),
    ("25 Comments (Add yours)", 25, None, "comments"),
    ("2 Trackbacks", 2, None, "pings"),
    ("Leave a Reply", None, None, "form"),
    ("Commentaires", None, None, "comments"),
    ("5 réflexions au sujet de « Un banc »", 5, "Un banc", "comments"),
    ("Un commentaire sur “Un banc”", 1, "Un banc", "comments"),
    ("Aucun commentaire", 0, None, "comments"),
    ("12 Kommentare zu „Eine Bank“", 12, "Eine Bank", "comments"),
    ("Schreibe einen Kommentar", None, None, "form"),
    ("4 comentarios en “Un banco”", 4, "Un banco", "comments"),
    ("Комментарии (4)", 4, None, "comments"),
    ("Reacties (3)", 3, None, "comments"),
    ("コメント", None, None, "comments"),
    ("“ベンチ” への3件のフィードバック", 3, "ベンチ", "comments"),
    ("4 条评论", 4, None, "comments"),
    ("《长椅》有 3 个想法", 3, "长椅", "comments"),
    ("댓글 7개", 7, None, "comments"),
    ("٣ تعليقات", 3, None, "comments"),
    ("留言列表 (42)", 42, None, "comments"),
]


@pytest.mark.parametrize(("line", "count", "title", "kind"), HEADINGS)
def test_a_heading_above_comments_is_read(line: str, count: int | None, title: str | None, kind: str) -> None:
    heading = words.comment_heading(line)
    assert heading is not None
    assert (heading.count, heading.title, heading.kind) == (count, title, kind)


@pytest.mark.parametrize(
    "line",
    [
        "There were comments about the bench",
        "Comments on this story are welcome, as long as they are polite.",
        "He left 3 comments and went home",
        "Comment",
        "",
        "25",
        "Recent comments by Ann",
    ],
)
def test_running_text_is_no_heading(line: str) -> None:
    assert words.comment_heading(line) is None


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("Ann says:", "Ann", ""),
        ("Ann de Vries SAYS:", "Ann de Vries", ""),
        ("Maxime a dit :", "Maxime", ""),
        ("Пишет Аня:", "Аня", ""),
        ("小明 说道：", "小明", ""),
        ("太郎さんのコメント：", "太郎", ""),
        ("Ann said...", "Ann", ""),
        ("Anna schrieb am 3. Mai 2010 um 12:14:", "Anna", "am 3. Mai 2010 um 12:14:"),
        ("On 3 May 2010, Bob wrote:", "Bob", ""),
        ("Bob wrote on May 3, 2010 at 3:05 pm", "Bob", "on May 3, 2010 at 3:05 pm"),
        ("Comment by Bob:", "Bob", ""),
        ("María dice: hola", "María", "hola"),
        ("Laura M. said,", "Laura M.", ""),
        ("4. **Ann B.** says:", "Ann B.", ""),
        ("[28]__bo__ sagt:", "__bo__", ""),
    ],
)
def test_who_speaks_is_read(line: str, name: str, rest: str) -> None:
    said = words.says(line)
    assert said is not None
    assert (said.name, said.rest) == (name, rest)
    assert line[said.start : said.end] == name


@pytest.mark.parametrize("line", ["He went home.", "says:", "", "12:14", "The whole of it: a bench"])
def test_where_nobody_speaks_nobody_is_named(line: str) -> None:
    assert words.says(line) is None


@pytest.mark.parametrize(
    ("line", "name", "day", "terms"),
    [
        ("Posted by Bob on May 3, 2010 at 3:05 pm", "Bob", "2010-05-03T15:05:00", None),
        ("Posted by: Bob | May 3, 2010 at 03:05 PM", "Bob", "2010-05-03T15:05:00", None),
        ("Posted on May 3, 2010 by Bob in News", "Bob", "2010-05-03", "News"),
        ("Posted in News on May 3, 2010", None, "2010-05-03", "News"),
        ("By Bob Smith", "Bob Smith", None, None),
        ("Bob | May 3, 2010", "Bob", "2010-05-03", None),
        ("Bob on May 3, 2010 at 3:05 pm", "Bob", "2010-05-03T15:05:00", None),
        ("Publié par Jean le 3 mai 2010", "Jean", "2010-05-03", None),
        ("Von Anna am 3. Mai 2010", "Anna", "2010-05-03", None),
        ("投稿者: 太郎 2010年5月3日", "太郎", "2010-05-03", None),
        ("May 3, 2010", None, "2010-05-03", None),
        ("12. Laura M. on May 3, 2010 1:54 pm", "Laura M.", "2010-05-03T13:54:00", None),
        ("18. Oktober 2010", None, "2010-10-18", None),
        ("le_banc le 3 mai 2010", "le_banc", "2010-05-03", None),
        ("by A bench | Sea and Land on May 3, 2010", "A bench | Sea and Land", "2010-05-03", None),
        ("Ann, on May 3, 2010 // ", "Ann", "2010-05-03", None),
    ],
)
def test_a_byline_is_read(line: str, name: str | None, day: str | None, terms: str | None) -> None:
    byline = words.posted_by(line)
    assert byline is not None
    assert (byline.name, byline.date and byline.date.value, byline.terms) == (name, day, terms)
    assert name is None or line[byline.start : byline.end] == name


@pytest.mark.parametrize(
    "line", ["I went to Paris on May 3, 2010 with my friends and it was good", "A bench by the sea", "", "Bob"]
)
def test_running_text_is_no_byline(line: str) -> None:
    assert words.posted_by(line) is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Reply ↓", "reply"),
        ("[ Répondre ]", "reply"),
        ("Reply to Ann de Vries", "reply"),
        ("auf Ann antworten", "reply"),
        ("返信", "reply"),
        ("(Edit)", "edit"),
        ("#", "permalink"),
        ("Share this:", "share"),
        ("Imprimez ce billet", "print"),
        ("Artículos relacionados", "related"),
        ("« Older Comments", "navigation"),
        ("Name (required)", "form"),
        ("Deine E-Mail-Adresse wird nicht veröffentlicht.", "form"),
        ("Your comment is awaiting moderation.", "moderation"),
        ("This comment has been removed by the author.", "moderation"),
        ("Comments RSS", "feed"),
        ("Recent Comments", "widget"),
        ("I will reply to all of you when I am home and have had some sleep", None),
        ("25", None),
        ("", None),
    ],
)
def test_furniture_is_named(line: str, kind: str | None) -> None:
    assert words.mark(line) == kind


def test_a_word_may_be_of_two_kinds() -> None:
    assert words.is_reply_mark("Antworten") and words.is_form_line("Reageer") and words.is_reply_mark("Reageer")
    assert words.is_share_line("Tweet") and words.is_moderation_note("Comment deleted")


@pytest.mark.parametrize(
    ("line", "widget"),
    [
        ("Recent Comments", "recent-comments"),
        ("Archiv", "archives"),
        ("カテゴリー", "categories"),
        ("Nuage de tags", "tags"),
        ("A bench", None),
    ],
)
def test_a_widget_is_known_by_its_heading(line: str, widget: str | None) -> None:
    assert words.widget_heading(line) == widget


@pytest.mark.parametrize(
    ("line", "type_", "rest"),
    [
        ("Pingback: A bench | Sea", "pingback", "A bench | Sea"),
        ("Trackback by Ann", "trackback", "Ann"),
        ("[Trackback] A bench", "trackback", "A bench"),
        ("A bench (Pingback)", "pingback", "A bench"),
        ("Rétrolien : Un banc", "trackback", "Un banc"),
        ("ピンバック: ベンチ", "pingback", "ベンチ"),
    ],
)
def test_a_ping_is_known_by_its_mark(line: str, type_: str, rest: str) -> None:
    ping = words.ping_mark(line)
    assert ping is not None and (ping.type, ping.rest) == (type_, rest)


def test_a_text_about_pings_is_none() -> None:
    assert words.ping_mark("The pingback came late") is None


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Filed under: Sea, Land", ("category", "Sea, Land")),
        ("Posted in News", ("category", "News")),
        ("Abgelegt unter Meer", ("category", "Meer")),
        ("Tags: sea, land", ("post_tag", "sea, land")),
        ("Tagged with sea", ("post_tag", "sea")),
        ("Tags are nice", None),
        ("Categories", None),
    ],
)
def test_terms_follow_their_label(line: str, found: tuple[str, str] | None) -> None:
    assert words.terms_label(line) == found


def test_some_names_are_nobody() -> None:
    assert all(words.addresses_nobody(name) for name in ("@all", "@Tous", "MOI", "@todos"))
    assert not words.addresses_nobody("@Ann")


@given(st.text(max_size=500))
def test_any_line_may_be_asked_about(line: str) -> None:
    for question in (words.comment_heading, words.says, words.mark, words.posted_by, words.ping_mark):
        question(line)
    words.terms_label(line)
    words.widget_heading(line)


def test_the_shipped_vocabulary_is_what_the_generator_gives() -> None:
    assert build.TARGET.read_text(encoding="utf-8") == build.text()


def test_forty_languages_can_head_and_say() -> None:
    def languages(table: dict[str, str]) -> set[str]:
        return {tag for packed in table.values() for entry in packed.split(";") for tag in entry.split(" ")[1:]}

    known = vocabulary()
    assert len(languages(known.headings)) >= 60
    assert len(languages(known.says)) >= 40
    assert len(languages(known.marks)) >= 55


def test_what_came_from_wordpress_are_short_phrases() -> None:
    phrases = json.loads((build.HERE / "wordpress.json").read_text(encoding="utf-8"))
    assert len(phrases) >= 50
    assert max(len(text) for table in phrases.values() for texts in table.values() for text in texts) < 200


@pytest.mark.parametrize(
    "line",
    ["Questo commento è stato eliminato dall'autore", "Questo commento è stato eliminato dall’autore"],
)
def test_an_apostrophe_parts_no_word_on_a_line_with_accents(line: str) -> None:
    assert words.mark(line) == "moderation"
    assert fold_line("C'était l'été, 1,234 fois").words == ("cetait", "lete", "#", "fois")
    assert fold_line("C'était l'été, 1,234 fois").numbers == (1234,)
