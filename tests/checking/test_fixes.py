"""What can be mended for certain is mended, and nothing else is touched: cases with their mended files, and laws."""

import shutil
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.checking import ARCHIVE_RULES, READING_RULES, fixes
from briefarchive.checking.fixes import apply_fixes, preview_fixes
from briefarchive.checking.loading import TEXT_RULES
from briefarchive.diagnostics import Diagnostic, Replacement, Severity, Span
from briefarchive.reading.characters import replace_invisible
from briefarchive.reading.markdown.dialect import make_parser

from ..cases import by_cases, load_cases
from .laying import CASES, OF_SHORT_BRIEFS, PATH, diagnose, find_cases, lay, name_case, write_brief

# Those of the reader of bibliographies have their cases with it.
FIXABLE = {
    rule.code
    for rule in (*READING_RULES, *TEXT_RULES, *ARCHIVE_RULES)
    if rule.fixable and not "C1" < rule.code < "C150"
}


@contextmanager
def _keeping_markup() -> Iterator[None]:
    """No fix is made of a rule whose fixes may make other markup."""
    is_sound = fixes._is_sound
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fixes, "_is_sound", lambda *read, **how: not how["rewriting"] and is_sound(*read, **how))
        yield


def _content(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_every_rule_that_can_mend_has_a_mended_case_and_no_other_has() -> None:
    assert {case.parts[-3] for case in find_cases("fixed")} == FIXABLE


@pytest.mark.parametrize("fixed", find_cases("fixed"), ids=name_case)
def test_a_case_is_mended_as_the_file_beside_it_says(fixed: Path, tmp_path: Path, *, write_cases: bool) -> None:
    wanted, root = tmp_path / "wanted", tmp_path / "root"
    broken = CASES / fixed.parts[-3] / "invalid" / fixed.name
    file = lay(broken, root)
    before = Counter(diagnostic.code for diagnostic in diagnose(root))
    apply_fixes(root, lambda: diagnose(root))
    if write_cases:
        for path in [fixed] if fixed.is_file() else [path for path in fixed.rglob("*") if path.is_file()]:
            shutil.copy(file / path.relative_to(fixed) if fixed.is_dir() else file, path)
    lay(broken, wanted)
    lay(fixed, wanted)
    assert _content(root) == _content(wanted)
    after = Counter(diagnostic.code for diagnostic in diagnose(root))
    assert all(after[code] <= before[code] for code in after.keys() - OF_SHORT_BRIEFS)


def _body(file: Path) -> str:
    return file.read_bytes().decode().partition("---\n")[2].partition("---\n")[2]


def test_a_diff_shows_what_would_be_written_and_nothing_is(tmp_path: Path) -> None:
    file = write_brief(tmp_path, "The port opened. \r\nIt rained.\r\n")
    before = file.read_bytes()
    (mended,) = preview_fixes(tmp_path, diagnose)
    assert mended.splitlines() == [
        f"--- a/{PATH}",
        f"+++ b/{PATH}",
        "@@ -2,5 +2,5 @@",
        " title: A port opens",
        " date: 2014-10-17",
        " ---",
        "-The port opened. ",
        "+The port opened.",
        " It rained.",
    ]
    assert file.read_bytes() == before


def test_a_diff_steers_no_terminal(tmp_path: Path) -> None:
    write_brief(tmp_path, "\x1b[31mThe\tport\u202e opened. \n")
    (mended,) = preview_fixes(tmp_path, diagnose)
    assert "\x1b" not in mended
    assert "\u202e" not in mended
    assert "The\tport" in mended


def test_the_line_ends_of_a_file_stay_and_its_byte_order_mark_goes(tmp_path: Path) -> None:
    file = write_brief(tmp_path, "")
    file.write_bytes("\ufeff---\r\ntitle: A port\r\ndate: 2014-10-17\r\n---\r\nIt\u200b rained. \r\n".encode())
    assert apply_fixes(tmp_path, lambda: diagnose(tmp_path)) == (PATH,)
    assert file.read_bytes() == b"---\r\ntitle: A port\r\ndate: 2014-10-17\r\n---\r\nIt rained.\r\n"


def test_comments_and_the_order_of_fields_stay(tmp_path: Path) -> None:
    head = "# first\ndate: 2014-10-17\ncountries:\n  - Russia   # the buyer\n  - GB\ntitle: 'A port.'  # short\n"
    file = write_brief(tmp_path, "It rained.\n", head=head)
    apply_fixes(tmp_path, lambda: diagnose(tmp_path))
    assert file.read_text() == (
        "---\n# first\ndate: 2014-10-17\ncountries:\n  - RU   # the buyer\n  - GB\ntitle: 'A port'  # short\n---\n"
        "It rained.\n"
    )


def test_an_entry_with_the_key_of_another_is_mended_all_the_same(tmp_path: Path) -> None:
    entry = "@misc{a,\n  title = {A},\n  date = {2014},\n}\n"
    broken = entry + entry.replace("},\n  date", "}\n  date")
    (tmp_path / "bib").mkdir()
    (tmp_path / "bib/2014.bib").write_text(broken, "utf-8")
    assert apply_fixes(tmp_path, lambda: diagnose(tmp_path)) == ("bib/2014.bib",)
    assert (tmp_path / "bib/2014.bib").read_text("utf-8") == entry * 2


def test_a_file_that_has_changed_since_it_was_checked_is_left_alone(tmp_path: Path) -> None:
    file = write_brief(tmp_path, "It rained. \n")
    rounds = [diagnose(tmp_path), diagnose(tmp_path)]
    file.write_bytes(b"---\ntitle: B\n")
    assert apply_fixes(tmp_path, rounds.pop) == ()
    assert file.read_bytes() == b"---\ntitle: B\n"


def test_a_fix_that_would_break_the_file_is_not_made(tmp_path: Path) -> None:
    file = write_brief(tmp_path, "The port opened.\n")
    before = file.read_bytes()
    span = Span(path=PATH, line=4, column=1, end_column=4)
    harm = Diagnostic(
        code="S123", severity=Severity.NOTICE, span=span, message="m", fix=(Replacement(span=span, text="# One\n# "),)
    )
    assert apply_fixes(tmp_path, lambda: [harm]) == ()
    assert file.read_bytes() == before


@by_cases
def test_a_fix_that_would_make_other_markup_is_not_made(text: str, tmp_path: Path) -> None:
    file = write_brief(tmp_path, f"{text}\nThe port\u200b opened.\n")
    (tmp_path / PATH).chmod(0o600)
    assert any(diagnostic.fix for diagnostic in diagnose(tmp_path))
    with _keeping_markup():
        apply_fixes(tmp_path, lambda: diagnose(tmp_path))
    assert _body(file) == f"{text}\nThe port opened.\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_space_behind_which_a_comment_would_begin_stays_in_a_title(tmp_path: Path) -> None:
    file = write_brief(tmp_path, "It\u200b rained.\n", head="title: A port\u00a0\u00a0# one\ndate: 2014-10-17\n")
    apply_fixes(tmp_path, lambda: diagnose(tmp_path))
    assert file.read_text() == "---\ntitle: A port\u00a0\u00a0# one\ndate: 2014-10-17\n---\nIt rained.\n"


def test_a_line_break_stays_and_what_stands_in_vain_goes(tmp_path: Path) -> None:
    file = write_brief(
        tmp_path, "One\u00a0  \ntwo \u00a0 \nthree `four`\u200b\n\n\u200b\n\n- \u00a0five\u00a0\u00a0six\u00a0\n"
    )
    apply_fixes(tmp_path, lambda: diagnose(tmp_path))
    assert file.read_text().endswith("---\nOne  \ntwo\nthree `four`\n\n\n\n- five six\n")


def test_fixes_that_do_harm_are_given_up_after_some_readings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Mock(wraps=fixes.check_brief_file)
    monkeypatch.setattr(fixes, "check_brief_file", read)
    monkeypatch.setattr(fixes, "_EXTRA_CHARACTERS", 0)
    text = "\u200b- one\nIt rained and rained.\n\n" * 50
    file = write_brief(tmp_path, text)
    apply_fixes(tmp_path, lambda: diagnose(tmp_path))
    assert 10 < read.call_count <= 25
    assert _body(file) == text


PIECES = st.sampled_from(load_cases(__file__)["pieces"])


def _words(text: str) -> list[str]:
    """The words of a text with what no fix may count as one: signs without width, garbled letters, kinds of marks."""
    plain = text.translate(dict.fromkeys(map(ord, "\u200b\u2060\u200c\u200d\ufeff")))
    for old, new in (
        ("â€™", "’"),
        ("Ã©", "é"),
        ("“", '"'),
        ("”", '"'),
        ("’", "'"),
        ("http:", "https:"),
        (".html", ".md"),
    ):
        plain = plain.replace(old, new)
    return plain.replace("Russia", "RU").replace("LNG", "natural-gas").split()


HOSTILE = st.sampled_from(load_cases(__file__)["hostile"])


def _tokens(text: str) -> list[object]:
    """What a text is made of, but for the prose itself and for paragraphs in which nobody sees anything."""
    parts: list[object] = []
    tokens = make_parser().parse(replace_invisible(text.replace("\r\n", "\n")))
    empty = {
        at + delta
        for at, token in enumerate(tokens)
        if token.type == "inline" and tokens[at - 1].tag == "p" and not token.content.replace("\ufffd", "").strip()
        for delta in (-1, 0, 1)
    }
    for at, token in enumerate(tokens):
        if at in empty:
            continue
        is_code = token.type == "code_block" or (token.type in {"fence", "colon_fence"} and "{" not in token.info)
        parts.append((token.type, token.tag, token.nesting, token.attrs.get("start"), token.content if is_code else ""))
        for child in token.children or ():
            if child.type != "text":
                code = child.content if child.type == "code_inline" else ""
                parts.append((child.type, child.tag, child.nesting, code))
    return parts


@given(st.lists(HOSTILE | PIECES, max_size=30).map("".join))
def test_a_fix_changes_no_markup(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    root = tmp_path_factory.mktemp("mending")
    file = write_brief(root, text)
    before = Counter(diagnostic.code for diagnostic in diagnose(root))
    with _keeping_markup():
        apply_fixes(root, lambda: diagnose(root))
        assert _tokens(_body(file)) == _tokens(text)
        assert Counter(diagnostic.code for diagnostic in diagnose(root)) <= before
        assert apply_fixes(root, lambda: diagnose(root)) == ()


@given(st.lists(HOSTILE | PIECES, max_size=30).map("".join))
def test_a_fix_that_makes_other_markup_adds_no_fault_and_loses_no_letter(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    root = tmp_path_factory.mktemp("mending")
    file = write_brief(root, text)
    before = Counter(diagnostic.code for diagnostic in diagnose(root))
    apply_fixes(root, lambda: diagnose(root))
    assert Counter(diagnostic.code for diagnostic in diagnose(root)) <= before
    assert _written(_body(file)) == _written(text)
    assert apply_fixes(root, lambda: diagnose(root)) == ()


def _written(text: str) -> str:
    """The letters and figures of a text, in the form that fixes give them."""
    return "".join(sign for sign in "".join(_words(text)) if sign.isascii() and sign.isalnum())
