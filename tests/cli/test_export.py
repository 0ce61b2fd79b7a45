"""`briefs export`: briefs and sources in the formats of other programs."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from .conftest import Run

FORMATS = ["bibtex", "biblatex", "ris", "csl-json", "csv", "jsonl", "parquet", "oai", "atom"]
BRIEF = "---\ntitle: {}\ndate: {}\ncountries: [{}]\ntopics: [energy]\nstatus: {}\n---\nText {{cite:p}}`{}`.\n"
BIB = (
    "@online{bbc-2014-a, title={标题}, translatedtitle={A title}, publisher={BBC}, date={2014-05-01},"
    " langid={chinese}}\n"
    "@online{tass-2015-b, title={B}, publisher={TASS}, date={2015}}\n"
    "@online{tass-2015-hidden, title={Hidden}, publisher={TASS}, date={2015}}\n"
)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of two shown briefs, a draft and a withdrawn one; the user stands beside it."""
    root = tmp_path / "root"
    for folder in ("archive/2014", "archive/2015", "archive/vocabulary", "bib"):
        (root / folder).mkdir(parents=True)
    (root / "archive/vocabulary/topics.yaml").write_text("energy:\n  label: {en: Energy}\n")
    for name, *values in (
        ("2014-05-01-one", "One", "2014-05-01", "CN", "published", "bbc-2014-a"),
        ("2015-05-01-two", "Two", "2015-05-01", "RU", "published", "tass-2015-b"),
        ("2015-05-02-draft", "Draft", "2015-05-02", "RU", "draft", "tass-2015-hidden"),
    ):
        (root / f"archive/{name[:4]}/{name}.md").write_text(BRIEF.format(*values))
    (root / "bib/2014.bib").write_text(BIB, "utf-8")
    monkeypatch.chdir(tmp_path)
    return root


def ids(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_goes_to_the_screen_and_to_a_file(form: str, briefs: Run, archive: Path, tmp_path: Path) -> None:
    screen = briefs("--root", archive, "export", form)
    file = briefs("--root", archive, "export", form, "-o", tmp_path / "new" / "file")
    assert (screen.exit_code, file.exit_code) == (0, 0)
    assert screen.stdout_bytes == (tmp_path / "new" / "file").read_bytes()
    assert file.stdout == ""


def test_sources_of_chosen_briefs_come_on_request(briefs: Run, archive: Path) -> None:
    result = briefs("--root", archive, "export", "jsonl", "--sources", "--country", "CN")
    assert [json.loads(line)["key"] for line in result.stdout.splitlines()] == ["bbc-2014-a"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--country", "ru"], ["2015-05-01-two"]),
        (["--country", "CN", "--country", "RU"], ["2015-05-01-two", "2014-05-01-one"]),
        (["--year", "2014"], ["2014-05-01-one"]),
        (["--year", "2014", "--country", "RU"], []),
        (["--topic", "energy"], ["2015-05-01-two", "2014-05-01-one"]),
        (["--publisher", "bbc"], ["2014-05-01-one"]),
        (["--source-language", "zh"], ["2014-05-01-one"]),
    ],
    ids=" ".join,
)
def test_options_choose_briefs(options: list[str], expected: list[str], briefs: Run, archive: Path) -> None:
    assert ids(briefs("--root", archive, "export", "jsonl", *options)) == expected


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--country", "CNN"], 'there is no country "CNN"'),
        (["--country", "China"], 'did you mean "CN" (China)?'),
        (["--topic", "energi"], 'there is no topic "energi"; did you mean "energy" (Energy)?'),
        (["--year", "1999"], 'there is no year "1999"; the briefs are from 2014 to 2015'),
        (["--publisher", "bbcc"], 'did you mean "bbc" (BBC)?'),
        (["--source-language", "Chinese"], 'there is no source language "chinese"; did you mean "zh" (Chinese)?'),
        (["--person", "nobody"], 'there is no person "nobody"; people are in archive/vocabulary/people.yaml'),
        (["--year", "x"], "not a valid integer"),
        (["--base-url", "example.org"], "is no address of a site"),
        (["--base-url", "javascript:alert(1)"], "is no address of a site"),
        (["--base-url", "https://a@b.org/"], "is no address that a link may have"),
        (["--base-url", "https://example.org/?x=1"], "is no address of a site"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_a_wrong_use_is_told_with_a_hint_and_gives_2(
    options: list[str], message: str, briefs: Run, archive: Path, tmp_path: Path
) -> None:
    result = briefs("--root", archive, "export", "jsonl", "-o", tmp_path / "file", *options)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())
    assert not (tmp_path / "file").exists()


@pytest.mark.parametrize("form", ["oai", "atom"])
def test_catalogues_and_feeds_have_no_sources(form: str, briefs: Run, archive: Path) -> None:
    result = briefs("--root", archive, "export", form, "--sources")
    assert result.exit_code == 2
    assert f"{form} has no sources" in result.output


def test_an_unknown_format_is_a_wrong_use(briefs: Run, archive: Path) -> None:
    assert briefs("--root", archive, "export", "word").exit_code == 2


@pytest.mark.parametrize("target", ["bib/2014.bib", "archive/2014/2014-05-01-one.md", "bib/new/x.bib", "link/x.bib"])
def test_an_export_is_never_written_into_the_archive(target: str, briefs: Run, archive: Path) -> None:
    (archive / "link").symlink_to("bib")
    result = briefs("--root", archive, "export", "biblatex", "-o", archive / target)
    assert result.exit_code == 2
    assert "would be a file of the archive; choose another place" in result.output
    assert (archive / "bib/2014.bib").read_text("utf-8") == BIB


def test_a_file_that_cannot_be_written_gives_1_and_says_why(briefs: Run, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = briefs("--root", archive, "export", "csv", "-o", tmp_path / "file" / "below")
    assert result.exit_code == 1
    assert "file/below cannot be written: " in result.output


def test_faults_of_the_archive_are_told_beside_the_export(briefs: Run, root: Path) -> None:
    (root / "archive" / "2014" / "2014-05-03-unread.md").write_text("---\ntitle: [\n---\n")
    result = briefs("--root", root, "export", "jsonl")
    assert ids(result) == ["2014-05-02-bad", "2014-05-01-good"]
    assert result.stderr == "The archive has errors, and something may be missing; run: briefs check\n"
