"""Write the bill of materials of a release: an SPDX 2.3 document of the project and of every package in its lock.

    python3 tools/bootstrap.py sbom

The same commit gives the same bytes: the time is that of the commit, or of SOURCE_DATE_EPOCH where that is set, and
the document's name in the world is made from its content. Nothing is fetched.
"""

import hashlib
import importlib.metadata
import json
import os
import re
import subprocess
import sys
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "build/sbom.spdx.json"
PROJECT = "SPDXRef-Project"
UNKNOWN = "NOASSERTION"
HOLDERS = "the contributors of the brief archive"

# A package of the lock: its first line, its hashes, and which packages ask for it.
ENTRY = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>[^\\\n]+?))? \\$")
HASH = re.compile(r"^ {4}--hash=sha256:([0-9a-f]{64})")
ASKED_BY = re.compile(r"^ {4}#(?: via|  ) (?P<name>[\w.-]+)(?: \(pyproject\.toml(?P<group>:\w+)?\))?$")


def main() -> int:
    """Write the document of this commit and say where it is; gives the exit code."""
    try:
        created = time_of_release()
    except (OSError, subprocess.CalledProcessError):
        print("Without git's history, set SOURCE_DATE_EPOCH to the time of the release.", file=sys.stderr)
        return 1
    except ValueError:
        print("SOURCE_DATE_EPOCH is not a number of seconds since 1970.", file=sys.stderr)
        return 1
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(as_text(document(project, list(entries(lock)), created)), encoding="utf-8", newline="\n")
    print(f"The bill of materials is {OUTPUT.relative_to(ROOT)}.")
    return 0


def time_of_release() -> datetime:
    """When the release was made: what SOURCE_DATE_EPOCH says, else the time of the last commit."""
    return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH") or time_of_commit()), UTC)


