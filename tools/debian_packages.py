"""Debian packages that the project needs from the system: installed with apt, or named in a sentence.

Standard library only, since `bootstrap.py` needs it before anything is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


class PackagesMissingError(Exception):
    """Packages that are needed and could not be installed; its text says what to do."""

    def __init__(self, packages: list[str], otherwise: str = "") -> None:
        self.packages = packages
        super().__init__(advice(packages, otherwise))


def install(packages: list[str], *, otherwise: str = "") -> None:
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
    print(f"Installing from Debian: {', '.join(packages)}", file=sys.stderr, flush=True)
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
