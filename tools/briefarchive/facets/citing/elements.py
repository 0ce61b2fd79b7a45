"""The elements of a CSL style as citeproc-py has them, but each remembers its answers, and faults are mended.

citeproc-py looks macros, terms and options up by XPath each time that it needs one, and asks each branch of a `choose`
anew for each item: nine tenths of its time. A style does not change while it is used, so an answer of the library holds
as long as its style lives. Nothing is computed in another way.

What is mended stands below, a class for each element. It is all for citeproc-py 0.11.
"""

# mypy: disable-error-code="no-untyped-call"
# citeproc-py has no types.

import functools
from collections.abc import Callable
from typing import Any

from citeproc import model
from citeproc.source import VariableError
from lxml import etree

WHOLE = "\ue002"
"""A private character before a name that is not in parts."""
NAMESPACE = "http://purl.org/net/xbiblio/csl"
_TEXT = f"{{{NAMESPACE}}}text"
_LASTING = (
    *("__getattr__", "calls_variable", "et_al", "get_date", "get_formatter", "get_layout", "get_locale_option"),
    *("get_macro", "get_option", "get_plural_term", "get_root", "get_single_term", "is_locale_date", "xpath_search"),
)

# What is done to a text, by the attributes that ask for it.
_ASKED = {
    "case": ("text-case",),
    "format": ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align"),
    "quote": ("quotes",),
    "strip_periods": ("strip-periods",),
    "wrap": ("prefix", "suffix"),
}


class _Quiet:
    """Says nothing at once where it said nothing for an item of the same shape, with the same variables suppressed.

    Of an item without a shape nothing is remembered, here and in what follows.
    """

    def render(self, item: Any, context: Any = None, **options: Any) -> Any:
        state = self.__dict__
        quiet = state.get("_quiet")
        if quiet is None:
            quiet = state["_quiet"] = set()
        shape = (item.reference.shape, suppressed := _suppressed(item))
        if shape in quiet:
            return None
        try:
            text = super().render(item, context=context, **options)  # type: ignore[misc]
        except VariableError:
            text = None
        if text is None and item.reference.shape is not None and _suppressed(item) == suppressed:
            quiet.add(shape)
        return text


def _suppressed(item: Any) -> tuple[str, ...]:
    """The variables that have been printed in another's place, and are not printed again."""
    printed = item.layout.repressed.get(_TEXT)
    return tuple(filter(None, printed)) if printed else ()


class _Text(_Quiet, model.Text):
    pass


class _Group(_Quiet, model.Group):
    pass


class _Names(_Quiet, model.Names):
    pass


class _Branches(model.Choose):
    """Takes the same branch for all items of one shape."""

    def render(self, item: Any, context: Any = None, delimiter: str = "", **options: Any) -> Any:
        shape = item.reference.shape
        if shape is None:
            return super().render(item, context=context, delimiter=delimiter, **options)
        state = self.__dict__
        chosen = state.get("_chosen")
        if chosen is None:
            chosen = state["_chosen"] = {}
        if shape in chosen:
            branch = chosen[shape]
            if branch is None:
                return None
            return branch.render_children(item, context=context, delimiter=delimiter, **options)
        taken = text = None
        for branch in self.getchildren():
            try:
                text = branch.render(item, context=context, delimiter=delimiter, **options)
            except model.ConditionFailed:
                continue
            taken = branch
            break
        chosen[shape] = taken
        return text


class _Choose(_Quiet, _Branches):  # type: ignore[misc]  # what is quiet passes all options on
    pass


class _Date(model.Date):
    """Prints where a range begins if the library finds nothing to tell its two ends apart, as in two months of a year.

    The library printed no date at all where a style wants the year alone.
    """

    def render_date_range(self, date_range: Any, show_parts: Any = None, context: Any = None) -> Any:
        shown = list(show_parts or ("year", "month", "day"))
        try:
            text = super().render_date_range(date_range, list(shown), context)
        except TypeError:  # only its beginning has a part in which the two could differ
            text = None
        return self.render_single_date(date_range.begin, shown, context) if text is None else text


class _DatePart(model.Date_Part):
    """Leaves a locale's part of a date as it is: what one date asks of it stayed for all that came after.

    A season is no number: where a style writes months in figures, the library ended in an error.
    """

    def render(self, date: Any, context: Any = None) -> Any:
        own = dict(self.attrib)
        try:
            return super().render(date, context)
        except AssertionError:
            raise VariableError from None
        finally:
            if dict(self.attrib) != own:
                self.attrib.clear()
                self.attrib.update(own)


class _NamePart(model.Name_Part):
    """Leaves a name that is not in parts, such as an institution's, as it is: the library took it for a family name."""

    def format_part(self, given: Any, family: Any) -> Any:
        return (given, family) if family and family.startswith(WHOLE) else super().format_part(given, family)


class _Name(model.Name):
    """Knows `initialize="false"`, by which Chicago and MLA write given names in full.

    A given name in a script without capitals has no initial.
    """

    def get_option(self, name: str, context: Any = None, sort_options: Any = None) -> Any:
        if name == "initialize-with" and self.get("initialize") == "false":
            return None
        return super().get_option(name, context, sort_options)

    def initialize(self, given: str, mark: str, context: Any) -> Any:
        return super().initialize(given, mark, context) if any(map(str.isupper, given)) else given


_OURS = {
    model.Choose: _Choose,
    model.Date: _Date,
    model.Date_Part: _DatePart,
    model.Group: _Group,
    model.Name: _Name,
    model.Name_Part: _NamePart,
    model.Names: _Names,
    model.Text: _Text,
}


@functools.cache
def parser() -> etree.XMLParser:
    """A parser that makes these elements of a style's and a locale's."""
    lookup = etree.ElementNamespaceClassLookup()
    elements = lookup.get_namespace(NAMESPACE)
    elements[None] = _remembering(model.CitationStylesElement)
    for element in model.CitationStylesElement.__subclasses__():
        if element.__module__ == model.__name__:
            elements[element.__name__.replace("_", "-").lower()] = _remembering(_OURS.get(element, element))
    made = etree.XMLParser(remove_comments=True, encoding="UTF-8", no_network=True, resolve_entities=False)
    made.set_element_class_lookup(lookup)
    return made


def _remembering(element: type) -> type:
    """The class of an element, whose questions about the style are answered once."""
    methods = {name: _once(getattr(element, name)) for name in _LASTING if hasattr(element, name)}
    if not issubclass(element, model.Date_Part):  # a date lends its parts attributes for a while
        methods |= {
            name: _if_asked(getattr(element, name), by) for name, by in _ASKED.items() if hasattr(element, name)
        }
    return type(element.__name__, (element,), methods)


def _if_asked(method: Callable[..., Any], attributes: tuple[str, ...]) -> Callable[..., Any]:
    """A method that changes a text where the element has one of the attributes, and else gives it back as it is."""
    state_name = f"_asked_{method.__name__}"

    @functools.wraps(method)
    def change(self: Any, text: Any, *options: Any) -> Any:
        state = self.__dict__
        if state_name not in state:
            state[state_name] = any(name in self.attrib for name in attributes)
        return method(self, text, *options) if state[state_name] or isinstance(text, int) else text

    return change


def _once(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def answer(self: Any, *question: Any, **options: Any) -> Any:
        answers = self.__dict__.setdefault(method, {})
        key = (question, tuple(options.items())) if options else question
        try:
            return answers[key]
        except KeyError:
            answers[key] = found = method(self, *question, **options)
            return found

    return answer
