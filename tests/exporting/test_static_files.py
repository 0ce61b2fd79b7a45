"""The files below `exports/` and `feeds/`, what makes each another one, and what search engines are told."""

import csv
import datetime
import io
import json
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pyarrow.parquet as pq
import pytest
import rispy
from pybtex.database import parse_string

from briefarchive.exporting.formats import REFERENCE_FORMATS, table_formats
from briefarchive.exporting.static_files import (
    StaticFile,
    concept_scheme,
    pages_of_site,
    robots,
    sitemap,
    static_files,
)
from briefarchive.facets.catalogue import Catalogue
from briefarchive.model import Correction, Status, Topic, Vocabulary, Withdrawal
from briefarchive.reading.configuration import Publication

from .samples import BBC, FULL, TASS, make_brief, make_catalogue, make_source

SITE = Publication(series="The Series", base_url="https://example.org/site/")
OTHER = make_brief("2015-01-02-other", countries=("RU",), cites=("tass",))
LISTS = (
    *("countries/CN", "countries/RU"),
    *(
        "topics/energy",
        "topics/gas",
        "years/2014",
        "years/2015",
        "people/a-person",
        "publishers/bbc",
        "publishers/tass",
    ),
)


def files_of(catalogue: Catalogue, site: Publication = SITE) -> dict[str, StaticFile]:
    static_files_ = list(static_files(catalogue, site))
    assert len({file.address for file in static_files_}) == len(static_files_)
    return {file.address: file for file in static_files_}


@pytest.fixture
def files() -> dict[str, StaticFile]:
    return files_of(make_catalogue([FULL, OTHER], [BBC, TASS]))


def keys(data: bytes) -> list[str]:
    return list(parse_string(data.decode(), "bibtex").entries)


def test_every_brief_and_list_has_a_file_in_two_formats_and_the_whole_in_each(files: dict[str, StaticFile]) -> None:
    pages = (*LISTS, "archive/2014/2014-10-17-agreements", "archive/2015/2015-01-02-other")
    wanted = {form.address(f"{page}.html") for page in pages for form in REFERENCE_FORMATS if form.of_pages}
    wanted |= {form.address("all.html") for form in REFERENCE_FORMATS}
    assert wanted <= files.keys()
    others = {address for address in files.keys() - wanted if not address.startswith("feeds/")}
    tables = {f"exports/{what}.{form}" for what in ("briefs", "sources") for form in ("csv", "jsonl", "parquet")}
    assert others == {
        *tables,
        "exports/oai.xml",
        "exports/topics.jsonld",
        "robots.txt",
        "sitemap.xml",
    }


def test_a_file_has_the_briefs_newest_first_and_their_sources_by_key(files: dict[str, StaticFile]) -> None:
    expected = ["2015-01-02-other", "2014-10-17-agreements", "bbc", "tass"]
    assert keys(files["exports/countries/RU.bib"].make()) == expected
    assert keys(files["exports/all.biblatex.bib"].make()) == expected
    assert [item["id"] for item in json.loads(files["exports/all.csl.json"].make())] == expected
    records = rispy.loads(files["exports/countries/RU.ris"].make().decode().replace("\r\n", "\n"))
    assert [record["id"] for record in records] == expected


def test_the_whole_has_no_sources_that_no_brief_cites() -> None:
    files = files_of(make_catalogue([FULL], [BBC, TASS, make_source("alone")]))
    assert keys(files["exports/all.bib"].make()) == ["2014-10-17-agreements", "bbc", "tass"]


def test_a_list_that_is_too_long_has_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefarchive.facets.facet._MOST_BRIEFS", 1)
    monkeypatch.setattr("briefarchive.facets.facet._MOST_SOURCES", 0)
    by_address = files_of(make_catalogue([FULL, OTHER], [BBC, TASS]))
    assert "exports/countries/RU.bib" not in by_address
    assert "exports/publishers/bbc.bib" not in by_address
    assert {"exports/countries/CN.bib", "exports/all.bib"} <= by_address.keys()


def test_tables_hold_all_briefs_and_all_cited_sources(files: dict[str, StaticFile]) -> None:
    rows = csv.DictReader(io.StringIO(files["exports/briefs.csv"].make().decode("utf-8-sig"), newline=""))
    assert [row["id"] for row in rows] == ["2015-01-02-other", "2014-10-17-agreements"]
    table = pq.read_table(io.BytesIO(files["exports/sources.parquet"].make()))
    assert table.column("key").to_pylist() == ["bbc", "tass"]
    assert table.column("cited_by").to_pylist() == [
        ["2014-10-17-agreements"],
        ["2014-10-17-agreements", "2015-01-02-other"],
    ]


def test_feeds_are_there_for_all_for_countries_and_for_topics_once_the_address_is_known(
    files: dict[str, StaticFile],
) -> None:
    feeds = {address for address in files if address.startswith("feeds/")}
    names = ("briefs", "changes", "countries/CN", "countries/RU", "topics/energy", "topics/gas")
    assert feeds == {f"feeds/{name}.xml" for name in names}
    feed = ET.fromstring(files["feeds/countries/CN.xml"].make())
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert [title.text for title in feed.findall("a:entry/a:title", atom)] == ["Agreements"]
    without = files_of(make_catalogue([FULL], [BBC, TASS]), replace(SITE, base_url=""))
    assert not [address for address in without if address.startswith("feeds/")]


