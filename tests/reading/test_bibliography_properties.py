"""Laws of reading bibliographies, and what hostile files cost."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefarchive.diagnostics import Diagnostic
from briefarchive.reading.bibliography import UNREAD_ENTRY, read_bibliography

from ..cases import by_cases
from ..costs import cpu

pytestmark = pytest.mark.slow

_NOISE = st.text(alphabet="{}\"@(),=#%\\ \nabc1'", max_size=30)
_FIELD = st.one_of(
    st.sampled_from(
        ["title = {T}", 'title = "T"', "year = 2014", "month = jan", "note = x # {y}", "author = {A and B}"]
    ),
    _NOISE,
)
_NAMES = "title author date year month day url doi langid isbn note publisher journal howpublished pages"
_FIELDS = _NAMES.split()
_VALUE = st.text(alphabet="\\{}$~^_-'`\"%&#aeiou \n?!.cvk=,13习", max_size=40)
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


@given(st.dictionaries(st.sampled_from(_FIELDS), st.one_of(st.text(), _VALUE), max_size=5))
@example({"title": "\\href{a}", "note": "\\url{", "author": "{\\'", "publisher": "$$$", "journal": "\\\\'"})
def test_no_value_makes_reading_fail(fields: dict[str, str]) -> None:
    body = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
    for source in read_bibliography("bib/x.bib", f"@online{{k, {body}}}")[0]:
        assert "\n" not in "".join(source.fields.values())
        assert all(str(name) for name in source.authors)
        assert source.issued is None or 0 < source.issued.year < 10_000


@given(st.lists(_ENTRY, max_size=6))
def test_every_opening_at_a_line_start_is_read_or_refused_at_its_place(entries: list[tuple[str, str, str]]) -> None:
    text = "".join(
        f"@{entry_type}{opening}k{number},\n {body.replace('@', '')}\n"
        for number, (entry_type, opening, body) in enumerate(entries)
    )
    sources, faults = read_bibliography("bib/x.bib", text)
    lines = text.split("\n")
    assert len(sources) + sum(fault.code in UNREAD_ENTRY for fault in faults) == len(entries)
    for span in [source.span for source in sources] + [fault.span for fault in faults]:
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1


@by_cases
def test_a_hostile_file_costs_no_more_than_its_length(start: str, piece: str) -> None:
    start = start.replace("§", "y" * 60_000)
    assert _grows_with_its_length(lambda size: start + piece * (size // len(piece)), 120_000)


@by_cases
def test_long_values_cost_no_more_than_their_length(value: str) -> None:
    def text(size: int) -> str:
        return f"@a{{b,{','.join(f'{name}={{{value * (size // len(value))}}}' for name in _FIELDS)}}}"

    assert _grows_with_its_length(text, 20_000)


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
