"""Each peer gets the same texts, in a form that it can read, and its packages are locked."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from .cases import GROUPS, WrongPagesError, of_peer
from .citations import CITATIONS
from .measure import LIMIT
from .peers.environments import LISTS, versions_of
from .peers.peer import Peer
from .peers.table import PEERS
from .samples import SampleBrief, make_sample

SIZE = 12
FOOTNOTES = ("ablog", "mkdocs-material", "zensical", "hugo", "pelican")
ROLES = {"sphinx-bibliography": "{cite:", "sphinx-footcite": "{footcite:", "mystmd": "{cite:"}

each_peer = pytest.mark.parametrize("name", PEERS)


@pytest.fixture(scope="module")
def sample() -> Sequence[SampleBrief]:
    return make_sample(SIZE, seed=1)


def texts(name: str, sample: Sequence[SampleBrief], root: Path) -> dict[str, str]:
    """The texts of a peer's project by their ids."""
    PEERS[name].write(sample, root)
    return {path.stem: path.read_text(encoding="utf-8") for path in root.rglob("20*.md")}


@each_peer
def test_every_brief_is_in_the_project_with_its_words(name: str, sample: Sequence[SampleBrief], tmp_path: Path) -> None:
    found = texts(name, sample, tmp_path)
    assert set(found) == {brief.frame.id for brief in sample}
    for brief in sample:
        sentence = next(line for line in brief.text.split("\n\n") if line.startswith("## "))
        assert sentence in found[brief.frame.id]


@each_peer
def test_links_between_briefs_stay_links(name: str, sample: Sequence[SampleBrief], tmp_path: Path) -> None:
    found = texts(name, sample, tmp_path)
    wanted = sum(brief.text.count("{brief}`") for brief in sample)
    linked = [link for text in found.values() for link in re.findall(r"\]\([^)\n]*?(20\d\d-[\w-]+)\.md", text)]
    assert len(linked) == wanted > 0
    assert set(linked) <= set(found)
    assert [text for text in found.values() if "{brief}`" in text] == []


@pytest.mark.parametrize("name", FOOTNOTES)
def test_a_citation_is_a_footnote_where_there_is_nothing_better(
    name: str, sample: Sequence[SampleBrief], tmp_path: Path
) -> None:
    for text in texts(name, sample, tmp_path).values():
        notes = re.findall(r"^\[\^([\w-]+)\]: .+<https://example\.org/", text, re.MULTILINE)
        marks = re.findall(r"\[\^([\w-]+)\](?!:)", text)
        assert len(notes) == CITATIONS
        assert sorted(marks) == sorted(notes)


@pytest.mark.parametrize("name", ROLES)
def test_a_citation_is_a_role_where_the_tool_reads_bibtex(
    name: str, sample: Sequence[SampleBrief], tmp_path: Path
) -> None:
    assert {text.count(ROLES[name]) for text in texts(name, sample, tmp_path).values()} == {CITATIONS}
    entries = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "bib").iterdir()).count("@online{")
    assert entries == len({source.key for brief in sample for source in brief.cited})


@pytest.mark.parametrize("name", ["sphinx-basic", "sphinx-pydata"])
def test_the_yardstick_has_no_citations(name: str, sample: Sequence[SampleBrief], tmp_path: Path) -> None:
    assert [text for text in texts(name, sample, tmp_path).values() if "`" in text or "[^" in text] == []


def test_a_build_is_measured_with_the_pages_that_it_wrote(sample: Sequence[SampleBrief], tmp_path: Path) -> None:
    PEERS["sphinx-basic"].write(sample, tmp_path / "12" / "sphinx-basic")
    cases = of_peer("sphinx-basic", PEERS["sphinx-basic"], tmp_path / "12", SIZE, LIMIT)
    runs = {name: run() for name, run in cases}
    assert tuple(runs) == GROUPS["sphinx-basic"].names
    assert [run.pages for run in runs.values()] == [SIZE, 1]
    assert all(run.cpu > 0 and run.wall > 0 and run.peak > 10 for run in runs.values())


def test_a_build_that_leaves_out_briefs_is_not_measured(sample: Sequence[SampleBrief], tmp_path: Path) -> None:
    missing = next(one for one in sample if not any(f"`{one.frame.id}`" in other.text for other in sample))
    PEERS["sphinx-basic"].write([one for one in sample if one is not missing], tmp_path / "12" / "sphinx-basic")
    _, build = next(of_peer("sphinx-basic", PEERS["sphinx-basic"], tmp_path / "12", SIZE, LIMIT))
    with pytest.raises(WrongPagesError, match="11 pages of 12 briefs"):
        build()


@pytest.mark.parametrize("peer", [peer for peer in PEERS.values() if peer.environment], ids=lambda peer: peer.name)
def test_what_is_installed_for_a_peer_is_locked(peer: Peer) -> None:
    assert all(re.match(r"\d+\.\d+", found) for found in versions_of(peer).values())
    locked = LISTS / f"{peer.environment}.txt"
    if locked.is_file():
        packages = re.split(r"\n(?=\S)", locked.read_text(encoding="utf-8").strip())
        assert [package for package in packages if "--hash=sha256:" not in package] == []
    else:
        entries = json.loads((LISTS / peer.environment / "package-lock.json").read_text(encoding="utf-8"))["packages"]
        assert [name for name, entry in entries.items() if name and "integrity" not in entry] == []
        assert [name for name, entry in entries.items() if "resolved" in entry] == []
