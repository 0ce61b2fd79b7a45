"""Reads untrusted files in a separate process, since such a file can hang or crash a program or exhaust the memory.

The process runs this file as a script, without importing its package, and then the program of the reader.
"""

import contextlib
import json
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

SECONDS = 120
_MAX_MEMORY = 4_000_000_000
_MAX_OUTPUT = 100_000_000
_TOO_LARGE = 3


class ResourceLimitError(Exception):
    """Raised if reading a file takes too much time or memory."""


class UnreadableError(Exception):
    """Raised if the program cannot read the file."""


def read_isolated(program: Path, path: Path, seconds: float = SECONDS) -> Any:
    """Return what `main` of *program* returns for the file at *path*.

    Raises:
        ResourceLimitError: It takes longer than *seconds*, or more memory than allowed.
        UnreadableError: The program fails.
    """
    command = [sys.executable, "-P", __file__, str(program), str(path.absolute())]
    try:
        process = subprocess.run(  # noqa: S603 — our own program, which is given the file's path
            command, capture_output=True, timeout=seconds, check=True
        )
        return json.loads(process.stdout)
    except subprocess.TimeoutExpired as error:
        raise ResourceLimitError from error
    except subprocess.CalledProcessError as error:
        # Without memory, libraries in C abort, or the system kills the process.
        raise (ResourceLimitError if error.returncode in {_TOO_LARGE, -6, -9} else UnreadableError) from error
    except ValueError as error:
        raise UnreadableError from error


def _run(program: str, path: str) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))
    try:
        output = json.dumps(runpy.run_path(program)["main"](path))
    except MemoryError:
        sys.exit(_TOO_LARGE)
    if len(output) > _MAX_OUTPUT:
        sys.exit(_TOO_LARGE)
    sys.stdout.write(output)


if __name__ == "__main__":
    _run(*sys.argv[1:])
