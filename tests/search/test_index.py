"""The index of a site: what is in it, when it is made again, and how it is parted."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefarchive.facets.entries import Entries
from briefarchive.model import Brief
from briefarchive.search import index as indexing
from briefarchive.search.documents import SearchDocument
from briefarchive.search.terminal import ask
from briefarchive.site.settings import SEARCH_SCRIPTS

from ..cases import alter
from .indexing import Indexed, copy_archive

SWAP = {"file": "archive/2014/2014-10-17-swap.md", "old": "The swap is", "new": "The quicksilver swap is"}
BURMA = {"file": "archive/vocabulary/countries.yaml", "old": "[Burma]", "new": "[Burma, Pagan]"}
LNG = {"file": "archive/vocabulary/topics.yaml", "old": "energy, synonyms: [LNG", "new": "trade, synonyms: [LNG"}


@pytest.fixture
def site(tmp_path: Path) -> Indexed:
    """A copy of the archive that a test may change."""
    return Indexed(copy_archive(tmp_path / "root"), tmp_path / "site")


def prepared(site: Indexed, monkeypatch: pytest.MonkeyPatch, most_briefs: int = 1_000) -> list[str]:
    """The ids of briefs whose pages are read for the index, and not kept from before."""
    ids: list[str] = []
    document = indexing.brief_document

    def note(entries: Entries, brief: Brief, text: Sequence[str]) -> SearchDocument:
        ids.append(brief.id)
        return document(entries, brief, text)

    with monkeypatch.context() as patch:
        patch.setattr(indexing, "brief_document", note)
        site.add(most_briefs=most_briefs)
    return ids


def test_what_has_not_changed_is_not_indexed_again(site: Indexed, monkeypatch: pytest.MonkeyPatch) -> None:
    assert site.add() == (1, 1)
    before = site.contents()
    monkeypatch.setattr(indexing, "make_index", lambda *_: pytest.fail("indexed again"))
    assert site.add() == (1, 0)
    assert before == site.contents()


def test_an_edit_has_one_page_prepared_and_the_index_is_that_of_all_pages(
    site: Indexed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert len(prepared(site, monkeypatch)) == 13
    assert site.found("quicksilver") == []
    alter(site.root, **SWAP)
    monkeypatch.setattr(indexing, "index_documents", lambda _: pytest.fail("prepared again"))
    assert prepared(site, monkeypatch) == ["2014-10-17-swap"]
    monkeypatch.undo()
    assert site.found("quicksilver") == ["swap"]
    whole = Indexed(copy_archive(tmp_path / "other"), tmp_path / "whole")
    alter(whole.root, **SWAP)
    whole.add()
    assert site.fragments() == whole.fragments()


def test_a_page_that_changes_in_what_is_not_searched_for_leaves_the_index(site: Indexed) -> None:
    assert site.add() == (1, 1)
    alter(site.root, **SWAP | {"old": "---\ntitle:", "new": "---\n# To be read once more.\ntitle:"})
    assert site.add() == (1, 0)
    assert site.add() == (1, 0)


@pytest.mark.parametrize("most_briefs", [1_000, 5])
def test_a_new_name_and_a_new_place_of_a_topic_are_found_though_no_page_shows_them(
    site: Indexed, monkeypatch: pytest.MonkeyPatch, most_briefs: int
) -> None:
    site.add(most_briefs=most_briefs)
    alter(site.root, **BURMA)
    alter(site.root, **LNG)
    assert len(prepared(site, monkeypatch, most_briefs)) == 13
    assert {*site.found("Pagan")} == {"gas-law"}
    briefs = [fragment for fragment in site.fragments().values() if "id" in fragment["meta"]]
    assert len([fragment for fragment in briefs if "trade" in fragment["filters"].get("topic", ())]) == 10


def test_a_new_brief_changes_the_last_part_only(site: Indexed) -> None:
    assert site.add(most_briefs=4) == (4, 4)
    (site.root / "archive/2019").mkdir()
    new = "---\ntitle: New\ndate: 2019-01-01\n---\nA quicksilver.\n"
    (site.root / "archive/2019/2019-01-01-new.md").write_text(new)
    assert site.add(most_briefs=4) == (4, 1)
    assert site.found("quicksilver") == ["new"]


def test_parts_are_twice_as_large_before_there_are_too_many_and_smaller_in_a_small_archive(
    site: Indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for most, parts in ((4, 4), (3, 2), (1, 1)):  # of at most 4, 8 and 16 briefs
        monkeypatch.setattr("briefarchive.search.index.MOST_PARTS", most)
        assert site.add(most_briefs=4)[0] == parts
    monkeypatch.undo()
    monkeypatch.setattr("briefarchive.search.index.FEWEST_BRIEFS", 2)
    for few, parts in ((7, 7), (4, 4), (2, 2), (1, 1)):  # of at most 2, 4, 8 and 16 briefs
        monkeypatch.setattr("briefarchive.search.index.FEW_PARTS", few)
        assert site.add()[0] == parts


def test_drafts_and_withdrawn_briefs_are_in_no_file(site: Indexed) -> None:
    site.add()
    assert site.found("zeppelins") == site.found("dirigibles") == []
    words = json.loads((site.target / "search/part-0/words.json").read_bytes())
    assert not {"zeppelins", "dirigibles"} & set(words)
    assert "countries/DE" not in (site.target / "search/tables/terms.json").read_text()


def test_an_archive_without_briefs_has_an_index(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    site = Indexed(tmp_path, tmp_path / "site")
    assert site.add() == (0, 0)
    assert ask(site.target, SEARCH_SCRIPTS, [{"query": "gas"}])[0]["total"] == 0
