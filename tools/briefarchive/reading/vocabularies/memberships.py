"""The members of a group of countries: their codes, or their codes with the time for which they were members."""

from collections.abc import Iterator, Sequence

from ...diagnostics import Span
from ...model import CountryCode, PartialDate, Period
from ..front_matter import yaml
from .entry import Entry
from .rules import ImpossiblePeriod

_HINT = 'for example "members: [DE, FR]" or "members: {DE: {from: 1958}}"'
_PARTS = {"from", "to"}


def read_memberships(entry: Entry) -> dict[CountryCode, tuple[Period, ...]]:
    """The periods of each member; none where the vocabulary only says that it is one."""
    node = entry.node("members")
    if not isinstance(node, yaml.Mapping):
        return dict.fromkeys(map(CountryCode, entry.texts("members")), ())
    return {
        CountryCode(code): tuple(_ordered(entry, code, list(_periods(entry, code, value))))
        for code, (_, value) in node.entries.items()
    }


def _periods(entry: Entry, code: str, node: yaml.Node) -> Iterator[tuple[Period, Span]]:
    if isinstance(node, yaml.Scalar) and node.is_null:
        return
    for one in node.items if isinstance(node, yaml.Sequence) else (node,):
        if not isinstance(one, yaml.Mapping) or not one.entries.keys() <= _PARTS:
            entry.wrong(one.span, f'the membership of "{code}" in "{entry.id}" is no "from" and "to"', _HINT)
            continue
        dates = {name: _date(entry, name, value) for name, (_, value) in one.entries.items()}
        if None not in dates.values() and dates:
            yield Period(since=dates.get("from"), until=dates.get("to")), one.span


def _date(entry: Entry, name: str, node: yaml.Node) -> PartialDate | None:
    # A year is a number to YAML, and a date may be one to another reader; here both are what was written.
    date = PartialDate.parse(node.value) if isinstance(node, yaml.Scalar) else None
    if date is None:
        entry.wrong(
            node.span,
            f'"{name}" in "members" of "{entry.id}" is no date',
            "write a year, a month or a day, for example 1973, 1973-01 or 1973-01-01",
        )
    return date


def _ordered(entry: Entry, code: str, periods: Sequence[tuple[Period, Span]]) -> Iterator[Period]:
    """The periods, each of which must end after it begins, and begin after the one before it has ended."""
    before: PartialDate | None = None
    for number, (period, span) in enumerate(periods):
        ends = period.until is None or period.since is None or period.since.parts <= period.until.last_parts
        follows = number == 0 or (
            before is not None and period.since is not None and before.parts <= period.since.last_parts
        )
        if not (ends and follows):
            what = "ends before it begins" if not ends else "begins before the one in front of it ends"
            message = f'a membership of "{code}" in "{entry.id}" {what}'
            entry.found.append(ImpossiblePeriod.at(span, message, hint="mend “from” or “to”"))
        yield period
        before = period.until
