"""What pictures and charts must say: a text in the place of a picture, and the unit of a chart's values."""

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic, Severity
from ...reading.markdown.directives import DirectiveText
from ...reading.markdown.text import Text, TextRule

_FILE_NAME = re.compile(r".*\.(?:png|jpe?g|gif|webp|svg|heic|tiff?|bmp)", re.IGNORECASE)
_EMPTY_WORDS = r"image|picture|photo|photograph|screen\s*shot|img|dsc[fn]?|pic|untitled|alt(?:\s*text)?|placeholder"
_EMPTY_WORDS += "|图片?|圖片?|照片"
_KINDS = r"figure|fig\.?|graphic|graph|chart|map|illustration|drawing|slide|table"
_NUMBERED = re.compile(
    rf"(?:an?\s+|the\s+|my\s+)?(?:(?:{_EMPTY_WORDS})[\s_#-]*[\d_.()-]*|(?:{_KINDS})[\s_#-]*\d[\d_.()-]*)", re.IGNORECASE
)
_IS_CAPTION = "the text in the picture's place is its caption again"
_CAPTION = "say what is to be seen in it"
_WORDS = 'say what it shows: "![…](…)", or ":alt: …" in a directive'


class PictureWithoutText(TextRule):
    """A picture has no text in its place, or one that says nothing, so that those who do not see it learn nothing.

    The name of the file says nothing, nor do “image” and “photo 1”, nor the caption once more.

    Say in a sentence what it shows: `![The signing in Moscow](signing.jpg)`, or `:alt: The signing in Moscow` below
    `{figure}` and `{image}`. A caption is no such text: it says what the picture is about.
    """

    code = "S117"
    severity = Severity.WARNING

    @classmethod
    def check(cls, text: Text) -> Iterator[Diagnostic]:
        for picture in text.pictures:
            if fault := _fault_of(picture.alt, picture.caption):
                hint = _CAPTION if fault == _IS_CAPTION else _WORDS
                yield cls.at(picture.span, fault, hint=hint)


def _fault_of(text: str, caption: str) -> str:
    """What is wrong with the text in a picture's place; empty if it says something."""
    plain = " ".join(text.split())
    if not plain:
        return "the picture has no text in its place"
    if _FILE_NAME.fullmatch(plain):
        return f'"{plain}" is the name of a file, and says nothing of the picture'
    if _NUMBERED.fullmatch(plain):
        return f'"{plain}" says nothing of the picture'
    return _IS_CAPTION if _folded(plain) == _folded(caption) else ""


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


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
    return values["kind"] in {"bar", "line"} and not values.get("unit")
