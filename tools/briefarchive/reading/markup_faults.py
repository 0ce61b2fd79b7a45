"""What can be wrong with the text of a brief."""

from ..diagnostics import Rule


class UnknownRole(Rule):
    """A role is used that the archive does not have.

    There are roles for citations (`cite:p`, `cite:t`) and for what the archive holds (`brief`, `country`, `topic`,
    `person`, `source`, `publisher`). Anything else is shown as it was typed.
    """

    code = "S101"


class UnknownDirective(Rule):
    """A directive is used that the archive does not have.

    Notes and other admonitions, figures, images, quotes, code, cards, grids, tabs and dropdowns are there. Nothing
    that reads a file or runs a program is, and what stands in such a block is shown as it was typed.
    """

    code = "S102"


class UnknownOption(Rule):
    """A directive has an option that it may not have. Only those that change the meaning are open to briefs."""

    code = "S103"


class RawHtml(Rule):
    r"""HTML stands in the text. It is shown as text.

    Use Markdown instead: `*emphasis*`, `[text](address)`, a table with `|`. A `<` that is meant as such is written
    `\<`.
    """

    code = "S104"


class TopHeading(Rule):
    """A heading of level 1 (`#`) stands in the text. The title in the front matter is the only one.

    Sections begin at `##`.
    """

    code = "S105"


class NestedTooDeep(Rule):
    """Directives are nested more than eight deep. What is inside is not read."""

    code = "S106"


class LinkScheme(Rule):
    """A link's address has a scheme that briefs may not use.

    Links go to `http:`, `https:` and `mailto:` addresses, or to a file beside the brief.
    """

    code = "L101"


class EmptyReference(Rule):
    """A role names nothing, as in an empty pair of backticks or a comma too many."""

    code = "S107"


FAULTS: tuple[type[Rule], ...] = (
    UnknownRole,
    UnknownDirective,
    UnknownOption,
    RawHtml,
    TopHeading,
    NestedTooDeep,
    EmptyReference,
    LinkScheme,
)
