"""`briefs schema`: what editors need, and whether it is up to date."""

import json
import re
from pathlib import Path

import jsonschema_rs
import pytest

from briefarchive.checking.editors import FOLDER

from .conftest import Run

REPOSITORY = Path(__file__).parents[2]
START = REPOSITORY / "tools/briefarchive/curating/start/vscode"
WRITTEN = [
    "brief.schema.json",
    "briefs.code-snippets",
    "countries.schema.json",
    "people.schema.json",
    "publishers.schema.json",
    "topics.schema.json",
]


@pytest.fixture
def with_people(sound: Path) -> Path:
    """A sound archive with a vocabulary."""
    file = sound / "archive" / "vocabulary" / "people.yaml"
    file.parent.mkdir()
    file.write_text("ada-example: {name: Ada Example}\n")
    return sound


def _names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_this_archive_has_the_settings_of_a_new_one() -> None:
    for file in START.iterdir():
        assert (REPOSITORY / FOLDER / file.name).read_text("utf-8") == file.read_text("utf-8")
    assert _names(REPOSITORY / FOLDER) == sorted([*WRITTEN, *_names(START)])


def test_the_snippet_of_a_new_brief_gives_one_that_checks_clean(briefs: Run, with_people: Path) -> None:
    briefs("--root", with_people, "schema")
    body = "\n".join(json.loads((with_people / FOLDER / "briefs.code-snippets").read_text())["A new brief"]["body"])
    body = re.sub(r"\$\{TM_FILENAME_BASE/.*\}", "2014-06-01", body)
    body = re.sub(r"\$\{\d\|([^,|]*).*?\|\}", r"\1", body)
    body = re.sub(r"\$\{\d:([^}]*)\}|\$\d", r"\1", body)
    assert "$" not in body
    (with_people / "archive" / "2014" / "2014-06-01-new.md").write_text(f"{body}Text.\n")
    assert briefs("--root", with_people, "check").output == "no findings\n"


def test_the_schema_of_briefs_goes_to_a_file_by_itself(briefs: Run, with_people: Path, tmp_path: Path) -> None:
    target = tmp_path / "other" / "schema.json"
    assert briefs("--root", with_people, "schema", "--check", "-o", target).exit_code == 1
    assert briefs("--root", with_people, "schema", "-o", target).exit_code == 0
    assert briefs("--root", with_people, "schema", "--check", "-o", target).exit_code == 0
    assert not (with_people / FOLDER).exists()
    schema = json.loads(target.read_text())
    front_matter = {"title": "One", "date": "2014-10-17", "compilers": ["ada-example"]}
    assert jsonschema_rs.Draft7Validator(schema).is_valid(front_matter)
    assert not jsonschema_rs.Draft7Validator(schema).is_valid(front_matter | {"compilers": ["ada-other"]})


def test_the_problems_view_understands_what_the_check_writes(
    briefs: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = json.loads((START / "tasks.json").read_text())["tasks"][0]
    assert task["command"] == "briefs check --format gnu"
    pattern = task["problemMatcher"]["pattern"]
    monkeypatch.chdir(root)  # a task begins in the folder that is open
    [line] = briefs("check", "--format", "gnu").output.splitlines()
    match = re.fullmatch(pattern["regexp"], line)
    assert match is not None
    assert {name: match[group] for name, group in pattern.items() if name != "regexp"} == {
        "file": "archive/2014/2014-05-02-bad.md",
        "line": "4",
        "column": "13",
        "severity": "error",
        "message": 'unknown country code "BRZ"; did you mean "BR" (Brazil)?',
        "code": "V201",
    }


def test_the_schemas_are_given_to_files_that_there_are() -> None:
    associations = json.loads((START / "settings.json").read_text())["yaml.schemas"]
    assert sorted(associations) == [f"{FOLDER}/{name}" for name in WRITTEN if name.endswith(".schema.json")]
    assert all(any(REPOSITORY.glob(files)) for files in associations.values())
