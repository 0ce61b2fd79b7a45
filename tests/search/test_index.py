"""The index of a site: what is in it, when it is made again, and how it is parted."""

import gzip
import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from briefarchive.jobs.processes import Processes
from briefarchive.site.ledger import Ledger

from briefarchive.facets.entries import Entries
from briefarchive.model import Brief
from briefarchive.reading.archive import read_archive
from briefarchive.reading.files import ChangedError
from briefarchive.search import index as indexing
from briefarchive.search import pagefind_program
from briefarchive.search.documents import Document
from briefarchive.search.index import Indexing, add_search
from briefarchive.search.pagefind_program import IndexingError
from briefarchive.search.terminal import ask
from briefarchive.site.settings import SEARCH_SCRIPTS

from .conftest import ARCHIVE, build_plainly


@pytest.fixture
def site(tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the archive that a test may change, and the folder of its site."""
    root = tmp_path / "root"
    shutil.copytree(ARCHIVE, root, ignore=shutil.ignore_patterns(".cache", "build"))
    return root, build_plainly(root, tmp_path / "site")


def add(root: Path, target: Path, **limits: int) -> Indexing:
    return add_search(read_archive(root).archive, target, **limits)


def contents(target: Path) -> dict[Path, bytes]:
    """Every file of the index but what the system tells of them, which no two folders share."""
    files = (path for path in (target / "search").rglob("*") if path.is_file() and "stamps" not in path.name)
    return {path: path.read_bytes() for path in files}


def found(target: Path, query: str) -> list[str]:
    return [result["id"] for result in ask(target, SEARCH_SCRIPTS, [{"query": query, "limit": 50}])[0]["results"]]


def edit(root: Path, name: str, old: str, new: str) -> None:
    file = root / "archive" / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_what_has_not_changed_is_not_indexed_again(site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root, target = site
    assert add(root, target) == Indexing(briefs=13, parts=1, made=1)
    before = contents(target)
    monkeypatch.setattr(indexing, "make_index", lambda *_: pytest.fail("indexed again"))
    assert add(root, target) == Indexing(briefs=13, parts=1, made=0)
    assert before == contents(target)


def test_what_looks_as_before_is_not_even_read(site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root, target = site
    add(root, target)
    for reader in ("_digests", "_look_of"):
        monkeypatch.setattr(indexing, reader, lambda *_: pytest.fail("read again"))
    assert add(root, target).made == 0


def test_a_copy_looks_different_and_is_read_and_kept(site: tuple[Path, Path], tmp_path: Path) -> None:
    root, target = site
    add(root, target)
    copy = tmp_path / "copy"
    shutil.copytree(target, copy)
    assert add(root, copy).made == 0
    index = json.loads((copy / "search/index.json").read_bytes())
    assert index == json.loads((target / "search/index.json").read_bytes())


@pytest.mark.parametrize("name", ["search/part-0/words.json", "archive/2014/2014-10-17-swap.html"])
def test_a_file_of_the_same_size_and_time_is_looked_at(site: tuple[Path, Path], name: str) -> None:
    root, target = site
    add(root, target)
    file = target / name
    told, data = file.stat(), file.read_bytes()
    file.write_bytes(data.replace(b"China", b"Chiny").replace(b"china", b"chiny"))
    assert file.read_bytes() != data
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert add(root, target).made == 1


def test_several_processes_make_the_same_parts(site: tuple[Path, Path]) -> None:
    root, target = site
    archive = read_archive(root).archive
    made = []
    for scheduler in (None, Processes(2, "spawn"), Processes(2, "fork" if sys.platform == "linux" else None)):
        assert add_search(archive, target, most_briefs=5, root=root, scheduler=scheduler).made == 3
        made.append(contents(target))
        shutil.rmtree(target / "search")
    assert made[1:] == [made[0]] * 2


def prepared_anew(root: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of briefs whose pages are read for the index, and not kept from before."""
    seen: list[str] = []
    document = indexing.brief_document

    def note(entries: Entries, brief: Brief, text: Sequence[str]) -> Document:
        seen.append(brief.id)
        return document(entries, brief, text)

    with monkeypatch.context() as patch:
        patch.setattr(indexing, "brief_document", note)
        add_search(read_archive(root).archive, target, root=root)
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
    with_kept = contents(target)
    shutil.rmtree(target / "search")
    assert add(root, target).made == 1
    assert with_kept == contents(target)


def test_an_edit_writes_only_the_files_of_a_part_that_have_changed(site: tuple[Path, Path]) -> None:
    root, target = site
    add(root, target)
    before = numbers(target / "search/part-0")
    edit(root, "2014/2014-10-17-swap.md", "The swap is worth", "The quicksilver swap is worth")
    build_plainly(root, target)
    assert add(root, target).made == 1
    assert found(target, "quicksilver") == ["2014-10-17-swap"]
    after = numbers(target / "search/part-0")
    for name in ("wasm.en.pagefind", "pagefind.js"):
        assert after[name] == before[name]
    fragments = {name for name in before if name.startswith("fragment/")}
    assert len(fragments) > 20
    assert len(fragments - after.keys()) == 1
    assert {name: before[name] for name in fragments & after.keys()}.items() <= after.items()


def numbers(part: Path) -> dict[str, int]:
    """The number of each file of a part (stat(2)), by its path there: a file that is written has a new one."""
    return {str(path.relative_to(part)): path.stat().st_ino for path in part.rglob("*") if path.is_file()}


def test_of_a_part_that_somebody_has_changed_all_files_are_written(site: tuple[Path, Path], tmp_path: Path) -> None:
    root, target = site
    add(root, target)
    good = contents(target)
    (tmp_path / "elsewhere").mkdir()
    (target / "search/part-0/fragment/more").symlink_to(tmp_path / "elsewhere")
    words = target / "search/part-0/words.json"
    words.rename(tmp_path / "words.json")
    words.symlink_to(tmp_path / "words.json")
    before = numbers(target / "search/part-0")
    assert add(root, target).made == 1
    assert good == contents(target)
    assert not before.items() & numbers(target / "search/part-0").items()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def other_bytes(part: Path) -> None:
    (part / "words.json").write_bytes(b"[]")


def link_to_file(part: Path) -> None:
    (part / "words.json").rename(part.parent.parent.parent / "words.json")
    (part / "words.json").symlink_to(part.parent.parent.parent / "words.json")


def link_to_folder(part: Path) -> None:
    part.rename(part.parent.parent.parent / "elsewhere")
    part.symlink_to(part.parent.parent.parent / "elsewhere")


@pytest.mark.parametrize("change", [other_bytes, link_to_file, link_to_folder, shutil.rmtree])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_whoever_changes_a_part_while_it_is_made_has_it_made_again(
    site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object], moment: str
) -> None:
    root, target = site
    add(root, target)
    edit(root, "2014/2014-10-17-swap.md", "The swap is worth", "The quicksilver swap is worth")
    build_plainly(root, target)
    put = indexing._put

    def meddle(fresh: Path, part: Path, *others: Any) -> None:
        if moment == "after":
            put(fresh, part, *others)
        change(part)
        elsewhere = numbers(part)
        if moment == "before":
            try:
                put(fresh, part, *others)
            finally:
                assert elsewhere == numbers(part)

    with monkeypatch.context() as patch:
        patch.setattr(indexing, "_put", meddle)
        with pytest.raises(ChangedError, match='"search/part-0" has changed'):
            add(root, target)
    assert add(root, target).made == 1
    assert found(target, "quicksilver") == ["2014-10-17-swap"]
    part = target / "search/part-0"
    assert not part.is_symlink()
    assert not any(path.is_symlink() for path in part.rglob("*"))


