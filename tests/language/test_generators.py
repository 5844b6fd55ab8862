"""The facts taken from WordPress are what its translations give; run where Debian's wordpress-l10n is installed."""

import json

import pytest

from blogconv.language.build import languages, wordpress

installed = pytest.mark.skipif(not wordpress.FOLDER.exists(), reason="wordpress-l10n is not installed")


@installed
def test_the_phrases_are_what_the_generator_gives() -> None:
    stored = json.loads((wordpress.HERE / "wordpress.json").read_text(encoding="utf-8"))
    assert stored == wordpress.phrases(wordpress.FOLDER)


@installed
def test_the_words_of_languages_are_what_the_generator_gives() -> None:
    stored = json.loads(languages.TARGET.read_text(encoding="utf-8"))
    assert stored == languages.build(wordpress.FOLDER)


@pytest.mark.parametrize(
    ("locale", "tag"), [("pt_BR", "pt"), ("zh_TW", "zh-Hant"), ("zh_CN", "zh"), ("nb_NO", "nb"), ("fi", "fi")]
)
def test_a_locale_of_wordpress_is_a_language(locale: str, tag: str) -> None:
    assert wordpress.bcp47(locale) == tag
