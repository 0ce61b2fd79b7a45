"""Of a file whose findings are the flood, a bounded number is kept, and the others are counted."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefarchive.checking import check
from briefarchive.checking.fixes import apply_fixes
from briefarchive.checking.loading import read_archive
from briefarchive.checking.report import summary
from briefarchive.checking.scope import compare_diagnostics
from briefarchive.cli import main
from briefarchive.diagnostics import (
    MAX_REPORTED,
    Diagnostic,
    DiagnosticList,
    Replacement,
    Rule,
    Severity,
    Span,
    make_rule,
)
from briefarchive.reading.attached_files.contents import check_attachment
from briefarchive.reading.bibliography import read_bibliography
from briefarchive.reading.front_matter.yaml import read_yaml
from briefarchive.storage.cache import cache_folder
from briefarchive.storage.revision import Change

MORE = 50


_FAULT = make_rule("V101")


def _made(rule: Rule, count: int, path: str = "bib/a.bib") -> Iterator[Diagnostic]:
    return (rule.flag(Span(path=path, line=line), f"fault {line}") for line in range(1, count + 1))


def _more(diagnostics: Iterable[Diagnostic]) -> list[tuple[str, str]]:
    return [(diagnostic.code, diagnostic.message) for diagnostic in diagnostics if diagnostic.more]


def test_of_each_rule_and_file_the_first_are_kept_and_the_others_counted() -> None:
    diagnostics = DiagnosticList((*_made(_FAULT, MAX_REPORTED + MORE), *_made(_FAULT, 3, "bib/b.bib")))
    assert len(diagnostics) == MAX_REPORTED + 3
    (more,) = (diagnostic for diagnostic in diagnostics.to_list() if diagnostic.more)
    assert (more.span.line, more.severity, more.message) == (
        MAX_REPORTED + 1,
        Severity.ERROR,
        "and 50 more of these in this file",
    )
    assert summary(diagnostics.to_list()) == "253 errors"


def test_an_error_behind_many_warnings_of_its_rule_is_told() -> None:
    doubts = (replace(diagnostic, severity=Severity.WARNING) for diagnostic in _made(_FAULT, MAX_REPORTED))
    diagnostics = DiagnosticList((*doubts, *_made(_FAULT, 1)))
    assert [diagnostic.severity for diagnostic in diagnostics.to_list()][-1] is Severity.ERROR


def test_what_can_be_mended_is_told_behind_what_cannot() -> None:
    span = Span(path="bib/a.bib", line=MAX_REPORTED + MORE + 1)
    mendable = _FAULT.flag(span, "a fault", fix=(Replacement(span=span, text="x"),))
    diagnostics = DiagnosticList((*_made(_FAULT, MAX_REPORTED + MORE), mendable)).to_list()
    assert mendable in diagnostics
    assert [diagnostic.more for diagnostic in diagnostics if diagnostic.more] == [MORE]
    assert DiagnosticList(diagnostics).to_list() == diagnostics


def test_what_was_bounded_before_is_counted_once() -> None:
    first = DiagnosticList(_made(_FAULT, MAX_REPORTED + MORE)).to_list()
    again = DiagnosticList((first[-1], *first[:-1], *_made(_FAULT, 1))).to_list()
    assert len(again) == MAX_REPORTED + 1
    assert again[-1].more == MORE + 1


def test_as_many_as_are_told_are_told_without_a_count() -> None:
    assert not _more(DiagnosticList(_made(_FAULT, MAX_REPORTED)).to_list())


COUNT = MAX_REPORTED + MORE
BIBLIOGRAPHIES = {
    "C105": "@online{k,}\n" * (COUNT + 1),
    "C106": "@online{a-2014, title={T}," + "title={U}," * COUNT + "}",
    "C107": "@online{a-2014, title={T}, note=" + "#".join(["nobody"] * COUNT) + "}",
    "C113": "".join(f"@nothing{{a-{number}, title={{T}}}}\n" for number in range(COUNT)),
}
FLOODS = {code: read_bibliography("bib/2014.bib", text)[1] for code, text in BIBLIOGRAPHIES.items()} | {
    "F114": check_attachment("archive/2014/a.csv", b"=,\n" * COUNT),
    "F202": read_yaml("archive/vocabulary/topics.yaml", "a: 1\n" * (COUNT + 1))[1],
}


@pytest.mark.parametrize("code", FLOODS)
def test_a_file_of_faults(code: str) -> None:
    assert (code, "and 50 more of these in this file") in _more(FLOODS[code])
    assert sum(diagnostic.code == code for diagnostic in FLOODS[code]) == MAX_REPORTED + 1


@pytest.fixture
def flooded(tmp_path: Path) -> Path:
    """An archive with a table of formulas, and a brief with more links that lead nowhere than are told."""
    folder = tmp_path / "archive/2014"
    folder.mkdir(parents=True)
    (folder / "table.csv").write_text("=1\n" * COUNT)
    text = "".join(f"See [the note](a{number}.csv).\n\n" for number in range(COUNT))
    (folder / "2014-10-17-brief.md").write_text(
        f"---\ntitle: A brief\ndate: 2014-10-17\ncountries: [CN]\n---\n{text}", "utf-8"
    )
    return tmp_path


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "gnu"])
def test_every_form_tells_the_rest_and_ends_with_1(flooded: Path, form: str) -> None:
    result = CliRunner().invoke(main, ["--root", str(flooded), "check", "--format", form])
    assert result.exit_code == 1
    assert ("more of these in this file" in result.stdout) is (form != "github")  # it shows ten
    assert result.stdout.count("a formula to a spreadsheet") <= MAX_REPORTED
    if form in ("json", "sarif"):
        json.loads(result.stdout)


def test_what_the_cache_keeps_of_a_flood_is_small(flooded: Path) -> None:
    read_archive(flooded)
    kept = (cache_folder(flooded) / "reading/attachments.json").stat().st_size
    assert kept < MAX_REPORTED * 500
    assert check(read_archive(flooded)) == check(read_archive(flooded, cache=False))


def test_what_is_mended_is_all_of_it(tmp_path: Path) -> None:
    (tmp_path / "bib").mkdir()
    entries = "".join(f"@online{{a-2014-{n}, title={{T}}, note=nobody}}\n" for n in range(2 * COUNT))
    (tmp_path / "bib/2014.bib").write_text(entries)
    apply_fixes(tmp_path, lambda: check(read_archive(tmp_path)))
    assert "=nobody" not in (tmp_path / "bib/2014.bib").read_text()


def test_an_old_flood_is_a_notice_and_a_finding_more_counts() -> None:
    def weighed(before: int, now: int) -> list[Severity]:
        change = Change(paths=frozenset(), outside_paths=(), before={})
        lists = (DiagnosticList(_made(_FAULT, n)).to_list() for n in (now, before))
        return [diagnostic.severity for diagnostic in compare_diagnostics(*lists, change, lambda path: b"")]

    assert set(weighed(COUNT, COUNT)) == {Severity.NOTICE}
    assert weighed(COUNT, COUNT + 1)[-1] is Severity.ERROR
    assert set(weighed(COUNT, COUNT - 1)) == {Severity.NOTICE}


def test_a_change_of_a_flooded_file_hides_nothing_behind_the_flood() -> None:
    path = "archive/2014/a.csv"
    before = b"=1\n" * COUNT
    now = before[:-3] + b"=HYPERLINK(A1)\n"
    lists = (check_attachment(path, data) for data in (now, before))
    change = Change(paths=frozenset({path}), outside_paths=(), before={path: before})
    weighed = DiagnosticList(compare_diagnostics(*lists, change, lambda _: now)).to_list()
    (more,) = (one for one in weighed if one.severity is not Severity.NOTICE)
    assert more.more == MORE
    assert more.hint is not None
    assert more.hint.endswith("this change touches the file, and some may be new")
