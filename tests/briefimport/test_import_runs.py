"""Whole runs of the import on an archive."""

import datetime
import hashlib
import re
import shutil
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from briefarchive.checking.archive import read_archive
from briefarchive.model import Original, PartialDate
from briefarchive.reading import bibliography, decoding
from briefimport import ImportReport, Outcome, import_exports

from ..cases import by_cases

EXPORT = """\
Monday March 7, 2022


May 4, 2015

A ferry between Norway and Denmark opened. Norway’s minister came from Oslo, and freight will move by ferry.

The $4 million pier is *nearly* done.

For more information, consult the following sources:

The Harbour Gazette – “Second ferry line opens”

Gazette of the Harbour – “Rates: down”

海港日报 – “两港之间新航线开通“

Compiled and edited by Ada Example and Ben Sample"""


def export(folder: Path, name: str = "one.txt", text: str = EXPORT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def files_of(root: Path) -> dict[str, str]:
    """Digests of all files of an archive, without those that an import has not put into it yet."""
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.relative_to(root).parts[0].startswith(".briefs-")
    }


def outcomes(report: ImportReport) -> list[tuple[str, str]]:
    return sorted((file.file, file.status.value) for file in report.files)


def codes(report: ImportReport) -> set[str]:
    return {diagnostic.code for diagnostic in report.all_diagnostics}


def test_export_becomes_a_brief_with_its_sources_people_and_publishers(root: Path, tmp_path: Path) -> None:
    report = import_exports(root, [export(tmp_path / "in")])
    assert outcomes(report) == [("one.txt", "written")]
    reading = read_archive(root)
    assert not [one for one in reading.diagnostics if one.severity != "notice"]
    (brief,) = reading.archive.briefs.values()
    assert brief.path == f"archive/2015/{brief.id}.md"
    assert str(brief.date) == "2015-05-04"
    assert brief.title == "[Untitled] A ferry between Norway and Denmark opened"
    assert brief.countries == ("NO",)
    assert brief.topics == ("shipping",)
    assert brief.compilers == ("ada-example", "ben-sample")
    sources = [reading.archive.sources[key] for key in brief.sources]
    assert [source.title for source in sources] == ["Second ferry line opens", "Rates: down", "两港之间新航线开通"]
    assert [source.publisher_name for source in sources] == ["The Harbour Gazette", "The Harbour Gazette", "海港日报"]
    assert sources[1].note == "printed as “Gazette of the Harbour”"
    assert (sources[2].publisher, sources[2].language) == ("haigangribao", "zh")
    assert brief.sources[2] == "haigangribao-nd-liang-gang-zhi-jian-xin"


def test_title_that_is_missing_is_asked_for_and_not_invented(root: Path, tmp_path: Path) -> None:
    report = import_exports(root, [export(tmp_path / "in")])
    assert "I101" in codes(report)
    assert not report.failed
    titled = export(tmp_path / "in", "two.txt", "A ferry opens\n\n" + EXPORT.replace("Second", "Third"))
    second = import_exports(root, [titled])
    assert "I101" not in codes(second)
    assert (root / "archive/2015/2015-05-04-ferry-opens.md").is_file()


def test_second_import_changes_nothing_and_says_so(root: Path, tmp_path: Path) -> None:
    path = export(tmp_path / "in")
    import_exports(root, [path])
    before = files_of(root)
    report = import_exports(root, [path])
    assert outcomes(report) == [("one.txt", "unchanged")]
    assert report.files[0].brief.startswith("2015-05-04-")
    assert files_of(root) == before
    assert not report.failed


def test_edit_of_a_person_is_never_overwritten(root: Path, tmp_path: Path) -> None:
    path = export(tmp_path / "in")
    brief = root / import_exports(root, [path]).files[0].path
    edited = brief.read_text("utf-8").replace("[Untitled] A", "A").replace("nearly", "quite")
    brief.write_text(edited, encoding="utf-8")
    renamed = brief.with_name("2015-05-04-a-better-name.md")
    brief.rename(renamed)
    report = import_exports(root, [path])
    assert outcomes(report) == [("one.txt", "unchanged")]
    assert renamed.read_text("utf-8") == edited
    assert not brief.exists()


