"""Numbers in brackets that stand for the sources of a numbered list."""

from pathlib import Path

import pytest

from briefimport import import_exports

from .reading import body_of, only_brief
from .test_runs import export

TEXT = """\
May 4, 2015

A ferry between Norway and Denmark opened.[1] The pier was *nearly* done, and freight was waiting for it.[2]

Nobody had expected that so many people would come to see it on the first day [1].

Sources

{list}
Compiled and edited by Ada Example
"""
LIST = """\
[1] The Harbour Gazette: “Second ferry sails” http://example.org/ferry

[2] The Harbour Gazette: “The pier is late” http://example.org/pier
"""


def test_numbers_of_a_numbered_list_become_citations(root: Path, tmp_path: Path) -> None:
    report = import_exports(root, [export(tmp_path / "in", "a.txt", TEXT.format(list=LIST))])
    assert report.files[0].draft
    ferry, pier = (one.entry.key for one in report.files[0].draft.mentions)
    body = body_of(root, report)
    assert f"opened.{{cite:p}}`{ferry}` The pier" in body
    assert f"for it.{{cite:p}}`{pier}`" in body
    assert f"first day {{cite:p}}`{ferry}`." in body
    assert only_brief(root).sources == ()
    account = report.files[0].draft.account
    assert account.balances


@pytest.mark.parametrize(
    ("before", "after"),
    [("[2] The", "[3] The"), ("it.[2]", "it.[4]"), ("[1] The", "The"), ("*nearly*", "`nearly`")],
)
def test_numbers_that_do_not_fit_the_list_stay(root: Path, tmp_path: Path, before: str, after: str) -> None:
    text = TEXT.format(list=LIST).replace(before, after)
    report = import_exports(root, [export(tmp_path / "in", "a.txt", text)])
    assert "{cite:p}" not in body_of(root, report)
    assert len(only_brief(root).sources) == 2
