"""One brief in every output: each tells the same authors, days, type, address, licence and DOI.

Every output is read by a program that is not ours. It tells only what its format has a place for; what it tells must be
what the brief says.
"""

import csv
import datetime
import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import rispy
import yaml
from bs4 import BeautifulSoup
from lxml import etree
from pybtex.database import parse_string

from briefarchive.facets.wording import format_date, format_partial_date
from briefarchive.i18n import translations
from briefarchive.model import PartialDate

from ..building import once
from ..exporting.readers import old_date
from ..printing.printed import builder_for, job_of
from ..site.building import BuiltSite, build

HERE = Path(__file__).parent
SITE = "https://briefs.example/house"
BY = "https://creativecommons.org/licenses/by/4.0/"
ORCID = "https://orcid.org/0000-0002-1825-0097"
INVERTED = {"Ada Example": "Example, Ada", "Wu Jiao": "Wu, Jiao", "Bo Sample": "Sample, Bo"}
ROLES = ("author", "editor", "translator")
Facts = dict[str, Any]
Values = Callable[[str], list[str]]


@dataclass(frozen=True)
class Case:
    """A brief, and what its outputs must tell; the people as lists of authors have them."""

    name: str
    head: str
    facts: Facts

    @property
    def id(self) -> str:
        return f"2008-05-01-{self.name}"


def _case(name: str, head: str, **facts: Any) -> Case:
    data = {**USUAL, **facts, "title": f"A title of {name}", "address": f"{SITE}/archive/2008/2008-05-01-{name}.html"}
    data["contributors"] = sorted({*data["editors"], *data["translators"]})
    return Case(name, head, data | {"orcids": [ORCID] if "ada" in head else []})


