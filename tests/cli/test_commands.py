"""Stories of `briefs`, in `cases/commands`: an archive, commands as they are typed, and what comes of each."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from briefarchive.curating import archiving

from ..curating.server import LocalWeb, Reply, leading_to, local_web
from .conftest import Run

CASES = Path(__file__).parent / "cases"
PERSON = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
Wanted = str | list[str] | None
"""Of a file, its text, or passages that it has in this order; None where there is to be no such file."""


class Step(msgspec.Struct, forbid_unknown_fields=True):
    """A command, its status, what it writes (all of it, passages that it has or has not, files), and whom it asks.

    Attributes:
        sh: What somebody does in a shell before.
        asked: By host of the story's web, what was asked for since the beginning.
    """

    sh: str = ""
    briefs: str = ""
    code: int = 0
    output: str | None = None
    tells: list[str] = []
    omits: list[str] = []
    files: dict[str, Wanted] = {}
    asked: dict[str, list[str]] = {}


class Story(msgspec.Struct, forbid_unknown_fields=True):
    """Steps beside the folder `root`, an archive of `cases` with more files; None for one that is taken away.

    Attributes:
        unreadable: Folders into which nobody can look, be it the system's administrator.
        web: What is answered at each address, by the Wayback Machine too; nothing else is there.
    """

    steps: list[Step]
    archive: str = "plain"
    files: dict[str, str | None] = {}
    links: dict[str, str] = {}
    folders: list[str] = []
    unreadable: list[str] = []
    env: dict[str, str] = {}
    web: dict[str, dict[str, Any]] | None = None


STORIES = {
    f"{file.stem}: {name}": story
    for file in sorted(CASES.glob("commands/*.yaml"))
    for name, story in msgspec.yaml.decode(file.read_bytes(), type=dict[str, Story], strict=False).items()
}


def has(text: str, wanted: str) -> bool:
    """Whether a text has a passage, however its lines were wrapped."""
    return wanted in text or " ".join(wanted.split()) in " ".join(text.split())


def follow(step: Step, briefs: Run) -> None:
    if step.sh:
        subprocess.run(["sh", "-e", "-c", step.sh], check=True, env=os.environ | PERSON, capture_output=True)
    result = briefs(*shlex.split(step.briefs))
    output = result.output
    assert result.exit_code == step.code, output
    assert step.output in (None, output)
    assert [words for words in step.tells if not has(output, words)] == [], output
    assert [words for words in step.omits if has(output, words)] == [], output
    for path, wanted in step.files.items():
        text = Path(path).read_text("utf-8") if Path(path).exists() else None
        if isinstance(wanted, list) and text:
            assert [words for words in wanted if words not in text] == [], (path, text)
        else:
            assert text == wanted, path


def close(folders: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nobody look into these folders."""
    closed, real = {Path(folder).absolute() for folder in folders}, os.scandir

    def scandir(path: Any = ".") -> Any:
        if not isinstance(path, int) and Path(path).absolute() in closed:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)


@contextmanager
def answering(told: dict[str, dict[str, Any]] | None, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalWeb | None]:
    """A web with these answers, which speaks no TLS."""
    if told is None:
        yield None
        return
    monkeypatch.setattr(archiving, "_AVAILABLE", httpx.URL("http://archive.org/wayback/available"))
    monkeypatch.setattr(archiving, "_SAVE", "http://web.archive.org/save/")
    with local_web() as web, leading_to(web.address):
        for address, reply in told.items():
            web.put(address, Reply(**{**reply, "body": reply.get("body", "<title>A page</title>").encode()}))
        yield web


@pytest.mark.parametrize("name", STORIES)
def test_a_story_goes_as_it_is_told(name: str, briefs: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = STORIES[name]
    monkeypatch.chdir(tmp_path)
    shutil.copytree(CASES / story.archive, "root")
    for folder in story.folders:
        Path(folder).mkdir(parents=True, exist_ok=True)
    for path, text in story.files.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            Path(path).unlink()
        else:
            Path(path).write_text(text, "utf-8")
    for path, target in story.links.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).symlink_to(target)
    for variable, value in story.env.items():
        monkeypatch.setenv(variable, value)
    if story.unreadable:
        close(story.unreadable, monkeypatch)
    with answering(story.web, monkeypatch) as web:
        for step in story.steps:
            follow(step, briefs)
            if web:
                assert {host: [request.path for request in web.to(host)] for host in step.asked} == step.asked
