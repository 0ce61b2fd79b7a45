"""The bill of materials is an SPDX 2.3 document, holds the whole lock, and is the same for the same commit."""

import importlib.metadata
import json
import re
import subprocess
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from packaging.licenses import canonicalize_license_expression

import sbom

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = {"name": "ours", "version": "1.2", "description": "An archive", "license": "MIT AND CC-BY-4.0"}
CREATED = datetime(2024, 2, 29, 23, 59, 1, tzinfo=UTC)
TWO_FILES = "1" * 64, "2" * 64

# The required fields of clauses 6, 7 and 11, and those of JSON's schema.
OF_DOCUMENT = {"spdxVersion", "dataLicense", "SPDXID", "name", "documentNamespace", "creationInfo"}
OF_PACKAGE = {"SPDXID", "name", "downloadLocation"}
OF_REFERENCE = {"referenceCategory", "referenceType", "referenceLocator"}
OF_RELATIONSHIP = {"spdxElementId", "relationshipType", "relatedSpdxElement"}


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The document of this repository, as the command writes it."""
    monkeypatch.setattr(sbom, "ROOT", tmp_path)
    monkeypatch.setattr(sbom, "OUTPUT", tmp_path / "build/sbom.spdx.json")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1709251141")
    for name in ("pyproject.toml", "requirements.lock"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    assert sbom.main() == 0
    return json.loads(sbom.OUTPUT.read_text(encoding="utf-8"))


def _entry(name: str = "one", **fields: Any) -> sbom.Entry:
    return sbom.Entry(
        **{"name": name, "version": "1", "marker": "", "hashes": TWO_FILES, "asked_by": ("ours",)} | fields
    )


def _package(entry: sbom.Entry) -> dict[str, Any]:
    return sbom.document(PROJECT, [entry], CREATED)["packages"][1]


def test_the_document_has_what_spdx_requires_of_it(written: dict[str, Any]) -> None:
    assert written.keys() >= OF_DOCUMENT
    assert (written["spdxVersion"], written["dataLicense"]) == ("SPDX-2.3", "CC0-1.0")
    assert written["SPDXID"] == "SPDXRef-DOCUMENT"
    assert written["creationInfo"]["created"] == "2024-02-29T23:59:01Z"
    creators = written["creationInfo"]["creators"]
    assert creators
    assert all(re.match(r"(Person|Organization|Tool): \S", creator) for creator in creators)


def test_its_namespace_is_a_uri_without_a_fragment(written: dict[str, Any]) -> None:
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", written["documentNamespace"])


def test_every_package_has_what_spdx_requires_of_it(written: dict[str, Any]) -> None:
    for package in written["packages"]:
        assert package.keys() >= OF_PACKAGE
        assert all(package[field] for field in OF_PACKAGE)
        # Nothing is said of the files within, so there must be neither files nor a verification code.
        assert package["filesAnalyzed"] is False
        assert not {"hasFiles", "packageVerificationCode"} & package.keys()


def test_ids_are_of_the_form_that_spdx_allows_and_each_is_there_once(written: dict[str, Any]) -> None:
    ids = [written["SPDXID"], *(package["SPDXID"] for package in written["packages"])]
    assert len(set(ids)) == len(ids)
    assert [one for one in ids if not re.fullmatch(r"SPDXRef-[A-Za-z0-9.-]+", one)] == []


def test_every_licence_is_an_expression_of_spdx_or_not_asserted(written: dict[str, Any]) -> None:
    said = {package[field] for package in written["packages"] for field in ("licenseDeclared", "licenseConcluded")}
    assert {one for one in said - {"NOASSERTION"} if canonicalize_license_expression(one) != one} == set()


def test_references_are_complete_and_of_a_known_category(written: dict[str, Any]) -> None:
    references = [one for package in written["packages"] for one in package.get("externalRefs", [])]
    own = f"{written['documentNamespace']}#LocationRef-file"
    assert {(one["referenceCategory"], one["referenceType"]) for one in references} == {
        ("PACKAGE-MANAGER", "purl"),
        ("OTHER", own),
    }
    assert all(one.keys() == OF_REFERENCE and not re.search(r"\s", one["referenceLocator"]) for one in references)


def test_relationships_name_elements_that_are_there(written: dict[str, Any]) -> None:
    ids = {written["SPDXID"], *(package["SPDXID"] for package in written["packages"])}
    for one in written["relationships"]:
        assert one.keys() == OF_RELATIONSHIP
        assert {one["spdxElementId"], one["relatedSpdxElement"]} <= ids
    assert {one["relationshipType"] for one in written["relationships"]} == {
        "DESCRIBES",
        "DEPENDS_ON",
        "DEV_DEPENDENCY_OF",
    }


def test_the_document_describes_the_project(written: dict[str, Any]) -> None:
    described = [one for one in written["relationships"] if one["relationshipType"] == "DESCRIBES"]
    assert [(one["spdxElementId"], one["relatedSpdxElement"]) for one in described] == [
        ("SPDXRef-DOCUMENT", "SPDXRef-Project")
    ]
    assert (written["packages"][0]["SPDXID"], written["packages"][0]["licenseDeclared"]) == (
        "SPDXRef-Project",
        "MIT AND CC-BY-4.0",
    )


def test_every_package_of_the_lock_is_there_with_its_purl(written: dict[str, Any]) -> None:
    pins = re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK, re.MULTILINE)
    packages = written["packages"][1:]
    assert sorted((one["name"], one["versionInfo"]) for one in packages) == sorted(pins)
    assert [one["externalRefs"][0]["referenceLocator"] for one in packages] == [
        f"pkg:pypi/{one['name']}@{one['versionInfo']}" for one in packages
    ]


def test_every_hash_of_the_lock_is_there(written: dict[str, Any]) -> None:
    files = [
        reference["referenceLocator"].removeprefix("sha256:")
        for package in written["packages"]
        for reference in package.get("externalRefs", [])
        if reference["referenceCategory"] == "OTHER"
    ]
    sums = [one["checksumValue"] for package in written["packages"] for one in package.get("checksums", [])]
    assert sorted(files + sums) == sorted(re.findall(r"--hash=sha256:(\w+)", LOCK))


def test_every_package_is_needed_by_the_project_in_some_way(written: dict[str, Any]) -> None:
    needs: dict[str, set[str]] = {}
    for one in written["relationships"]:
        sides = one["spdxElementId"], one["relatedSpdxElement"]
        needer, needed = sides[::-1] if one["relationshipType"] == "DEV_DEPENDENCY_OF" else sides
        needs.setdefault(needer, set()).add(needed)
    reached, ahead = set(), ["SPDXRef-DOCUMENT"]
    while ahead:
        reached.add(here := ahead.pop())
        ahead += needs.get(here, set()) - reached
    assert {package["SPDXID"] for package in written["packages"]} - reached == set()


def test_a_package_of_one_file_has_its_checksum() -> None:
    package = _package(_entry(hashes=("1" * 64,)))
    assert package["checksums"] == [{"algorithm": "SHA256", "checksumValue": "1" * 64}]
    assert len(package["externalRefs"]) == 1


def test_a_package_of_several_files_has_references_instead_since_no_checksum_holds_for_all() -> None:
    package = _package(_entry())
    assert "checksums" not in package
    assert [one["referenceLocator"] for one in package["externalRefs"][1:]] == [f"sha256:{one}" for one in TWO_FILES]


def test_the_lock_is_read_with_markers_and_with_who_asks() -> None:
    lock = (
        "# by uv\n"
        "One_Two==1.0+local ; os_name == 'nt' \\\n"
        f"    --hash=sha256:{'b' * 64} \\\n    --hash=sha256:{'a' * 64}\n"
        "    # via\n    #   ours (pyproject.toml:dev)\n    #   three\n"
        f"three==3 \\\n    --hash=sha256:{'c' * 64}\n    # via ours (pyproject.toml)\n"
    )
    assert list(sbom.entries(lock)) == [
        sbom.Entry(
            name="one-two",
            version="1.0+local",
            marker="os_name == 'nt'",
            hashes=("a" * 64, "b" * 64),
            asked_by=("ours:dev", "three"),
        ),
        sbom.Entry(name="three", version="3", marker="", hashes=("c" * 64,), asked_by=("ours",)),
    ]


def test_a_version_with_a_plus_keeps_id_and_purl_in_their_forms() -> None:
    package = _package(_entry(version="1.0+local"))
    assert package["SPDXID"] == "SPDXRef-Package-one-1.0-local"
    assert package["externalRefs"][0]["referenceLocator"] == "pkg:pypi/one@1.0%2Blocal"


def test_a_package_for_some_systems_only_says_so() -> None:
    assert _package(_entry(marker="os_name == 'nt'"))["sourceInfo"] == "Installed only where os_name == 'nt'"


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ({"License-Expression": "mit or apache-2.0"}, "MIT OR Apache-2.0"),
        ({"License-Expression": "MIT", "License": "something else"}, "MIT"),
        ({"License": "BSD-3-Clause"}, "BSD-3-Clause"),
        ({"License": "BSD"}, "NOASSERTION"),
        ({"License-Expression": "LicenseRef-Own"}, "NOASSERTION"),
        ({"License-Expression": "MIT", "Version": "2"}, "NOASSERTION"),
        ({}, "NOASSERTION"),
    ],
)
def test_a_licence_is_declared_if_that_version_says_it_in_the_words_of_spdx(
    monkeypatch: pytest.MonkeyPatch, fields: dict[str, str], licence: str
) -> None:
    metadata = Message()
    for field, value in ({"Version": "1"} | fields).items():
        metadata[field] = value
    monkeypatch.setattr(importlib.metadata, "metadata", lambda _: metadata)
    assert sbom.declared_licence(_entry()) == licence


def test_the_licence_of_a_package_that_is_not_installed_is_not_asserted() -> None:
    assert sbom.declared_licence(_entry("no-such-package")) == "NOASSERTION"


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (sbom.as_text(sbom.document(PROJECT, [_entry()], CREATED)) for _ in range(2))
    assert first == second


def test_another_content_gives_another_namespace() -> None:
    documents = [sbom.document(PROJECT, [_entry(version=version)], CREATED) for version in ("1", "2")]
    assert documents[0]["documentNamespace"] != documents[1]["documentNamespace"]


def test_without_a_set_time_it_is_that_of_the_last_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(sbom, "ROOT", tmp_path)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2024-03-01T00:59:01 +0100")
    identity = ("-c", "user.name=A", "-c", "user.email=", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    commit = ["git", *identity, "commit", "--quiet", "--allow-empty", "--message", "x"]
    subprocess.run(commit, cwd=tmp_path, check=True)
    assert sbom.time_of_release() == CREATED


@pytest.mark.parametrize(
    ("epoch", "sentence"),
    [("", "Without git's history, set SOURCE_DATE_EPOCH"), ("today", "SOURCE_DATE_EPOCH is not a number")],
)
def test_without_a_time_there_is_no_document_but_a_sentence(
    epoch: str,
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sbom, "ROOT", tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert sbom.main() == 1
    assert capsys.readouterr().err.startswith(sentence)
