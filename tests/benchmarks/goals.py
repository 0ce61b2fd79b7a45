"""What the archive is to reach, and whether the figures say that it does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .measure import Usage
from .results import Results

YARDSTICK = "sphinx-pydata: new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A bound for a figure.

    Attributes:
        text: What is bounded, and how.
        needs: The cases and sizes that it is judged by.
        value: The figure, if all these were measured.
        form: How the figure is written.
        bound: The bound itself, which still meets the goal.
        least: Whether the figure must be at least the bound; otherwise at most.
    """

    text: str
    needs: Sequence[tuple[str, int]]
    value: Callable[[Results, Sequence[Usage]], float]
    form: str
    bound: float
    least: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A goal with the figure that was measured: None where something that it needs was not."""

    goal: Goal
    value: float | None
    why: str

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None if that is not known."""
        if self.value is None:
            return None
        return self.value >= self.goal.bound if self.goal.least else self.value <= self.goal.bound

    @property
    def word(self) -> str:
        """The same as a word."""
        return {True: "met", False: "missed", None: "not measured"}[self.met]

    @property
    def shown(self) -> str:
        """The figure, or why there is none."""
        return self.why or "–" if self.value is None else self.goal.form.format(self.value)


def verdicts(results: Results) -> Sequence[Verdict]:
    """All goals, judged by *results*."""
    return [_judged(goal, results) for goal in GOALS]


def _judged(goal: Goal, results: Results) -> Verdict:
    usages = []
    for case, size in goal.needs:
        usage = results.median(case, size)
        if usage is None:
            return Verdict(goal=goal, value=None, why=results.why(case, size))
        usages.append(usage)
    return Verdict(goal=goal, value=goal.value(results, usages), why="")


def _against_yardstick(size: int) -> Goal:
    return Goal(
        text=f"{size:,} briefs, new: at most the CPU time of bare Sphinx + MyST with the same theme, without citations",
        needs=(("ours: new", size), (YARDSTICK, size)),
        value=lambda _, usages: usages[0].cpu / usages[1].cpu,
        form="{:.2f} times",
        bound=1.0,
    )


def _cpu(text: str, case: str, bound: float) -> Goal:
    return Goal(
        text=f"10,000 briefs, {text}: at most {bound:.0f} s of CPU time",
        needs=((case, 10_000),),
        value=lambda _, usages: usages[0].cpu,
        form="{:.1f} s",
        bound=bound,
    )


def _memory(text: str, case: str, bound: float) -> Goal:
    return Goal(
        text=f"10,000 briefs, {text}: at most {bound:g} GB of memory",
        needs=((case, 10_000),),
        value=lambda _, usages: usages[0].peak / 1000,
        form="{:.2f} GB",
        bound=bound,
    )


GOALS: Sequence[Goal] = (
    *map(_against_yardstick, (1_000, 3_000, 10_000)),
    Goal(
        text="From 1,000 to 10,000 briefs, new: at most 11 times the CPU time",
        needs=(("ours: new", 10_000), ("ours: new", 1_000)),
        value=lambda _, usages: usages[0].cpu / usages[1].cpu,
        form="{:.1f} times",
        bound=11,
    ),
    _memory("new", "ours: new", 1.5),
    _cpu("one edited", "ours: one edited", 5),
    _cpu("nothing changed", "ours: nothing changed", 2),
    Goal(
        text="10,000 briefs, index of the search: at most 120 s",
        needs=(("ours: search", 10_000),),
        value=lambda _, usages: usages[0].wall,
        form="{:.0f} s",
        bound=120,
    ),
    _memory("index of the search", "ours: search", 5),
    Goal(
        text="3,000 briefs, new, two processes: at least 1.7 times as fast as one",
        needs=(("ours: jobs 1", 3_000), ("ours: jobs 2", 3_000)),
        value=lambda _, usages: usages[0].wall / usages[1].wall,
        form="{:.2f} times",
        bound=1.7,
        least=True,
    ),
    Goal(
        text="10,000 briefs, in a fresh clone with the restored cache and site: no brief is built again",
        needs=(("ours: restored", 10_000),),
        value=lambda results, _: results.pages("ours: restored", 10_000) or 0,
        form="{:.0f} briefs",
        bound=0,
    ),
)
