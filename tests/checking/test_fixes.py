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

from briefarchive.checking import check, fixes
from briefarchive.checking.archive import read_archive
from briefarchive.checking.fixes import as_diff, mend, rehearse
from briefarchive.checking.registry import ARCHIVE_RULES, READING_RULES
from briefarchive.checking.text import TEXT_RULES
from briefarchive.diagnostics import Diagnostic, Replacement, Severity, Span
from briefarchive.reading import bibliography
from briefarchive.reading.characters.invisible import made_visible
from briefarchive.reading.markdown.dialect import make_parser

from .test_cases import OF_SHORT_BRIEFS

HERE = Path(__file__).parent
CASES = HERE / "cases"
PATH = "archive/2014/2014-10-17-port.md"
# Those of the reader of bibliographies have their cases with it.
FIXABLE = {
    rule.code
    for rule in (*READING_RULES, *TEXT_RULES, *ARCHIVE_RULES)
    if rule.fixable and rule not in bibliography.FAULTS
}
OPTIONAL = {rule.code for rule in TEXT_RULES if rule.optional}
FOLDERS = {".md": "archive/2014", ".bib": "bib", ".yaml": "archive/vocabulary"}


def _look(root: Path) -> tuple[Diagnostic, ...]:
    return check(read_archive(root, cache=False))


def _lay(case: Path, root: Path) -> None:
    """Put a case over what is in a folder; an empty one gets the archive that all cases share."""
    if not root.exists() or not any(root.iterdir()):
        shutil.copytree(HERE / "base", root, dirs_exist_ok=True)
    if case.parts[-3] in OPTIONAL:
        (root / "docs").mkdir(exist_ok=True)
        (root / "docs/conf.py").write_text(f'briefs_also_check = ["{case.parts[-3]}"]')
    if case.is_dir():
        shutil.copytree(case, root, dirs_exist_ok=True)
    else:
        _laid(case, root).parent.mkdir(exist_ok=True)
        shutil.copy(case, _laid(case, root))


def _laid(case: Path, root: Path) -> Path:
    """Where the file of a case lies in an archive."""
    return root / FOLDERS[case.suffix] / case.name


