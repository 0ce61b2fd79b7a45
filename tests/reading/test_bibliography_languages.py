"""Names of languages to BCP 47."""

import pytest

from briefarchive.reading.bibliography.languages import language_tag


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("english", "en"),
        ("American", "en-US"),
        ("ngerman", "de"),
        ("chinese", "zh"),
        ("chinese-hans", "zh-Hans"),
        ("chinese-hant", "zh-Hant"),
        ("russian", "ru"),
        ("arabic", "ar"),
        ("brazilian", "pt-BR"),
        ("french", "fr"),
        ("japanese", "ja"),
        ("portuguese", "pt"),
        ("hebrew", "he"),
        ("kazakh", "kk"),
        ("zh-hant", "zh-Hant"),
        ("zh-Hans-CN", "zh-Hans-CN"),
        ("en_us", "en-US"),
        ("de-DE", "de-DE"),
        ("rus", "ru"),
        ("deu", "de"),
        ("chi", "zh"),
        ("Deutsch", "de"),
        ("Français", "fr"),
        ("中文", "zh"),
        ("русский", "ru"),
    ],
)
def test_a_name_a_code_and_a_tag_give_the_tag(name: str, tag: str) -> None:
    assert language_tag(name) == tag


@pytest.mark.parametrize("name", ["", "klingonese", "e", "../en", "en-", "x" * 10_000])
def test_what_is_no_language_gives_nothing(name: str) -> None:
    assert language_tag(name) == ""
