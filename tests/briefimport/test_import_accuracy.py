"""How exactly the old exports are read, measured against their truth; flaws of that truth are counted by name."""

import json
import random
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from briefimport import Outcome, import_exports
from briefimport.legacy import LegacyBrief

from .quirks import Content, export
from .reading import read_text

FILES = 500


def truth(legacy: Path) -> list[dict]:  # type: ignore[type-arg]
    lines = (legacy / "sample" / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def read(path: Path) -> LegacyBrief:
    brief = read_text(path.read_bytes(), path.name)
    assert isinstance(brief, LegacyBrief)
    return brief


def test_every_date_paragraph_source_and_compiler_of_the_sample_is_read(legacy: Path) -> None:
    score: Counter[str] = Counter()
    known_flaws: Counter[str] = Counter()
    for row in truth(legacy):
        brief = read(legacy / "sample" / row["file"])
        expected = [(source["publisher"], source["title"]) for source in row["sources"]]
        found = [(source.publisher, source.title) for source in brief.sources]
        score["dates"] += brief.published is not None and brief.published.date.isoformat() == row["date"]
        score["paragraphs"] += len(brief.paragraphs) == row["n_paragraphs"]
        score["sources"] += sum((Counter(found) & Counter(expected)).values())
        score["sources expected"] += len(expected)
        score["sources found"] += len(found)
        score["compilers"] += list(brief.compilers) == row["authors"]
        score["titles invented"] += bool(brief.title)
        known_flaws["titles that are not in the exports"] += row["title"] not in brief.text
        known_flaws["addresses that are not in the exports"] += any(s["url"] not in brief.text for s in row["sources"])
        known_flaws["bylines of “the editors”"] += any(one.code == "I304" for one in brief.diagnostics)
        known_flaws["titles that keep YAML quotes"] += row["title"].startswith("'")
    assert score["dates"] == 100
    assert score["paragraphs"] == 100
    assert score["sources"] >= 0.99 * score["sources expected"]
    assert score["sources"] >= 0.99 * score["sources found"]
    assert score["compilers"] >= 99
    assert score["titles invented"] == 0
    assert known_flaws["bylines of “the editors”"] == 28
    assert known_flaws["titles that keep YAML quotes"] == sum(row["title"].startswith("'") for row in truth(legacy))
    assert known_flaws["titles that are not in the exports"] >= 90


def test_no_word_of_the_sample_is_lost(legacy: Path, root: Path) -> None:
    report = import_exports(root, [legacy / "sample"])
    assert {file.status for file in report.files} == {Outcome.WRITTEN}
    assert len(report.files) == 100
    assert not sum((file.draft.account.lost for file in report.files if file.draft), Counter())
    assert report.ignored == ("expected.jsonl",)


def test_the_real_export_is_read_whole(legacy: Path) -> None:
    brief = read(legacy / "seed-2014-10-17.txt")
    assert brief.published is not None
    assert brief.published.date == date(2014, 10, 17)
    assert (brief.title, len(brief.paragraphs), len(brief.sources)) == ("", 5, 13)
    assert len(brief.compilers) == 1
    assert not brief.editors
    lines = [source.line for source in brief.sources]
    assert lines == sorted(lines)
    assert [source.script for source in brief.sources[-2:]] == ["chinese", "chinese"]


@pytest.fixture(scope="module")
def contents() -> list[Content]:
    """Contents made for this test, of words that are also signs of something: dashes, colons, hosts, numbers."""
    draw = random.Random(20141017)
    return [_content(draw) for _ in range(60)]


NOUNS = (
    "port", "ferry", "crane", "tariff", "pipeline", "harvest", "embassy", "railway", "treaty", "quota",
    "customs-office", "river", "border", "market",
)  # fmt: skip
VERBS = ["opened", "closed", "grew", "fell", "moved", "waited", "met", "agreed"]
TAILS = (
    "as was expected.", "– a surprise to all.", "in 2014.", "for $4 million.", "despite the rain (and the cold).",
    "which one paper called “a second spring.”", "and nobody knew why: no reason was given.", "at 3:30 p.m. on Friday.",
)  # fmt: skip
NAMES = ("Ada Example", "Ben Sample", "Cyriaca van der Muster", "Jean-Luc O’Probe", "D. E. Fixture")
PUBLISHERS = (
    "Coast Radio",
    "The Harbour Gazette",
    "govnews.example",
    "blog.ports.example",
    "Northern Trade Review",
    "C.R.T.",
)
TITLES = (
    "Ferry line opens", "Rates: down, but for how long?", "Cranes wanted – a port waits", "the port’s second life",
    "Why 38 deals matter", "Sea, road and rail", "Q&A with the harbour master", "5 things to know (PDF, 2 MB)",
)  # fmt: skip


def _content(draw: random.Random) -> Content:
    def sentence() -> str:
        subject, thing = draw.sample(NOUNS, 2)
        return f"The {subject} of the northern {thing} {draw.choice(VERBS)} again this week {draw.choice(TAILS)}"

    paragraphs = tuple(" ".join(sentence() for _ in range(draw.randint(2, 6))) for _ in range(draw.randint(2, 7)))
    pairs = draw.sample([(publisher, title) for publisher in PUBLISHERS for title in TITLES], draw.randint(2, 7))
    return Content(
        date=date(draw.randint(2005, 2019), draw.randint(1, 12), draw.randint(1, 28)),
        title=f"The {draw.choice(NOUNS).title()} and the {draw.choice(NOUNS).title()}",
        paragraphs=paragraphs,
        sources=tuple((publisher, title, f"https://x.example/{n}") for n, (publisher, title) in enumerate(pairs)),
        compilers=tuple(draw.sample(NAMES, draw.randint(0, 3))),
    )


def test_layouts_that_were_drawn_by_lot_are_read_as_well(contents: list[Content]) -> None:
    draw = random.Random(17102014)
    right: Counter[str] = Counter()
    for _ in range(FILES):
        made = export(draw.choice(contents), draw)
        brief = read_text(made.data, "drawn.txt")
        assert isinstance(brief, LegacyBrief)
        content = made.content
        right["dates"] += brief.published is not None and brief.published.date == content.date
        right["paragraphs"] += [_spaced(text) for text in brief.paragraphs] == list(content.paragraphs)
        right["compilers"] += (*brief.compilers, *brief.editors) == content.compilers
        right["titles"] += brief.title == (content.title if made.has_title else "")
        found = Counter((_spaced(source.publisher), _spaced(source.title)) for source in brief.sources)
        expected = Counter((publisher, title) for publisher, title, _ in content.sources)
        right["sources"] += (found & expected).total()
        right["sources found"] += found.total()
        right["sources expected"] += expected.total()
    assert right["dates"] == FILES
    assert right["paragraphs"] >= 0.98 * FILES
    assert right["compilers"] >= 0.99 * FILES
    assert right["titles"] >= 0.98 * FILES
    assert right["sources"] >= 0.98 * right["sources expected"]
    assert right["sources"] >= 0.98 * right["sources found"]


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)
