"""Runs of the import as cases tell them: what is handed over, what somebody does in between, and what comes of it."""

import hashlib
import io
import random
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PIL import Image

from briefarchive.checking.loading import read_archive
from briefimport import ImportReport, import_exports, make_plan_table, read_plan

from ..cases import alter, extract
from .reading import save, table_of
from .wxr import wordpress
from .wxr.wordpress import SITE

HERE = Path(__file__).parent
EXPORT = (HERE / "samples/export.txt").read_text("utf-8").rstrip("\n")


class Post(msgspec.Struct, forbid_unknown_fields=True):
    """A post of a blog; *fields* are those of WordPress, and what is not said is that of a sample."""

    number: int = 12
    title: str = "A ferry opens"
    text: str = (HERE / "samples/post.txt").read_text("utf-8").rstrip("\n")
    fields: dict[str, str] = {}
    meta: dict[str, str] = {}
    terms: list[tuple[str, str, str]] = []
    comments: list[tuple[str, str]] = []
    picture: str = ""
    more: str = ""
    before: str = ""
    after: str = ""

    def item(self) -> str:
        """The post as WordPress writes it."""
        fields = {"creator": "adaexample", "post_name": "a-ferry-opens", "link": f"{SITE}/2016/01/a-ferry-opens/"}
        if self.number != 12:
            fields = {"post_name": f"post-{self.number}"}
        more = [self.more, *(wordpress.meta(*item) for item in self.meta.items())]
        more += [wordpress.term(*term) for term in self.terms]
        more += [wordpress.comment(at, text, approved) for at, (text, approved) in enumerate(self.comments, 1)]
        if self.picture:
            more.append(
                f"<wp:attachment_url>{wordpress.cdata(f'{SITE}/wp-content/{self.picture}')}</wp:attachment_url>"
            )
            fields |= {"post_type": "attachment", "status": "inherit"}
        written = wordpress.item(self.number, self.title, self.text, "".join(more), **(fields | self.fields))
        return self.before + written + self.after


class Content(msgspec.Struct, forbid_unknown_fields=True):
    """What a file holds: a sample with other words in it, the posts of a blog of these authors, or a picture."""

    sample: str = ""
    but: dict[str, str] = {}
    posts: list[Post] = []
    authors: tuple[str, ...] = ("Ada Example",)
    times: int = 1
    cut: int = 0
    width: int = 0

    def encode(self) -> bytes:
        """The bytes of the file."""
        if self.width:
            stream = io.BytesIO()
            Image.new("RGB", (self.width, 5)).save(stream, "PNG")
            return stream.getvalue()
        if self.posts:
            text = wordpress.export([post.item() for post in self.posts], random.Random(1), self.authors).decode()
        else:
            text = (HERE / "samples" / self.sample).read_text("utf-8")
        for old, new in self.but.items():
            assert old in text, old
            text = text.replace(old, new)
        return text.encode()[: -self.cut or None] * self.times


class Step(msgspec.Struct, forbid_unknown_fields=True):
    """Files that come, as a rule into the folder `in`, and what comes of the import into the archive `root`.

    Attributes:
        also: What else is done to files, by `alter`.
        paths: What is imported.
        options: Arguments of the import.
        enter: What a person enters into a plan, by file and column, before it is applied.
        told: The status of each file.
        statuses: The statuses alone, in the order of the files.
        codes: Some that are told.
        lacks: Codes that are not.
        says: Passages of what is told.
        aside: Some that is set aside of the first text, by a part of the reason.
        report: What the report says in a file.
        changes: Whether the archive has changed.
        briefs: What is said of its briefs; *sources* are those to which their keys lead.
        plan: Cells of the plan that would be made, or passages of them, by file and column.
        wrote: Files afterwards, or passages of them.
        absent: Patterns of files that are not there.
        body: The text of the first brief of the run, or passages of it.
        pictures: The widths of those that the archive has.
    """

    files: dict[str, str | Content] = {}
    also: list[dict[str, Any]] = []
    paths: tuple[str, ...] = ("in",)
    options: dict[str, Any] = {}
    enter: dict[str, dict[str, str]] = {}
    told: dict[str, str] | None = None
    statuses: list[str] | None = None
    codes: list[str] = []
    lacks: list[str] = []
    says: list[str] = []
    failed: bool | None = None
    aside: dict[str, str] = {}
    report: dict[str, Any] = {}
    changes: bool | None = None
    briefs: list[dict[str, Any]] | None = None
    plan: dict[str, dict[str, str]] = {}
    wrote: dict[str, str | list[str]] = {}
    absent: list[str] = []
    body: str | list[str] | None = None
    pictures: list[int] | None = None