USUAL, *_CASES = yaml.safe_load((HERE / "cases.yaml").read_text("utf-8"))
CASES = [_case(**case) for case in _CASES]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of all these briefs."""
    return once(tmp_path_factory, "agreement", _build)


def _build(folder: Path) -> BuiltSite:
    root = shutil.copytree(HERE / "archive", folder / "archive")
    (root / "archive/2008").mkdir()
    for case in CASES:
        published = f"published: {case.facts['published']}\n" if case.facts["published"] else ""
        head = f"title: A title of {case.name}\ndate: 2008-05-01\n{published}countries: [CN]\n{case.head}"
        (root / f"archive/2008/{case.id}.md").write_text(f"---\n{head}---\nText.\n")
    return build(root)


def _of(site: BuiltSite, case: Case, suffix: str) -> str:
    return (site.outdir / f"exports/archive/2008/{case.id}.{suffix}").read_text("utf-8")


def _page(site: BuiltSite, case: Case) -> BeautifulSoup:
    return site.page(f"archive/2008/{case.id}.html")


def _meta(site: BuiltSite, case: Case, prefix: str = "") -> Values:
    page = _page(site, case)
    return lambda name: [tag["content"] for tag in page.find_all("meta", attrs={"name": prefix + name})]


def _only(values: list[str]) -> str:
    assert len(values) < 2
    return values[0] if values else ""


def _inverted(names: list[str]) -> list[str]:
    return [INVERTED.get(name, name) for name in names]


def highwire(site: BuiltSite, case: Case) -> Facts:
    tags = _meta(site, case, "citation_")
    issued = _only(tags("publication_date")).replace("/", "-")
    return {
        "authors": tags("author"),
        "editors": tags("editor"),
        "issued": issued,
        "published": _only(tags("online_date")).replace("/", "-") or issued,
        "address": _only(tags("abstract_html_url")),
        "type": "report" if tags("technical_report_institution") else "",
        "publisher": _only(tags("technical_report_institution")),
        **{name: _only(tags(name)) for name in ("title", "doi", "language")},
    }


def _dublin_core(texts: Values, case: Case) -> Facts:
    """What the elements of Dublin Core tell; ORCID records stand behind names."""
    people = {role: [text.partition("; ") for text in texts(role)] for role in ("creator", "contributor")}
    names = texts("identifier")
    assert names[-1] == case.id
    doi = [name.removeprefix("https://doi.org/") for name in names if name.startswith("https://doi.org/")]
    return {
        **{name: _only(texts(name)) for name in ("title", "language", "publisher")},
        "authors": [name for name, _, _ in people["creator"]],
        "contributors": sorted(name for name, _, _ in people["contributor"]),
        "orcids": [orcid for role in people.values() for _, _, orcid in role if orcid],
        "issued": _only(texts("date")),
        "license": _only(texts("rights")),
        "first_url": _only([name for name in texts("source") if not name.startswith(SITE)]),
        "doi": _only(doi),
        "address": _only([name for name in names if name.startswith(SITE)]),
    }


def dublin_core(site: BuiltSite, case: Case) -> Facts:
    terms = _meta(site, case, "DCTERMS.")
    days = {"revised": _only(terms("modified")), "event": _only(terms("temporal"))}
    return _dublin_core(_meta(site, case, "DC."), case) | days


def oai(site: BuiltSite, case: Case) -> Facts:
    records = etree.parse(site.outdir / "exports/oai.xml").iterfind(".//{*}record")
    (record,) = (record_ for record_ in records if record_.findtext(".//{*}title") == f"A title of {case.name}")
    texts = lambda name: [element.text for element in record.iterfind(f".//{{http://purl.org/dc/elements/1.1/}}{name}")]  # noqa: E731
    days = {
        "changed": record.findtext("{*}header/{*}datestamp"),
        "event": next((text for text in texts("coverage") if text[:1].isdigit()), ""),
    }
    return _dublin_core(texts, case) | days


def open_graph(site: BuiltSite, case: Case) -> Facts:
    tags = {tag["property"]: tag["content"] for tag in _page(site, case).find_all("meta", property=True)}
    return {
        "title": tags["og:title"],
        "issued": tags.get("article:published_time", ""),
        "revised": tags.get("article:modified_time", ""),
        "address": tags["og:url"],
    }


def json_ld(site: BuiltSite, case: Case) -> Facts:
    data = json.loads(_page(site, case).find("script", type="application/ld+json").string)
    people = [person for role in ROLES for person in data.get(role, ())]
    bodies = ("The editors", "The House", "An Agency")
    assert all((person["@type"] == "Organization") == (person["name"] in bodies) for person in people)
    assert "reportNumber" not in data
    return {
        "title": data["headline"],
        **{f"{role}s": _inverted([person["name"] for person in data.get(role, ())]) for role in ROLES},
        "orcids": [person["@id"] for person in people if "@id" in person],
        "issued": data.get("datePublished", ""),
        "revised": data.get("dateModified", ""),
        "event": data.get("temporalCoverage", ""),
        "license": data["license"],
        "doi": data["identifier"].removeprefix("https://doi.org/") if case.facts["doi"] else "",
        "address": data["url"],
        "language": data["inLanguage"],
        "type": data["@type"].lower(),
        "publisher": data["publisher"]["name"],
        "first_url": data.get("isBasedOn", {}).get("url", ""),
    }


def license_link(site: BuiltSite, case: Case) -> Facts:
    return {"license": _page(site, case).find("link", rel="license")["href"]}


def _bibtex(text: str, case: Case, *, date: str) -> Facts:
    entry = parse_string(text, "bibtex").entries[case.id]
    people = {role: [str(one).strip("{}") for one in entry.persons.get(role, ())] for role in ("author", "editor")}
    assert "number" not in entry.fields
    return {
        "title": entry.fields["title"].strip("{}"),
        "authors": people["author"],
        "editors": people["editor"],
        # For pybtex this is no list of people.
        "translators": [name.strip("{}") for name in entry.fields.get("translator", "").split(" and ") if name],
        "issued": date or entry.fields.get("date", ""),
        "doi": entry.fields.get("doi", ""),
        "address": entry.fields["url"],
        "publisher": entry.fields["institution"],
        "note": entry.fields.get("note", ""),
        "type": {"techreport": "report"}.get(entry.type, entry.type),
    }


def bibtex_on_page(site: BuiltSite, case: Case) -> Facts:
    rows = _page(site, case).select(".cites .cite-row")
    (entry,) = (row.find(class_="citation-text").get_text() for row in rows if row.dt.get_text(strip=True) == "BibTeX")
    assert _of(site, case, "bib").strip() == entry.strip()  # none of these briefs has sources
    return {}


def biblatex(site: BuiltSite, case: Case) -> Facts:
    return _bibtex((site.outdir / "exports/all.biblatex.bib").read_text("utf-8"), case, date="")


def bibtex(site: BuiltSite, case: Case) -> Facts:
    fields = parse_string(_of(site, case, "bib"), "bibtex").entries[case.id].fields
    data = _bibtex(_of(site, case, "bib"), case, date=old_date(fields["year"], fields.get("month", "")))
    assert ("Translated by" in fields.get("note", "")) == bool(case.facts["translators"])
    data["note"] = re.sub("^Translated by .*", "", data["note"])
    return {name: value for name, value in data.items() if name != "translators"}  # BibTeX has no field for them


def ris(site: BuiltSite, case: Case) -> Facts:
    (record,) = rispy.loads(_of(site, case, "ris").replace("\r\n", "\n"))
    return {
        "title": record["title"],
        "authors": record["authors"],
        "editors": record.get("unknown_tag", {}).get("ED", []),
        "translators": record.get("subsidiary_authors", []),
        "issued": record.get("date", "").rstrip("/").replace("/", "-"),
        "doi": record.get("doi", ""),
        "address": _only(record["urls"]),
        "language": record["language"],
        "type": {"RPRT": "report"}[record["type_of_reference"]],
        "publisher": record["publisher"],
        "note": _only(record.get("notes", [])),
    }


def csl_json(site: BuiltSite, case: Case) -> Facts:
    items = json.loads((site.outdir / "exports/all.csl.json").read_text("utf-8"))
    (item,) = (item for item in items if item["id"] == case.id)
    name_of = lambda name: name.get("literal") or f"{name['family']}, {name['given']}"  # noqa: E731
    assert "number" not in item
    return {
        **{f"{role}s": [name_of(name) for name in item.get(role, ())] for role in ROLES},
        **{name: item[name] for name in ("title", "language", "type", "publisher")},
        "issued": "-".join(f"{part:02}" for part in item.get("issued", {}).get("date-parts", [[]])[0]),
        "doi": item.get("DOI", ""),
        "address": item["URL"],
        "note": item.get("note", ""),
    }


def atom(site: BuiltSite, case: Case) -> Facts:
    tree = etree.parse(site.outdir / "feeds/briefs.xml")
    (entry,) = (one for one in tree.iterfind("{*}entry") if one.findtext("{*}title") == f"A title of {case.name}")
    names = {role: [one.text for one in entry.iterfind(f"{{*}}{role}/{{*}}name")] for role in ("author", "contributor")}
    links = {link.get("rel"): link.get("href") for link in entry.iterfind("{*}link")}
    return {
        "title": entry.findtext("{*}title"),
        "authors": _inverted(names["author"] or [str(tree.findtext("{*}author/{*}name"))]),
        "contributors": sorted(_inverted(names["contributor"])),
        "orcids": [element.text for element in entry.iterfind(".//{*}uri")],
        "published": entry.findtext("{*}published", "")[:10],
        "changed": str(entry.findtext("{*}updated"))[:10],
        "license": links["license"],
        "address": links["alternate"],
        "language": entry.get("{http://www.w3.org/XML/1998/namespace}lang"),
    }


def in_csv(site: BuiltSite, case: Case) -> Facts:
    """A row; JSON Lines and Parquet are made of the same records."""
    text = (site.outdir / "exports/briefs.csv").read_text("utf-8-sig")
    (row,) = (line for line in csv.DictReader(io.StringIO(text)) if line["id"] == case.id)
    roles = ("author", "compiler", "editor", "translator")
    named = {role: row[f"{role}_names"].split("; ") if row[f"{role}_names"] else [] for role in roles}
    spdx = {"CC-BY-4.0": BY, "OGL-UK-3.0": "https://spdx.org/licenses/OGL-UK-3.0.html"}
    assert row["date"] == "2008-05-01"
    return {
        "title": row["title"],
        "authors": _inverted(named["author"] or named["compiler"] or [case.facts["publisher"]]),
        "editors": _inverted([*named["editor"], *(named["compiler"] if named["author"] else [])]),
        "translators": _inverted(named["translator"]),
        **{name: row[name] for name in ("issued", "published", "revised", "doi", "language")},
        "license": spdx[row["license"]],
        "address": row["url"],
    }


def pdf(site: BuiltSite, case: Case) -> Facts:
    data = job_of(builder_for(site.root), case.id).make()
    assert isinstance(data, bytes), data
    with pikepdf.open(io.BytesIO(data)) as document:
        xmp, info = document.open_metadata(), document.docinfo
        created = str(info["/CreationDate"])[2:10] if "/CreationDate" in info else ""
        assert xmp.get("xmp:CreateDate", "")[:10].replace("-", "") == created
        assert str(xmp.get("dc:date", [""])[0]).replace("-", "") == created
        modified = str(info["/ModDate"])[2:10] if "/ModDate" in info else ""
        assert modified == xmp.get("xmp:ModifyDate", "")[:10].replace("-", "") == case.facts["revised"].replace("-", "")
        assert xmp["dc:rights"] == {BY: "CC-BY-4.0"}.get(case.facts["license"], "OGL-UK-3.0")
        identifier = xmp["dc:identifier"]
        return {
            "title": xmp["dc:title"],
            "authors": _inverted(list(xmp["dc:creator"])),
            "contributors": sorted(_inverted(sorted(xmp.get("dc:contributor", ())))),
            "issued": str(xmp.get("dc:date", [""])[0]),
            "license": xmp["xmpRights:WebStatement"],
            "publisher": _only([*xmp["dc:publisher"]]),
            "language": _only([*xmp["dc:language"]]),
            "doi": identifier.removeprefix("https://doi.org/") if case.facts["doi"] else "",
            "address": case.facts["address"] if case.facts["doi"] else identifier,
        }


OUTPUTS = (
    *(highwire, dublin_core, open_graph, json_ld, license_link, bibtex_on_page, bibtex, biblatex, ris, csl_json),
    *(oai, atom, in_csv, pdf),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.__name__)
def test_an_output_tells_what_the_brief_says(
    site: BuiltSite, output: Callable[[BuiltSite, Case], Facts], case: Case
) -> None:
    data = output(site, case)
    assert data == {name: case.facts[name] for name in data}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_page_tells_people_and_days_in_words(site: BuiltSite, case: Case) -> None:
    page = _page(site, case)
    language = page.find("html")["lang"]
    translate = translations(language).gettext
    head = " ".join(page.find("header", class_="b-head").get_text(" ").split())
    event = f"{translate('Event')} {format_date(datetime.date(2008, 5, 1), language)}"
    assert (event in head) == bool(case.facts["event"])
    roles = {"authors": "By", "compilers": "Compiled by", "editors": "Edited by", "translators": "Translated by"}
    for role, label in roles.items():
        assert (f" {translate(label)} " in head) == (f"{role}: [" in case.head), role
    for day in filter(None, (case.facts["published"], case.facts["issued"], case.facts["revised"])):
        assert format_partial_date(PartialDate.parse(day), language) in head
    assert [tag["href"] for tag in page.find_all("a", class_="orcid")] == case.facts["orcids"]
