"""What pages show of a brief that still cites a merged key: its source once, with one number."""

import datetime

from briefarchive.diagnostics import Span
from briefarchive.facets.brief_page import brief_page
from briefarchive.facets.catalogue import Catalogue
from briefarchive.facets.entries import Entries
from briefarchive.model import Archive, Brief, Markup, Reference, Source

PATH = "archive/2014/2014-10-17-brief.md"
KEPT = Source(key="kept", aliases=("old",), type="online", title="Kept", span=Span(path="bib/2014.bib"))
OTHER = Source(key="other", type="online", title="Other", span=Span(path="bib/2014.bib"))


def brief(*named: tuple[str, str], sources: tuple[str, ...] = ()) -> Brief:
    """A brief whose text has roles that name sources."""
    references = tuple(Reference(role=role, target=target, span=Span(path=PATH)) for role, target in named)
    day = datetime.date(2014, 10, 17)
    markup = Markup(references=references)
    return Brief(id="2014-10-17-brief", path=PATH, digest="", title="T", date=day, sources=sources, markup=markup)


def entries(one: Brief) -> Entries:
    return Entries(Catalogue(Archive(briefs={one.id: one}, sources={"kept": KEPT, "other": OTHER})))


def test_a_source_cited_by_two_keys_has_one_number_and_every_mark() -> None:
    one = brief(("cite:p", "old"), ("cite:p", "other"), ("cite:p", "kept"), sources=("old",))
    page = brief_page(one, entries(one), series="S")
    assert [(source.key, source.number, len(source.marks)) for source in page.sources] == [
        ("kept", 1, 2),
        ("other", 2, 1),
    ]
    assert page.citations == {"old": 1, "kept": 1, "other": 2}


def test_a_source_is_cited_by_the_brief_that_names_its_alias_once() -> None:
    one = brief(("cite:p", "old"), ("cite:p", "kept"))
    assert entries(one).catalogue.cited_by == {"kept": (one,)}


def test_a_role_that_names_an_alias_leads_to_the_source() -> None:
    one = brief(("source", "old"))
    made = entries(one)
    page = brief_page(one, made, series="S")
    assert page.references["source old"].text == "Kept"
    assert page.references["source old"].address == made.source_address("old") == made.source_address("kept") != ""
