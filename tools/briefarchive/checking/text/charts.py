"""What a chart must say of its values."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic
from ...reading.markdown.directives import DirectiveText
from ...reading.markdown.text import Text, TextRule

_OF_VALUES = frozenset({"bar", "line"})


class ChartWithoutUnit(TextRule):
    """A bar or line chart does not say in which unit its values are.

    A reader cannot tell whether 200 are dollars, billions or ships. Write it below the first line:
    `:unit: Billions of US dollars`. All values of a chart have the same unit and mean the same kind of thing; what is
    of another kind has a chart of its own.
    """

    code = "S150"

    @classmethod
    def check(cls, text: Text) -> Iterator[Diagnostic]:
        for block in text.blocks:
            read = block.token.meta.get("directive")
            if isinstance(read, DirectiveText) and read.name == "chart" and _lacks_unit(read):
                span = text.places.of_text(block.line, read.argument)
                hint = "write it on a line below the first one, such as :unit: Billions of US dollars"
                yield cls.at(span, "the chart does not say in which unit its values are", hint=hint)


def _lacks_unit(read: DirectiveText) -> bool:
    values = {name: value for name, (_, value) in read.options.items()}
    return values["kind"] in _OF_VALUES and not values.get("unit")
