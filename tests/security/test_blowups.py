"""The hunter for blow-ups sees what costs too much or ends badly, and nothing else."""

import pytest

from ..costs import Cost
from .blowups import faults, hunt
from .seeds import SEEDS


@pytest.mark.parametrize(
    ("cost", "wrong"),
    [
        (Cost(0.1, 10), []),
        (Cost(0.1, 10, -11), ["build ended by SIGSEGV"]),
        (Cost(0.1, 10, 1, "Error: it was too much\n"), ["build refuses what check accepts: Error: it was too much"]),
        (Cost(0.1, 10, 0, "Traceback (most recent call last):\nE\n"), ["build ends with a traceback"]),
        (Cost(22.1, 10), ["build takes more than 22 s"]),
        (Cost(0.1, 1_001), ["build takes more than 1,000 MB"]),
    ],
)
def test_a_build_that_costs_too_much_or_ends_badly_is_told(cost: Cost, wrong: list[str]) -> None:
    assert list(faults("build", cost)) == wrong


def test_a_seed_is_grown_until_something_is_wrong_and_what_the_check_refuses_is_not_built() -> None:
    rows = list(hunt("fences", 64_000, lambda _name, size, _command: Cost(size / 1_000, 10)))
    assert [(row.size, bool(row.wrong)) for row in rows] == [(4_000, False), (16_000, False), (64_000, True)]
    rows = list(hunt("fences", 64_000, lambda *_: Cost(0.1, 10, 1, "::error file=a.md::No")))
    assert [(tuple(row.costs), row.wrong) for row in rows] == [(("check",), ())] * 3


def test_seeds_grow_in_proportion() -> None:
    for name, seed in SEEDS.items():
        lengths = [sum(map(len, seed.make(size).values())) for size in (40_000, 80_000)]
        assert lengths[0] < lengths[1] <= 90_000, name
