"""A file whose reader fails is told, and all others are read."""

from pathlib import Path

import pytest

from briefarchive.checking.loading import read_archive
from briefarchive.reading import bibliography, brief
from briefarchive.reading.attached_files import contents
from briefarchive.reading.vocabularies import entry as vocabulary_entry

FILES = {
    "archive/2014/2014-05-01-a.md": "---\ntitle: A\ndate: 2014-05-01\n---\nText.\n",
    "archive/2014/a.csv": "1,2\n",
    "archive/vocabulary/topics.yaml": "energy: {label: {en: Energy}}\n",
    "bib/2014.bib": "@misc{a-2014, title={T}}\n",
}
READERS = [
    (brief, "scan", "archive/2014/2014-05-01-a.md"),
    (contents, "find_formulas", "archive/2014/a.csv"),
    (vocabulary_entry, "read_yaml", "archive/vocabulary/topics.yaml"),
    (bibliography, "read_bibliography", "bib/2014.bib"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


@pytest.mark.parametrize(("module", "name", "path"), READERS)
@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (MemoryError(), "F125", "needs more memory than is available"),
        (RecursionError(), "F125", "is nested more deeply than can be read"),
        (IndexError(), "F116", "the program failed to read the file (IndexError)"),
    ],
)
def test_what_fails_is_told_of_the_file(
    *,
    module: object,
    name: str,
    path: str,
    error: Exception,
    code: str,
    said: str,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(module, name, fail)
    diagnostics = [diagnostic for diagnostic in read_archive(root).diagnostics if diagnostic.code == code]
    assert [diagnostic.span.path for diagnostic in diagnostics] == [path]
    assert said in diagnostics[0].message


@pytest.mark.parametrize(("module", "name", "path"), READERS)
def test_what_wanted_more_memory_is_read_where_there_is_more(
    module: object, name: str, path: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(module, name, fail)
        assert any(diagnostic.code == "F125" for diagnostic in read_archive(root).diagnostics)
    assert not any(diagnostic.code == "F125" for diagnostic in read_archive(root).diagnostics)


def test_keys_of_a_bibliography_that_is_too_large_are_not_told_as_unknown(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(bibliography, "read_bibliography", fail)
    assert read_archive(root).archive.unread_bibliographies == ("bib/2014.bib",)
