"""The register of links is a file that people keep, merge and may delete."""

import datetime
from pathlib import Path

from briefarchive.curating.links import LinkRecord, LinkRegister, LinkState, due_sources, read_register
from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.model import Archive, CiteKey, Source

DAY = datetime.date(2026, 5, 1)


def record(key: str, *, day: datetime.date = DAY, url: str = "http://a.test/") -> LinkRecord:
    return LinkRecord(key=CiteKey(key), url=url, date=day, state=LinkState.OK, status=200)


def source(key: str, url: str = "http://a.test/") -> Source:
    return Source(key=CiteKey(key), type="online", url=url, span=Span(path="bib/2014.bib"))


KEYS = ("a", "b", "能源", "deleted", "old", "one", "two", "again", *(f"k{number}" for number in range(25)))
ARCHIVE = Archive(sources={CiteKey(key): source(key) for key in KEYS})


def read(root: Path, archive: Archive = ARCHIVE) -> LinkRegister:
    register = read_register(root, archive)
    assert isinstance(register, LinkRegister)
    return register


def keep(root: Path, *records: LinkRecord) -> None:
    register = LinkRegister(root, ARCHIVE)
    for record in records:
        register.add(record)
    register.save()


def test_lines_are_sorted_by_key_and_read_back(tmp_path: Path) -> None:
    register = LinkRegister(tmp_path, ARCHIVE)
    for key in ("b", "能源", "a"):
        register.add(record(key))
    register.save()
    lines = (tmp_path / "curation/links.jsonl").read_text("utf-8").splitlines()
    assert lines[0] == '{"key":"a","url":"http://a.test/","date":"2026-05-01","state":"ok","status":200}'
    assert [line[8] for line in lines] == ["a", "b", "能"]
    assert read(tmp_path).records == register.records


def test_the_file_is_written_every_so_often(tmp_path: Path) -> None:
    register = LinkRegister(tmp_path, ARCHIVE)
    for number in range(25):
        register.add(record(f"k{number}"))
    assert len(read(tmp_path).records) == 20


def test_what_a_merge_leaves_does_no_harm(tmp_path: Path) -> None:
    keep(tmp_path, record("a"), record("b", day=datetime.date(2020, 1, 1)))
    file = tmp_path / "curation/links.jsonl"
    younger = '{"key":"b","url":"http://a.test/","date":"2026-04-01","state":"gone","status":404}'
    file.write_text(f"<<<<<<< ours\n{younger}\n=======\n{file.read_text()}>>>>>>> theirs\n[]\n")
    assert {key: record.state for key, record in read(tmp_path).records.items()} == {"a": "ok", "b": "gone"}


def test_a_link_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "curation").symlink_to(tmp_path / "elsewhere")
    result = read_register(tmp_path, ARCHIVE)
    assert isinstance(result, Diagnostic)
    assert result.code == "F101"


def test_those_are_due_that_are_old_or_new_or_have_another_address() -> None:
    old = record("old", day=datetime.date(2026, 1, 1))
    records = {record.key: record for record in (old, record("fresh"), record("moved", url="http://b.test/"))}
    sources = [source(key) for key in ("old", "fresh", "moved", "new")] + [source("none", "")]
    assert [one.key for one in due_sources(sources, records, datetime.date(2026, 4, 1))] == ["old", "moved", "new"]


def test_lines_of_sources_that_are_no_more_or_have_another_address_go(tmp_path: Path) -> None:
    keep(tmp_path, *map(record, ("a", "b", "deleted")))
    sources = {CiteKey("a"): source("a"), CiteKey("b"): source("b", "http://b.test/")}
    assert list(read(tmp_path, Archive(sources=sources)).records) == ["a"]
