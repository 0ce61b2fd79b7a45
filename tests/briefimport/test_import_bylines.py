"""Bylines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefimport.text.bylines import read_byline, read_signature

BYLINES = {
    "Compiled and edited by Ada Example": (("Ada Example",), ()),
    "COMPILED AND EDITED BY ADA EXAMPLE": (("ADA EXAMPLE",), ()),
    "Compiled by A. B. Example and Ben O’Sample; edited by Cy Muster": (
        ("A. B. Example", "Ben O’Sample"),
        ("Cy Muster",),
    ),
    "Compiled by: Ada Example": (("Ada Example",), ()),
    "By Ada Example, Ben Sample, and Cy Muster": (("Ada Example", "Ben Sample", "Cy Muster"), ()),
    "Edited by Ada Example.": ((), ("Ada Example",)),
    "Author: Ada Example, Jr.": (("Ada Example, Jr.",), ()),
    "(Compiled by Ada Example, Research Intern)": (("Ada Example",), ()),
    "编辑：张三、李四": (("张三", "李四"), ()),
    "Compiled and edited by the MobileGov Team": ((), ()),
    "By Dr. Ada Example with Prof. Ben Sample, Ph.D.": (("Ada Example", "Ben Sample"), ()),
    "Compiled by: Ada Example (research assistant)": (("Ada Example",), ()),
    "This brief was prepared by Ada Example and Ben Sample.": (("Ada Example", "Ben Sample"), ()),
    "Составитель: Ada Example": (("Ada Example",), ()),
    "Редактор: Ada Example": ((), ("Ada Example",)),
    "Подготовили Анна Пример и Пётр Образец": (("Анна Пример", "Пётр Образец"), ()),
    "Bearbeitet von Ada Example und Ben Sample": (("Ada Example", "Ben Sample"), ()),
    "Compilé par Ada Example et Ben Sample": (("Ada Example", "Ben Sample"), ()),
    "A briefing note by Ada Example": (("Ada Example",), ()),
    "Recopilado por Ada Ejemplo, investigadora.": (("Ada Ejemplo",), ()),
    "Compilado por Ana da Costa e Silva e Bia Amostra": (("Ana da Costa e Silva", "Bia Amostra"), ()),
    "Материал подготовили: Н. П. Образец и Павел фон Пример": (("Н. П. Образец", "Павел фон Пример"), ()),
    "（张三、李四 整理）": (("张三", "李四"), ()),
    "本期编辑：张三": (("张三",), ()),
    "Une note de Hélène d’Exemple et Anne Échantillon": (("Hélène d’Exemple", "Anne Échantillon"), ()),
    "Equipe: Ana Exemplo / João Amostra": (("Ana Exemplo", "João Amostra"), ()),
    "— Research: A. R. Example, Ben Sample": (("A. R. Example", "Ben Sample"), ()),
    "Elaborado por Ada Example y Ben Sample": (("Ada Example", "Ben Sample"), ()),
    "A cura di Ada Example e Ben Sample": (("Ada Example", "Ben Sample"), ()),
    "Elaborado por José Ejemplo y Muestra": (("José Ejemplo y Muestra",), ()),
    "Por Helena da Costa e Silva e Ana Lúcia": (("Helena da Costa e Silva", "Ana Lúcia"), ()),
    "Por Juan Pérez y López, Ana Ruiz": (("Juan Pérez y López", "Ana Ruiz"), ()),
    "編輯：張三、李四": (("張三", "李四"), ()),
    "Nota elaborada y editada por Ada Ejemplo": (("Ada Ejemplo",), ()),
    "Autora: Ada Ejemplo. Edición: Ben Muestra.": (("Ada Ejemplo",), ("Ben Muestra",)),
    "Por Ada Exemplo e Ben Amostra": (("Ada Exemplo", "Ben Amostra"), ()),
    "Note établie par Ada Exemple et Ben Modèle": (("Ada Exemple", "Ben Modèle"), ()),
    "Zusammengestellt und bearbeitet von Ada Beispiel": (("Ada Beispiel",), ()),
    "Text: Ada Beispiel; Redaktion: Ben Muster": (("Ada Beispiel",), ("Ben Muster",)),
    "di Ada Esempio e Ben Modello": (("Ada Esempio", "Ben Modello"), ()),
    "Opracował(a): Ada Przykład": (("Ada Przykład",), ()),
    "Opublikowane przez Ada Przykład": (("Ada Przykład",), ()),
    "Материал подготовила Анна Пример": (("Анна Пример",), ()),
    "Автор статьи: Анна Пример": (("Анна Пример",), ()),
    "文/张三": (("张三",), ()),
}


@pytest.mark.parametrize("text", [text for text in BYLINES if "Team" not in text])
def test_names_are_read_from_bylines(text: str) -> None:
    byline = read_byline(text)
    assert byline is not None
    assert (byline.compilers, byline.editors) == BYLINES[text]


@pytest.mark.parametrize(
    "text",
    [
        "Compiled and edited by the editors",
        "By staff",
        "Edited by the editorial team",
        "Elaborado por el Observatorio del Puerto",
        "Von der Redaktion",
        "Prepared by the Harbour Monitor",
        "Подготовлено редакцией",
    ],
)
def test_byline_without_a_name_names_nobody(text: str) -> None:
    byline = read_byline(text)
    assert byline is not None
    assert byline.nobody
    assert not byline.compilers


@pytest.mark.parametrize(
    "text",
    [
        "By Friday, the port was closed.",
        "Por ejemplo, Brasil",
        "Par ailleurs",
        "Von der Leyen besucht China",
        "Data: Reuters",
        "By 2015, all was done",
        "Edited volumes are rare.",
        "By train",
        "Authors differ",
        # Who has no surname is nobody's second one.
        "Por Juan Pérez y María, Ana Ruiz y Luis Gómez",
        "Di Mario Rossi e Anna, Paola Verdi",
    ],
)
def test_sentence_is_no_byline(text: str) -> None:
    assert read_byline(text) is None


SIGNATURES = {
    "— Ada Example": (("Ada Example",), ()),
    "– Dr. Ada Example and Ben Sample": (("Ada Example", "Ben Sample"), ()),
    "Ada Example (ed.)": ((), ("Ada Example",)),
    "Ada Example (comp.)": (("Ada Example",), ()),
}


@pytest.mark.parametrize("text", SIGNATURES)
def test_signature_names_who_compiled_or_edited(text: str) -> None:
    byline = read_signature(text)
    assert byline is not None
    assert (byline.compilers, byline.editors) == SIGNATURES[text]


@pytest.mark.parametrize("text", ["— said nothing", "– Coast Radio: Rates fall", "— Reuters", "Rates fall (video)"])
def test_other_last_lines_are_no_signature(text: str) -> None:
    assert read_signature(text) is None


@given(st.text(max_size=120))
def test_no_text_makes_the_reader_of_bylines_fail(text: str) -> None:
    read_byline(text)
