"""Put the changed pages of a pull request on the site for previews, and take away those of closed ones.

    python3 tools/preview_site.py REMOTE NUMBER PAGES --open FILE

REMOTE is the repository whose branch `main` the site for previews serves; each pull request has a folder with its
number there. FILE names the numbers of the open pull requests, one a line. The branch never has more than one commit,
so that what is taken away is gone.

Standard library only, since it runs where nothing is installed.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BRANCH = "main"
TRIES = 5
AUTHOR = ("-c", "user.name=Preview", "-c", "user.email=preview@invalid")


class TakenError(Exception):
    """Others have written to the branch every time that we tried."""


def main(arguments: list[str]) -> int:
    """Put the pages there; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("remote")
    parser.add_argument("number", type=int)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--open", type=Path, required=True, dest="open_numbers")
    given = parser.parse_args(arguments)
    numbers = {int(line) for line in given.open_numbers.read_text(encoding="utf-8").split()}
    try:
        put(given.remote, given.number, given.pages, numbers)
    except (subprocess.CalledProcessError, TakenError) as error:
        print(f"The pages are not on the site for previews: {error}", file=sys.stderr)
        return 1
    return 0


def put(remote: str, number: int, pages: Path, open_numbers: set[int]) -> None:
    """Make *pages* the folder *number* of the branch, and keep of the other folders those in *open_numbers*.

    Raises:
        TakenError: Another run was quicker, again and again.
        subprocess.CalledProcessError: git failed.
    """
    for _ in range(TRIES):
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            parent = _fetch(work, remote)
            _arrange(work, number, pages, open_numbers)
            if _push(work, remote, parent):
                return
    raise TakenError(f"another run was quicker {TRIES} times")


def _fetch(work: Path, remote: str) -> str:
    """The branch as it is now, in the folder *work*; gives its commit, or nothing if there is no branch yet."""
    _git(work, "init", "--quiet", "--initial-branch", BRANCH)
    commit = _git(work, "ls-remote", "--", remote, f"refs/heads/{BRANCH}").partition("\t")[0]
    if commit:
        _git(work, "fetch", "--quiet", "--depth", "1", "--", remote, f"refs/heads/{BRANCH}")
        _git(work, "read-tree", "--reset", "-u", "FETCH_HEAD")
        # What was fetched, and not what was listed a moment before, is what we build on.
        commit = _git(work, "rev-parse", "FETCH_HEAD").strip()
    return commit


def _arrange(work: Path, number: int, pages: Path, open_numbers: set[int]) -> None:
    for folder in work.iterdir():
        if folder.name.isdecimal() and int(folder.name) not in open_numbers - {number}:
            shutil.rmtree(folder)
    shutil.copytree(pages, work / str(number))
    # Without it GitHub leaves out the folder `_static`; and search engines are to find the archive, not its drafts.
    (work / ".nojekyll").touch()
    (work / "robots.txt").write_text("User-agent: *\nDisallow: /\n", encoding="utf-8")


def _push(work: Path, remote: str, parent: str) -> bool:
    """Push all as one commit without a past; false if the branch has moved since."""
    _git(work, "add", "--all", "--force")
    tree = _git(work, "write-tree").strip()
    commit = _git(work, *AUTHOR, "commit-tree", tree, "-m", "Pages of open pull requests").strip()
    lease = f"--force-with-lease=refs/heads/{BRANCH}:{parent}"
    command = ["git", "-C", str(work), "push", "--quiet", lease, "--", remote, f"{commit}:refs/heads/{BRANCH}"]
    pushed = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - ours, without a shell
    if pushed.returncode and "stale info" not in pushed.stderr and "[rejected]" not in pushed.stderr:
        print(pushed.stderr, file=sys.stderr)
        pushed.check_returncode()
    return pushed.returncode == 0


def _git(work: Path, *arguments: str) -> str:
    command = ["git", "-C", str(work), *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603 - as above


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
