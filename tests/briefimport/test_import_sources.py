"""One line of a list of sources."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefimport.text.citing import Strength, is_name, read_source

LINES = {
    "Coast Radio – “Rates fall”": ("Coast Radio", "Rates fall", ""),
    "Coast Radio — «Rates fall»": ("Coast Radio", "Rates fall", ""),
    "Coast Radio: 'Rates fall, it's said'": ("Coast Radio", "Rates fall, it's said", ""),
    "Coast Radio | Rates fall": ("Coast Radio", "Rates fall", ""),
    "Coast Radio – “Rates fall“": ("Coast Radio", "Rates fall", ""),
    "Coast Radio – „Rates fall“": ("Coast Radio", "Rates fall", ""),
    "海港日报 – “运费下跌“": ("海港日报", "运费下跌", ""),
    "海港日报：《运费下跌》": ("海港日报", "运费下跌", ""),
    "coast.example – rates fall": ("coast.example", "rates fall", ""),
    "1. Coast Radio, “Rates fall”": ("Coast Radio", "Rates fall", ""),
    "[3] Coast Radio - Rates - and prices: fall": ("Coast Radio", "Rates - and prices: fall", ""),
    "Coast Radio – “Rates fall” (http://coast.example/a_(b))": (
        "Coast Radio",
        "Rates fall",
        "http://coast.example/a_(b)",
    ),
    "Coast Radio – “Rates fall” <https://coast.example/a>.": ("Coast Radio", "Rates fall", "https://coast.example/a"),
    "Coast Radio – Rates fall https://coast.example/a?b=c": (
        "Coast Radio",
        "Rates fall",
        "https://coast.example/a?b=c",
    ),
    "coast.example – “http://coast.example”": ("coast.example", "http://coast.example", ""),
    "Coast Radio – “Rates 'fall' – \"again\"”": ("Coast Radio", "Rates 'fall' – \"again\"", ""),
    "Coast Radio “Rates fall”": ("Coast Radio", "Rates fall", ""),
    "“Rates fall,” Coast Radio": ("Coast Radio", "Rates fall", ""),
    "“Rates fall” (Coast Radio)": ("Coast Radio", "Rates fall", ""),
    "Rates fall – coast.example": ("coast.example", "Rates fall", ""),
    "Coast Radio (North), “Rates fall”": ("Coast Radio (North)", "Rates fall", ""),
    "Coast Radio (North) – Rates fall": ("Coast Radio (North)", "Rates fall", ""),
    "“Rates fall”, Coast Radio (North), 17 October 2014": ("Coast Radio (North)", "Rates fall", ""),
    "“Rates fall” (Coast Radio (North))": ("Coast Radio (North)", "Rates fall", ""),
    "“运费下跌”（海港日报（北方））": ("海港日报（北方）", "运费下跌", ""),
    "(Coast Radio) “Rates fall”": ("Coast Radio", "Rates fall", ""),
    "“Rates fall” ((Coast Radio))": ("Coast Radio", "Rates fall", ""),
}


STYLES = {
    "Coast Radio (2014, October 14). Rates fall. Retrieved from http://coast.example/a": (
        "Coast Radio",
        "Rates fall",
        "2014-10-14",
        "",
    ),
    "Example, A. (2014, 14 de octubre). Rates fall. Coast Radio.": (
        "Coast Radio",
        "Rates fall",
        "2014-10-14",
        "Example, A",
    ),
    "Beispiel, Ada (2014): Rates fall. In: Coast Radio, 14. Oktober 2014.": (
        "Coast Radio",
        "Rates fall",
        "2014-10-14",
        "Beispiel, Ada",
    ),
    "EXEMPLO, Ana. Rates fall. O Estado de S. Porto, 5 set. 2014.": (
        "O Estado de S. Porto",
        "Rates fall",
        "2014-09-05",
        "EXEMPLO, Ana",
    ),
    "Agence internationale du port (2014). Rates fall.": ("Agence internationale du port", "Rates fall", "2014", ""),
    "Coast Radio (2014), Rates fall, 14 ottobre.": ("Coast Radio", "Rates fall", "2014-10-14", ""),
    "Przykład A., Rates fall, Coast Press, Northport 2014.": (
        "Coast Press",
        "Rates fall",
        "2014",
        "Przykład A.; Northport",
    ),
    "Rates fall // Coast Radio. 2014. 14 октября.": ("Coast Radio", "Rates fall", "2014-10-14", ""),
    "Пример А.А. Rates fall // Coast Radio, 14.10.2014.": ("Coast Radio", "Rates fall", "2014-10-14", "Пример А.А."),
    "李四. 运费下跌[N]. 海港日报, 2014-10-14.": ("海港日报", "运费下跌", "2014-10-14", "李四"),
    "海港日报. 运费下跌[N/OL]. 2014-10-14[2014-10-17]. http://haigang.example/a": (
        "海港日报",
        "运费下跌",
        "2014-10-14",
        "",
    ),
    "„Rates fall”, „Coast Radio”, 14 października 2014": ("Coast Radio", "Rates fall", "2014-10-14", ""),
    "Rates fall, in «Coast Radio», 14 ottobre 2014.": ("Coast Radio", "Rates fall", "2014-10-14", ""),
    "Coast Radio (2014): «Rates fall»": ("Coast Radio", "Rates fall", "2014", ""),
    "Coast Radio, “Rates fall”, octubre de 2014.": ("Coast Radio", "Rates fall", "2014-10", ""),
}


@pytest.mark.parametrize("text", STYLES)
def test_a_source_is_read_in_the_styles_of_handbooks(text: str) -> None:
    source = read_source(text).source
    assert (source.publisher, source.title, str(source.issued), source.note) == STYLES[text]


@pytest.mark.parametrize("text", [
    "Disponible en: http://coast.example/a [Consulta: 17 de octubre de 2014]",
    "Disponível em http://coast.example/a (acesso em 17 de outubro de 2014)",
    "Disponible sur : http://coast.example/a (consulté le 17 octobre 2014)",
    "Abrufbar unter: http://coast.example/a (abgerufen am 17. Oktober 2014)",
    "Disponibile su http://coast.example/a (consultato il 17 ottobre 2014)",
    "http://coast.example/a [dostęp: 17.10.2014]",
    "URL: http://coast.example/a (дата обращения: 17.10.2014)",
    "http://coast.example/a（2014年10月17日访问）",
    "[online] http://coast.example/a (geraadpleegd op 17 oktober 2014)",
])  # fmt: skip
def test_what_stands_around_an_address_is_known_in_many_languages(text: str) -> None:
    source = read_source(f"Coast Radio, “Rates fall”. {text}").source
    assert (source.url, str(source.accessed), source.note) == ("http://coast.example/a", "2014-10-17", "")


@pytest.mark.parametrize("text", LINES)
def test_publisher_title_and_address_are_told_apart(text: str) -> None:
    source = read_source(text).source
    assert (source.publisher, source.title, source.url) == LINES[text]


def test_dates_beside_a_title_are_its_own_and_that_of_the_visit() -> None:
    source = read_source("Coast Radio, “Rates fall,” 14 October 2014 (accessed October 17, 2014), p. 3").source
    assert (str(source.issued), str(source.accessed), source.note) == ("2014-10-14", "2014-10-17", "p. 3")


@pytest.mark.parametrize(
    "text",
    [
        "As one official put it: “We are happy.”",
        "The minister – who is a trader – said nothing.",
        "The cranes, the customs office and the road are missing.",
        "* cranes * customs – both are missing",
        "Nobody knows: the harbour is closed.",
    ],
)
def test_sentence_is_no_strong_source(text: str) -> None:
    assert read_source(text).strength < Strength.ADDRESS


def test_sign_that_the_other_lines_have_parts_publisher_and_title() -> None:
    source = read_source("Ministry of Ports – Office 3: Rates fall", separator="colon").source
    assert (source.publisher, source.title) == ("Ministry of Ports – Office 3", "Rates fall")


@pytest.mark.parametrize("name", ["BBC", "The Harbour Gazette", "U.S. News & World Report", "govtech.com", "东北网"])
def test_names_of_publishers_are_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("text", ["as one official said", "The minister is", "Really?", ""])
def test_beginnings_of_sentences_are_no_names(text: str) -> None:
    assert not is_name(text)


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_of_sources_fail(text: str) -> None:
    read_source(text)
