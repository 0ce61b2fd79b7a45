"""Renaming where something is in the way, and files with other line ends than ours."""

from pathlib import Path

import pytest

from briefarchive.checking.loading import read_archive
from briefarchive.curating.changes import CannotChangeError
from briefarchive.curating.renaming import plan_rename
from briefarchive.reading.archive_files import Reading

OLD, NEW = "2014-05-21-pipeline", "2014-05-21-gas-contract"
MOVED = f"---\ntitle: A contract\ndate: 2014-05-21\n---\nSee {{brief}}`{OLD}`.\n"
OTHER = f"---\ntitle: Another\ndate: 2014-10-17\nreplaces: [{OLD}]\n---\nSee [it]({OLD}.md).\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of a brief and another that names it."""
    (tmp_path / "archive/2014").mkdir(parents=True)
    (tmp_path / f"archive/2014/{OLD}.md").write_text(MOVED)
    (tmp_path / "archive/2014/2014-10-17-other.md").write_text(OTHER)
    return tmp_path


def read(root: Path) -> Reading:
    return read_archive(root, cache=False)


def test_a_file_that_is_there_with_another_text_is_left_alone(root: Path) -> None:
    (root / f"archive/2014/{NEW}.md").write_text(MOVED)
    with pytest.raises(CannotChangeError, match=f'there is a brief "{NEW}" already'):
        plan_rename(root, read(root), OLD, NEW)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_stay(root: Path, end: str) -> None:
    for name, text in ((OLD, MOVED), ("2014-10-17-other", OTHER)):
        (root / f"archive/2014/{name}.md").write_bytes(text.replace("\n", end).encode())
    plan_rename(root, read(root), OLD, NEW).changes.write()
    moved = (root / f"archive/2014/{NEW}.md").read_bytes().decode()
    other = (root / "archive/2014/2014-10-17-other.md").read_bytes().decode()
    expected = MOVED.replace(OLD, NEW).replace("---\nSee", f"aliases: [{OLD}]\n---\nSee")
    assert (moved, other) == (expected.replace("\n", end), OTHER.replace(OLD, NEW).replace("\n", end))


def test_a_folder_that_is_a_link_is_not_entered(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / "archive/2015").symlink_to(elsewhere)
    moved = root / f"archive/2014/{OLD}.md"
    moved.write_text(MOVED.replace("date: 2014-05-21", "date: 2015-05-21"))
    with pytest.raises(CannotChangeError, match='"archive/2015" is a symbolic link'):
        plan_rename(root, read(root), OLD, "2015-05-21-pipeline")
    assert list(elsewhere.iterdir()) == []


def test_an_id_that_two_files_have_is_refused(root: Path) -> None:
    (root / "archive/misc").mkdir()
    (root / f"archive/misc/{OLD}.md").write_text(MOVED)
    with pytest.raises(CannotChangeError, match="rename one of the two files by hand"):
        plan_rename(root, read(root), OLD, NEW)


def test_a_picture_of_the_same_name_in_the_new_year_is_not_replaced(root: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="1"/>\n'
    moved = root / f"archive/2014/{OLD}.md"
    moved.write_text(MOVED.replace("date: 2014-05-21", "date: 2015-05-21") + "\n![A map](map.svg)\n")
    (root / "archive/2015").mkdir()
    for year in (2014, 2015):
        (root / f"archive/{year}/map.svg").write_text(svg.format(year))
    with pytest.raises(CannotChangeError, match=r'there is another file "archive/2015/map\.svg"'):
        plan_rename(root, read(root), OLD, "2015-05-21-pipeline")


def test_the_file_of_a_chart_comes_along_into_the_new_year(root: Path) -> None:
    chart = "\n```{chart} ships.csv\n:kind: bar\n:title: Ships\n:unit: Ships\n\nCounted.\n```\n"
    moved = root / f"archive/2014/{OLD}.md"
    moved.write_text(MOVED.replace("date: 2014-05-21", "date: 2015-05-21") + chart)
    (root / "archive/2014/ships.csv").write_text("label,value\nNorth,12\n")
    plan_rename(root, read(root), OLD, "2015-05-21-pipeline").changes.write()
    assert (root / "archive/2015/ships.csv").read_text() == "label,value\nNorth,12\n"
    assert not (root / "archive/2014/ships.csv").exists()