def test_brief_that_an_edit_broke_is_still_known(root: Path, tmp_path: Path) -> None:
    path = export(tmp_path / "in")
    brief = root / import_exports(root, [path]).files[0].path
    brief.write_text(brief.read_text("utf-8").replace("title:", "title: ["), encoding="utf-8")
    assert outcomes(import_exports(root, [path])) == [("one.txt", "unchanged")]


def test_changed_export_of_the_same_name_is_refused(root: Path, tmp_path: Path) -> None:
    path = export(tmp_path / "in")
    import_exports(root, [path])
    before = files_of(root)
    report = import_exports(root, [export(tmp_path / "in", text=EXPORT.replace("nearly", "all but"))])
    assert outcomes(report) == [("one.txt", "refused")]
    assert codes(report) == {"I302"}
    assert report.failed
    assert files_of(root) == before


def test_other_brief_of_the_same_file_name_is_imported_from_the_folder_above(root: Path, tmp_path: Path) -> None:
    export(tmp_path / "in" / "2015", "p.txt")
    other = export(tmp_path / "in" / "2016", "p.txt", EXPORT.replace("2015", "2016").replace("pier", "jetty"))
    import_exports(root, [tmp_path / "in" / "2015"])
    report = import_exports(root, [other])
    assert outcomes(report) == [("p.txt", "refused")]
    assert "the folder above both" in str(report.files[0].diagnostics[0].hint)
    assert outcomes(import_exports(root, [tmp_path / "in"])) == [
        ("2015/p.txt", "unchanged"),
        ("2016/p.txt", "written"),
    ]


def test_dry_run_writes_nothing_and_reports_the_same(root: Path, tmp_path: Path) -> None:
    path = export(tmp_path / "in")
    before = files_of(root)
    tried = import_exports(root, [path], dry_run=True)
    assert files_of(root) == before
    done = import_exports(root, [path])
    assert [file.as_data() for file in tried.files] == [file.as_data() for file in done.files]
    assert tried.totals() == done.totals()


def test_source_that_two_exports_share_is_one_entry(root: Path, tmp_path: Path) -> None:
    export(tmp_path / "in", "a.txt")
    other = EXPORT.replace("May 4", "May 5").replace("“Second ferry line opens”", '"second  Ferry ‘line’ opens"')
    export(tmp_path / "in", "b.txt", other)
    report = import_exports(root, [tmp_path / "in"])
    archive = read_archive(root).archive
    first, second = archive.briefs.values()
    assert first.sources == second.sources
    assert len(archive.sources) == 3
    assert report.files[1].as_data()["sources"][0]["merged"] is True  # type: ignore[index]


WEEKLY = "“The week in review” (March {day}, 2015) http://gazette.example/w{day}"


@pytest.mark.parametrize(
    "form", [WEEKLY, "“The week in review,” March {day}, 2015", "“The week in review” http://gazette.example/w{day}"]
)
def test_column_that_has_one_name_each_week_is_as_many_sources(root: Path, tmp_path: Path, form: str) -> None:
    for day in (1, 8):
        text = EXPORT.replace("“Rates: down”", form.format(day=day)).replace("May 4", f"May {day}")
        export(tmp_path / "in", f"{day}.txt", text)
    report = import_exports(root, [tmp_path / "in"])
    archive = read_archive(root).archive
    columns = [source for source in archive.sources.values() if source.title == "The week in review"]
    assert len({(str(source.issued), source.url) for source in columns}) == 2
    assert [file.as_data()["sources"][1]["merged"] for file in report.files] == [False, False]  # type: ignore[index]


