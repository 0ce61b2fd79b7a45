"""A PDF speaks the language of its brief where that has a catalogue, and else that of the archive."""

import re
from pathlib import Path

from briefarchive.printing.pdf_files import make_volume
from briefarchive.printing.volumes import volume_job

from ..cases import by_cases
from .printed import Printed, builder_for, job_of, lay_brief, make, printable

ARCHIVE = Path(__file__).parents[1] / "i18n" / "archive"


def words_of(printed: Printed) -> str:
    return " ".join(word for page in printed.pages for word in page.extract_text().split())


@by_cases
def test_labels_dates_and_terms_are_in_the_language_of_a_brief(brief: str, spoken: list[str]) -> None:
    words_found = words_of(make(job_of(builder_for(ARCHIVE), brief))).replace(" ", "").replace("・", "·")
    assert [words for words in spoken if words.replace(" ", "") not in words_found] == []


def test_a_volume_speaks_the_language_of_the_archive_around_its_briefs() -> None:
    builder = builder_for(ARCHIVE, bibliography="merged")
    volume = make_volume(builder.entries, "topic", "puertos")
    briefs = [printable(builder, brief_id) for brief_id in ("2013-04-01-canal", "2014-05-02-gangkou")]
    text = words_of(make(volume_job(builder, volume, briefs)))
    assert re.search(r"1 de abril de 2013 El canal cierra [. ]+ 1", text)
    assert "2 de mayo de 2014 港口通航" in text
    assert "事件日期" in text
    assert "«El muelle abre», Diario del Istmo, 1 de mayo de 2014" in text
    assert "Países Alianza del Pacífico 2 Panamá 1 Perú 2" in text


def test_a_short_name_is_not_parted_at_its_own_hyphen(tmp_path: Path) -> None:
    text = " ".join(f"Поезд {'снова ' * (number % 5)}идет в Алма-Ата, Алма-Ата и Алма-Ата." for number in range(20))
    brief = lay_brief(tmp_path, text, head="title: Поезд\nlanguage: ru\n")
    lines = make(job_of(builder_for(tmp_path), brief)).pages[0].extract_text().splitlines()
    assert sum(line.count("Алма-Ата") for line in lines) == 60
