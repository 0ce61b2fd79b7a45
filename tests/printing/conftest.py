"""What was printed once and is looked at by many tests."""

import logging
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefarchive.printing.builder import PdfBuilder
from briefarchive.printing.pdf_files import volume_on
from briefarchive.printing.volumes import Volume, bind

from .printed import Printed, builder_for, job_of, lay_archive, make

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it wants a box for each font, which none needs


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, which no test changes."""
    return lay_archive(tmp_path_factory.mktemp("printing") / "archive")


@pytest.fixture(scope="session")
def briefs(archive: Path) -> Mapping[str, Printed]:
    """Every brief of the archive but for drafts, by what follows the date in its id."""
    made = builder_for(archive)
    ids = [brief.id for brief in made.entries.catalogue.archive.briefs.values() if brief.status.value != "draft"]
    return {brief[11:]: make(job_of(made, brief)) for brief in ids}


@pytest.fixture(scope="session")
def attaching(archive: Path) -> Printed:
    """A brief that carries its files."""
    made = builder_for(archive, standard="a-3a")
    return make(job_of(made, "2014-09-01-long"))


@pytest.fixture(scope="session")
def volume(archive: Path) -> Printed:
    """The year 2014."""
    made = builder_for(archive)
    return make(bind(made, *_whole(made, volume_on(made.entries, "year", 2014))))


@pytest.fixture(scope="session")
def letter(archive: Path) -> Printed:
    """The same year for America: on its paper, with old-style figures and one bibliography."""
    made = builder_for(archive, paper="letter", numerals="old-style", bibliography="merged")
    return make(bind(made, *_whole(made, volume_on(made.entries, "year", 2014))))


@pytest.fixture(scope="session")
def everything(briefs: Mapping[str, Printed], attaching: Printed, volume: Printed, letter: Printed) -> list[Printed]:
    """All of them."""
    return [*briefs.values(), attaching, volume, letter]


def _whole(made: PdfBuilder, volume: Volume) -> tuple[Volume, list]:
    printables = [made.prepare(brief) for brief in volume.briefs]
    assert not [one for one in printables if isinstance(one, tuple)]
    return volume, printables