def test_source_is_one_whatever_the_scheme_and_last_stroke_of_its_address(root: Path, tmp_path: Path) -> None:
    for number, address in enumerate(("http://www.gazette.example/rates/", "https://gazette.example/rates", "")):
        text = EXPORT.replace("“Rates: down”", f"“Rates: down” {address}").replace("May 4", f"May {number + 1}")
        export(tmp_path / "in", f"{number}.txt", text)
    report = import_exports(root, [tmp_path / "in"])
    assert len(read_archive(root).archive.sources) == 3
    data = report.files[2].as_data()["sources"][1]  # type: ignore[index]
    assert (data["url"], data["kept"]["url"]) == (None, "http://www.gazette.example/rates/")


def test_source_that_the_archive_has_already_is_used_as_it_is(root: Path, tmp_path: Path) -> None:
    bib = root / "bib" / "2015.bib"
    bib.parent.mkdir()
    text = "% ours\n@online{hg-2015-line, title = {Second Ferry Line Opens}, "
    text += "publisher = {Harbor Gazette}, date = {2015-05-01}}"
    bib.write_text(text, encoding="utf-8")
    import_exports(root, [export(tmp_path / "in")])
    (brief,) = read_archive(root).archive.briefs.values()
    assert brief.sources[0] == "hg-2015-line"
    assert bib.read_text("utf-8") == text


def test_what_a_kept_entry_says_otherwise_is_set_aside(root: Path, tmp_path: Path) -> None:
    bib = root / "bib" / "undated.bib"
    bib.parent.mkdir()
    bib.write_text(
        "@online{x-nd, title = {Another headline}, publisher = {X}, url = {https://x.example/page-2015}}\n",
        encoding="utf-8",
    )
    text = EXPORT.replace("“Rates: down”", "“Rates: down” https://x.example/page-2015")
    report = import_exports(root, [export(tmp_path / "in", text=text)])
    assert outcomes(report) == [("one.txt", "written")]
    aside = report.files[0].as_data()["set_aside"]
    assert any("x-nd" in item["reason"] for item in aside)  # type: ignore[attr-defined]


def test_sources_go_to_the_file_of_the_year_in_which_they_appeared(root: Path, tmp_path: Path) -> None:
    text = EXPORT.replace("opens”", "opens” https://hg.example/2014/12/30/line").replace("down”", "down” (May 2, 2015)")
    import_exports(root, [export(tmp_path / "in", text=text)])
    names = sorted(path.name for path in (root / "bib").iterdir())
    assert names == ["2014.bib", "2015.bib", "undated.bib"]


@pytest.mark.parametrize(
    ("owner", "name", "limit"), [(bibliography, "MOST_ENTRIES", 2), (decoding, "BIBLIOGRAPHY_LIMIT", 400)]
)
def test_what_a_file_of_sources_has_no_room_for_goes_to_further_ones(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: ModuleType, name: str, limit: int
) -> None:
    monkeypatch.setattr(owner, name, limit)
    for number, words in enumerate(("Tides", "Docks", "Cranes", "Pilots"), 1):
        text = EXPORT.replace("Rates: down", f"{words} of May").replace("May 4", f"May {number}")
        export(tmp_path / "in", f"{number}.txt", text.replace("Second ferry line opens", f"{words} at sea"))
    for path, counts in ((tmp_path / "in" / "1.txt", [2, 1]), (tmp_path / "in", [2, 2, 2, 2, 1])):
        assert not import_exports(root, [path]).failed
        files = [root / "bib" / f"undated{end}.bib" for end in ("", "-2", "-3", "-4", "-5")]
        assert [file.read_text("utf-8").count("@") for file in files if file.exists()] == counts
    before = files_of(root)
    import_exports(root, [tmp_path / "in"])
    assert files_of(root) == before
    reading = read_archive(root)
    assert len(reading.archive.sources) == 9
    assert not {"C141", "F102"} & {one.code for one in reading.diagnostics}


