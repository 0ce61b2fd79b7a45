"""What is made anew, and what is kept."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from briefarchive.checking.rule import NotPrinted
from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.printing import jobs
from briefarchive.printing.jobs import PdfFile, PdfJob
from briefarchive.printing.pdf_files import list_site_pdfs
from briefarchive.printing.update import PdfUpdate, update_pdfs
from briefarchive.storage import files
from briefarchive.storage.executor import Processes

from .printed import builder_for, job_of, lay_brief

BIB = "@misc{example-nd-one,\n  title = {One},\n}\n\n@misc{example-nd-two,\n  title = {Two},\n}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of three briefs, of which two cite a source each."""
    root = tmp_path / "root"
    for name, text in (("one", "Cites {cite:p}`example-nd-one`."), ("two", "{cite:p}`example-nd-two`"), ("three", "A")):
        lay_brief(root, text, name=name)
    (root / "bib").mkdir()
    (root / "bib" / "undated.bib").write_text(BIB)
    return root


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def print_all(root: Path, out: Path, former: PdfUpdate | None = None) -> PdfUpdate:
    keys = former.keys if former else {}
    pdfs = list_site_pdfs(builder_for(root), drafts=False)
    return update_pdfs(pdfs, writer(out), keep=lambda address, key: keys.get(address) == key)


def writer(out: Path) -> Callable[[str, bytes], None]:
    return lambda address, data: files.write_bytes(out / address, data)


def names(addresses: Iterable[str]) -> list[str]:
    return sorted(address.rpartition("/")[2].removeprefix("2014-11-11-").removesuffix(".pdf") for address in addresses)


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        file = root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "made"),
    [
        (edit("archive/2014/2014-11-11-three.md", "\nA\n", "\nB\n"), ["three", "year-2014"]),
        (edit("archive/2014/2014-11-11-one.md", "title: one", "title: 1"), ["one", "year-2014"]),
        (edit("bib/undated.bib", "{Two}", "{2}"), ["two", "year-2014"]),
        (lambda root: lay_brief(root, "A fourth.", name="four") and None, ["four", "year-2014"]),
    ],
    ids=["text", "title", "source", "new"],
)
def test_only_what_has_changed_is_made_anew(
    change: Callable[[Path], None], made: list[str], root: Path, out: Path
) -> None:
    former = print_all(root, out)
    change(root)
    assert names(print_all(root, out, former).made_files) == made


def test_as_many_processes_print_as_are_wanted(root: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used: dict[int, int] = {}
    monkeypatch.setattr(jobs, "Processes", lambda workers: Processes(used.setdefault(workers, workers)))
    update_pdfs(list_site_pdfs(builder_for(root), drafts=False), writer(out), workers=7)
    assert 7 in used


def wanted(address: str, prepare: Callable[[], PdfJob | tuple[Diagnostic, ...]]) -> PdfFile:
    return PdfFile(address=address, find_key=str, prepare=prepare, estimate=lambda: 1)


def test_a_file_that_cannot_be_made_is_told(out: Path) -> None:
    fault = NotPrinted.flag(Span(path="a.md"), "why")
    done = update_pdfs([wanted("archive/2014/2014-11-11-one.pdf", lambda: (fault,))], writer(out))
    assert (done.made_files, done.failed, done.keys, done.diagnostics) == ([], 1, {}, [fault])


def test_many_are_made_at_once_but_told_in_order(root: Path, out: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    job = job_of(builder_for(root), "2014-11-11-three")
    pdfs = (wanted(f"{number:02}.pdf", lambda: job) for number in range(12))
    done = update_pdfs(pdfs, writer(out), progress=lambda *step: steps.append(step))
    assert done.made_files == [f"{number:02}.pdf" for number in range(12)]
    assert steps == [("PDFs", number, 12) for number in range(1, 13)]


def test_a_brief_with_a_table_of_a_thousand_rows_is_told_and_not_printed(root: Path, out: Path) -> None:
    table = "\n".join(("| a |" + " b |" * 19, "| - |" + " - |" * 19, *["| 1 |" + " 2 |" * 19] * 500))
    lay_brief(root, table, name="four")
    done = print_all(root, out)
    assert [diagnostic.code for diagnostic in done.diagnostics] == ["P104"]
    assert "archive/2014/2014-11-11-four.pdf" not in done.keys
    assert "archive/2014/2014-11-11-three.pdf" in done.keys
    assert "cannot be printed: 2014-11-11-four" in _words(out / "volumes/year-2014.pdf")
    (root / "archive/2014/2014-11-11-four.md").unlink()
    print_all(root, out)
    assert "cannot be printed" not in _words(out / "volumes/year-2014.pdf")


def _words(file: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(file).pages)


def test_what_weighs_much_is_made_alone(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    groups: list[tuple[int, list[int]]] = []

    class Pool:
        def __init__(self, workers: int) -> None:
            self.workers = workers

        def each(self, work: Callable[[int], bytes], numbers: list[int]) -> Iterator[bytes]:
            groups.append((self.workers, numbers))
            return map(work, numbers)

    monkeypatch.setattr(jobs, "Processes", Pool)
    monkeypatch.setattr(jobs, "can_fork", lambda: True)
    monkeypatch.setattr(jobs, "processors", lambda: 4)
    monkeypatch.setattr(PdfFile, "make", lambda self: self.address.encode())
    weights = [1, 1, 1, 600_000, 1, 1, 700_000]
    pdfs = [replace(wanted(f"{number}.pdf", tuple), estimate=lambda one=one: one) for number, one in enumerate(weights)]
    assert update_pdfs(pdfs, writer(out)).made_files == [f"{number}.pdf" for number in range(7)]
    assert groups == [(4, [0, 1, 2]), (1, [3]), (4, [4, 5]), (1, [6])]
