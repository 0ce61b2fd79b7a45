"""What was printed once and is looked at by many tests."""

import logging
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefarchive.printing.pdf_files import make_volume
from briefarchive.printing.volumes import volume_job

from ..building import once
from .printed import Printed, builder_for, job_of, lay_archive, make

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it wants a box for each font, which none needs


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, which no test changes."""
    return once(tmp_path_factory, "printing", lambda folder: lay_archive(folder / "archive"))


@pytest.fixture(scope="session")
def briefs(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Printed]:
    """Every brief of the archive but for drafts, by what follows the date in its id."""
    return once(tmp_path_factory, "briefs", lambda _: _print(archive))


@pytest.fixture(scope="session")
def attaching(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """A brief that carries its files."""
    builder = builder_for(archive, standard="a-3a")
    return once(tmp_path_factory, "attaching", lambda _: make(job_of(builder, "2014-09-01-long")))


@pytest.fixture(scope="session")
def volume(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The year 2014."""
    return once(tmp_path_factory, "volume", lambda _: _bind(archive))


@pytest.fixture(scope="session")
def letter(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The same year for America: on its paper, with old-style figures and one bibliography."""
    options = {"paper": "letter", "numerals": "old-style", "bibliography": "merged"}
    return once(tmp_path_factory, "letter", lambda _: _bind(archive, **options))


@pytest.fixture(scope="session")
def everything(briefs: Mapping[str, Printed], attaching: Printed, volume: Printed, letter: Printed) -> list[Printed]:
    """All of them."""
    return [*briefs.values(), attaching, volume, letter]


def _print(archive: Path) -> Mapping[str, Printed]:
    builder = builder_for(archive)
    ids = [brief.id for brief in builder.entries.catalogue.archive.briefs.values() if brief.status.value != "draft"]
    return {brief[11:]: make(job_of(builder, brief)) for brief in ids}


def _bind(archive: Path, **options: str) -> Printed:
    builder = builder_for(archive, **options)
    volume = make_volume(builder.entries, "year", 2014)
    printables = [builder.prepare(brief) for brief in volume.briefs]
    assert not [printable for printable in printables if isinstance(printable, tuple)]
    return make(volume_job(builder, volume, printables))