def test_same_words_on_one_day_give_two_ids(root: Path, tmp_path: Path) -> None:
    export(tmp_path / "in", "a.txt", f"A ferry opens\n\n{EXPORT}")
    export(tmp_path / "in", "b.txt", f"A ferry opens\n\n{EXPORT.replace('pier', 'jetty')}")
    ids = [file.brief for file in import_exports(root, [tmp_path / "in"]).files]
    assert ids[1] == f"{ids[0]}-2"


@pytest.mark.parametrize("names", [("Kommersant", "Коммерсантъ"), ("Коммерсантъ", "Kommersant")])
@pytest.mark.parametrize("listed", [True, False])
def test_publisher_in_two_scripts_is_one(root: Path, tmp_path: Path, names: tuple[str, str], listed: bool) -> None:
    if listed:
        path = root / "archive/vocabulary/publishers.yaml"
        path.write_text(f"{path.read_text('utf-8')}kommersant: {{name: {names[0]}}}\n", encoding="utf-8")
    for number, name in enumerate(names, start=1):
        text = EXPORT.replace("海港日报 – “两港", f"{name} – “{number} 两港").replace("May 4", f"May {number}")
        export(tmp_path / "in", f"{number}.txt", text)
    import_exports(root, [tmp_path / "in"])
    reading = read_archive(root)
    assert {"kommersant", "harbour-gazette"} == set(reading.archive.vocabulary.publishers)
    assert not [one for one in reading.diagnostics if one.severity != "notice"]


def test_placeholder_is_made_of_the_first_sentence(root: Path, tmp_path: Path) -> None:
    (file,) = import_exports(root, [export(tmp_path / "in")]).files
    assert file.draft is not None
    assert file.draft.title == "[Untitled] A ferry between Norway and Denmark opened"


def test_vocabularies_keep_their_lines_and_comments(root: Path, tmp_path: Path) -> None:
    people = root / "archive/vocabulary/people.yaml"
    before = people.read_text("utf-8")
    import_exports(root, [export(tmp_path / "in")])
    assert people.read_text("utf-8") == before + "ben-sample: {name: Ben Sample}\n"


@by_cases
def test_bad_file_is_refused_with_its_reason_and_the_rest_goes_on(
    root: Path, tmp_path: Path, file: str, code: str
) -> None:
    export(tmp_path / "in", "good.txt")
    shutil.copy(Path(__file__).parent / "bad" / file, tmp_path / "in")
    report = import_exports(root, [tmp_path / "in"])
    assert outcomes(report) == sorted([(file, "refused"), ("good.txt", "written")])
    assert code in {one.code for one in report.all_diagnostics if one.span.path == file}
    assert report.failed


