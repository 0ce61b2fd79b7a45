"""Every dependency has its reason in the guide, and the guide names none that is not there."""

import itertools
import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]


def _declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    lines = [*project["project"]["dependencies"], *itertools.chain(*extras), *project["dependency-groups"]["dev"]]
    return {canonicalize_name(Requirement(line).name) for line in lines}


def test_the_guide_gives_the_reason_of_each_dependency() -> None:
    guide = (ROOT / "docs/reference/dependencies.md").read_text("utf-8")
    rows = re.findall(r"^\| (?!Package|---)(.+?) \| .{10,} \|$", guide, re.MULTILINE)
    named = {canonicalize_name(name) for row in rows for name in row.split(", ")}
    assert named == _declared()
