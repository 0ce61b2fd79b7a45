"""The index of a site: what is in it, when it is made again, and how it is parted."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefarchive.facets.entries import Entries
from briefarchive.model import Brief
from briefarchive.search import index as indexing
from briefarchive.search import pagefind_program
from briefarchive.search.documents import Document
from briefarchive.search.index import Indexing
from briefarchive.search.pagefind_program import IndexingError
from briefarchive.search.terminal import ask
from briefarchive.site.settings import SEARCH_SCRIPTS
from briefarchive.storage.cache import cache_folder
from briefarchive.storage.executor import Processes

from ..building import build_site, index_site
from .conftest import ARCHIVE, build_plainly


@pytest.fixture
def site(tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the archive that a test may change, and the folder of its site."""
    root = tmp_path / "root"
    shutil.copytree(ARCHIVE, root, ignore=shutil.ignore_patterns("build"))
    return root, build_plainly(root, tmp_path / "site")


def add(root: Path, target: Path, **limits: int) -> Indexing:
    return index_site(root, target, **limits)


def counts(done: Indexing) -> tuple[int, int, int]:
    """How many briefs and parts the index has, and how many parts were made."""
    return done.briefs, len(done.parts), done.made


def contents(target: Path) -> dict[Path, bytes]:
    """Every file of the index."""
    files = (path for path in (target / "search").rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in files}


def fragments(target: Path) -> dict[str, bytes]:
    """What the index says of each page; the rest Pagefind writes in another order each time."""
    found = (target / "search").glob("part-*/fragment/*")
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in found}


def found(target: Path, query: str) -> list[str]:
    return [result["id"] for result in ask(target, SEARCH_SCRIPTS, [{"query": query, "limit": 50}])[0]["results"]]


