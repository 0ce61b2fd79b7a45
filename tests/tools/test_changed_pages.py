"""Two built sites are compared, what differs is picked out, and the comment lists addresses and nothing else."""

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

import changed_pages
import preview_comment
from changed_pages import compare, copy
from preview_comment import comment, read_changes

from ..cases import by_cases


def _site(folder: Path, **pages: str) -> Path:
    """A site with a style sheet, a build's note and *pages*, whose names have `__` for a slash."""
    files = {"_static/looks.css": "p {}", ".notes": "kept"} | {
        f"{name.replace('__', '/')}.html": text for name, text in pages.items()
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def _copied(output: Path) -> set[str]:
    return {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}


def test_new_changed_and_removed_pages_are_copied_and_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _site(tmp_path / "before", archive__a="a", archive__b="b", archive__c="c")
    after = _site(tmp_path / "after", archive__a="a", archive__b="B", archive__d="d")
    assert changed_pages.main([str(before), str(after), str(tmp_path / "out")]) == 0
    assert capsys.readouterr().out == "pages: 1 added, 1 changed, 1 removed\n"
    assert _copied(tmp_path / "out") == {"archive/b.html", "archive/d.html", "_static/looks.css", "changed.json"}
    shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path / "out")
    assert read_changes(tmp_path / "packed.zip") == {
        "added": ["archive/d.html"],
        "changed": ["archive/b.html"],
        "removed": ["archive/c.html"],
    }
    assert changed_pages.main([str(before), str(tmp_path / "none"), str(tmp_path / "again")]) == 1
    assert changed_pages.main([]) == 2


def test_without_a_site_of_before_all_pages_are_new_and_a_change_of_none_gives_the_list_alone(tmp_path: Path) -> None:
    site = _site(tmp_path / "after", index="home", archive__a="a")
    assert compare(tmp_path / "absent", site)["added"] == ["archive/a.html", "index.html"]
    copy(compare(site, site), site, tmp_path / "out")
    assert _copied(tmp_path / "out") == {"changed.json"}


def test_pictures_of_a_page_come_with_it_and_other_pages_and_places_do_not(tmp_path: Path) -> None:
    links = (
        "<img src='map.png'><img src='../shared/flag.svg?v=1'><a href='terms.pdf#p2'>terms</a>"
        "<a href='other.html'>page</a><a href='https://example.org/x.png'>far</a><img src='linked.png'>"
        "<img src='../../secret.png'><img src='/root.png'><img src='gone.png'><a href='//[x'>bad</a>"
    )
    after = _site(tmp_path / "site/after", archive__a=links, archive__other="other")
    for name in ("archive/map.png", "shared/flag.svg", "archive/terms.pdf", "../secret.png", "unused.png"):
        (after / name).parent.mkdir(parents=True, exist_ok=True)
        (after / name).write_bytes(b"data")
    (after / "archive/linked.png").symlink_to(tmp_path / "site/secret.png")
    copy({"added": ["archive/a.html"], "changed": [], "removed": []}, after, tmp_path / "out")
    assert _copied(tmp_path / "out") == {
        *("archive/a.html", "archive/map.png", "archive/terms.pdf", "shared/flag.svg"),
        *("_static/looks.css", "changed.json"),
    }


def test_so_many_pages_are_copied_and_all_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changed_pages, "SHOWN", 2)
    after = _site(tmp_path / "after", archive__a="a", countries__b="b", topics__c="c")
    copy(compare(tmp_path / "absent", after), after, tmp_path / "out")
    assert len([name for name in _copied(tmp_path / "out") if name.endswith(".html")]) == 2
    assert len(json.loads((tmp_path / "out/changed.json").read_text("utf-8"))["added"]) == 3


def _comment(changes: dict[str, object] | None) -> str:
    return comment(changes, artefact="https://example.org/artefact", commit="0123abcd")


def test_the_comment_lists_the_pages_and_leads_to_the_download(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = json.dumps({"added": ["archive/a.html"], "removed": ["archive/b.html"]})
    options = [
        str(_zipped(tmp_path, listed.encode())),
        "--artefact",
        "https://example.org/artefact",
        "--commit",
        "0123abcd",
    ]
    assert preview_comment.main(options) == 0
    assert capsys.readouterr().out == (
        "<!-- preview -->\nPages of this change, as of 0123abcd:\n\n"
        "**New: 1**\n\n- `archive/a.html`\n\n**No longer there: 1**\n\n- `archive/b.html`\n\n"
        "[Download the pages](https://example.org/artefact), unpack the file, and open a page in the browser.\n"
    )


@by_cases
def test_what_is_no_plain_address_is_left_out(address: Any) -> None:
    assert "No page looks different." in _comment({"added": [address], "changed": [address], "removed": 7})


def _zipped(folder: Path, text: bytes, packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(folder / "in.zip", "w", packing) as bundle:
        bundle.writestr("changed.json", text)
    return folder / "in.zip"


@pytest.mark.parametrize("text", [b"", b"[]", b"7", b"[" * 100_000, b"\xed\xa0\x80"])
def test_a_list_that_is_none_is_told(tmp_path: Path, text: bytes) -> None:
    comment = _comment(read_changes(_zipped(tmp_path, text)))
    assert "The list of pages cannot be read." in comment
    assert "No page looks different." not in comment


@pytest.mark.parametrize("text", [b'{"added": 7}', b'{"added": {"a.html": 1}}', b'{"x": NaN}'])
def test_a_list_without_addresses_counts_as_empty(tmp_path: Path, text: bytes) -> None:
    assert "No page looks different." in _comment(read_changes(_zipped(tmp_path, text)))


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
@pytest.mark.parametrize("damage", ["none", "encrypted", "cut", "other bytes", "a bomb"])
def test_an_archive_that_cannot_be_read_has_no_list(tmp_path: Path, damage: str, packing: int) -> None:
    text = b" " * 20_000_000 if damage == "a bomb" else b'{"added": ["a.html"]}'
    data = bytearray(_zipped(tmp_path, text, packing).read_bytes())
    match damage:
        case "none":
            data = bytearray()
        case "encrypted":
            data[6] |= 1
            data[data.index(b"PK\1\2") + 8] |= 1
        case "cut":
            del data[20:]
        case "other bytes":
            data[44] ^= 255
    (tmp_path / "in.zip").write_bytes(data)
    assert read_changes(tmp_path / "in.zip") is None


def test_a_long_list_is_cut_short_to_what_github_takes() -> None:
    names = [f"{'a' * 190}{number:04}.html" for number in range(1_060)]
    text = _comment({"added": names, "changed": names, "removed": names})
    assert "**Changed: 1,060**" in text
    assert text.count("- `a") == 90
    assert text.count("- and 1,030 more\n") == 3
    assert len(text) < 65_536
