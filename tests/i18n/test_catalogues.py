"""Every text of the interface is in every catalogue, and each translation says what its text does."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

import messages
from briefarchive.i18n import (
    CATALOGUES,
    format_count,
    interface_language,
    languages,
    read_catalogue,
    replace_texts,
    text_direction,
    translations,
)
from briefarchive.site.scripts import words_script

from ..building import once
from ..cases import by_cases

FILES = sorted(CATALOGUES.glob("*.po"))
BRIEFS = ("{number} brief", "{number} briefs")
PLACE = re.compile(r"\{[a-z]+\}|%\([a-z]+\)s|</?[a-z]+[^>]*>")


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return once(tmp_path_factory, "catalogues", _collect)


def _collect(_: Path) -> dict[str, str]:
    collected = messages.collect()
    return {file.name: messages.updated(messages.read(file), collected) for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_catalogue_has_the_texts_of_the_code_and_no_others(file: Path, texts: dict[str, str]) -> None:
    assert file.read_text("utf-8") == texts[file.name], "run: nox -s messages"


@pytest.mark.parametrize("language", languages()[1:])
def test_every_text_is_translated(language: str) -> None:
    lacking = [message.id for message in _messages(language) if not all(_forms(message))]
    assert not lacking


@pytest.mark.parametrize("language", languages()[1:])
def test_a_translation_has_the_placeholders_and_the_markup_of_its_text(language: str) -> None:
    for message in _messages(language):
        *_, most = message.id if isinstance(message.id, tuple) else (message.id,)
        *_, last = _forms(message)
        assert _places(last) == _places(most), message.id
        for form in _forms(message):
            assert _places(form) <= _places(most), message.id


@by_cases
def test_a_number_stands_with_the_form_that_its_language_has_for_it(language: str, number: int, shown: str) -> None:
    assert format_count(*BRIEFS, number, language) == shown


def test_a_script_gets_the_texts_of_scripts_alone_with_the_forms_of_numbers_by_their_names() -> None:
    assert words_script("en") == ""
    spanish = _words_of("es")
    assert spanish["language"] == "es"
    assert spanish["messages"]["{number} brief"] == {
        "one": "{number} informe",
        "many": "{number} informes",
        "other": "{number} informes",
    }
    assert spanish["messages"]["Copied"] == "Copiado"
    assert "Skip to content" not in spanish["messages"]
    assert _words_of("zh-Hans")["messages"]["{number} brief"] == {"other": "{number} 篇简报"}


def test_scripts_say_the_words_of_the_archive() -> None:
    replace_texts({"en": {"Copied": ("In your clipboard",)}})
    try:
        assert _words_of("en")["messages"] == {"Copied": "In your clipboard"}
    finally:
        replace_texts({})


def test_a_language_is_spoken_in_a_form_that_has_a_catalogue() -> None:
    tags = ("en_GB", "es-419", "zh-Hans-CN", "zh-TW", "ca", "nonsense")
    assert [interface_language(tag) for tag in tags] == ["en", "es", "zh-Hans", "", "", ""]
    assert translations("ca").gettext("Sources") == "Sources"


@by_cases
def test_the_direction_of_a_language_is_that_of_its_script(language: str, shown: str) -> None:
    assert text_direction(language) == shown


def _words_of(language: str) -> dict[str, dict[str, object]]:
    text = words_script(language)
    return json.loads(text.removeprefix("globalThis.interfaceWords = ").removesuffix(";\n"))


def _messages(language: str) -> Iterator[Message]:
    return (message for message in read_catalogue(language) if message.id)


def _forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (str(message.string or ""),)


def _places(text: str) -> Counter[str]:
    return Counter(PLACE.findall(text))