def edit(root: Path, name: str, old: str, new: str) -> None:
    file = root / "archive" / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_what_has_not_changed_is_not_indexed_again(site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root, target = site
    assert counts(add(root, target)) == (13, 1, 1)
    before = contents(target)
    monkeypatch.setattr(indexing, "make_index", lambda *_: pytest.fail("indexed again"))
    assert counts(add(root, target)) == (13, 1, 0)
    assert before == contents(target)


def test_several_processes_make_the_same_parts(site: tuple[Path, Path]) -> None:
    root, target = site
    made = []
    for pool in (None, Processes(2)):
        assert index_site(root, target, most_briefs=5, pool=pool).made == 3
        made.append(fragments(target))
        shutil.rmtree(target / "search")
    assert made[1] == made[0]


def prepared_anew(root: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of briefs whose pages are read for the index, and not kept from before."""
    seen: list[str] = []
    document = indexing.brief_document

    def note(entries: Entries, brief: Brief, text: Sequence[str]) -> Document:
        seen.append(brief.id)
        return document(entries, brief, text)

    with monkeypatch.context() as patch:
        patch.setattr(indexing, "brief_document", note)
        index_site(root, target, kept=True)
    return seen


def test_an_edit_has_one_page_prepared_and_the_index_is_that_of_all_pages(
    site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = site
    assert len(prepared_anew(root, target, monkeypatch)) == 13
    edit(root, "2014/2014-10-17-swap.md", "The swap is worth", "The quicksilver swap is worth")
    build_plainly(root, target)
    assert prepared_anew(root, target, monkeypatch) == ["2014-10-17-swap"]
    assert found(target, "quicksilver") == ["2014-10-17-swap"]
    with_kept = fragments(target)
    shutil.rmtree(target / "search")
    assert add(root, target).made == 1
    assert with_kept == fragments(target)


def test_the_pages_of_indices_are_kept_as_well(site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root, target = site
    prepared_anew(root, target, monkeypatch)
    edit(root, "2014/2014-10-17-swap.md", "The swap is worth", "The quicksilver swap is worth")
    build_plainly(root, target)
    monkeypatch.setattr(indexing, "index_documents", lambda _: pytest.fail("prepared again"))
    assert index_site(root, target, kept=True).made == 1


def test_a_new_name_has_all_pages_prepared_anew(site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root, target = site
    prepared_anew(root, target, monkeypatch)
    edit(root, "vocabulary/countries.yaml", "former_names: [Burma]", "former_names: [Burma, Pagan]")
    assert len(prepared_anew(root, target, monkeypatch)) == 13


@pytest.mark.parametrize("most_briefs", [1_000, 5])
def test_a_new_place_of_a_topic_is_found_though_no_page_shows_it(site: tuple[Path, Path], most_briefs: int) -> None:
    root, target = site
    index_site(root, target, kept=True, most_briefs=most_briefs)
    edit(root, "vocabulary/topics.yaml", "parent: energy, synonyms: [LNG]", "parent: trade, synonyms: [LNG]")
    build_plainly(root, target)
    index_site(root, target, kept=True, most_briefs=most_briefs)
    kept = fragments(target)
    shutil.rmtree(target / "search")
    add(root, target, most_briefs=most_briefs)
    assert kept == fragments(target)
    assert len(found(target, "topic:trade")) == 10


def test_what_was_kept_of_parts_that_are_no_more_goes(site: tuple[Path, Path]) -> None:
    root, target = site
    for most_briefs, parts in ((5, 3), (1_000, 1)):
        index_site(root, target, kept=True, most_briefs=most_briefs)
        kept = sorted(file.name for file in (cache_folder(root) / "search").iterdir())
        assert kept == [f"part-{number}.json" for number in range(parts)]


def test_a_folder_in_the_place_of_what_was_kept_is_no_hindrance(site: tuple[Path, Path]) -> None:
    root, target = site
    (cache_folder(root) / "search/part-9.json").mkdir(parents=True)
    assert index_site(root, target, kept=True).made == 1
    assert found(target, "swap") == ["2014-10-17-swap"]


def test_nothing_is_kept_of_a_part_that_is_too_large(site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root, target = site
    monkeypatch.setattr(indexing, "_MOST_KEPT", 1)
    assert index_site(root, target, kept=True).made == 1
    assert not list(cache_folder(root).glob("search/*"))
    assert found(target, "swap") == ["2014-10-17-swap"]


def test_a_changed_text_is_found(site: tuple[Path, Path]) -> None:
    root, target = site
    add(root, target)
    assert found(target, "quicksilver") == []
    edit(root, "2014/2014-10-17-swap.md", "The swap is worth", "The quicksilver swap is worth")
    build_plainly(root, target)
    assert add(root, target).made == 1
    assert found(target, "quicksilver") == ["2014-10-17-swap"]


def test_a_new_name_of_a_country_is_found_though_no_page_shows_it(site: tuple[Path, Path]) -> None:
    root, target = site
    add(root, target)
    edit(root, "vocabulary/countries.yaml", "former_names: [Burma]", "former_names: [Burma, Pagan]")
    build_plainly(root, target)
    assert add(root, target).made == 1
    assert found(target, "Pagan") == ["2012-07-01-gas-law"]


def test_a_new_brief_changes_the_last_part_only(site: tuple[Path, Path]) -> None:
    root, target = site
    assert counts(add(root, target, most_briefs=4)) == (13, 4, 4)
    (root / "archive/2019").mkdir()
    (root / "archive/2019/2019-01-01-new.md").write_text("---\ntitle: New\ndate: 2019-01-01\n---\nA quicksilver.\n")
    build_plainly(root, target)
    assert counts(add(root, target, most_briefs=4)) == (14, 4, 1)
    assert found(target, "quicksilver") == ["2019-01-01-new"]


def test_parts_are_twice_as_large_before_there_are_too_many(
    site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = site
    for most, parts in ((4, 4), (3, 2), (1, 1)):  # of at most 4, 8 and 16 briefs
        monkeypatch.setattr("briefarchive.search.index.MOST_PARTS", most)
        assert len(add(root, target, most_briefs=4).parts) == parts
    assert found(target, "swap") == ["2014-10-17-swap"]


def test_pages_that_are_large_make_parts_as_well(site: tuple[Path, Path]) -> None:
    root, target = site
    assert len(add(root, target, most_bytes=1).parts) == 13
    assert sorted(found(target, "PRC trade")) == sorted(found(target, "PRC trade"))


def test_parts_that_are_no_longer_needed_and_strange_files_go(site: tuple[Path, Path]) -> None:
    root, target = site
    add(root, target, most_briefs=4)
    (target / "search/evil.js").write_text("alert(1)")
    add(root, target)
    assert sorted(path.name for path in (target / "search").iterdir()) == [
        *("absent.json", "index.json", "part-0", "terms.json"),
    ]


def test_drafts_and_withdrawn_briefs_are_in_no_file(site: tuple[Path, Path]) -> None:
    root, target = site
    build_site(root, target, drafts=True)
    add(root, target)
    assert (target / "archive/2014/2014-08-01-draft.html").is_file()
    for query in ("zeppelins", "dirigibles", "year:2014 zeppelins", "country:DE"):
        assert found(target, query) == []
    words = json.loads((target / "search/part-0/words.json").read_bytes())
    assert not {"zeppelins", "dirigibles"} & set(words)
    assert "countries/DE" not in (target / "search/terms.json").read_text()


def test_an_archive_without_briefs_has_an_index(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    target = build_plainly(tmp_path, tmp_path / "site")
    assert counts(add(tmp_path, target)) == (0, 0, 0)
    assert ask(target, SEARCH_SCRIPTS, [{"query": "gas"}])[0]["total"] == 0


def test_a_failure_leaves_the_former_index(site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root, target = site
    add(root, target)
    edit(root, "2014/2014-10-17-swap.md", "The swap is worth", "The quicksilver swap is worth")
    build_plainly(root, target)
    monkeypatch.setattr(pagefind_program, "get_executable", lambda: Path("/bin/false"))
    with pytest.raises(IndexingError, match="pagefind ended with 1"):
        add(root, target)
    monkeypatch.undo()
    assert found(target, "swap") == ["2014-10-17-swap"]


def test_without_the_program_the_message_says_what_to_install(
    site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagefind_program, "get_executable", lambda: None)
    with pytest.raises(IndexingError, match="pip install pagefind_bin_extended"):
        add(*site)
