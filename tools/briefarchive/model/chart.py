"""Data of a chart in a brief, as read from its CSV file."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .dates import PartialDate

ChartKind = Literal["bar", "line", "timeline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One value of a bar chart.

    Attributes:
        group: The heading above it and its neighbours; empty if there are no groups.
        is_about: Whether the value is approximate.
        note: A remark for readers, shown in the table.
    """

    label: str
    value: Decimal
    group: str = ""
    is_about: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Values to compare, in display order."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePoint:
    """The values of all series at one date; None where a series has none."""

    date: PartialDate
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    """Values over time: the names of the series, and points with a value for each, earliest first."""

    series: tuple[str, ...]
    points: tuple[LinePoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A dated event on a timeline."""

    date: PartialDate
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Events, earliest first."""

    events: tuple[Event, ...]


ChartData = BarChart | LineChart | Timeline
