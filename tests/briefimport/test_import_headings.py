"""Headings of lists of sources, in many languages."""

import pytest

from briefimport.text.furniture import is_sources_heading

HEADINGS = (
    "Sources",
    "For more information, see:",
    "Fuentes consultadas",
    "Para saber más, consúltense las siguientes fuentes:",
    "Referências bibliográficas",
    "Para saber mais",
    "Pour en savoir plus",
    "Sources et références",
    "Plus d’informations :",
    "Quellenverzeichnis",
    "Zum Weiterlesen",
    "Weiterführende Literatur",
    "Fonti e documenti",
    "Riferimenti bibliografici:",
    "Bronnenlijst",
    "Przeczytaj także",
    "Źródła internetowe:",
    "Список использованной литературы",
    "Читайте также",
    "Використані джерела",
    "参考来源：",
    "资料来源",
    "出典",
)


@pytest.mark.parametrize("text", HEADINGS)
def test_heading_of_sources_is_known(text: str) -> None:
    assert is_sources_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "The report",
        "More trade with the north",
        "Las fuentes del río",
        "Quellen des Rheins",
        "Les sources du conflit au nord",
        "Источники питания",
        "消息人士",
    ],
)
def test_title_with_such_a_word_is_no_heading(text: str) -> None:
    assert not is_sources_heading(text)
