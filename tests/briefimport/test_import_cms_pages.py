"""Pages that every site has are set aside, and names that are no person's are nobody."""

from pathlib import Path

import pytest

from briefarchive.checking.loading import read_archive
from briefimport import Outcome, import_exports
from briefimport.text.people.bylines import read_byline
from briefimport.text.people.names import is_impersonal

TEXT = "We have watched the ports of the northern coast since the year in which the first ferry sailed."


def page(folder: Path, title: str, more: str = "", window: str = "Port Watch") -> Path:
    path = folder / "page.html"
    text = f"<html><head><title>{window}</title></head><body><h1>{title}</h1><p>May 4, 2015</p><p>{TEXT}</p>{more}"
    path.write_text(f"{text}</body></html>", "utf-8")
    return path


@pytest.mark.parametrize(
    "title",
    ["About us", "Aviso legal", "Quem somos", "Mentions légales", "Impressum", "Note legali", "О нас", "关于我们",
     "O nas", "Over ons", "Contact", "Nous soutenir", "招聘信息", "Contact and directions"],
)  # fmt: skip
def test_page_of_the_site_is_set_aside_with_its_reason(root: Path, tmp_path: Path, title: str) -> None:
    report = import_exports(root, [page(tmp_path, title)])
    (file,) = report.files
    assert (file.status, [diagnostic.code for diagnostic in file.diagnostics]) == (Outcome.SET_ASIDE, ["I231"])
    assert f'"{title}"' in file.diagnostics[0].message
    assert not read_archive(root).archive.briefs


@pytest.mark.parametrize(
    "name",
    ["Site admin", "Redacción", "La redacción", "admin", "webmaster", "Redaktion", "Die Redaktion", "Администратор",
     "本刊编辑部", "la rédaction", "Redacción IAL", "the editorial team", "Usuario de Windows"],
)  # fmt: skip
def test_office_or_account_is_nobody(name: str) -> None:
    assert is_impersonal(name)
    byline = read_byline(f"Compiled by: {name}")
    assert byline is not None
    assert (byline.compilers, byline.is_impersonal) == ((), True)


@pytest.mark.parametrize("name", ["Ada Example", "Ana Editora", "李明"])
def test_person_is_somebody(name: str) -> None:
    assert not is_impersonal(name)
