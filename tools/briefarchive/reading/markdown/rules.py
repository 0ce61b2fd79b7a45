"""What of a text's markup cannot be read."""

from ...diagnostics import Rule


class UnknownRole(Rule):
    """A role is used that the archive does not have.

    There are roles for citations (`cite:p`, `cite:t`) and for what the archive holds (`brief`, `country`, `topic`,
    `person`, `source`, `publisher`). Anything else is shown as it was typed.
    """

    code = "S101"
    fixable = True
    rewrites = True


class UnknownDirective(Rule):
    """A directive is used that the archive does not have.

    Notes and other admonitions, figures, images, charts, quotes, code, cards, grids, tabs and dropdowns are there.
    Nothing that runs a program or puts another file's text into the brief is, and what stands in such a block is
    shown as it was typed.
    """

    code = "S102"


class UnknownOption(Rule):
    """A directive has an option that it may not have. Only those that change the meaning are open to briefs."""

    code = "S103"


class NestedTooDeep(Rule):
    """Marks are nested deeper than anyone can read: signs in a paragraph, or lists and quotations in one another.

    The paragraph, or with lists and quotations the whole text, is shown as it was typed.
    """

    code = "S106"


class TooManyMarks(Rule):
    """A text has more than 50,000 signs that could be marks, such as brackets, asterisks and hashes.

    It is shown as it was typed. A brief of two pages has a few hundred: something else was pasted into the file.
    """

    code = "S115"


class EmptyReference(Rule):
    """A role names nothing, as after a comma too many, or something that cannot be a key, such as two words.

    Keys in one citation are parted by commas; a note before or after a key stands in braces: `{see}key{p. 3}`.
    """

    code = "S107"
    fixable = True
    rewrites = True


class UnfitDirective(Rule):
    """A directive lacks what it must have, or stands where it cannot. It is shown as it was typed.

    A note needs a text, an `admonition` a title and a text, a figure an address, a chart a file, a kind, a
    title and a caption; a `grid-item` stands in a `grid` and a `tab-item` in a `tab-set`, which hold nothing else.
    Directives stand at most eight deep.
    """

    code = "S108"


FAULTS: tuple[type[Rule], ...] = (
    UnknownRole,
    UnknownDirective,
    UnknownOption,
    NestedTooDeep,
    TooManyMarks,
    EmptyReference,
    UnfitDirective,
)
