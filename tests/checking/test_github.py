"""Annotations and the job's table say what the diagnostics say, and nothing that a file made up."""

import re
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefarchive.checking.report import SHOWN_BY_GITHUB, annotations, cell, job_summary
from briefarchive.diagnostics import Diagnostic, Severity, Span

HOSTILE = yaml.safe_load((Path(__file__).parent / "cases/github.yaml").read_text("utf-8"))


def _one(message: str, path: str = "archive/2014/a.md", severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(
        code="V201", severity=severity, span=Span(path=path, line=3, column=4), message=message, hint="do"
    )


def test_an_annotation_has_place_rule_message_and_hint() -> None:
    assert "".join(annotations([_one("unknown code")])) == (
        "::error file=archive/2014/a.md,line=3,endLine=3,title=V201,col=4,endColumn=5::unknown code; do\n"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_file_says_begins_no_command(text: str) -> None:
    lines = "".join(annotations([_one(text), _one("b", path=f"archive/{text}")])).split("\n")
    assert len(lines) == 3
    assert all(line.startswith("::error file=archive/") for line in lines[:2])
    assert lines[1].count("::") == 2


@given(st.text())
def test_any_message_can_be_read_back_from_an_annotation(text: str) -> None:
    (line,) = "".join(annotations([_one(text)])).removesuffix("\n").split("\n")
    said = line.partition("V201,col=4,endColumn=5::")[2].removesuffix("; do").replace("%25", "%")
    assert [char for char in said if char.isalnum()] == [char for char in text if char.isalnum()]


def test_each_severity_has_its_ten_and_the_table_has_all() -> None:
    found = [_one(f"m{number}") for number in range(15)]
    found += [_one(f"n{number}", severity=Severity.NOTICE) for number in range(3)]
    assert "".join(annotations(found)).count("::error") == SHOWN_BY_GITHUB
    assert "".join(annotations(found)).count("::notice") == 3
    assert len(re.findall(r"^\| archive", "".join(job_summary(found)), re.MULTILINE)) == 18


@given(st.text() | st.sampled_from(HOSTILE))
def test_a_cell_shows_its_text_and_is_nothing_else(text: str) -> None:
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(f"| a |\n|---|\n| x{cell(text)} |\n")
    page = BeautifulSoup(html, "html.parser")
    (shown,) = page.find("tbody").find_all("td")
    assert shown.find_all(True) == []
    assert [char for char in shown.get_text()[1:] if char.isalnum()] == [char for char in text if char.isalnum()]


def test_in_the_table_a_code_leads_to_the_page_of_its_rule_where_there_is_one() -> None:
    table = "".join(job_summary([_one("m")], lambda code: f"https://briefs.example.org/{code}.html"))
    assert re.search(r"\| \[(\w+)\]\(https://briefs\.example\.org/\1\.html\) error \|", table)
    assert "](" not in "".join(job_summary([_one("m")]))
