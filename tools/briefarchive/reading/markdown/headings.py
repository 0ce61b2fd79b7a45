"""Headings of a text, and their ids: what a link such as `#the-contract` names, and where the page has it."""

import re

from markdown_it.token import Token

from ...model.slugs import slug

_SHOWN = {"text", "code_inline"}
_ENDS_SENTENCE = re.compile("[.!?…:;,。！？：；，][”’\"')\\]]*$")
_LONGEST = 100


def is_accident(heading: Token, inline: Token) -> bool:
    """Whether a line of hyphens or equals signs makes a heading of what is a paragraph."""
    content = inline.content
    has_citation = "{cite" in content or "{footcite" in content
    is_paragraph = "\n" in content or len(content) > _LONGEST or has_citation or bool(_ENDS_SENTENCE.search(content))
    return heading.markup in {"-", "="} and is_paragraph


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
