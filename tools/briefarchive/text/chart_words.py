"""Charts in words: a description for those who cannot see them, and a table of their values."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal

from ..facets.wording import format_list, format_partial_date, join_sentences
from ..i18n import format_count, ngettext_noop, translations
from ..model import Bar, BarChart, ChartData, LineChart, PartialDate, Timeline
from ..pictures.svg import ValueFormats

_NAMED = 3
"""The most labels of one value that are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartValues:
    """The table of a chart's values: rows whose first cell is a heading, and the indices of numeric columns."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


def format_value(value: Decimal, language: str) -> str:
    """Return a number with as many decimals as it was given with: “1,250.50”."""
    exponent = value.as_tuple().exponent
    digits = max(-exponent, 0) if isinstance(exponent, int) else 0
    form = f"#,##0.{'0' * digits}" if digits else "#,##0"
    formatted = str(format_decimal(value, format=form, locale=language.replace("-", "_")))
    return formatted.replace("-", "\N{MINUS SIGN}")


def format_approximate(value: Decimal, language: str) -> str:
    """Return an approximate number: “about 200”."""
    return translations(language).gettext("about {value}").format(value=format_value(value, language))


def value_formats(language: str) -> ValueFormats:
    """Return the formats of a chart's values in a language."""
    return ValueFormats(
        number=functools.partial(format_value, language=language),
        about=functools.partial(format_approximate, language=language),
        date=functools.partial(format_partial_date, language=language),
    )


def describe_chart(chart: ChartData, unit: str, language: str) -> str:
    """Describe a chart in sentences."""
    match chart:
        case BarChart():
            sentences = _describe_bars(chart, language)
        case LineChart():
            sentences = _describe_lines(chart, language)
        case Timeline():
            sentences = _describe_events(chart, language)
    kind, *rest = sentences
    measured = [translations(language).gettext("Unit: {unit}.").format(unit=unit.rstrip("."))] if unit else []
    return join_sentences((kind, *measured, *rest), language)


def _describe_bars(chart: BarChart, language: str) -> Iterator[str]:
    _, bars = translations(language).gettext, chart.bars
    groups = len({bar.group for bar in bars})
    yield format_count("A bar chart of {number} value.", "A bar chart of {number} values.", len(bars), language)
    if groups > 1:
        yield format_count("It has {number} group.", "It has {number} groups.", groups, language)
    largest, smallest = (_describe_value(bars, pick(bar.value for bar in bars), language) for pick in (max, min))
    if largest != smallest:
        yield _("The largest is {value} ({labels}).").format(value=largest[0], labels=largest[1])
        yield _("The smallest is {value} ({labels}).").format(value=smallest[0], labels=smallest[1])
    elif len(bars) > 1:
        yield _("All are {value}.").format(value=largest[0])
    else:
        yield _("It is {value} ({labels}).").format(value=largest[0], labels=largest[1])


def _describe_value(bars: Sequence[Bar], value: Decimal, language: str) -> tuple[str, str]:
    """Return a value and the bars that have it."""
    matches = [bar for bar in bars if bar.value == value]
    format_one = format_approximate if all(bar.is_about for bar in matches) else format_value
    if len(matches) <= _NAMED:
        return format_one(value, language), format_list(dict.fromkeys(bar.label for bar in matches), language)
    return format_one(value, language), format_count("{number} bar", "{number} bars", len(matches), language)


def _describe_lines(chart: LineChart, language: str) -> Iterator[str]:
    forms = ngettext_noop(
        "A line chart of {number} series from {first} to {last}.",
        "A line chart of {number} series from {first} to {last}.",
    )
    first, last = (format_partial_date(chart.points[place].date, language) for place in (0, -1))
    yield format_count(*forms, len(chart.series), language, first=first, last=last)
    for place, name in enumerate(chart.series):
        values = [(value, point.date) for point in chart.points if (value := point.values[place]) is not None]
        sentence = translations(language).gettext(
            "{series}: from {first} to {last}; highest {highest}, lowest {lowest}."
        )
        ends = {
            "first": values[0],
            "last": values[-1],
            "highest": max(values, key=lambda dated_value: dated_value[0]),
            "lowest": min(values, key=lambda dated_value: dated_value[0]),
        }
        yield sentence.format(
            series=name, **{key: _format_dated_value(*point, language) for key, point in ends.items()}
        )


def _format_dated_value(value: Decimal, date: PartialDate, language: str) -> str:
    text = translations(language).gettext("{value} ({date})")
    return text.format(value=format_value(value, language), date=format_partial_date(date, language))


def _describe_events(chart: Timeline, language: str) -> Iterator[str]:
    first, last = (format_partial_date(chart.events[place].date, language) for place in (0, -1))
    forms = ngettext_noop(
        "A timeline of {number} event from {first} to {last}.", "A timeline of {number} events from {first} to {last}."
    )
    if first == last:
        forms = ngettext_noop("A timeline of {number} event, {date}.", "A timeline of {number} events, {date}.")
    yield format_count(*forms, len(chart.events), language, first=first, last=last, date=first)


def tabulate_chart(chart: ChartData, unit: str, language: str) -> ChartValues:
    """Return the table of a chart; that of bars has no empty columns."""
    _ = translations(language).gettext
    match chart:
        case BarChart():
            return _bar_table(chart, unit, language)
        case LineChart():
            rows = (
                (
                    format_partial_date(point.date, language),
                    *("" if value is None else format_value(value, language) for value in point.values),
                )
                for point in chart.points
            )
            numbers = frozenset(range(1, len(chart.series) + 1))
            return ChartValues(headings=(_("Date"), *chart.series), rows=tuple(rows), numbers=numbers)
        case Timeline():
            events = ((format_partial_date(event.date, language), event.label) for event in chart.events)
            return ChartValues(headings=(_("Date"), _("What happened")), rows=tuple(events))


def _bar_table(chart: BarChart, unit: str, language: str) -> ChartValues:
    _ = translations(language).gettext
    values = [(format_approximate if bar.is_about else format_value)(bar.value, language) for bar in chart.bars]
    columns = [
        (_("Item"), [bar.label for bar in chart.bars]),
        (unit or _("Value"), values),
        (_("Group"), [bar.group for bar in chart.bars]),
        (_("Note"), [bar.note for bar in chart.bars]),
    ]
    headings, cells = zip(*((heading, column) for heading, column in columns if any(column)), strict=True)
    return ChartValues(headings=headings, rows=tuple(zip(*cells, strict=True)), numbers=frozenset({1}))