@pytest.mark.parametrize("change", [other_bytes, link_to_file, link_to_folder, shutil.rmtree])
def test_a_part_that_was_changed_since_does_not_stand(
    site: tuple[Path, Path], change: Callable[[Path], object]
) -> None:
    root, target = site
    add(root, target)
    assert indexing.index_stands(target)
    change(target / "search/part-0")
    assert not indexing.index_stands(target)
    assert add(root, target).made == 1
    assert indexing.index_stands(target)


def test_the_pages_of_indices_are_kept_as_well(site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root, target = site
    prepared_anew(root, target, monkeypatch)
    edit(root, "2014/2014-10-17-swap.md", "The swap is worth", "The quicksilver swap is worth")
    build_plainly(root, target)
    monkeypatch.setattr(indexing, "index_documents", lambda _: pytest.fail("prepared again"))
    monkeypatch.setattr(indexing, "packed", lambda _: pytest.fail("packed again"))
    assert add_search(read_archive(root).archive, target, root=root).made == 1


def test_a_new_name_has_all_pages_prepared_anew(site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root, target = site
    prepared_anew(root, target, monkeypatch)
    edit(root, "vocabulary/countries.yaml", "former_names: [Burma]", "former_names: [Burma, Pagan]")
    assert len(prepared_anew(root, target, monkeypatch)) == 13


@pytest.mark.parametrize("most_briefs", [1_000, 5])
def test_a_new_place_of_a_topic_is_found_though_no_page_shows_it(site: tuple[Path, Path], most_briefs: int) -> None:
    root, target = site
    add_search(read_archive(root).archive, target, root=root, most_briefs=most_briefs)
    edit(root, "vocabulary/topics.yaml", "parent: energy, synonyms: [LNG]", "parent: trade, synonyms: [LNG]")
    build_plainly(root, target)
    add_search(read_archive(root).archive, target, root=root, most_briefs=most_briefs)
    kept = contents(target)
    shutil.rmtree(target / "search")
    add(root, target, most_briefs=most_briefs)
    assert kept == contents(target)
    assert len(found(target, "topic:trade")) == 10


def test_what_was_kept_of_parts_that_are_no_more_goes(site: tuple[Path, Path]) -> None:
    root, target = site
    archive = read_archive(root).archive
    for most_briefs, parts in ((5, 3), (1_000, 1)):
        add_search(archive, target, root=root, most_briefs=most_briefs)
        kept = sorted(file.name for file in (root / ".cache/search").iterdir())
        assert kept == ["engine.sealed", *(f"part-{number}.sealed" for number in range(parts))]


def test_a_folder_in_the_place_of_what_was_kept_is_no_hindrance(site: tuple[Path, Path]) -> None:
    root, target = site
    (root / ".cache/search/part-9.sealed").mkdir(parents=True)
    assert add_search(read_archive(root).archive, target, root=root).made == 1
    assert found(target, "swap") == ["2014-10-17-swap"]


def test_nothing_is_kept_of_a_part_that_is_too_large(site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root, target = site
    monkeypatch.setattr(indexing, "_MOST_KEPT", 1)
    assert add_search(read_archive(root).archive, target, root=root).made == 1
    assert [file.name for file in (root / ".cache/search").iterdir()] == ["engine.sealed"]
    assert found(target, "swap") == ["2014-10-17-swap"]


def test_kept_pages_that_came_along_are_not_believed(site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root, target = site
    prepared_anew(root, target, monkeypatch)
    (shelf,) = (root / ".cache/search").glob("part-*")
    shelf.write_bytes(shelf.read_bytes().replace(b"swap", b"evil"))
    shutil.rmtree(target / "search")
    assert len(prepared_anew(root, target, monkeypatch)) == 13
    assert found(target, "evil") == []


@pytest.mark.parametrize("change", [lambda page: page.write_text("Not what was looked at."), Path.unlink])
def test_a_page_that_changes_meanwhile_is_not_kept(
    site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object]
) -> None:
    root, target = site
    page = target / "archive/2014/2014-10-17-swap.html"
    parts = indexing._parts

    def meddle(*arguments: Any) -> Any:
        change(page)
        return parts(*arguments)

    monkeypatch.setattr(indexing, "_parts", meddle)
    with pytest.raises(ChangedError, match=r'"archive/2014/2014-10-17-swap\.(html|md)" has changed'):
        add_search(read_archive(root).archive, target, root=root)
    assert not list((root / ".cache/search").glob("*"))


def test_nothing_is_kept_where_the_folder_leads_elsewhere(site: tuple[Path, Path], tmp_path: Path) -> None:
    root, target = site
    (tmp_path / "elsewhere").mkdir()
    (root / ".cache").mkdir(exist_ok=True)
    (root / ".cache/search").symlink_to(tmp_path / "elsewhere")
    assert add_search(read_archive(root).archive, target, root=root).made == 1
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_engine_is_packed_better_and_the_same(site: tuple[Path, Path]) -> None:
    root, target = site
    add(root, target)
    engine = (target / "search/part-0/wasm.en.pagefind").read_bytes()
    assert len(engine) < 70_000
    assert gzip.decompress(engine).startswith(b"pagefind_dcd\0asm")


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
    assert add(root, target, most_briefs=4) == Indexing(briefs=13, parts=4, made=4)
    (root / "archive/2019").mkdir()
    (root / "archive/2019/2019-01-01-new.md").write_text("---\ntitle: New\ndate: 2019-01-01\n---\nA quicksilver.\n")
    build_plainly(root, target)
    assert add(root, target, most_briefs=4) == Indexing(briefs=14, parts=4, made=1)
    assert found(target, "quicksilver") == ["2019-01-01-new"]


def test_parts_are_twice_as_large_before_there_are_too_many(
    site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = site
    for most, parts in ((4, 4), (3, 2), (1, 1)):  # of at most 4, 8 and 16 briefs
        monkeypatch.setattr("briefarchive.search.index.MOST_PARTS", most)
        assert add(root, target, most_briefs=4).parts == parts
    assert found(target, "swap") == ["2014-10-17-swap"]


def test_pages_that_are_large_make_parts_as_well(site: tuple[Path, Path]) -> None:
    root, target = site
    assert add(root, target, most_bytes=1).parts == 13
    assert sorted(found(target, "PRC trade")) == sorted(found(target, "PRC trade"))


def test_parts_that_are_no_longer_needed_and_strange_files_go(site: tuple[Path, Path]) -> None:
    root, target = site
    add(root, target, most_briefs=4)
    (target / "search/evil.js").write_text("alert(1)")
    add(root, target)
    assert sorted(path.name for path in (target / "search").iterdir()) == [
        *(".briefarchive-stamps.sealed", ".made-from.sealed", "absent.json", "index.json", "part-0", "terms.json"),
    ]
    assert not list(target.glob(".search-*"))


@pytest.mark.parametrize("name", ["part-0/pagefind.js", "part-0/words.json"])
def test_a_part_that_somebody_has_changed_is_made_again(site: tuple[Path, Path], name: str) -> None:
    root, target = site
    add(root, target)
    file = target / "search" / name
    before = file.read_bytes()
    file.write_bytes(b"alert(1)")
    assert add(root, target).made == 1
    assert file.read_bytes() == before


def test_an_index_that_came_along_is_not_believed(site: tuple[Path, Path]) -> None:
    root, target = site
    add(root, target)
    memory = target / "search/.made-from.sealed"
    memory.write_bytes(b"0" * 64 + memory.read_bytes()[64:])
    assert add(root, target).made == 1


def test_drafts_and_withdrawn_briefs_are_in_no_file(site: tuple[Path, Path]) -> None:
    root, target = site
    from briefarchive.site.build import build_site

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
    assert add(tmp_path, target) == Indexing(briefs=0, parts=0, made=0)
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


def test_the_index_is_no_stray_in_the_site(site: tuple[Path, Path]) -> None:
    root, target = site
    add(root, target)
    build_plainly(root, target)
    assert [one for one in Ledger(target).strays() if one.startswith("search/")] == []


def test_two_indexes_of_the_same_pages_are_the_same_to_the_byte(site: tuple[Path, Path]) -> None:
    root, target = site
    made = []
    for _ in range(2):
        add(root, target)
        made.append(contents(target))
        shutil.rmtree(target / "search")
    assert made[0] == made[1]
    assert len(made[0]) > 20


def test_a_brief_that_came_after_the_pages_asks_for_another_build(site: tuple[Path, Path]) -> None:
    root, target = site
    (root / "archive/2014/2014-12-31-late.md").write_text("---\ntitle: Late\ndate: 2014-12-31\n---\nText.\n")
    with pytest.raises(ChangedError, match=r'"archive/2014/2014-12-31-late\.md" has changed'):
        add(root, target)
