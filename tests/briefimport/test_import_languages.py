"""The language of a text, by its script and its words."""

import pytest

from briefimport.languages import detect_language, without_region

TEXTS = {
    "en": "Parliament approved the new quay of the north after months of debate.",
    "es": "El Congreso aprobó el nuevo muelle del norte después de meses de debate.",
    "pt": "O Parlamento aprovou o novo cais do norte depois de meses de debate.",
    "fr": "Le Parlement a approuvé le nouveau quai du nord après des mois de débat.",
    "de": "Das Parlament hat den neuen Kai im Norden nach Monaten der Debatte beschlossen.",
    "it": "Il Parlamento ha approvato la nuova banchina del nord dopo mesi di dibattito.",
    "nl": "Het parlement heeft de nieuwe kade in het noorden na maanden van debat goedgekeurd.",
    "pl": "Parlament zatwierdził nowe nabrzeże na północy po wielu miesiącach sporów.",
    "ru": "Парламент одобрил строительство нового причала на севере после долгих споров.",
    "uk": "Парламент схвалив будівництво нового причалу на півночі після довгих суперечок.",
    "zh": "议会经过数月辩论批准了北方新码头",
    "ja": "議会は数か月の議論の末に北の新しい埠頭を承認した。",
    "ko": "의회는 몇 달간의 논쟁 끝에 북쪽의 새 부두를 승인했다.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_sentence_is_told(language: str) -> None:
    assert detect_language(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "2014", "Reuters", "Brasil 2014", "A. B."])
def test_too_few_words_tell_no_language(text: str) -> None:
    assert detect_language(text) == ""


@pytest.mark.parametrize(
    ("tag", "kept"),
    [("es-ES", "es"), ("pt_BR", "pt"), ("ru", "ru"), ("zh-CN", "zh"), ("zh-TW", "zh-Hant"), ("sr-latn-RS", "sr-Latn")],
)
def test_region_is_left_out_and_script_is_kept(tag: str, kept: str) -> None:
    assert without_region(tag) == kept