def follow(step: Step, folder: Path) -> None:
    """Take a step in a folder with the archive, and see that it comes to what its case says."""
    root = folder / "root"
    (folder / "in").mkdir(exist_ok=True)
    for name, content in step.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode())
    for one in step.also:
        alter(folder, **one)
    before = files_of(root)
    paths = [folder / path for path in step.paths]
    if step.enter:
        table = _plan(import_exports(root, paths, dry_run=True, **step.options), folder)
        save(folder / "plan.csv", [row | step.enter.get(row["file"], {}) for row in table])
        step.options["plan"] = read_plan(folder / "plan.csv", read_archive(root).archive)
    report = import_exports(root, paths, **step.options)
    diagnostics = report.all_diagnostics
    codes, messages = (
        {each.code for each in diagnostics},
        "\n".join(f"{each.code} {each.message} ({each.hint})" for each in diagnostics),
    )
    assert step.told in (None, outcomes(report)), messages
    assert step.statuses in (None, [*outcomes(report).values()]), messages
    assert step.failed in (None, report.failed), messages
    assert [code for code in step.codes if code not in codes] == [], messages
    assert [code for code in step.lacks if code in codes] == [], messages
    assert [words for words in step.says if words not in messages] == [], messages
    aside = [item for file in report.files[:1] if file.draft for item in file.draft.set_aside]
    for reason, text in step.aside.items():
        assert text in [item.text for item in aside if reason in item.reason], aside
    assert extract(report.to_data(), step.report) == step.report
    assert step.changes in (None, files_of(root) != before)
    if step.briefs is not None:
        assert extract(_briefs(root), step.briefs) == step.briefs
    planned = {row["file"]: row for row in _plan(report, folder)} if step.plan else {}
    for file, cells in step.plan.items():
        assert [name for name, text in cells.items() if text not in planned[file][name]] == [], planned
    written = {path: (folder / path).read_text("utf-8") for path in step.wrote}
    if step.body is not None:
        brief = next(file.path for file in report.files if file.path)
        written["body"] = (root / brief).read_text("utf-8").split("---\n", 2)[2]
    for path, text in written.items():
        wanted = step.wrote.get(path, step.body)
        assert text == wanted if isinstance(wanted, str) else not [piece for piece in wanted if piece not in text], text
    if step.pictures is not None:
        pictures = (io.BytesIO(path.read_bytes()) for path in sorted(root.glob("archive/*/*.png")))
        assert [Image.open(bytes_io).width for bytes_io in pictures] == step.pictures
    assert [path for pattern in step.absent for path in folder.glob(pattern)] == []


def _plan(report: ImportReport, folder: Path) -> list[dict[str, str]]:
    """The rows of the plan for a run."""
    (folder / "plan.csv").write_text(make_plan_table(report, folder), "utf-8", newline="")
    return table_of(folder / "plan.csv")


def export(folder: Path, name: str = "one.txt", text: str = EXPORT) -> Path:
    """Write a file, also into folders that are not there yet."""
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


def outcomes(report: ImportReport) -> dict[str, str]:
    """The status of each file of a run."""
    return {file.file: file.status.value for file in report.files}


def _briefs(root: Path) -> list[dict[str, Any]]:
    """What a sound archive says of its briefs."""
    reading = read_archive(root)
    assert not [diagnostic for diagnostic in reading.diagnostics if diagnostic.severity == "error"]
    sources = reading.archive.sources
    return [
        {name: getattr(brief, name) for name in brief.__dataclass_fields__}
        | {"issued": brief.issued, "keys": brief.sources, "sources": [sources[key] for key in brief.sources]}
        for brief in reading.archive.briefs.values()
    ]


RUNS = {
    f"{file.stem}: {name}": steps
    for file in sorted(HERE.glob("runs/*.yaml"))
    for name, steps in msgspec.yaml.decode(file.read_bytes(), type=dict[str, list[Step]], strict=False).items()
}


@pytest.mark.parametrize("name", RUNS)
def test_a_run_goes_as_it_is_told(root: Path, name: str) -> None:
    for step in RUNS[name]:
        follow(step, root.parent)
