"""Bytes into text: the rule that fires, and what it gives."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogconv.errors import UsageError
from blogconv.markup.decoding import declared_charset, decode

RUSSIAN = "Привет, друзья! Сегодня я хочу рассказать о том, как мы ездили на озеро и варили там уху. " * 2
UKRAINIAN = "Доброго дня, шановні друзі. Сьогодні ми розповімо про наші мандри, ліс та річку в Карпатах. " * 2
POLISH = "Dziś opowiem, jak pojechaliśmy nad jezioro i gotowaliśmy zupę. Było wspaniałe święto, mówię wam. " * 3
CZECH = "Dnes vám povím, jak jsme jeli k jezeru a vařili polévku. Při ohni jsme měli žízeň a šli pak spát. " * 3
CHINESE = "今天我们去了湖边，在那里做了鱼汤。大家都说这是最好的一天，我也这么想。"
TRADITIONAL = "今天我們去了湖邊，在那裡做了魚湯。大家都說這是最好的一天，我也這麼想。"
JAPANESE = "今日は湖へ行って、そこで魚のスープを作りました。みんながとても良い日だと言いました。"
KOREAN = "오늘 우리는 호수에 가서 생선 수프를 끓였습니다. 모두가 가장 좋은 날이라고 말했습니다."
FRENCH = "Aujourd’hui, l’été était déjà là : où êtes-vous allés ? Ça m’a plu, à Noël aussi. « Très bien », dit-elle. "


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "iso-8859-5"),
        (UKRAINIAN, "windows-1251"),
        (POLISH, "windows-1250"),
        (POLISH, "iso-8859-2"),
        (CZECH, "windows-1250"),
        (CHINESE, "gb18030"),
        (TRADITIONAL, "big5"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (KOREAN, "euc-kr"),
    ],
)
def test_undeclared_legacy_text_is_told_by_its_letters(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding, found.rule) == (text, encoding, "statistics")


@pytest.mark.parametrize(
    "text",
    [
        FRENCH,
        "Schöne Grüße aus München, das Öl läuft über. ",
        "El niño comió piña mañana; ¡qué día! ",
        "Træet står på øen.",
    ],
)
def test_western_text_stays_windows_1252(text: str) -> None:
    for times in (1, 20):
        found = decode((text * times).encode("cp1252"))
        assert (found.text, found.rule) == (text * times, "windows-1252")


def test_valid_utf_8_wins_over_a_declaration() -> None:
    assert decode("Grüße".encode(), declared="iso-8859-1").text == "Grüße"


def test_a_declared_charset_is_read_as_browsers_mean_it() -> None:
    found = decode(FRENCH.encode("cp1252"), declared="ISO-8859-1")
    assert (found.text, found.encoding, found.rule) == (FRENCH, "windows-1252", "declared")


def test_a_declaration_that_does_not_decode_is_ignored() -> None:
    found = decode(RUSSIAN.encode("cp1251"), declared="utf-8")
    assert (found.text, found.rule) == (RUSSIAN, "statistics")


def test_stray_bytes_are_repaired_each_for_itself() -> None:
    data = "é à ü ö ñ ".encode() * 5 + b"l\x92\xe9t\xe9 " + "é".encode()
    for declared in (None, "utf-8", "iso-8859-1"):
        found = decode(data, declared=declared)
        assert found.text.endswith("ñ l’été é")
        assert (found.rule, found.repairs) == ("utf-8-repaired", 2)


def test_a_character_cut_at_the_end_of_the_file_does_not_change_the_rest() -> None:
    found = decode("été".encode()[:-1])
    assert (found.text, found.rule, found.repairs) == ("ét\ufffd", "utf-8-repaired", 1)


def test_surrogates_encoded_one_by_one_become_one_character() -> None:
    data = "é".encode() * 20 + "\ud83d\ude00".encode("utf-8", "surrogatepass")
    assert decode(data).text.endswith("é😀")


@pytest.mark.parametrize(
    ("bom", "codec"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be")],
)
def test_a_byte_order_mark_settles_it(bom: bytes, codec: str) -> None:
    found = decode(bom + "<p>Übermut".encode(codec), declared="shift_jis")
    assert (found.text, found.rule, found.repairs) == ("<p>Übermut", "bom", 0)


def test_utf_16_without_a_mark_shows_by_its_zero_bytes() -> None:
    assert decode("<html><body>Übermut".encode("utf-16le")).text == "<html><body>Übermut"


def test_the_user_decides() -> None:
    assert decode("мир".encode("cp1251"), asked="cp1251").text == "мир"
    with pytest.raises(UsageError, match="unknown encoding 'utf-7'"):
        decode(b"", asked="utf-7")


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<META http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', "Shift_JIS"),
        (b"<meta charset=utf-8>", "utf-8"),
        (b'<?xml version="1.0" encoding="KOI8-R"?>', "KOI8-R"),
        (b"<p>charset=none", None),
    ],
)
def test_the_declaration_is_found(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset


@given(st.binary())
def test_no_bytes_are_refused(data: bytes) -> None:
    decode(data).text.encode("utf-8")


@given(st.text(st.characters(codec="utf-8")))
def test_any_utf_8_text_survives(text: str) -> None:
    assert text.startswith("\ufeff") or "\0" in text or decode(text.encode()).text == text
