"""Copies of one brief in several files: what becomes of each, as the cases say, and that no word of any is lost."""

import json
from pathlib import Path

import pytest

from briefarchive.checking.loading import read_archive
from briefimport import ImportReport, Outcome, import_exports

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())


def told(report: ImportReport) -> dict[str, object]:
    """What a case says of a run."""
    drafts = [file.to_data() for file in report.files if file.draft]
    return {
        "files": {file.file: file.status.value for file in report.files},
        "briefs": [
            {
                "title": data["title"],
                "title_from": data["title_from"],
                "date": data["date"],
                "only_in_copies": {
                    f"{item['file']}:{item['line']}": item["text"]
                    for item in data["set_aside"]  # type: ignore[attr-defined]
                    if "file" in item
                },
            }
            for data in drafts
        ],
        "revisions": report.to_data()["revisions"],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_copies_become_what_the_case_says(case: Path, root: Path) -> None:
    report = import_exports(root, [case / "in"])
    assert told(report) == json.loads((case / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_second_import_knows_every_copy(case: Path, root: Path) -> None:
    import_exports(root, [case / "in"])
    again = import_exports(root, [case / "in"])
    assert {file.status for file in again.files} == {Outcome.UNCHANGED}


def test_front_matter_names_every_origin_and_leads_old_addresses_here(root: Path) -> None:
    report = import_exports(root, [Path(__file__).parent / "cases" / "text-and-page" / "in"])
    reading = read_archive(root)
    assert not [diagnostic for diagnostic in reading.diagnostics if diagnostic.severity != "notice"]
    (brief,) = reading.archive.briefs.values()
    assert brief.imported
    assert brief.imported.origin == "ferry.html"
    assert [(copy.origin, copy.reader) for copy in brief.imported.copies] == [("2015-05-04.txt", "text")]
    assert brief.aliases == ("2015/05/04/ferry/",)
    assert [file.brief for file in report.files] == [brief.id, brief.id]


def test_title_of_three_copies_is_not_taken_for_the_name_of_the_site(root: Path, tmp_path: Path) -> None:
    text = (Path(__file__).parent / "cases" / "title-from-the-other-copy" / "in" / "b.txt").read_text("utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(text + " " * number, encoding="utf-8")
    import_exports(root, [folder])
    (brief,) = read_archive(root).archive.briefs.values()
    assert brief.title == "A ferry opens between two ports"


EXPORT = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Northern Foundation</title><link>https://foundation.example</link><wp:wxr_version>1.2</wp:wxr_version>
<item><title>A ferry opens between two ports</title><link>https://foundation.example/?p=1207</link>
<content:encoded><![CDATA[{text}]]></content:encoded><wp:post_id>1207</wp:post_id>
<wp:post_date>2015-05-04 10:00:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="by-sea"><![CDATA[By sea]]></category></item>
</channel></rss>
"""


def test_text_page_and_post_of_one_brief_become_one(root: Path, tmp_path: Path) -> None:
    case = Path(__file__).parent / "cases" / "text-and-page" / "in"
    folder = tmp_path / "in"
    folder.mkdir()
    for path in case.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    text = (case / "2015-05-04.txt").read_text("utf-8").partition("2015\n\n")[2].partition("For more")[0]
    (folder / "export.xml").write_text(EXPORT.format(text=text), encoding="utf-8")
    report = import_exports(root, [folder])
    assert {file.file: file.status.value for file in report.files} == {
        "ferry.html": "written",
        "2015-05-04.txt": "united",
        "export.xml#post-1207": "united",
    }
    (brief,) = read_archive(root).archive.briefs.values()
    assert brief.imported
    assert {copy.origin for copy in brief.imported.copies} == {"2015-05-04.txt", "export.xml#post-1207"}
    assert "By sea" in report.mapping.text
