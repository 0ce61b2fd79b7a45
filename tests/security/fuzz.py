"""Mutates the cases and looks for harm: a crash, a hang, a wall that had to hold, or anything bad in the built site.

`nox -s fuzz -- --seconds 600` runs on all cores for that long. Each round is made from a number alone, so that a
finding can be made again: `python -m tests.security.fuzz --only NUMBER`; its files are kept in `build/fuzz/NUMBER`.
"""

import argparse
import io
import multiprocessing
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from briefarchive.checking import check
from briefarchive.checking.loading import read_archive

from ..building import build_site
from .corpus import Case, lay, own_cases, shared_cases
from .harm import harm_in, reported

FINDINGS = Path("build/fuzz")
_PATIENCE = 60
_WORDS = r"""
``` ~~~ ::: {raw} {include} ` {cite:p}`x` < > <script> </script> <!-- javascript: data:text/html, // \ &#106; %0a & " '
[^a] [^a]:\  ]( ![ {#a\ .b} (a)= {{a}} $$ @string{a= @comment{ \url{ \href{ } { *a &a !!python/object:os.system <<:
::error:: =1+1 aliases: status: %YAML |- >- # ## :name: :class: --- *** ]]> <?x?>
"""
_SIGNS = [
    *(b"\x00", b"\r", b"\x0b", b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\xff", b"\xef\xbb\xbf", b"\n\n", b"\t", b"> "),
    *(b"- ",),
]
_PIECES = [*(word.encode() for word in _WORDS.split()), *_SIGNS]


def mutated(case: Case, draw: random.Random, others: list[Case]) -> Case:
    """*case* with some of its bytes changed, or with pieces of another."""
    files = dict(case.files)
    place = draw.choice(sorted(files))
    data = bytearray(files[place])
    for _ in range(draw.randint(1, 6)):
        at = draw.randrange(len(data) + 1)
        until = min(len(data), at + draw.choice([1, 2, 8, 40, 200]))
        match draw.randrange(6):
            case 0:
                data[at:at] = draw.choice(_PIECES)
            case 1:
                data[at:until] = b""
            case 2:
                data[at:at] = data[at:until] * draw.choice([1, 2, 20])
            case 3:
                data[at:until] = draw.choice(_PIECES)
            case 4:
                other = draw.choice(others)
                piece = draw.choice(sorted(other.files.values()))
                start = draw.randrange(len(piece) + 1)
                data[at:at] = piece[start : start + draw.choice([10, 80, 400])]
            case 5:
                lines = bytes(data).split(b"\n")
                draw.shuffle(lines)
                data = bytearray(b"\n".join(lines))
    files[place] = bytes(data[:900_000])
    return replace(case, files=files, level="text", present=(), must="neutral")


def judged(number: int) -> str:
    """What went wrong in the round of that *number*; empty if nothing did."""
    draw = random.Random(number)
    cases = [case for case in (*shared_cases(), *own_cases()) if case.files]
    case = mutated(draw.choice(cases), draw, cases)
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(_PATIENCE)
    try:
        laid = lay(folder, case)
        reported(check(read_archive(laid.root, cache=False)), laid.root)
        warning = io.StringIO()
        warnings = build_site(laid.root, folder / "site", warning=warning)
        wrong = [] if warnings is not None else ["there is no site"]
        wrong += ["the wall had to hold"] if "[briefs.wall]" in warning.getvalue() else []
        wrong += ["the marker is there"] if laid.marker.exists() else []
        wrong += list(harm_in(folder / "site"))
    except (Exception, TimeoutError):  # noqa: BLE001 — whatever happens is a finding
        wrong = [traceback.format_exc()]
    finally:
        signal.alarm(0)
    if wrong:
        shutil.copytree(folder, FINDINGS / str(number), symlinks=True, dirs_exist_ok=True)
    shutil.rmtree(folder)
    return f"{number} ({case.id}): " + "; ".join(wrong) if wrong else ""


def _too_long(*_: object) -> NoReturn:
    raise TimeoutError(f"a round took more than {_PATIENCE} seconds")


def main() -> int:
    """Run for some time; 1 if there is a finding."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--start", type=int, default=random.randrange(10**9), help="the number of the first round")
    parser.add_argument("--only", type=int, help="run one round")
    options = parser.parse_args()
    if options.only is not None:
        print(judged(options.only) or "nothing was found")
        return 0
    end = time.monotonic() + options.seconds
    rounds = findings = 0
    with multiprocessing.get_context("spawn").Pool(maxtasksperchild=100) as pool:
        while time.monotonic() < end:
            for message in pool.map(judged, range(options.start + rounds, options.start + rounds + 32), chunksize=1):
                rounds += 1
                if message:
                    findings += 1
                    print(message, flush=True)
    print(f"{rounds} rounds from {options.start}, {findings} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
