"""Ids of headings: what a link such as `#the-contract` names, and where the page has it."""

from markdown_it.token import Token

from ..model.slugs import slug

_SHOWN = {"text", "code_inline"}


def heading_text(inline: Token) -> str:
    """The words of a heading, from the inline token that it holds."""
    return "".join(child.content for child in inline.children or () if child.type in _SHOWN)


class HeadingIds:
    """Gives each heading of a text its id, in their order."""

    def __init__(self) -> None:
        self._number = 0

    def next(self, text: str) -> str:
        """The id of the next heading, of these words.

        Words without a letter that ASCII has (Chinese ones, for example) are named by their place: `part-3`.
        """
        self._number += 1
        return slug(text) or f"part-{self._number}"
