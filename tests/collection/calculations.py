"""Figures that no source gives and that a brief works out: each with its calculation and the facts it rests on."""

import ast
import datetime
import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml

from .figures import Figure, figures, number

_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}

_SPANS: dict[str, Callable[[datetime.date, datetime.date], int]] = {
    "days": lambda since, to: (to - since).days,
    "months": lambda since, to: (to.year - since.year) * 12 + to.month - since.month,
    "years": lambda since, to: to.year - since.year,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculated:
    """One figure.

    Attributes:
        figure: As the brief writes it, `350` or `seven`.
        calculation: `+ - * /` over numbers, and `days`, `months` or `years` between two days of ISO 8601.
        relation: `equals`, to as many decimals as the figure has; `over` or `under`, where the brief says so.
        rests_on: Facts word for word, or parts of them.
    """

    brief: str
    figure: str
    calculation: str
    relation: str = "equals"
    rests_on: tuple[str, ...] = ()

    @property
    def value(self) -> Figure:
        """The figure that the brief has."""
        (one,) = figures(self.figure)
        return one

    def holds(self) -> bool:
        """Whether the calculation gives the figure."""
        result, told = evaluated(self.calculation), self.value.number
        assert told is not None
        if self.relation == "equals":
            return result.quantize(Decimal(1).scaleb(min(int(told.as_tuple().exponent), 0))) == told
        return {"over": told < result, "under": result < told}[self.relation]

    def unfounded(self) -> set[str]:
        """Numbers and days in the calculation that none of the facts has; powers of ten only change the unit."""
        known = figures("\n".join(self.rests_on))
        used = {str(one): one for one in _terms(self.calculation)}
        return {name for name, one in used.items() if one not in known and not _is_power_of_ten(one)}


def read_calculated(file: Path) -> list[Calculated]:
    """All entries of the list."""
    entries = yaml.safe_load(file.read_text("utf-8")) or []
    return [Calculated(**(entry | {"rests_on": tuple(entry["rests_on"])})) for entry in entries]


def evaluated(calculation: str) -> Decimal:
    """What a calculation gives; nothing but numbers, the four operators and spans of time can stand in it."""
    return _value(ast.parse(calculation, mode="eval").body)


def _value(node: ast.expr) -> Decimal:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return Decimal(str(value))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_value(left), _value(right))
        case ast.Call(
            func=ast.Name(id=unit), args=[ast.Constant(value=str() as since), ast.Constant(value=str() as to)]
        ):
            return Decimal(_SPANS[unit](_first_day(since), _first_day(to)))
    raise ValueError(ast.unparse(node))


def _first_day(date: str) -> datetime.date:
    return datetime.date.fromisoformat(date + "-01-01"[len(date) - 10 :] if len(date) < 10 else date)


def _terms(calculation: str) -> Iterator[Figure]:
    for node in ast.walk(ast.parse(calculation, mode="eval")):
        if isinstance(node, ast.Constant):
            yield from figures(node.value) if isinstance(node.value, str) else [number(str(node.value))]


def _is_power_of_ten(figure: Figure) -> bool:
    return figure.number is not None and figure.number.as_tuple().digits == (1,)