def time_of_commit() -> str:
    """Seconds from 1970 to the last commit."""
    command = ["git", "log", "-1", "--format=%ct"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603 - it is ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A package as the lock has it.

    Attributes:
        marker: Where it is installed; empty if everywhere.
        hashes: SHA-256 of each file that may be installed: wheels for many systems, and the source.
        asked_by: The packages that need it, and the project, with `:dev` if only its developers need it.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    asked_by: tuple[str, ...]

    @property
    def spdx_id(self) -> str:
        """Its id in the document. The version is part of it, since a lock may have two of one package."""
        return "SPDXRef-Package-" + re.sub(r"[^A-Za-z0-9.-]", "-", f"{self.name}-{self.version}")


def entries(lock: str) -> Iterator[Entry]:
    """The packages of a lock, as uv writes it."""
    for block in re.split(r"\n(?=[^\s#])", lock):
        first, *rest = block.splitlines()
        if found := ENTRY.match(first):
            yield Entry(
                name=canonicalize_name(found["name"]),
                version=found["version"],
                marker=found["marker"] or "",
                hashes=tuple(sorted(one[1] for one in map(HASH.match, rest) if one)),
                asked_by=tuple(one["name"] + (one["group"] or "") for one in map(ASKED_BY.match, rest) if one),
            )


def document(project: dict[str, Any], locked: list[Entry], created: datetime) -> dict[str, Any]:
    """The whole document; its namespace is made from all the rest of it."""
    draft = _document(project, locked, created, namespace="")
    return _document(project, locked, created, namespace=uuid_of(as_text(draft)).urn)


def uuid_of(text: str) -> uuid.UUID:
    """A UUID that stands for *text* and for no other. It needs no web address of ours, which SPDX does not ask for."""
    return uuid.uuid5(uuid.UUID(int=0), hashlib.sha256(text.encode()).hexdigest())


def as_text(document: dict[str, Any]) -> str:
    """The document as JSON."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _document(project: dict[str, Any], locked: list[Entry], created: datetime, *, namespace: str) -> dict[str, Any]:
    name, version = project["name"], project["version"]
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"{name}-{version}",
        "documentNamespace": namespace,
        "creationInfo": {
            "created": created.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": [f"Organization: {HOLDERS}", f"Tool: {name}-sbom-{version}"],
        },
        "packages": [_of_project(project), *(_of_entry(entry, namespace) for entry in locked)],
        "relationships": list(_relationships(name, locked)),
    }


def _of_project(project: dict[str, Any]) -> dict[str, Any]:
    return {
        "SPDXID": PROJECT,
        "name": project["name"],
        "versionInfo": project["version"],
        "summary": project["description"],
        "supplier": f"Organization: {HOLDERS}",
        "downloadLocation": UNKNOWN,
        "filesAnalyzed": False,
        "licenseConcluded": project["license"],
        "licenseDeclared": project["license"],
        "copyrightText": f"Copyright (c) {HOLDERS}",
        "primaryPackagePurpose": "APPLICATION",
    }


def _of_entry(entry: Entry, namespace: str) -> dict[str, Any]:
    package: dict[str, Any] = {
        "SPDXID": entry.spdx_id,
        "name": entry.name,
        "versionInfo": entry.version,
        "supplier": UNKNOWN,
        "downloadLocation": UNKNOWN,
        "filesAnalyzed": False,
        "licenseConcluded": UNKNOWN,
        "licenseDeclared": declared_licence(entry),
        "copyrightText": UNKNOWN,
        "externalRefs": [
            _reference("PACKAGE-MANAGER", "purl", f"pkg:pypi/{entry.name}@{entry.version.replace('+', '%2B')}")
        ],
    }
    # A checksum says that the package is that one file. Where the lock allows several files it would be wrong to pick
    # one, and to list all would say that one file has them all.
    if len(entry.hashes) == 1:
        package["checksums"] = [{"algorithm": "SHA256", "checksumValue": entry.hashes[0]}]
    else:
        locators = (f"sha256:{value}" for value in entry.hashes)
        package["externalRefs"] += [_reference("OTHER", f"{namespace}#LocationRef-file", one) for one in locators]
        package["comment"] = "Each reference of the type LocationRef-file is one file that the lock allows."
    if entry.marker:
        package["sourceInfo"] = f"Installed only where {entry.marker}"
    return package


def _reference(category: str, kind: str, locator: str) -> dict[str, str]:
    return {"referenceCategory": category, "referenceType": kind, "referenceLocator": locator}


def declared_licence(entry: Entry) -> str:
    """What the installed package says of its licence, if it is that version and says it as an SPDX expression."""
    try:
        metadata = importlib.metadata.metadata(entry.name)
        if metadata["Version"] != entry.version:
            return UNKNOWN
        said = metadata.get_all("License-Expression") or metadata.get_all("License") or [""]
        expression = str(canonicalize_license_expression(said[0]))
    except (importlib.metadata.PackageNotFoundError, InvalidLicenseExpression):
        return UNKNOWN
    # A licence outside SPDX's list would have to come with its text, which the metadata do not have.
    return UNKNOWN if "LicenseRef-" in expression else expression


def _relationships(project: str, locked: list[Entry]) -> Iterator[dict[str, str]]:
    """The document describes the project; the project and the packages depend on packages."""
    yield _relationship("SPDXRef-DOCUMENT", "DESCRIBES", PROJECT)
    for entry in locked:
        for asker in entry.asked_by:
            if asker == project:
                yield _relationship(PROJECT, "DEPENDS_ON", entry.spdx_id)
            elif asker.startswith(f"{project}:"):
                yield _relationship(entry.spdx_id, "DEV_DEPENDENCY_OF", PROJECT)
            else:
                # Of a package with two versions, one for each system, either may be the asker.
                askers = (one.spdx_id for one in locked if one.name == canonicalize_name(asker))
                yield from (_relationship(one, "DEPENDS_ON", entry.spdx_id) for one in askers)


def _relationship(element: str, kind: str, related: str) -> dict[str, str]:
    return {"spdxElementId": element, "relationshipType": kind, "relatedSpdxElement": related}


if __name__ == "__main__":
    sys.exit(main())
