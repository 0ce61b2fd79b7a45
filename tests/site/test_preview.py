"""A page that is drawn alone is the page of the full build, to the byte."""

import io
import shutil
from pathlib import Path

import pytest

from briefarchive.checking.archive import read_archive
from briefarchive.model import BriefId
from briefarchive.site.application import ConfigurationError
from briefarchive.site.page_renderer import page_renderer, write_preview

from .building import BuiltSite, build, copy_archive

TESTS = Path(__file__).parents[1]

# myst-parser and sphinx-click, which draw our own guide, still ask Sphinx in a way that goes with its release 11.
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")


@pytest.fixture(scope="module", params=["tests", "excerpt"])
def with_drafts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The whole site of the tests' archive, or of a part of the collection with our guide, with its drafts."""
    if request.param == "excerpt":
        root = shutil.copytree(TESTS / "excerpt", tmp_path_factory.mktemp("excerpt") / "archive")
        shutil.copytree(TESTS.parent / "docs", root / "docs")
        shutil.copytree(TESTS / "checking/cases", root / "tests/checking/cases")  # the examples of the rules
        return build(root, drafts=True)
    return build(copy_archive(tmp_path_factory.mktemp("drafts") / "archive"), drafts=True)


@pytest.fixture(scope="module")
def alone(with_drafts: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every page of that site that can be drawn alone, at its address."""
    outdir = tmp_path_factory.mktemp("alone")
    with page_renderer(with_drafts.root, outdir, drafts=True, warning=io.StringIO()) as renderer:
        renderer.use(read_archive(with_drafts.root))
        for address in with_drafts.addresses():
            made = renderer.file(address)
            html = renderer.guide(address) if made is None else made.decode()
            assert html is not None, address
            page = outdir / address
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(html, "utf-8")
    return outdir


def test_each_page_is_the_same_alone(with_drafts: BuiltSite, alone: Path) -> None:
    differ = [
        address
        for address in with_drafts.addresses()
        if (with_drafts.outdir / address).read_bytes() != (alone / address).read_bytes()
    ]
    assert differ == []


def test_each_other_file_is_the_same_alone(with_drafts: BuiltSite, alone: Path, tmp_path: Path) -> None:
    files = [file for file in with_drafts.outdir.rglob("*") if file.is_file() and file.suffix != ".html"]
    differ = []
    with page_renderer(with_drafts.root, tmp_path, drafts=True) as renderer:
        renderer.use(read_archive(with_drafts.root))
        for file in files:
            address = file.relative_to(with_drafts.outdir).as_posix()
            data = renderer.file(address)
            if data is None and (alone / address).is_file():
                data = (alone / address).read_bytes()
            if data != file.read_bytes() and not file.name.startswith("."):
                differ.append(address)
    assert differ == []


def test_a_preview_brings_the_files_that_its_page_names(site: BuiltSite, tmp_path: Path) -> None:
    reading = read_archive(site.root)
    brief = reading.archive.briefs[BriefId("2014-05-02-harbour")]
    assert write_preview(site.root, tmp_path, reading, brief) == tmp_path / f"{brief.path.removesuffix('.md')}.html"
    here = BuiltSite(site.root, tmp_path, "")
    fetched = [
        tag.get("src") or tag["href"]
        for address in here.addresses()
        for tag in here.page(address).find_all(["script", "link", "img"])
        if tag.get("src") or tag.get("rel") in (["stylesheet"], ["icon"])
    ]
    assert fetched
    for way in fetched:
        assert (tmp_path / "archive" / "2014" / way.partition("?")[0]).is_file(), way


def test_a_configuration_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "conf.py").write_text('extensions = ["briefarchive.site"]\nproject = (\n', "utf-8")
    with (
        pytest.raises(ConfigurationError, match="configuration"),
        page_renderer(tmp_path, tmp_path / "out", warning=io.StringIO()),
    ):
        pass