@contextmanager
def _keeping_markup() -> Iterator[None]:
    """No fix is made of a rule whose fixes may make other markup."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fixes, "_loses_nothing", lambda _before, _after: False)
        yield


def _content(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _cases() -> list[Path]:
    return sorted(path for path in CASES.glob("*/fixed/*"))


def test_every_rule_that_can_mend_has_a_mended_case_and_no_other_has() -> None:
    assert {case.parts[-3] for case in _cases()} == FIXABLE


@pytest.mark.parametrize("fixed", _cases(), ids=lambda case: f"{case.parts[-3]}/{case.name}")
def test_a_case_is_mended_as_the_file_beside_it_says(fixed: Path, tmp_path: Path, *, write_cases: bool) -> None:
    wanted, root = tmp_path / "wanted", tmp_path / "root"
    _lay(CASES / fixed.parts[-3] / "invalid" / fixed.name, root)
    before = Counter(one.code for one in _look(root))
    mend(root, lambda: _look(root))
    if write_cases and fixed.is_file():
        shutil.copy(_laid(fixed, root), fixed)
    elif write_cases:
        for file in (path for path in fixed.rglob("*") if path.is_file()):
            shutil.copy(root / file.relative_to(fixed), file)
    _lay(CASES / fixed.parts[-3] / "invalid" / fixed.name, wanted)
    _lay(fixed, wanted)
    assert _content(root) == _content(wanted)
    assert Counter(one.code for one in _look(root) if one.code not in OF_SHORT_BRIEFS) <= before


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_what_was_mended_once_is_mended(kind: str, tmp_path: Path) -> None:
    for number, case in enumerate(sorted(CASES.glob(f"*/{kind}/*"))):
        if case.name.endswith(".diagnostics.txt") or case.suffix not in {".md", ".bib", ""}:
            continue
        root = tmp_path / str(number)
        _lay(case, root)
        mend(root, lambda root=root: _look(root))
        once = _content(root)
        assert mend(root, lambda root=root: _look(root)) == ()
        assert _content(root) == once


def _archive(root: Path, text: str, *, head: str = "title: A port opens\ndate: 2014-10-17\n") -> Path:
    shutil.copytree(HERE / "base", root, dirs_exist_ok=True)
    (root / PATH).write_bytes(f"---\n{head}---\n{text}".encode())
    return root / PATH


def _body(file: Path) -> str:
    return file.read_bytes().decode().partition("---\n")[2].partition("---\n")[2]


def test_a_diff_shows_what_would_be_written_and_nothing_is(tmp_path: Path) -> None:
    file = _archive(tmp_path, "The port opened. \r\nIt rained.\r\n")
    before = file.read_bytes()
    (mended,) = rehearse(tmp_path, _look)
    assert as_diff(mended).splitlines() == [
        f"--- a/{PATH}",
        f"+++ b/{PATH}",
        "@@ -2,6 +2,6 @@",
        " title: A port opens",
        " date: 2014-10-17",
        " ---",
        "-The port opened. ",
        "+The port opened.",
        " It rained.",
        " ",
    ]
    assert file.read_bytes() == before


def test_a_diff_steers_no_terminal(tmp_path: Path) -> None:
    _archive(tmp_path, "\x1b[31mThe\tport\u202e opened. \n")
    (mended,) = rehearse(tmp_path, _look)
    assert "\x1b" not in as_diff(mended)
    assert "\u202e" not in as_diff(mended)
    assert "The\tport" in as_diff(mended)


def test_the_line_ends_of_a_file_stay_and_its_byte_order_mark_goes(tmp_path: Path) -> None:
    file = _archive(tmp_path, "")
    file.write_bytes("\ufeff---\r\ntitle: A port\r\ndate: 2014-10-17\r\n---\r\nIt\u200b rained. \r\n".encode())
    assert mend(tmp_path, lambda: _look(tmp_path)) == (PATH,)
    assert file.read_bytes() == b"---\r\ntitle: A port\r\ndate: 2014-10-17\r\n---\r\nIt rained.\r\n"


def test_comments_and_the_order_of_fields_stay(tmp_path: Path) -> None:
    head = "# first\ndate: 2014-10-17\ncountries:\n  - Russia   # the buyer\n  - GB\ntitle: 'A port.'  # short\n"
    file = _archive(tmp_path, "It rained.\n", head=head)
    mend(tmp_path, lambda: _look(tmp_path))
    assert file.read_text() == (
        "---\n# first\ndate: 2014-10-17\ncountries:\n  - RU   # the buyer\n  - GB\ntitle: 'A port'  # short\n---\n"
        "It rained.\n"
    )


def test_a_file_that_has_changed_since_it_was_checked_is_left_alone(tmp_path: Path) -> None:
    file = _archive(tmp_path, "It rained. \n")
    looks = 0

    def look() -> tuple[Diagnostic, ...]:
        nonlocal looks
        looks += 1
        found = _look(tmp_path)
        if looks == 1:
            file.write_bytes(b"---\ntitle: B\n")
        return found

    assert mend(tmp_path, look) == ()
    assert file.read_bytes() == b"---\ntitle: B\n"


def test_a_fix_that_would_break_the_file_is_not_made(tmp_path: Path) -> None:
    file = _archive(tmp_path, "The port opened.\n")
    before = file.read_bytes()
    span = Span(path=PATH, line=4, column=1, end_column=4)
    harm = Diagnostic(
        code="S123", severity=Severity.NOTICE, span=span, message="m", fix=(Replacement(span=span, text="# One\n# "),)
    )
    assert mend(tmp_path, lambda: [harm]) == ()
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "text",
    [
        "One.\n\n\u200b```\n\nTwo.\n",
        "It was\n\n2014.\u00a0 It was the year.\n",
        "\u00a0- one\n\u00a0- two\n",
        "\u200b> one\n",
        "\u200b# One\n",
        "One\n\u200b---\n",
        "One\n\n\u200b***\n",
        "\u200b| a | b |\n| - | - |\n",
        "\u200b:::{note}\nOne.\n",
        "\u200b[a]: https://example.org/\n\n[a]\n",
        "One\n\u200b\nTwo\n",
        "`a\u200bb` and `c\u00a0 d`\n",
        "```\na\u200bb\n```\n",
        "**\u200b** one\n",
        "\\\u200b&\n",
        "&\u200bamp; and &\u200blt;\n",
        "<\u200bhttps://example.org/>\n",
        "One\\\u200b\nTwo\n",
        "[a]: https://example.org/a\n[a\u200b]: https://example.org/b\n\n[a] [a\u200b]\n",
        "```{note}\n\u200b- one\n```\n",
    ],
)
def test_a_fix_that_would_make_other_markup_is_not_made(text: str, tmp_path: Path) -> None:
    file = _archive(tmp_path, f"{text}\nThe port\u200b opened.\n")
    (tmp_path / PATH).chmod(0o600)
    assert any(one.fix for one in _look(tmp_path))
    with _keeping_markup():
        mend(tmp_path, lambda: _look(tmp_path))
    assert _body(file) == f"{text}\nThe port opened.\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_space_behind_which_a_comment_would_begin_stays_in_a_title(tmp_path: Path) -> None:
    file = _archive(tmp_path, "It\u200b rained.\n", head="title: A port\u00a0\u00a0# one\ndate: 2014-10-17\n")
    mend(tmp_path, lambda: _look(tmp_path))
    assert file.read_text() == "---\ntitle: A port\u00a0\u00a0# one\ndate: 2014-10-17\n---\nIt rained.\n"


def test_a_line_break_stays_and_what_stands_in_vain_goes(tmp_path: Path) -> None:
    file = _archive(
        tmp_path, "One\u00a0  \ntwo \u00a0 \nthree `four`\u200b\n\n\u200b\n\n- \u00a0five\u00a0\u00a0six\u00a0\n"
    )
    mend(tmp_path, lambda: _look(tmp_path))
    assert file.read_text().endswith("---\nOne  \ntwo\nthree `four`\n\n\n\n- five six\n")


@pytest.mark.slow
def test_fixes_that_do_harm_cost_no_more_than_their_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Mock(wraps=fixes.check_brief_file)
    monkeypatch.setattr(fixes, "check_brief_file", read)
    text = ("\u200b- one\n" + "It rained and rained." * 100 + "\n\n") * 200
    file = _archive(tmp_path, text)
    size = file.stat().st_size
    mend(tmp_path, lambda: _look(tmp_path))
    # The whole file is read once more in each round, as it is.
    assert 10 < read.call_count <= (2_000_000 + 20 * size) / size + 10
    assert file.read_bytes().decode().endswith(text.rstrip() + "\n\n")


PIECES = st.sampled_from([
    "word", "“quoted”", '"straight"', "'", '"', "it's", "it’s", " ", "  ", "\t", "\n", "\n\n", "\u00a0", "\u202f",
    "\u200b", "\u2060", "â€™", "Ã©", "é", "[a](http://example.org/harbour)", "[b](2014-05-02-harbour.html)", "`co de`",
    "{country}`Russia`", "{topic}`LNG`", "```\n", "- ", "> ", "|", "# ", "## ", "\\", "<b>", '5"', "。", "中国", "\r\n",
    ":::",
    "{cite:p}`example-daily-2014-harbour`",
])  # fmt: skip


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


@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_fix_adds_no_fault_and_changes_no_word(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    root = tmp_path_factory.mktemp("mending")
    file = _archive(root, text)
    before = Counter(one.code for one in _look(root))
    with _keeping_markup():
        mend(root, lambda: _look(root))
        after = file.read_bytes().decode()
        assert Counter(one.code for one in _look(root)) <= before
        assert _words(after.partition("---\n")[2].partition("---\n")[2]) == _words(text)
        assert mend(root, lambda: _look(root)) == ()


HOSTILE = st.sampled_from([
    "word", "a", "2014.", "1)", " ", "  ", "    ", "\n", "\n", "\n\n", "\u00a0", "\u00a0", "\u202f", "\u200b", "\u200b",
    "\u2060", "\ufeff", "```", "~~~", ":::", "{note}", "- ", "-", "* ", "*", "**", "_", "+ ", "> ", "# ", "===", "---",
    "% ", "`", "``", "|", "| - |", "\\", "&", "amp;", "&lt;", "<", ">", "<b>", "[", "]", "(", ")", "[a]", "[a]: b",
    "[^1]", "[^1]: ", ": ", "!", "https://example.org/", '"', "“x”", "'", "\t", "{cite:p}`k`",
])  # fmt: skip


def _tokens(text: str) -> list[object]:
    """What a text is made of, but for the prose itself and for paragraphs in which nobody sees anything."""
    found: list[object] = []
    tokens = make_parser().parse(made_visible(text.replace("\r\n", "\n")))
    empty = {
        at + beside
        for at, token in enumerate(tokens)
        if token.type == "inline" and tokens[at - 1].tag == "p" and not token.content.replace("\ufffd", "").strip()
        for beside in (-1, 0, 1)
    }
    for at, token in enumerate(tokens):
        if at in empty:
            continue
        is_code = token.type == "code_block" or (token.type in {"fence", "colon_fence"} and "{" not in token.info)
        found.append((token.type, token.tag, token.nesting, token.attrs.get("start"), token.content if is_code else ""))
        for child in token.children or ():
            if child.type != "text":
                code = child.content if child.type == "code_inline" else ""
                found.append((child.type, child.tag, child.nesting, code))
    return found


@given(st.lists(HOSTILE, max_size=30).map("".join))
def test_a_fix_changes_no_markup(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    root = tmp_path_factory.mktemp("mending")
    file = _archive(root, text)
    before = Counter(one.code for one in _look(root))
    with _keeping_markup():
        mend(root, lambda: _look(root))
        assert _tokens(_body(file)) == _tokens(text)
        assert Counter(one.code for one in _look(root)) <= before
        assert mend(root, lambda: _look(root)) == ()


@given(st.lists(HOSTILE | PIECES, max_size=30).map("".join))
def test_a_fix_that_makes_other_markup_adds_no_fault_and_loses_no_letter(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    root = tmp_path_factory.mktemp("mending")
    file = _archive(root, text)
    before = Counter(one.code for one in _look(root))
    mend(root, lambda: _look(root))
    assert Counter(one.code for one in _look(root)) <= before
    assert _written(_body(file)) == _written(text)
    assert mend(root, lambda: _look(root)) == ()


def _written(text: str) -> str:
    """The letters and figures of a text, in the form that fixes give them."""
    return "".join(sign for sign in "".join(_words(text)) if sign.isascii() and sign.isalnum())


def test_nothing_is_mended_in_a_file_with_the_marks_of_a_merge(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    _lay(CASES / "F118/invalid/mistakes-in-both", root)
    assert any(one.fix and one.span.path == "bib/2015.bib" for one in _look(root))
    assert mend(root, lambda: _look(root)) == ()
