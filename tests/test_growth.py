"""What grows with the archive grows in proportion to it: a scan of everything for each thing is found by counting.

Counts, unlike times, are the same on every machine. For archives of 32, 64 and 128 briefs that are alike, a build is
counted: pages rendered, files written, texts and bibliographies parsed, and calls of each of our own functions.
"""

import cProfile
from collections import Counter
from pathlib import Path
from types import CodeType

import pytest

from .benchmarks.ours import write_ours
from .benchmarks.samples import make_sample
from .building import build_site, once
from .cases import by_cases

pytestmark = pytest.mark.slow

SIZES = (32, 64, 128)
_OURS = f"{Path('tools') / 'briefarchive'}"
# The first hundred of a list are a page, and calls that are few vary with what the texts happen to say.
_FEW = 3_200


def _counted(root: Path, outdir: Path) -> Counter[str]:
    """How often each of our functions is called while the archive is read and built."""
    # What `sys.setprofile` would tell to Python for each call is counted in C: it takes a tenth of the time.
    profile = cProfile.Profile(subcalls=False, builtins=False)
    profile.runcall(build_site, root, outdir)
    counts: Counter[str] = Counter()
    for entry in profile.getstats():
        if isinstance(entry.code, CodeType) and _OURS in entry.code.co_filename:
            path = Path(entry.code.co_filename).relative_to(Path.cwd())
            counts[f"{path}:{entry.code.co_qualname}"] += entry.callcount
    return counts


@pytest.fixture(scope="module")
def counts(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Counter[str]]:
    return once(tmp_path_factory, "growth", lambda folder: {size: _count(folder, size) for size in SIZES})


def _count(folder: Path, size: int) -> Counter[str]:
    write_ours(make_sample(size, seed=1), folder / str(size))
    return _counted(folder / str(size), folder / f"{size}-html")


def test_no_function_is_called_more_often_than_the_archive_grows(counts: dict[int, Counter[str]]) -> None:
    small, middle, large = (counts[size] for size in SIZES)
    steeper = {
        name: (small[name], middle[name], large[name])
        for name in large
        # Twice the briefs, twice the calls, or a little more where a list is searched by halves; a scan of all for each
        # would take four times as many. Pages of lists begin at a hundred.
        if large[name] > _FEW and large[name] > 2.6 * max(middle[name], 1) and large[name] > 6.5 * max(small[name], 1)
    }
    assert not steeper


@by_cases
def test_what_costs_most_is_done_in_proportion(counts: dict[int, Counter[str]], name: str) -> None:
    small, middle, large = (counts[size][name] for size in SIZES)
    assert small  # it is still called so
    assert middle <= 2.2 * small
    assert large <= 2.2 * middle
