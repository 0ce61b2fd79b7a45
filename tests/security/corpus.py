"""Cases of hostile and of ordinary input: from the shared corpus, and our own from `cases/*.yaml`."""

import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

HERE = Path(__file__).parent
BASE = HERE / "base"
SHARED = HERE.parents[2] / "shared" / "attacks"
SECRET = "S3NT1NEL-SECRET"
VICTIM = "2014-05-21-power-of-siberia"
TOKENS = {
    "COUNTRY": "CN",
    "TOPIC": "energy",
    "COMPILER": "an-editor",
    "STATUS": "published",
    "SOURCE": "example-2014-contract",
    "VICTIM_SLUG": VICTIM,
    "VICTIM_SLUG_UPPER": VICTIM.upper(),
    "H1": "",
}
# So many cases are built as one site: few enough that a failure names its culprit.
_PER_BATCH = 60
_KEY = re.compile(rb"@\w+\s*[{(]\s*([^\s,{}()]+)")
# The corpus speaks of lists of entries; ours are mappings by id.
VOCABULARIES = {"topics": "topics", "compilers": "people", "publishers": "publishers", "countries": "countries"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case, as the corpus' README describes it.

    Attributes:
        files: The bytes of each file by its place, which is a path or `vocab:<name>`.
        links: Symbolic links, path and target.
        absent_from_pages: Patterns of which no page has a line; `absent_lines` are in no file at all.
    """

    id: str
    must: str
    level: str = "entries"
    files: Mapping[str, bytes]
    links: Mapping[str, str] = field(default_factory=dict)
    present: tuple[str, ...] = ()
    absent_lines: tuple[str, ...] = ()
    absent_from_pages: tuple[str, ...] = ()
    build_output_absent: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """What it tries: `html`, `link`, `bib`…"""
        return self.id.partition("-")[0]

    @property
    def claims(self) -> frozenset[str]:
        """The places and keys of sources that no other case of its batch may claim."""
        keys = {f"@{key.decode('utf-8', 'replace')}" for data in self.files.values() for key in _KEY.findall(data)}
        places = {place for place in self.files if not place.endswith(".bib")}
        return frozenset(key.casefold() for key in {*places, *self.links, *keys})

    @property
    def group(self) -> str:
        """What it can share an archive with: others of its kind."""
        if self.links or any("." in place.rpartition("/")[0] for place in self.files):
            return "links"
        of_base = ("vocab:", "archive/vocabulary/")
        changes = any(place.startswith(of_base) or (BASE / place).exists() for place in self.files)
        return "changes of the base" if changes else "additions to it"

    @property
    def briefs(self) -> frozenset[str]:
        """The names of its briefs."""
        return frozenset(place.rpartition("/")[2].removesuffix(".md") for place in self.files if place.endswith(".md"))


@dataclass(frozen=True, slots=True)
class Laid:
    """Cases put over the base: the archive's root, and the files that must neither be shown nor come to be."""

    root: Path
    secret: Path
    marker: Path
    paths: tuple[str, ...]


def shared_cases() -> Iterator[Case]:
    """The corpus beside the repository; nothing if it is not there."""
    index = SHARED / "INDEX.jsonl"
    for line in index.read_text("utf-8").splitlines() if index.exists() else ():
        row = json.loads(line)
        files = {row["place"][name]: (SHARED / name).read_bytes() for name in row["files"]}
        links, patterns = row.get("symlink_to", {}), tuple(row.get("absent_lines", ()))
        yield Case(id=row["id"], files=files, links=links, absent_lines=patterns, **_common(row))


def _common(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """What both halves of the corpus tell of a case in the same way."""
    texts = {name: tuple(row.get(name, ())) for name in ("present", "build_output_absent")}
    return {"must": row["must"], "level": row.get("level", "entries"), **texts}


def own_cases() -> Iterator[Case]:
    """Our own; a case that gives only a `text` is the text of a brief.

    Cases whose files, or whose sources' keys, have names of their own share a site.
    """
    for file in sorted((HERE / "cases").glob("*.yaml")):
        for name, row in yaml.load(file.read_text("utf-8"), yaml.CSafeLoader).items():
            files = dict(row.get("files", {}))
            if "text" in row or "head" in row:
                head = {"title": "A case", "date": "2015-03-01", "countries": "[CN]", "sources": "[{{SOURCE}}]"}
                lines = [f"{key}: {value}" for key, value in {**head, **row.get("head", {})}.items()]
                text = "\n".join(["---", *lines, "---", row.get("text", "Text {cite:p}`{{SOURCE}}`.")])
                files[f"archive/2015/2015-03-01-{file.stem}-{name}.md"] = f"{text}\n"
            contents = {
                place: bytes.fromhex(text["hex"]) if isinstance(text, dict) else text.encode()
                for place, text in files.items()
            }
            links, patterns = row.get("links", {}), tuple(row.get("absent_lines", ()))
            id_ = f"{file.stem}-{name}"
            yield Case(id=id_, files=contents, links=links, absent_from_pages=patterns, **_common(row))


def hostile_briefs() -> Iterator[bytes]:
    """The text of each brief of our own cases, as a contributor would send it."""
    for case in own_cases():
        yield from (data for place, data in case.files.items() if place.endswith(".md"))


def batches(cases: Iterable[Case]) -> list[list[Case]]:
    """All cases, in groups that can lie in one archive."""
    batches: list[_Batch] = []
    for case in cases:
        of_case = _Batch([case], case.group, set(case.claims), {*case.files, *case.links})
        of_case.folders = {str(folder) for place in of_case.places for folder in PurePosixPath(place).parents}
        if batch := next((batch for batch in batches if batch.has_room_for(of_case)), None):
            batch.add(of_case)
        else:
            batches.append(of_case)
    return [batch.cases for batch in batches]


@dataclass(slots=True)
class _Batch:
    """Cases, with all that they claim, their places, and the folders in which these are."""

    cases: list[Case]
    group: str
    claims: set[str]
    places: set[str]
    folders: set[str] = field(default_factory=set)

    def has_room_for(self, other: "_Batch") -> bool:
        """Unless both claim the same, or something of one stands in the place of a folder of the other."""
        return (
            len(self.cases) < _PER_BATCH
            and self.group == other.group
            and self.claims.isdisjoint(other.claims)
            and self.folders.isdisjoint(other.places)
            and self.places.isdisjoint(other.folders)
        )

    def add(self, other: "_Batch") -> None:
        self.cases += other.cases
        self.claims |= other.claims
        self.places |= other.places
        self.folders |= other.folders


def lay(folder: Path, *cases: Case) -> Laid:
    """Put cases into *folder*, over a copy of the base."""
    root, secret, marker = folder / "root", folder / "secret.txt", folder / "marker"
    shutil.copytree(BASE, root)
    secret.write_text(SECRET)
    tokens = {**TOKENS, "SECRET": str(secret), "MARKER": str(marker)}
    for case in cases:
        _lay_one(root, case, tokens)
    return Laid(
        root, secret, marker, tuple(_place(path, tokens) for case in cases for path in (*case.files, *case.links))
    )


def _lay_one(root: Path, case: Case, tokens: Mapping[str, str]) -> None:
    for place, data in case.files.items():
        named, filled = _filled(place.encode(), tokens).decode(), _filled(data, tokens)
        if named.startswith("vocab:"):
            _add_to_vocabulary(root, named.removeprefix("vocab:"), filled, case.level)
            continue
        path = root / named
        if path.suffix == ".bib" and path.exists() and not (BASE / named).exists():  # of another case
            path = path.with_stem(f"{path.stem}-{case.id}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(filled)
    for place, target in case.links.items():
        path = root / _filled(place.encode(), tokens).decode()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(_filled(target.encode(), tokens).decode())


def _place(path: str, tokens: Mapping[str, str]) -> str:
    if path.startswith("vocab:"):
        return f"archive/vocabulary/{VOCABULARIES[path.removeprefix('vocab:')]}.yaml"
    return _filled(path.encode(), tokens).decode()


def _filled(data: bytes, tokens: Mapping[str, str]) -> bytes:
    for name, value in tokens.items():
        data = data.replace(f"{{{{{name}}}}}".encode(), value.encode())
    return data


def _add_to_vocabulary(root: Path, name: str, data: bytes, level: str) -> None:
    file = root / f"archive/vocabulary/{VOCABULARIES[name]}.yaml"
    if level == "text":
        file.write_bytes(data)
        return
    lines = []
    for entry in yaml.safe_load(data):
        fields: dict[str, object] = {key: entry[key] for key in ("synonyms", "note") if key in entry}
        if VOCABULARIES[name] == "people":
            fields |= {"name": entry["name"]} | {key: entry[key] for key in ("url", "orcid") if key in entry}
        else:
            fields["label"] = {"en": entry["label"]}
            fields |= {"parent": entry["broader"][0]} if entry.get("broader") else {}
        lines.append(f"{json.dumps(entry['id'])}: {json.dumps(fields)}")
    with file.open("a", encoding="utf-8") as stream:
        stream.write("\n".join(lines) + "\n")
