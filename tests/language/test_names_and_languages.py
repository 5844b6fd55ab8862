"""Folding names, and telling which language a text is in."""

import pytest

from blogconv.language.detect import detect_language
from blogconv.language.names import fold_name


def test_two_spellings_of_one_person_meet() -> None:
    assert fold_name("@Noël St-Louis") == fold_name("noel stlouis") == "noelstlouis"
    assert fold_name("Øystein Æbelø") == "oysteinaebelo"
    assert fold_name("Straße") == fold_name("STRASSE")
    assert fold_name("Ｊｏｅ") == "joe"
    assert fold_name("Йосип") == "иосип"


def test_letters_of_other_scripts_are_kept_whole() -> None:
    assert fold_name("太郎 さん") == "太郎さん"
    assert fold_name("हिन्दी") != fold_name("हन्द")
    assert fold_name("!!") == ""


SENTENCES = {
    "en": "The bench by the sea was painted again this morning, and nobody knows who did it or why.",
    "fr": "Le banc au bord de la mer a été repeint ce matin, et personne ne sait qui l'a fait ni pourquoi.",
    "de": "Die Bank am Meer wurde heute früh neu gestrichen, und niemand weiß, wer es war oder warum.",
    "es": "El banco junto al mar fue pintado de nuevo esta mañana, y nadie sabe quién lo hizo ni por qué.",
    "pt": "O banco junto ao mar foi pintado de novo esta manhã, e ninguém sabe quem o fez nem por quê.",
    "it": "La panchina sul mare è stata ridipinta questa mattina, e nessuno sa chi è stato e perché lo ha fatto.",
    "nl": "De bank aan zee is vanmorgen opnieuw geverfd, en niemand weet wie het heeft gedaan of waarom het zo is.",
    "sv": "Bänken vid havet har målats om i dag, och ingen vet vem som gjorde det eller varför det blev så.",
    "fi": "Meren rannan penkki on maalattu tänä aamuna, mutta kukaan ei tiedä kuka sen teki ja miksi se on nyt niin.",
    "pl": "Ławka nad morzem została dziś rano pomalowana, ale nikt nie wie, kto to zrobił i czy tak już będzie.",
    "cs": "Lavička u moře byla dnes ráno natřena, ale nikdo neví, kdo to byl a proč se to už jen tak stalo.",
    "hu": "A tengerparti padot ma reggel átfestették, de senki nem tudja, hogy ki volt az és miért csak most.",
    "tr": "Deniz kenarındaki bank bu sabah boyandı ama kimse bunu kimin yaptığını ve neden olduğunu bilmiyor.",
    "ru": "Скамейку у моря сегодня утром покрасили, но никто не знает, кто это был и что это для нас всех значит.",
    "uk": "Лавку біля моря сьогодні вранці пофарбували, але ніхто не знає, хто це був і що це для нас вже є.",
    "ja": "海辺のベンチが今朝また塗られていたが、誰がなぜやったのかはわからない。",
    "zh": "海边的长椅今天早上又被刷了一遍,没有人知道是谁做的,也没有人知道为什么会这样。",
    "zh-Hant": "海邊的長椅今天早上又被刷了一遍,沒有人知道是誰做的,也沒有人知道為什麼會這樣。",
    "ko": "바닷가의 벤치가 오늘 아침 다시 칠해졌는데 누가 왜 그랬는지 아무도 모른다.",
    "el": "Το παγκάκι δίπλα στη θάλασσα βάφτηκε ξανά σήμερα το πρωί.",
    "he": "הספסל ליד הים נצבע שוב הבוקר, ואף אחד לא יודע מי עשה את זה ולמה הוא עשה את זה.",
    "ar": "تم طلاء المقعد على البحر هذا الصباح ولا أحد يعرف من فعل ذلك أو لماذا حدث هذا في كل مرة.",
    "fa": "نیمکت کنار دریا امروز صبح رنگ شده است و هیچ کس نمی داند که این کار را چه کسی کرد و برای چه بود.",
    "th": "ม้านั่งริมทะเลถูกทาสีใหม่เมื่อเช้านี้และไม่มีใครรู้ว่าใครทำ",
}


@pytest.mark.parametrize(("tag", "text"), SENTENCES.items())
def test_a_sentence_names_its_language(tag: str, text: str) -> None:
    found = detect_language(text)
    assert found is not None and found.tag == tag
    assert 0.3 <= found.confidence <= 0.99


@pytest.mark.parametrize(
    "text", ["", "Hello", "25 comments", "x = [1, 2, 3]; print(x)", "Ann Bob Carol Dave Eve Frank"]
)
def test_what_says_too_little_names_none(text: str) -> None:
    assert detect_language(text) is None


def test_two_languages_in_equal_parts_name_none() -> None:
    assert detect_language(SENTENCES["ru"] + SENTENCES["en"]) is None
