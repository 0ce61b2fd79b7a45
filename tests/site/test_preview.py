"""A page that is drawn alone is the page of the full build, to the byte."""

import gc
from pathlib import Path

from briefarchive.checking.loading import read_archive
from briefarchive.model import Archive, BriefId
from briefarchive.site.application import page_renderer, write_preview

from .building import BuiltSite, build, grow_archive


def test_each_page_and_file_is_the_same_alone(tmp_path: Path) -> None:
    whole = build(grow_archive(tmp_path / "archive"), drafts=True)
    outdir = tmp_path / "alone"
    files = [path for path in whole.outdir.rglob("*") if path.is_file() and not path.name.startswith(".")]
    differ = []
    with page_renderer(whole.root, outdir, drafts=True) as renderer:
        renderer.use(read_archive(whole.root))
        for file in sorted(files, key=lambda path: path.suffix != ".html"):  # pages bring their pictures
            address = file.relative_to(whole.outdir).as_posix()
            data = renderer.file(address)
            if data is None and (html := renderer.guide(address)) is not None:
                data = html.encode()
            elif data is None and (outdir / address).is_file():  # what Sphinx has copied
                data = (outdir / address).read_bytes()
            if data != file.read_bytes():
                differ.append(address)
    assert differ == []


def test_a_preview_brings_the_files_that_its_page_names(site: BuiltSite, tmp_path: Path) -> None:
    reading = read_archive(site.root)
    brief = reading.archive.briefs[BriefId("2014-05-02-harbour")]
    assert write_preview(site.root, tmp_path, reading, brief) == tmp_path / f"{brief.path.removesuffix('.md')}.html"
    preview = BuiltSite(site.root, tmp_path, "")
    fetched = [
        tag.get("src") or tag["href"]
        for address in preview.addresses()
        for tag in preview.page(address).find_all(["script", "link", "img"])
        if tag.get("src") or tag.get("rel") in (["stylesheet"], ["icon"])
    ]
    assert fetched
    for way in fetched:
        assert (tmp_path / "archive" / "2014" / way.partition("?")[0]).is_file(), way


def test_nothing_keeps_the_archive_of_a_renderer_that_was_closed(site: BuiltSite, tmp_path: Path) -> None:
    def count_archives() -> int:
        gc.collect()
        return sum(isinstance(value, Archive) for value in gc.get_objects())

    before = count_archives()
    for number in range(3):
        with page_renderer(site.root, tmp_path / str(number)) as renderer:
            renderer.use(read_archive(site.root))
            renderer.file("briefs.html")
    del renderer
    assert count_archives() <= before + 1
