"""A brief's page: its head, its text, its sources and what stands around it."""

import re
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from .building import BuiltSite

HARBOUR = "archive/2014/2014-05-02-harbour.html"
FAULTS = yaml.safe_load((Path(__file__).parent / "cases/faults.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def harbour(site: BuiltSite) -> BeautifulSoup:
    return site.page(HARBOUR)


def _text(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def test_the_head_tells_title_date_countries_compilers_and_summary(harbour: BeautifulSoup) -> None:
    head = harbour.find("header", class_="b-head")
    assert [_text(h1) for h1 in harbour.find_all("h1")] == ["A harbour opens: “ships & <trade>”"]
    assert _text(head.find(class_="kicker")) == "United Kingdom China European Union Trade"
    assert _text(head.find(class_="lede")) == "The harbour opened, & ships <came>."
    facts = [(_text(one.dt), _text(one.dd)) for one in head.find("dl", class_="dates").find_all("div")]
    assert facts == [
        ("Compiled by", "Ada Example, Bo Example"),
        ("Event", "May 2, 2014"),
        ("Revised", "May 9, 2014"),
    ]
    assert [time["datetime"] for time in head.find_all("time")] == ["2014-05-02", "2014-05-09"]
    assert _text(head.find("details", class_="corr").li) == "May 9, 2014: Names the right harbour."
    assert harbour.find("meta", attrs={"name": "description"})["content"] == "The harbour opened, & ships <came>."


def test_terms_in_the_text_are_links_with_the_names_that_the_archive_knows(harbour: BeautifulSoup) -> None:
    links = {_text(a): a["href"] for a in harbour.find("div", class_="prose").find_all("a")}
    assert links["The first brief"] == "../2013/2013-12-31-first.html"
    assert links["Russia"] == "../../countries/RU.html"
    assert links["Natural gas"] == "../../topics/natural-gas.html"
    assert links["Ada Example"] == links["its compiler"] == "../../people/ada-example.html"
    assert links["Example Daily"] == "../../publishers/example-daily.html"
    assert links["港口开放"] == "../../publishers/lijibao.html#lijibao-2014-gang"


def test_a_citation_leads_to_its_source_and_the_source_leads_back_to_each_paragraph(harbour: BeautifulSoup) -> None:
    assert {a["href"] for a in harbour.select(".prose a.ref")} == {"#_source-1", "#_source-2"}
    back = harbour.find(id="_source-1").find_all("a", class_="back")
    # The first paragraph cites it twice; that a table does is told by an arrow.
    assert [(_text(a), a["href"], a.get("aria-label")) for a in back] == [
        ("¶ 1", "#_cite-1-1", None),
        ("↑", "#_cite-1-3", "Back to the text"),
    ]
    assert all(harbour.find(id=a["href"][1:])["href"] == "#_source-1" for a in back)


def _running_text(page: BeautifulSoup) -> BeautifulSoup:
    """The text of a brief without paragraph numbers and side notes."""
    text = BeautifulSoup(str(page.find("div", class_="prose")), "html.parser")
    for one in text.find_all(class_=["pn", "sn"]):
        one.decompose()
    return text


def test_citations_are_raised_marks_or_show_notes_and_textual_ones_name_their_author(harbour: BeautifulSoup) -> None:
    paragraph = _running_text(harbour).find("p")
    shown = _text(paragraph).replace("\N{NO-BREAK SPACE}", " ")
    assert shown.startswith("The harbour cost $400 billion and then $5 [1]. It opened [see 2, p. 3; 1].")
    assert "Example et al. [2] says so." in shown
    assert [_text(mark) for mark in paragraph.select("span.cite > a.ref")] == ["1", "2"]
    assert [_text(mark) for mark in paragraph.find_all("a", class_="ref")] == ["1", "2", "1", "2"]


def test_a_foreign_title_has_its_language_its_romanisation_and_its_translation(harbour: BeautifulSoup) -> None:
    source = harbour.find(id="_source-1")
    assert source.find("cite")["lang"] == "zh"
    assert _text(source.find(class_="rom")) == "Gǎngkǒu kāifàng"
    assert _text(source.find(class_="tr")) == "[The harbour opens]"
    assert "Chinese" in _text(source.find("p", recursive=False))


def test_a_source_tells_how_it_was_seen_before_its_note(harbour: BeautifulSoup) -> None:
    assert "May 2014. Read in a copy. From the <morning> edition." in _text(harbour.find(id="_source-1"))
    assert harbour.find(id="_source-2").find(class_="note") is None


def test_a_source_tells_dates_archived_copy_and_who_else_cites_it(harbour: BeautifulSoup) -> None:
    source = harbour.find(id="_source-2")
    assert "May 1, 2014, accessed May 3, 2014, archived June 2014." in _text(source)
    assert {a["href"] for a in source.find_all("a") if a["href"].startswith("https")} == {
        "https://example.org/harbour?a=1&b=2",
        "https://archive.example.org/harbour",
    }
    others = source.find("details", class_="also")
    assert _text(others.summary) == "Cited by 2 other briefs"
    assert [_text(one) for one in others.find_all("li")] == ["The brief that replaces it", "The first brief"]


def test_how_to_cite_gives_each_style_escaped_once_and_in_italics(harbour: BeautifulSoup) -> None:
    rows = harbour.find(class_="cites").find_all("div", class_="cite-row")
    styles = {_text(one.dt): one.find(class_="citation-text") for one in rows}
    assert list(styles) == ["APA", "Chicago", "MLA", "GB/T 7714", "BibTeX"]
    assert _text(styles["APA"]) == (
        "Example, A., & Example, B. (n.d.). A harbour opens: “ships & <trade>”. Archive of briefs."
    )
    assert styles["APA"].find("i").decode_contents() == "A harbour opens: “ships &amp; &lt;trade&gt;”"
    assert styles["BibTeX"].name == "pre"
    assert r"title = {{A harbour opens: “ships \& <trade>”}}" in styles["BibTeX"].get_text()


def test_how_to_cite_marks_what_is_in_another_language(site: BuiltSite) -> None:
    (chinese,) = (
        page for page in site.addresses() if page.startswith("archive/") and "港口一年" in _text(site.page(page).h1)
    )
    cited = site.page(chinese).find(class_="citation-text")
    assert cited.find("i").find("span", lang="zh").get_text() == "港口一年"


def test_markup_of_the_dialect_is_drawn(harbour: BeautifulSoup) -> None:
    text = harbour.find("div", class_="prose")
    assert [_text(h2).rstrip("¶#") for h2 in text.find_all("h2")] == ["Sources of income", "Main"]
    for selector in ("table", "blockquote", "dl", "aside.footnote", ".admonition", ".sd-card", ".highlight-python"):
        assert text.select(selector), selector


def test_an_old_address_leads_to_the_brief(site: BuiltSite) -> None:
    for old in ("v3/2014/05/02/index.html", "old/harbour.html"):
        page = site.page(old)
        assert page.find("meta", attrs={"http-equiv": "refresh"})["content"].endswith(f"../{HARBOUR}")
        assert page.find("a")["href"].endswith(HARBOUR)
        # A search engine that may not keep the page would not follow it to the new one either.
        assert page.find("link", rel="canonical")["href"].endswith(HARBOUR)
        assert page.find("meta", attrs={"name": "robots"}) is None


WITHDRAWN = "archive/2014/2014-06-01-withdrawn.html"


def test_a_withdrawn_brief_says_at_its_top_when_and_why_and_keeps_its_text_and_sources(site: BuiltSite) -> None:
    page = site.page(WITHDRAWN)
    first = page.find("header", class_="b-head").find(True)
    assert "withdrawal" in first["class"]
    assert _text(first) == (
        "This brief was withdrawn on July 1, 2014. It was about another harbour. "
        "It is replaced by The brief that replaces it. "
        "Its text and its sources are kept here, so that what was cited can be checked."
    )
    assert len(page.find_all(class_="notice")) == 1
    assert "Words that stay to be checked [1]." in _text(_running_text(page))
    (source,) = page.find("ol", class_="sources").find_all("li", class_="src")
    assert source.find("a", href=re.compile(r"publishers/.+\.html#"))


def test_a_withdrawn_brief_is_offered_to_no_engine_and_no_reference_manager(site: BuiltSite) -> None:
    page = site.page(WITHDRAWN)
    assert page.find("title").get_text().startswith("[Withdrawn] A brief that was wrong")
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert not page.find("meta", attrs={"name": re.compile("citation_|DC[.]")})
    assert not page.find("script", type="application/ld+json")
    assert not page.find("link", rel="alternate")
    assert not (site.outdir / "exports/archive/2014/2014-06-01-withdrawn.ris").exists()


def test_a_withdrawn_brief_and_a_draft_are_in_no_list(site: BuiltSite) -> None:
    lists = [address for address in site.addresses() if not address.startswith("archive/")]
    for address in lists:
        links = site.page(address).find_all("a", href=re.compile("withdrawn|draft"))
        # What was withdrawn is told as a change.
        assert not [link for link in links if link.find_parent(class_="chg") is None], address
    assert not (site.outdir / "countries/FR.html").exists()
    assert not (site.outdir / "archive/2014/2014-08-01-draft.html").exists()


def test_a_brief_in_chinese_is_marked_as_such(site: BuiltSite) -> None:
    page = site.page("archive/2015/2015-01-05-zhongwen.html")
    assert page.html["lang"] == "zh-Hans"
    assert [tag["lang"] for tag in (page.h1, page.find(class_="prose"))] == ["zh", "zh"]
    assert not [tag for tag in page.find("ol", class_="sources").parents if tag.get("lang") == "zh"]


def test_what_is_wrong_is_reported_with_line_and_column_and_shown_as_text(site: BuiltSite) -> None:
    faults = "archive/2015/2015-02-01-faults.md"
    lines = (site.root / faults).read_text("utf-8").splitlines()
    for number, value, code in FAULTS["told"]:
        assert f"{faults}:{number}:{lines[number - 1].index(value) + 1}: WARNING: {code} " in site.warnings
    text = site.page("archive/2015/2015-02-01-faults.html").find("div", class_="prose")
    assert [_text(tag) for tag in text.find_all(class_="unknown")] == FAULTS["unknown"]
    assert '<script>alert("html")</script>' in _text(text)
    assert "{doc}`index`" in _text(text)
    assert "{include} ../../bib/undated.bib" in _text(text)
    assert not text.find(["script", "b", "img"])
    assert all(not a["href"].startswith("javascript") for a in text.find_all("a"))
