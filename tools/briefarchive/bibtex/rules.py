"""What can be wrong with the syntax of a BibTeX file, each with its page in the guide."""

from ..diagnostics import Rule, Severity


class UnclosedEntry(Rule):
    """An entry is never closed.

    Every `{` and every `"` needs its partner. Where one is missing, the entry is left out up to the next line that
    starts with `@type{`, and those after it are read.
    """

    code = "C101"
    fixable = True


class UnreadableEntry(Rule):
    """An entry does not have the form `@type{key, field = {value}, …}`.

    The message says what is wrong at the marked place, such as a comma that is missing or a value without braces.
    The entry is left out until it is mended.
    """

    code = "C102"
    fixable = True


class MissingKey(Rule):
    """An entry has no key, so no brief can cite it.

    Write the key after the opening brace, followed by a comma: `@online{bbc-2014-china-media,`. It is made of
    the publisher's id, the year (or `nd`) and some words of the title.
    """

    code = "C103"
    fixable = True


class UnusableKey(Rule):
    """A key holds something that cannot stand in an address or in a citation.

    Write small letters, digits and hyphens. Not allowed are spaces, control characters, any of `< > " = # { } %`, the
    backtick, the backslash, a slash at its start, `.` or `..` between slashes, and more than 200 characters.
    """

    code = "C104"
    fixable = True


class DuplicateField(Rule):
    """A field stands twice in one entry. The first is used; delete the one that is wrong.

    `year` is the older name of `date`: where both stand and name different years, `date` is used.
    """

    code = "C106"
    severity = Severity.WARNING


class UndefinedMacro(Rule):
    """A value without braces or quotation marks is neither a number nor an abbreviation that `@string` defines.

    The word itself is taken as the value. Put the value in braces, or define it above the entry:
    `@string{scmp = "South China Morning Post"}`.
    """

    code = "C107"
    fixable = True
    severity = Severity.WARNING


class TooLong(Rule):
    """A value is longer than 5,000 characters, or abbreviations add up to far more text than the file has.

    The value is left out; the rest of the entry is read. Look for a brace that closes too late, and for `@string`s that
    repeat one another. Lists of names, notes, abstracts and other free texts may have 65,536 characters.
    """

    code = "C112"


class CircularInheritance(Rule):
    """An entry inherits from itself, through `crossref` or `xdata`, or through a chain of more than eight entries.

    Nothing is inherited along that way. Let `crossref` name the entry of the book or the issue.
    """

    code = "C116"


class UnknownParentEntry(Rule):
    """`crossref` or `xdata` names a key that is not in the same file, so that nothing is inherited.

    Move the entry that it names into this file, or write its fields into this entry.
    """

    code = "C117"
    severity = Severity.WARNING


class TooDeeplyNested(Rule):
    """Braces stand more than 100 deep in one another. The entry is left out; take the superfluous ones away."""

    code = "C119"


class LooseText(Rule):
    """Text stands between the entries that seems to belong to one: BibTeX takes it for a comment, and nobody sees it.

    Reported are an entry without its `@`, a reference in another format (RIS, EndNote, PubMed), a reference in words,
    and a brace too many. Write it as an entry. What is meant as a comment begins with `%` or stands in `@comment{…}`.
    """

    code = "C120"
    severity = Severity.WARNING
    fixable = True


RULES: tuple[type[Rule], ...] = (
    UnclosedEntry,
    UnreadableEntry,
    MissingKey,
    UnusableKey,
    DuplicateField,
    UndefinedMacro,
    TooLong,
    CircularInheritance,
    UnknownParentEntry,
    TooDeeplyNested,
    LooseText,
)