def test_a_changed_source_changes_the_fingerprints_of_its_files_and_of_no_others() -> None:
    before = files_of(make_catalogue([FULL, OTHER], [BBC, TASS]))
    changed = replace(BBC, fields={"title": "Another"}, title="Another")
    after = files_of(make_catalogue([FULL, OTHER], [changed, TASS]))
    differ = {address for address, file in before.items() if file.fingerprint() != after[address].fingerprint()}
    assert "exports/publishers/bbc.ris" in differ
    assert "exports/countries/CN.bib" in differ
    assert "exports/archive/2014/2014-10-17-agreements.ris" in differ
    assert "exports/sources.csv" in differ
    assert "exports/publishers/tass.ris" not in differ
    assert "exports/archive/2015/2015-01-02-other.bib" not in differ
    assert "feeds/briefs.xml" not in differ


def test_a_brief_that_is_called_as_a_source_is_another_reference() -> None:
    brief = make_brief("2014-10-17-twin", cites=("2014-10-17-twin",))
    by_address = files_of(make_catalogue([brief], [make_source("2014-10-17-twin", title="The source")]))
    items = json.loads(by_address["exports/all.csl.json"].make())
    assert [item["title"] for item in items] == ["A brief", "The source"]


def test_a_translation_has_its_own_record_in_the_files_and_the_feed_of_a_list() -> None:
    chinese = make_brief("2014-10-20-zh", language="zh", title="协议", translation_of=FULL.id, countries=("CN",))
    by_address = files_of(make_catalogue([FULL, chinese, OTHER], [BBC, TASS]))
    assert keys(by_address["exports/countries/CN.bib"].make())[:2] == ["2014-10-20-zh", FULL.id]
    feed = ET.fromstring(by_address["feeds/countries/CN.xml"].make())
    assert [title.text for title in feed.findall("{*}entry/{*}title")] == ["Agreements", "协议"]


def test_a_format_whose_extra_is_missing_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefarchive.exporting.formats.find_spec", lambda _: None)
    assert [form.name for form in table_formats()] == ["csv", "jsonl"]
    addresses = {file.address for file in static_files(make_catalogue([FULL], [BBC]), Publication())}
    assert "exports/briefs.csv" in addresses
    assert "exports/briefs.parquet" not in addresses


TOPICS = (
    Topic(id="energy", labels={"en": "Energy", "zh": "能源"}),
    Topic(id="gas", labels={"en": "Gas"}, parent="energy", exact_match=("http://terms.example/1",)),
    Topic(id="old-gas", labels={"en": "Town gas"}, replaced_by="gas"),
)


def _graph(base_url: str) -> dict[str, Any]:
    written = json.loads(
        concept_scheme(Vocabulary(topics={topic.id: topic for topic in TOPICS}), Publication(base_url=base_url))
    )
    return {node["@id"]: node for node in written["@graph"]}


@pytest.mark.parametrize(("base_url", "root"), [("https://b.example/x/", "https://b.example/x"), ("", "..")])
def test_each_topic_is_a_concept_of_the_scheme_by_its_address(base_url: str, root: str) -> None:
    graph = _graph(base_url)
    scheme, energy, gas = f"{root}/topics/index.html", f"{root}/topics/energy.html", f"{root}/topics/gas.html"
    assert graph == {
        scheme: {
            "@id": scheme,
            "@type": "ConceptScheme",
            "prefLabel": {"en": "Briefs: topics"},
            "hasTopConcept": [energy],
        },
        energy: {
            "@id": energy,
            "@type": "Concept",
            "prefLabel": {"en": "Energy", "zh": "能源"},
            "narrower": [gas],
            "inScheme": scheme,
        },
        gas: {
            "@id": gas,
            "@type": "Concept",
            "prefLabel": {"en": "Gas"},
            "broader": energy,
            "exactMatch": ["http://terms.example/1"],
            "inScheme": scheme,
        },
    }


AMPERSAND = Publication(series="The Series", base_url="https://example.org/a&b/")
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FIRST, SECOND = datetime.date(2026, 11, 1), datetime.date(2026, 11, 2)


def read_sitemap(text: str) -> dict[str, str]:
    """The day of each page of a file by its address."""
    items = ET.fromstring(text)
    return {element.findtext(f"{NAMESPACE}loc", ""): element.findtext(f"{NAMESPACE}lastmod", "") for element in items}


def test_pages_are_named_with_the_day_of_their_last_change_in_this_archive() -> None:
    brief = make_brief(
        "2014-10-17-a", published=FIRST, corrections=(Correction(date=SECOND, note="A."),), cites=("bbc",)
    )
    undated = make_brief("2014-10-18-b", published=None)
    withdrawn = make_brief("2014-10-19-c", status=Status.WITHDRAWN, withdrawal=Withdrawal(date=SECOND, reason="False."))
    draft = make_brief("2014-10-20-d", status=Status.DRAFT)
    pages = [*pages_of_site(make_catalogue([brief, undated, withdrawn, draft], [BBC]))]
    days = read_sitemap(sitemap(pages, AMPERSAND.base_url))
    root = "https://example.org/a&b"
    assert days[f"{root}/archive/2014/2014-10-17-a.html"] == "2026-11-02"
    assert days[f"{root}/archive/2014/2014-10-18-b.html"] == ""
    assert not [address for address in days if address.endswith(("-c.html", "-d.html"))]
    assert {f"{root}/", f"{root}/briefs.html", f"{root}/changes.html", f"{root}/publishers/bbc.html"} <= days.keys()


def test_everything_may_be_read_but_for_a_preview() -> None:
    text = robots(replace(AMPERSAND, base_url="https://example.org/x"))
    assert text == "User-agent: *\nAllow: /\n\nSitemap: https://example.org/x/sitemap.xml\n"
    assert robots(replace(AMPERSAND, base_url="")) == "User-agent: *\nAllow: /\n"
    assert robots(replace(AMPERSAND, is_preview=True)) == "User-agent: *\nDisallow: /\n"
