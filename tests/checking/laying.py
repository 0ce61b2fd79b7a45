"""The cases of rules, and the archive over which each is laid: a brief, a vocabulary, a bibliography or a folder."""

import datetime
import shutil
from pathlib import Path

from briefarchive.checking import check
from briefarchive.checking.loading import TEXT_RULES, read_archive
from briefarchive.diagnostics import Diagnostic

HERE = Path(__file__).parent
CASES = HERE / "cases"
BASE = HERE / "base"
PATH = "archive/2014/2014-10-17-port.md"
TODAY = datetime.date(2016, 12, 31)
# The cases of other rules are short; many name no countries, topics or people.
OF_SHORT_BRIEFS = {"M211"}
_DIAGNOSED: dict[tuple[object, ...], tuple[Diagnostic, ...]] = {}
OPTIONAL = {rule.code for rule in TEXT_RULES if rule.optional}


def find_cases(kind: str, codes: str = "*") -> list[Path]:
    """The cases of one kind: `valid`, `invalid` or `fixed`."""
    return sorted(path for path in CASES.glob(f"{codes}/{kind}/*") if not path.name.endswith(".diagnostics.txt"))


def name_case(case: Path) -> str:
    """The code of its rule and its name."""
    return f"{case.parts[-3]}/{case.name}"


def lay(case: Path, root: Path) -> Path:
    """Put a case over the archive in a folder; a new one gets the archive that all cases share.

    Returns:
        The file of the case in the archive, or the archive's folder.
    """
    if not root.exists():
        shutil.copytree(BASE, root)
    if case.parts[-3] in OPTIONAL:
        (root / "docs").mkdir(exist_ok=True)
        (root / "docs/conf.py").write_text(f'briefs_also_check = ["{case.parts[-3]}"]')
    if case.is_dir():
        shutil.copytree(case, root, dirs_exist_ok=True)
        return root
    folders = {".md": f"archive/{case.name[:4]}", ".bib": "bib", ".yaml": "archive/vocabulary"}
    target = root / folders[case.suffix] / case.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(case, target)
    return target


def write_brief(root: Path, text: str, *, head: str = "title: A port opens\ndate: 2014-10-17\n") -> Path:
    """Write a brief into the archive that all cases share."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    (root / PATH).write_bytes(f"---\n{head}---\n{text}".encode())
    return root / PATH


def diagnose(root: Path, today: datetime.date | None = None) -> tuple[Diagnostic, ...]:
    """What the check finds in an archive; an archive of the same files is not checked again."""
    paths = [(path.relative_to(root), path.lstat().st_mode, path) for path in sorted(root.rglob("*"))]
    key = (today, *((place, mode, path.read_bytes() if path.is_file() else b"") for place, mode, path in paths))
    if key not in _DIAGNOSED:
        _DIAGNOSED[key] = check(read_archive(root, cache=False), today=today)
    return _DIAGNOSED[key]
