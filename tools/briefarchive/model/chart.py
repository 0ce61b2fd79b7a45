"""The figures of a chart that stands in a brief, as its CSV file gives them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .dates import PartialDate

ChartKind = Literal["bar", "line", "timeline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One value of a bar chart.

    Attributes:
        group: The heading under which it stands with its neighbours; empty if there are no groups.
        is_about: Whether the value is approximate.
        note: What a reader should know of it; shown in the table.
    """

    label: str
    value: Decimal
    group: str = ""
    is_about: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Values to compare, in the order in which they are shown."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePoint:
    """The values of all series at one date; None where a series has none."""

    date: PartialDate
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    """Values that change over time: the names of the series, and points with a value for each, the earliest first."""

    series: tuple[str, ...]
    points: tuple[LinePoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, and when."""

    date: PartialDate
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Events, the earliest first."""

    events: tuple[Event, ...]


ChartData = BarChart | LineChart | Timeline
