"""Laws of reading bibliographies, and what hostile files cost."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefarchive.diagnostics import Diagnostic
from briefarchive.reading.bibliography import read_bibliography

from ..costs import cpu

pytestmark = pytest.mark.slow

REFUSED = frozenset({"C101", "C102", "C103", "C104", "C105", "C119"})

_NOISE = st.text(alphabet="{}\"@(),=#%\\ \nabc1'", max_size=30)
_FIELD = st.one_of(
    st.sampled_from(
        ["title = {T}", 'title = "T"', "year = 2014", "month = jan", "note = x # {y}", "author = {A and B}"]
    ),
    _NOISE,
)
_ENTRY = st.builds(
    lambda entry_type, opening, fields, end: (entry_type, opening, ",\n ".join(fields) + end),
    st.sampled_from(["online", "Book", "x", "misc"]),
    st.sampled_from("{("),
    st.lists(_FIELD, max_size=4),
    st.sampled_from(["}", ")", ",\n}", "", "}}", '"', "{"]),
)


@given(st.one_of(st.text(), _NOISE))
@example("@comment{" * 3)
@example("@a{b,t={" + "{" * 200)
def test_no_text_makes_reading_fail(text: str) -> None:
    sources, faults = read_bibliography("bib/x.bib", text)

    assert all(isinstance(fault, Diagnostic) for fault in faults)
    assert all(source.key for source in sources)


@given(st.lists(_ENTRY, max_size=6))
def test_every_opening_at_a_line_start_is_read_or_refused(entries: list[tuple[str, str, str]]) -> None:
    bodies = [body.replace("@", "") for _, _, body in entries]
    text = "".join(
        f"@{entry_type}{opening}k{number},\n {body}\n"
        for number, ((entry_type, opening, _), body) in enumerate(zip(entries, bodies, strict=True))
    )
    sources, faults = read_bibliography("bib/x.bib", text)

    assert len(sources) + sum(fault.code in REFUSED for fault in faults) == len(entries)


@given(st.lists(_ENTRY, max_size=4), st.text(alphabet="ab\n,{}=", max_size=40))
def test_places_lie_within_the_file(entries: list[tuple[str, str, str]], tail: str) -> None:
    text = "".join(f"@{kind}{opening}k,\n{body}\n" for kind, opening, body in entries) + tail
    sources, faults = read_bibliography("bib/x.bib", text)
    lines = text.split("\n")

    for span in [source.span for source in sources] + [fault.span for fault in faults]:
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1


HOSTILE = {
    "braces": "{",
    "at signs": "@",
    "quotation marks": '"',
    "openings on a line": "@a{b,t={",
    "openings at line starts": "\n@a{b,t={",
    "open quotation marks": '\n@a{b,t="',
    "open comments": "\n@comment{",
    "comments in parentheses": "\n@comment(",
    "braces in a value": ("@a{b,t={", "{"),
    "one endless value": ("@a{b,t={", "x"),
    "groups in quotation marks": ('@a{b,t="', "{}"),
    "fields": ("@a{b,", "t={x},"),
    "joined values": ("@a{b,t=", '"x"#'),
    "spaces": ("@a{b,t", " "),
    "remarks": ("@a{b,", "%\n"),
    "a macro used often": ("@string{s={" + "y" * 60_000 + "}}\n", "@a{k,t=s}\n"),
    "names": ("@a{b,author={", "a and "),
    "accents": ("@a{b,t={", "\\'"),
    "entries without an at": ("", "online{a,\n"),
    "loose braces": ("@a{b,t={x}}\n", "}\n"),
    "loose words": ("@a{b,t={x}}\n", "(2013 “"),
    "loose lines": ("@a{b,t={x}}\n", "(2013) x\n"),
    "unclosed values": ("", "@a{b,t={x,\n u={y},\n}\n"),
    "unknown fields": ("@a{b,", "tilte={x},\n"),
    "fields without braces": ("@a{b,t = ", "word "),
    "closed too early": ("", "@a{b,t={x}},\n u={y}\n}\n"),
    "keys with spaces": ("@a{", "b "),
}


@pytest.mark.parametrize("attack", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_costs_no_more_than_its_length(attack: str | tuple[str, str]) -> None:
    start, piece = attack if isinstance(attack, tuple) else ("", attack)
    assert _grows_with_its_length(lambda size: start + piece * (size // len(piece)), 250_000)


@pytest.mark.parametrize(
    "value",
    [
        ";",
        "$1 ",
        "10.1/",
        "and ",
        "jan ",
        "\\url{}",
        "{",
        "https://x;",
        ".1",
        "c",
        "&#",
        "A B, ",
        "、",
        " & ",
        "<i ",
        "\u00a0x",
        " - x",
        "“",
        "https://x ",
    ],
)
@pytest.mark.parametrize(
    "field", ["url", "doi", "date", "year", "month", "langid", "howpublished", "author", "note", "title", "isbn"]
)
def test_a_long_value_costs_no_more_than_its_length(field: str, value: str) -> None:
    assert _grows_with_its_length(lambda size: f"@a{{b,{field}={{{value * (size // len(value))}}},year=2014}}", 60_000)


def _grows_with_its_length(text: Callable[[int], str], size: int) -> bool:
    """Whether a text costs no more than eight times what a quarter of it does; the square would be sixteen times.

    Processor time is compared within one run, and what is too short to measure counts for nothing.
    """
    return _cost(text(size)) <= 8 * max(_cost(text(size // 4)), 0.05)


def _cost(text: str) -> float:
    return cpu(lambda: read_bibliography("bib/x.bib", text))


@pytest.mark.parametrize("field", ["author", "author+an", "editor", "comment-ada"])
def test_a_consortium_has_all_its_authors(field: str) -> None:
    value = " and ".join(f"Example-{number}, Ada" for number in range(300))
    (source,), faults = read_bibliography("bib/x.bib", f"@book{{b, title = {{T}}, {field} = {{{value}}}, year = 2014}}")
    assert source.fields[field] == value
    assert field != "author" or len(source.authors) == 300
    assert not [fault for fault in faults if fault.code == "C112"]


def test_doubling_strings_are_stopped() -> None:
    doubled = "\n".join(f"@string{{s{'i' * n} = s{'i' * (n - 1)} # s{'i' * (n - 1)}}}" for n in range(1, 40))
    sources, faults = read_bibliography(
        "bib/x.bib", f"@string{{s = {{xxxxxxxx}}}}\n{doubled}\n@a{{b, note = s{'i' * 39}}}"
    )

    assert len(sources[0].fields["note"]) < 65_537
    assert "C112" in {fault.code for fault in faults}


def test_many_children_of_a_big_parent_are_stopped() -> None:
    parent = "@book{p," + ",".join(f"f{'i' * (n % 40)}x{'j' * (n // 40)}={{x}}" for n in range(1_000)) + "}\n"
    children = "".join(f"@inbook{{k{n}, crossref={{p}}, title={{T}}}}\n" for n in range(1_000))
    sources, faults = read_bibliography("bib/x.bib", parent + children)

    assert len(sources) == 1_001
    assert sum(len(source.fields) for source in sources) < 100_000
    assert "C116" in {fault.code for fault in faults}
