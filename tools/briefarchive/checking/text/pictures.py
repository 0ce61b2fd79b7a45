"""What pictures and charts must say: a text in the place of a picture, and the unit of a chart's values."""

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic
from ...reading.markdown.directives import DirectiveText
from ...reading.markdown.text import Text, TextRule

_EMPTY_WORDS = r"image|picture|photo|photograph|screen\s*shot|img|dsc[fn]?|pic|untitled|alt(?:\s*text)?|placeholder"
_EMPTY_WORDS += "|图片?|圖片?|照片"
_KINDS = r"figure|fig\.?|graphic|graph|chart|map|illustration|drawing|slide|table"
_SAYS_NOTHING = re.compile(
    r".*\.(?:png|jpe?g|gif|webp|svg|heic|tiff?|bmp)"
    rf"|(?:an?\s+|the\s+|my\s+)?(?:(?:{_EMPTY_WORDS})[\s_#-]*[\d_.()-]*|(?:{_KINDS})[\s_#-]*\d[\d_.()-]*)",
    re.IGNORECASE,
)


class PictureWithoutText(TextRule, code="S117"):
    """A picture has no text in its place, or one that says nothing, so that those who do not see it learn nothing."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        hint = 'say what it shows: "![…](…)", or ":alt: …" in a directive'
        for picture in text.pictures:
            words = " ".join(picture.alt.split())
            if not words:
                yield self.at(picture.span, "the picture has no text in its place", hint=hint)
            elif _SAYS_NOTHING.fullmatch(words):
                yield self.at(picture.span, f'"{words}" says nothing of the picture', hint=hint)
            elif _folded(words) == _folded(picture.caption):
                message = "the text in the picture's place is its caption again"
                yield self.at(picture.span, message, hint="say what is to be seen in it")


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


class ChartWithoutUnit(TextRule, code="S150"):
    """A bar or line chart does not say in which unit its values are."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        for block in text.blocks:
            read = block.token.meta.get("directive")
            if isinstance(read, DirectiveText) and read.name == "chart" and _lacks_unit(read):
                span = text.places.of_text(block.line, read.argument)
                hint = "write it on a line below the first one, such as :unit: Billions of US dollars"
                yield self.at(span, "the chart does not say in which unit its values are", hint=hint)


def _lacks_unit(read: DirectiveText) -> bool:
    values = {name: value for name, (_, value) in read.options.items()}
    return values["kind"] in {"bar", "line"} and not values.get("unit")