@pytest.mark.parametrize(
    ("name", "data"), [("bad.txt", b"x" * 5_000_001), ("bad.html", b"<html>" + b"x " * 10_000_000)]
)
def test_file_that_is_too_large_is_refused(root: Path, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    report = import_exports(root, [tmp_path / name])
    assert (outcomes(report), codes(report)) == ([(name, "refused")], {"I204"})


def test_links_are_not_followed(root: Path, tmp_path: Path) -> None:
    outside = export(tmp_path / "outside", "secret.txt")
    folder = tmp_path / "in"
    export(folder, "good.txt", EXPORT.replace("nearly", "almost"))
    (folder / "link.txt").symlink_to(outside)
    (folder / "folder").symlink_to(outside.parent)
    report = import_exports(root, [folder])
    assert outcomes(report) == [("good.txt", "written")]
    assert "I205" in codes(report)


def test_archive_folder_that_is_a_link_is_not_written_through(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "archive" / "2015").symlink_to(tmp_path / "elsewhere")
    report = import_exports(root, [export(tmp_path / "in")])
    assert outcomes(report) == [("one.txt", "refused")]
    assert not list((tmp_path / "elsewhere").iterdir())
    assert not (root / "bib").exists()


def test_other_files_of_a_folder_are_listed_and_left_out(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    export(folder, "good.txt")
    for name in ("expected.jsonl", "README.md", "README", "picture.png"):
        (folder / name).write_bytes(b"{}")
    (folder / ".hidden.txt").write_text("x", encoding="utf-8")
    report = import_exports(root, [folder])
    assert outcomes(report) == [("good.txt", "written")]
    assert set(report.ignored) == {"expected.jsonl", "README.md", "README", "picture.png"}


def test_files_of_systems_and_office_programs_are_counted_and_passed_over(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    export(folder, "good.txt")
    (folder / "__MACOSX").mkdir()
    names = ("~$good.docx", "~$rt.doc", "Thumbs.db", ".DS_Store", "desktop.ini", "._good.txt", ".~lock.good.odt#")
    for name in (*names, "~WRL0001.tmp", "__MACOSX/good.txt"):
        (folder / name).write_bytes(b"\x0bA B\0\0")
    report = import_exports(root, [folder])
    assert (outcomes(report), report.failed) == ([("good.txt", "written")], False)
    assert (report.ignored, report.system, report.totals()["system"]) == ((), 9, 9)
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as packed:
        for file in folder.rglob("*.*"):
            packed.write(file, file.relative_to(folder))
    again = import_exports(root, [tmp_path / "in.zip"], dry_run=True)
    assert outcomes(again) == [("in.zip", "set-aside"), ("in.zip/good.txt", "unchanged")]
    assert [found.message for found in again.all_diagnostics] == [
        '9 files of a system or an office program in "in.zip" were passed over'
    ]
    named = import_exports(root, [folder / "~$good.docx"], dry_run=True)
    assert (outcomes(named), named.failed, named.system) == ([], False, 1)


@pytest.mark.parametrize(
    ("name", "data", "code", "failed"),
    [
        ("some.bin", bytes(range(256)) * 40, "I212", False),
        ("some", b"\0\1\2" * 40, "I201", True),
        ("deep.json", b"[" * 200_000, "I201", True),
        ("cut.jsonl", b'{"title": "A", "bo', "I201", True),
        ("lines.jsonl", b'{"name": "A"}\n{"name": "B"}\n', "", False),
        ("settings.json", b'{\n"name": "A"\n}\n', "", False),
        ("truth.jsonl", b'{"file": "good.txt", "title": "Another", "date": "2001-01-01"}\n', "", False),
        ("empty.json", b"", "", False),
        ("desktop.ini", "\ufeff[.ShellClassInfo]".encode("utf-16-le"), "", False),
        ("Thumbs.db", b"\xd0\xcf\x11\xe0\0\0", "", False),
        ("sign.ico", b"\0\0\1\0", "", False),
        ("letters.woff2", b"wOF2\0\1\0\0", "", False),
        ("notes.md", b"# Words\n", "", False),
    ],
)
def test_file_that_no_reader_takes_is_named_if_it_could_be_an_export(
    root: Path, tmp_path: Path, name: str, data: bytes, code: str, failed: bool
) -> None:
    export(tmp_path / "in", "good.txt")
    (tmp_path / "in" / name).write_bytes(data)
    report = import_exports(root, [tmp_path / "in"])
    assert codes(report) & {"I201", "I212", "I243"} == ({code} if code else set())
    assert report.failed is failed


def test_folder_without_exports_is_said_to_be_one(root: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    report = import_exports(root, [tmp_path / "in"])
    assert codes(report) == {"I206"}
    assert report.failed


@pytest.mark.parametrize("name", ["with space.txt", 'quote\'s "here".txt', "新闻 1.txt", "#1: a.txt", "tab\there.txt"])
def test_file_names_of_any_kind_are_read_back(root: Path, tmp_path: Path, name: str) -> None:
    path = export(tmp_path / "in", name)
    report = import_exports(root, [path])
    assert report.files[0].status is Outcome.WRITTEN
    (brief,) = read_archive(root).archive.briefs.values()
    assert brief.imported is not None
    assert brief.imported.origin == name.replace("\t", "�")
    assert import_exports(root, [path]).files[0].status is Outcome.UNCHANGED


def test_broken_vocabulary_stops_the_import_before_anything_is_written(root: Path, tmp_path: Path) -> None:
    (root / "archive/vocabulary/people.yaml").write_text("ada: [\n", encoding="utf-8")
    before = files_of(root)
    report = import_exports(root, [export(tmp_path / "in")])
    assert "I305" in codes(report)
    assert files_of(root) == before


def test_word_that_would_be_lost_stops_the_file(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefimport.composing import preparing

    real = preparing.as_myst
    monkeypatch.setattr(preparing, "as_myst", lambda blocks: real(blocks).replace("pier", "", 1))
    report = import_exports(root, [export(tmp_path / "in")])
    assert outcomes(report) == [("one.txt", "refused")]
    assert "I301" in codes(report)
    assert not read_archive(root).archive.briefs


def test_day_that_other_pages_print_as_their_own_is_no_date_of_publication(root: Path, tmp_path: Path) -> None:
    export(tmp_path / "in", "a.txt")
    export(tmp_path / "in", "b.txt", EXPORT.replace("\nMay 4, 2015\n", "").replace("pier", "jetty"))
    report = import_exports(root, [tmp_path / "in"])
    assert outcomes(report) == [("a.txt", "written"), ("b.txt", "refused")]
    assert "I102" in codes(report)


def test_lines_with_which_all_texts_of_a_folder_begin_are_no_text(root: Path, tmp_path: Path) -> None:
    menu = "Forsiden\nNyheter fra havna\nOm oss\n\n"
    for name in ("ferry", "crane", "jetty"):
        words = " ".join(f"the {name} of harbour {place}" for place in range(12))
        text = f"{menu}The {name} waits again\n\nMay 4, 2015\n\nNobody knew what would become of {words}.\n"
        export(tmp_path / "in", f"{name}.txt", text)
    report = import_exports(root, [tmp_path / "in"])
    briefs = read_archive(root).archive.briefs.values()
    assert {brief.title for brief in briefs} == {f"The {name} waits again" for name in ("ferry", "crane", "jetty")}
    assert not any("Nyheter" in (root / file.path).read_text("utf-8") for file in report.files)


@by_cases
def test_a_text_is_in_the_language_of_its_words_and_a_short_one_in_that_of_the_archive(
    root: Path, tmp_path: Path, configured: str, text: str, written: str
) -> None:
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/conf.py").write_text(f"{configured}\n")
    report = import_exports(root, [export(tmp_path / "in", "a.txt", text)])
    [file] = report.files
    assert file.draft is not None
    assert re.findall(r"^language: (.*)", file.draft.text, re.MULTILINE) == ([written] if written else [])


def test_a_brief_says_when_and_where_its_text_appeared_before_and_not_when_it_came_here(
    root: Path, tmp_path: Path
) -> None:
    page = """<html><head><title>A ferry opens</title><meta property="article:published_time" content="2016-01-04">
<link rel="canonical" href="https://old.example.org/2016/ferry.html"></head>
<body><article><h1>A ferry opens</h1><p>A ferry between Norway and Denmark opened, and freight moves by ferry.</p>
<p>Norway’s minister came from Oslo, and said that the pier had cost four million dollars so far.</p></article>
</body></html>"""
    files = [export(tmp_path / "in"), export(tmp_path / "in", "two.html", page)]
    import_exports(root, files)

    briefs = {brief.imported.reader: brief for brief in read_archive(root).archive.briefs.values() if brief.imported}
    plain, html = briefs["text"], briefs["html"]
    assert plain.original == Original(date=PartialDate(year=2015, month=5, day=4))
    assert html.original == Original(
        date=PartialDate(year=2016, month=1, day=4), url="https://old.example.org/2016/ferry.html"
    )
    assert "published:" not in (root / html.path).read_text("utf-8")
    assert (html.issued, html.date) == (PartialDate(year=2016, month=1, day=4), datetime.date(2016, 1, 4))
    before = files_of(root)
    import_exports(root, files)
    assert files_of(root) == before
