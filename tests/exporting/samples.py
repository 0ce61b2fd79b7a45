"""Archives in memory, and texts that people of ill will could write, for the tests of every format."""

import datetime
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from briefarchive.exporting.choice import Selection, select
from briefarchive.exporting.formats import REFERENCE_FORMATS
from briefarchive.facets.catalogue import Catalogue
from briefarchive.model import (
    Brief,
    Correction,
    Name,
    PartialDate,
    Source,
    Status,
    Topic,
)

from ..facets.conftest import brief, make_archive, source


def written_in(form: str, sources: Iterable[Source]) -> str:
    """A file of these sources in one of the formats for references."""
    (writer,) = (reference_format for reference_format in REFERENCE_FORMATS if reference_format.name == form)
    return writer.file([writer.reference(source).encode() for source in sources]).decode()


HOSTILE = yaml.safe_load((Path(__file__).parent / "cases/hostile.yaml").read_text("utf-8"))

texts = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=40),
    st.sampled_from(HOSTILE),
    st.text(alphabet="ERTYI  -\n\r\u2028\u2029\x85\x0b\x0c=+@-'\",;{}\\<>&]习", max_size=30),
)
words = (
    st.text(alphabet="ABCabc 习近平Žö’", min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(bool)
)
ADDRESSES = (
    "https://example.org/a_b?c=1&d=%20#e",
    "http://example.org/a;b,c(d)'e~f$g",
    "https://例え.jp/路?x={y}",
)
dates = st.one_of(
    st.none(),
    st.dates(min_value=datetime.date(1000, 1, 1)).map(
        lambda day: PartialDate(year=day.year, month=day.month, day=day.day)
    ),
    st.integers(1000, 9999).map(lambda year: PartialDate(year=year)),
    st.builds(PartialDate, year=st.integers(1000, 9999), month=st.integers(1, 12)),
)
TYPES = ("online", "misc", "article", "report", "book", "incollection", "inproceedings", "thesis", "video", "webpage")


def names(parts: st.SearchStrategy[str]) -> st.SearchStrategy[Name]:
    """Names of people and bodies, made of *parts*."""
    people = st.builds(Name, family=parts.filter(one_line), given=parts, family_first=st.booleans())
    return st.one_of(people, st.builds(Name, literal=parts.filter(one_line)))


@st.composite
def sources(draw: st.DrawFn, text: st.SearchStrategy[str] = texts, kinds: Sequence[str] = ("",)) -> Source:
    """Sources with some of everything; their fields say the same as their attributes. Publishers are of any kind."""
    given = {
        "title": draw(text),
        "translatedtitle": draw(text),
        "romanizedtitle": draw(text),
        "note": draw(text),
        "publisher": draw(text),
        "url": draw(st.sampled_from(("", *ADDRESSES))),
        "archiveurl": draw(st.sampled_from(("", *ADDRESSES))),
    }
    issued, accessed = draw(dates), draw(dates)
    given |= {"date": str(issued or ""), "urldate": str(accessed or "")}
    return make_source(
        "a-key",
        type=draw(st.sampled_from(TYPES)),
        title=given["title"],
        translated_title=given["translatedtitle"],
        romanized_title=given["romanizedtitle"],
        note=given["note"],
        publisher_name=given["publisher"],
        publisher_kind=draw(st.sampled_from(kinds)),
        url=given["url"],
        archive_url=given["archiveurl"],
        issued=issued,
        accessed=accessed,
        authors=tuple(draw(st.lists(names(text), max_size=3))),
        editors=tuple(draw(st.lists(names(text), max_size=2))),
        language=draw(st.sampled_from(("", "en", "zh-Hant"))),
        fields={name: value for name, value in given.items() if value},
    )


def one_line(text: str) -> str:
    """*text* as a format of lines has it: without control characters, and spaces for all that parts lines."""
    kept = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)
    turns = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], " ")
    none = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    return " ".join(kept.translate(turns | none).split())


def make_source(key: str, **fields: Any) -> Source:
    """A source of which the test says only some attributes."""
    return source(key, **({"title": "A title"} | fields))


def make_brief(brief_id: str, **fields: Any) -> Brief:
    """A brief of which the test says only some fields; *cites* are the keys that its text cites."""
    return brief(brief_id, **({"title": "A brief"} | fields))


def make_catalogue(briefs: list[Brief], sources: list[Source] | None = None) -> Catalogue:
    """A catalogue with a small vocabulary."""
    energy, gas = Topic(id="energy", labels={"en": "Energy"}), Topic(id="gas", labels={"en": "Gas"}, parent="energy")
    return Catalogue(make_archive(briefs, sources, topics={"energy": energy, "gas": gas}))


def make_selection(briefs: list[Brief], sources: list[Source] | None = None, **choice: Any) -> Selection:
    """What is chosen from an archive of these briefs and sources."""
    return select(make_catalogue(briefs, sources), choice)


FULL = make_brief(
    "2014-10-17-agreements",
    title="Agreements",
    countries=("CN", "RU"),
    topics=("gas",),
    compilers=("a-person",),
    summary="A summary.",
    published=datetime.date(2014, 10, 18),
    status=Status.CORRECTED,
    corrections=(Correction(date=datetime.date(2014, 10, 20), note="A name."),),
    cites=("bbc", "tass"),
)
BBC = make_source("bbc", publisher="bbc", publisher_name="BBC", url="https://example.org/bbc")
TASS = make_source("tass", publisher="tass", publisher_name="TASS")
PAGE = make_source(
    "xinhua-2014",
    title="中俄合作 & China",
    translated_title="Cooperation",
    romanized_title="Zhōng-É",
    authors=(Name(family="Wu", given="Jiao", family_first=True), Name(literal="World Bank"), Name(literal="others")),
    publisher_name="新华网",
    issued=PartialDate(year=2014, month=10, day=14),
    accessed=PartialDate(year=2014, month=10),
    url="https://example.org/a_b",
    archive_url="https://web.archive.org/web/a",
    archive_date=PartialDate(year=2015),
    language="zh-Hans",
    doi="10.1234/a",
    note="A note",
    fields={"pages": "103–7", "type": "Comment", "keywords": "gas, trade"},
)
"""A page in another language, with all that is told of it."""
