"""Footnotes that are sources become citations; others stay footnotes."""

from pathlib import Path

from briefarchive.importing import import_exports
from briefarchive.reading.archive import read_archive

PAGE = """<html><body><h1>A ferry opens between ports</h1><p>May 4, 2015</p>
<p>The ferry line of the northern port was opened again this week.<sup><a href="#f1" id="r1">1</a></sup> Rates
fell.<a href="#f2">[2]</a> It went on twice.<a href="#f3">3</a> And again.<a href="#f1">1</a></p>
<p>Another paragraph about the same ferry line, with more words in it.</p>
<ol><li id="f1">Coast Radio, “Rates fall,” 3 May 2015. <a href="#r1">↩</a></li>
<li id="f2">See <a href="http://web.archive.org/web/20150501000000/http://gazette.example/2015/04/30/a">Ferry to
open</a>, The Harbour Gazette</li>
<li id="f3">Nobody knows how many passengers there were, since the books were lost in the flood.</li></ol>
</body></html>"""


def test_footnotes_that_are_sources_become_citations(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "ferry.html"
    path.write_text(PAGE, encoding="utf-8")
    report = import_exports(root, [path])
    body = (root / report.files[0].path).read_text("utf-8").split("---\n", 2)[2]
    first, second = "coast-radio-2015-rates-fall", "harbour-gazette-2015-ferry-open"
    assert f"this week.{{cite:p}}`{first}` Rates fell.{{cite:p}}`{second}`" in body
    assert f"And again.{{cite:p}}`{first}`" in body
    assert "It went on twice.[^3]" in body
    assert body.count("[^3]: Nobody knows") == 1
    reading = read_archive(root)
    (brief,) = reading.archive.briefs.values()
    assert not brief.sources
    assert not [one for one in reading.diagnostics if one.severity == "error"]
    source = reading.archive.sources[second]  # type: ignore[index]
    assert (source.url, str(source.issued)) == ("http://gazette.example/2015/04/30/a", "2015-04-30")
    assert source.fields["archivedate"] == "2015-05-01"
