"""Make `.venv`, install what the lock names, and run sessions of the noxfile in it.

    python3 tools/bootstrap.py html
    python3 tools/bootstrap.py tests -- -k bibliography

Needs Python 3.11 or later and nothing else. What is installed already is left alone, so that only the first
run takes long and only the first run needs the net.
"""

# Keeps this file readable for the older Pythons that it turns away.
from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"


def main(arguments: list[str]) -> int:
    """Prepare the environment and run the sessions that *arguments* name; gives nox's exit code."""
    try:
        refuse_old_python(sys.version_info[:2])
        prepare()
    except (OldPythonError, PackagesMissingError) as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(
            f"Could not prepare {VENV.name}; the lines above say why. Is there a connection to the package index? "
            "The next run starts afresh.",
            file=sys.stderr,
        )
        return error.returncode
    return subprocess.run([python(), "-m", "nox", *nox_arguments(arguments)], check=False).returncode


class OldPythonError(Exception):
    """This Python is too old."""


def refuse_old_python(version: tuple[int, int]) -> None:
    """Raise an `OldPythonError` that says what to use instead, unless *version* will do."""
    if version < OLDEST:
        needed, found = (".".join(map(str, numbers)) for numbers in (OLDEST, version))
        raise OldPythonError(
            f"This project needs Python {needed} or later, and this is Python {found}. "
            f"Debian has it from release 12 on; then run: python{needed} tools/bootstrap.py html"
        )


def prepare() -> None:
    """Bring `.venv` up to date: all of it, our own package only, or nothing, by what has changed."""
    packages = Stamp(VENV / "packages.stamp", packages_fingerprint())
    project = Stamp(VENV / "project.stamp", project_fingerprint())
    if not (packages.is_set() and Path(python()).exists()):
        make_environment()
        install_packages()
        packages.set()
    if not project.is_set():
        install_project()
        project.set()


class Stamp:
    """A file in `.venv` that is written when a step is complete, and tells what the step was made from."""

    def __init__(self, path: Path, content: str) -> None:
        self.path = path
        self.content = content

    def is_set(self) -> bool:
        """Whether the step is complete and was made from the same things."""
        return self.path.is_file() and self.path.read_text(encoding="utf-8") == self.content

    def set(self) -> None:
        """Remember that the step is complete."""
        self.path.write_text(self.content, encoding="utf-8")


def packages_fingerprint() -> str:
    """What the installed packages depend on: the lock, the Python and the folder, which scripts contain."""
    interpreter = f"{sys.implementation.name} {sys.version_info.major}.{sys.version_info.minor}"
    return "\n".join((digest(LOCK), interpreter, str(VENV)))


def project_fingerprint() -> str:
    """What our own package's installation depends on; its code is not, being read from its place."""
    return digest(PROJECT)


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def make_environment() -> None:
    """Make a fresh `.venv`, in place of an old or a half-made one."""
    if any(importlib.util.find_spec(module) is None for module in ("venv", "ensurepip")):
        install_debian_packages([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
        importlib.invalidate_caches()
    import venv

    if VENV.exists():
        shutil.rmtree(VENV)
    say(f"Making {VENV.name}")
    # In this process, not by `python -m venv`: we may be running from the folder that was just removed.
    venv.EnvBuilder(with_pip=True, symlinks=sys.platform != "win32").create(VENV)


def install_packages() -> None:
    """Install exactly the packages that the lock names; none is built from source, so no code runs unseen."""
    say(f"Installing the packages of {LOCK.name}: this takes half a minute or more, once")
    exactly = ("--require-hashes", "--only-binary=:all:", "--requirement")
    try:
        # uv installs several packages at once. It comes by itself first, with the hash that the lock gives.
        of_uv = VENV / "uv.txt"
        of_uv.write_text(lines_of("uv", LOCK.read_text(encoding="utf-8")), encoding="utf-8")
        pip("install", "--no-compile", *exactly, str(of_uv))
        uv = [python(), "-m", "uv", "pip", "install", "--quiet", "--system-certs", "--python", python()]
        subprocess.run([*uv, *exactly, str(LOCK)], check=True, stdout=sys.stderr)
    except subprocess.CalledProcessError:
        # pip knows more ways to the packages, such as a mirror that its settings name.
        say("Trying again with pip, which takes longer")
        pip("install", "--no-compile", *exactly, str(LOCK))
    # pip would compile on one processor. Some packages bring files for other versions of Python, which fail.
    compiling = [python(), "-m", "compileall", "-q", "-q", "-j", "0", str(VENV)]
    subprocess.run(compiling, check=False, stdout=subprocess.DEVNULL)


def lines_of(package: str, lock: str) -> str:
    """The lines of a lock that name a package and its hashes."""
    requirement = re.search(rf"^{package}==(?:.*\\\n)*.*\n", lock, re.MULTILINE)
    return requirement[0] if requirement else ""


def install_project() -> None:
    """Install our own package so that edits of its code show at once; see that the lock has all it needs."""
    say("Installing the command briefs")
    pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    pip("check")


def pip(command: str, *arguments: str) -> None:
    """Run pip in `.venv`; it speaks only of trouble."""
    options = ("--disable-pip-version-check", "--quiet")
    subprocess.run([python(), "-m", "pip", command, *options, *arguments], check=True, stdout=sys.stderr)


def python() -> str:
    """The Python of `.venv`."""
    return str(VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))


def nox_arguments(arguments: list[str]) -> list[str]:
    """Arguments for nox: sessions first, then what else it takes; without any, it lists its sessions."""
    noxfile = ["--noxfile", str(ROOT / "noxfile.py")]
    if not arguments:
        return [*noxfile, "--list"]
    return [*noxfile, *([] if arguments[0].startswith("-") else ["--sessions"]), *arguments]


def say(sentence: str) -> None:
    """Tell what goes on, apart from what a session prints."""
    print(sentence, file=sys.stderr, flush=True)


class PackagesMissingError(Exception):
    """Packages that are needed and could not be installed; its text says what to do."""

    def __init__(self, packages: list[str], otherwise: str = "") -> None:
        self.packages = packages
        super().__init__(advice(packages, otherwise))


def install_debian_packages(packages: list[str], *, otherwise: str = "") -> None:
    """Install *packages* with apt if we are root on a machine that has it, and say so.

    Args:
        packages: Names of Debian packages.
        otherwise: What helps on a machine without apt; it ends the message of the error.

    Raises:
        PackagesMissingError: If apt is not there, we may not use it, or it fails.
    """
    if not packages:
        return
    if not may_install():
        raise PackagesMissingError(packages, otherwise)
    say(f"Installing from Debian: {', '.join(packages)}")
    update = ["apt-get", "update", "--quiet=2"]
    options = ["--yes", "--quiet=2", "--no-install-recommends", "--option=Dpkg::Use-Pty=0"]
    if not (_succeeds(update) and _succeeds(["apt-get", "install", *options, *packages])):
        raise PackagesMissingError(packages, otherwise)


def may_install() -> bool:
    """Whether there is an apt on this machine and we are root."""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def advice(packages: list[str], otherwise: str = "") -> str:
    """The sentence that says what is missing and how to get it."""
    several = len(packages) > 1
    missing = f"{', '.join(packages)} {'are' if several else 'is'} missing on this machine."
    install_it = f"On Debian, run: sudo apt-get install {' '.join(packages)}"
    return "\n".join(part for part in (missing, install_it, otherwise) if part)


def _succeeds(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # apt lists each package that it unpacks on stdout, and tells what goes wrong on stderr.
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
