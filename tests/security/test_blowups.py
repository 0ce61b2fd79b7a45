"""The hunter for blow-ups sees what grows too fast, and nothing else. Costs are counted, not timed."""

from collections.abc import Callable

import pytest

from .blowups import Cost, Row, hunt
from .seeds import SEEDS

SIZES = [16_000 << at for at in range(6)]


def _hunt(cost: Callable[[int, str], Cost], seed: str = "fences") -> list[Row]:
    return list(hunt(seed, SIZES, lambda _name, size, command: cost(size, command)))


def _counted(steps: Callable[[int], float]) -> Callable[[int, str], Cost]:
    return lambda size, _command: Cost(seconds=steps(size) / 1_000_000, megabytes=10)


def test_what_is_linear_is_grown_to_the_end() -> None:
    rows = _hunt(_counted(lambda size: 20 * size))
    assert [row.size for row in rows] == SIZES
    assert {row.wrong for row in rows} == {()}
    assert rows[-1].exponent == pytest.approx(1.0)


def test_what_is_quadratic_ends_the_growth_as_soon_as_it_can_be_measured() -> None:
    rows = _hunt(_counted(lambda size: size + size * size / 10_000))
    assert rows[-1].wrong[0] == "check grows too fast"
    assert rows[-1].size < SIZES[-1]
    assert not any(row.wrong for row in rows[:-1])


def test_what_the_check_refuses_is_not_built() -> None:
    rows = _hunt(lambda _size, command: Cost(0.1 if command == "check" else 99, 10, 1, "::error file=a.md::No"))
    assert not any(row.wrong for row in rows)
    assert {tuple(row.costs) for row in rows} == {("check",)}


@pytest.mark.parametrize(
    ("cost", "wrong"),
    [
        (Cost(0.1, 10, -11), "build ended by SIGSEGV"),
        (Cost(0.1, 10, 1, "Error: it was too much\n"), "build refuses what check accepts: Error: it was too much"),
        (Cost(0.1, 10, 1, "Traceback (most recent call last):\nE\n"), "build ends with a traceback"),
        (Cost(20.1, 10), "build takes more than 20 s"),
        (Cost(0.1, 1_001), "build takes more than 1,000 MB"),
        (Cost(5.1, 10), "build costs far more than check"),
    ],
)
def test_a_build_that_ends_badly_is_told(cost: Cost, wrong: str) -> None:
    def measure(name: str, _size: int, command: str) -> Cost:
        return cost if command == "build" and name != "plain" else Cost(0.1, 10)

    [row] = hunt("fences", SIZES, measure)
    assert wrong in row.wrong


def test_seeds_grow_in_proportion() -> None:
    for name, seed in SEEDS.items():
        lengths = [sum(map(len, seed.make(size).values())) for size in (40_000, 80_000)]
        assert lengths[0] < lengths[1] <= 90_000, name
