"""What can be wrong with a bibliography: the rules C101 to C140, each with its page in the guide."""

from ...diagnostics import Rule, Severity
from .mistakes.rules import RULES


class UnclosedEntry(Rule):
    """An entry is never closed.

    Every `{` and every `"` needs its partner. Where one is missing, the entry runs on into the next; it is
    therefore ended at the next line that starts with `@type{`, it is left out, and those after it are read.
    The message names the field whose value is open, where the next field stands within it.
    """

    code = "C101"
    fixable = True


class UnreadableEntry(Rule):
    """An entry does not have the form `@type{key, field = {value}, …}`.

    The message says what is wrong at the marked place: a comma or an equals sign is missing, a value has no braces,
    a brace is one too many, a sign is typed full-width. The entry is left out until it is mended.
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

    Not allowed are spaces, control characters, any of `< > " = # { } %`, the backtick, the backslash, a slash at
    its start, `.` or `..` between slashes, and more than 200 characters. Our own keys are of `a` to `z`, digits
    and hyphens.
    """

    code = "C104"
    fixable = True


class DuplicateKey(Rule):
    """Two entries have the same key, or keys that differ in upper and lower case only, which are one to BibTeX.

    The first one is used and the second is left out. If both describe one source, delete one; if not, give
    the second another key and change the briefs that cite it.
    """

    code = "C105"


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


class InvalidDate(Rule):
    """A date is not one that can be read, so the source counts as undated.

    Write `date = {2014}`, `{2014-10}` or `{2014-10-17}`. Ranges (`2014-10-17/2014-10-19`), uncertain dates
    (`2014~`) and unknown parts (`201X`) of EDTF are understood too; the archive sorts them by their start.
    """

    code = "C108"
    fixable = True
    severity = Severity.WARNING


class ForbiddenAddress(Rule):
    """An address is not a web address that starts with `http://` or `https://`.

    Other schemes can run code in a reader's browser or lead nowhere. The source is kept without a link.
    Write the full address, with `https://` in front and nothing around it.
    """

    code = "C109"
    fixable = True


class MissingTitle(Rule):
    """A source has no title, so that lists show nothing to recognise it by. Add `title = {…}`."""

    code = "C110"
    severity = Severity.WARNING


class UnreadableName(Rule):
    """A name in a list of authors or editors cannot be taken apart, and is shown as it stands.

    Write `Family, Given`, join names with ` and `, and put an organisation in a second pair of braces:
    `author = {Chen, Li and {World Bank}}`.
    """

    code = "C111"
    severity = Severity.WARNING
    fixable = True


class TooLong(Rule):
    """A value is longer than 5,000 characters, or abbreviations add up to far more text than the file has.

    The value is left out; the rest of the entry is read. No title is that long: look for a brace that closes too late,
    and for `@string`s that repeat one another. Lists of names, notes, comments, reviews,
    abstracts, annotations, files and keywords may have 65,536 characters.
    """

    code = "C112"


class UnknownEntryType(Rule):
    """The word after `@` is no entry type of BibTeX, biblatex, JabRef or Zotero. The entry is read all the same.

    Look for a slip of the pen; for web pages and news use `@online`.
    """

    code = "C113"
    severity = Severity.NOTICE


class InvalidDoi(Rule):
    """A DOI does not have the form `10.1234/suffix`. The source is kept without it.

    Copy it without quotation marks or spaces; the prefix `https://doi.org/` may stay.
    """

    code = "C114"


class ForbiddenCharacter(Rule):
    """A value holds an invisible control character, or one that turns the direction of the text around.

    They make a page show something else than the file says. They are removed on reading; delete them.
    """

    code = "C115"
    fixable = True


class CircularInheritance(Rule):
    """An entry inherits from itself, through `crossref` or `xdata`, or through a chain of more than eight entries.

    Nothing is inherited along that way. Let `crossref` name the entry of the book or the issue.
    """

    code = "C116"


class UnknownParent(Rule):
    """`crossref` or `xdata` names a key that is not in the same file, so that nothing is inherited.

    Move the entry that it names into this file, or write its fields into this entry.
    """

    code = "C117"
    severity = Severity.WARNING


class UnknownLanguage(Rule):
    """`langid` or `language` names no language that we know, so the title is not marked with one.

    Use a name such as `english` or `chinese-hans`, or a tag such as `zh-Hans`.
    """

    code = "C118"
    severity = Severity.NOTICE


class TooDeeplyNested(Rule):
    """Braces stand more than 100 deep in one another. The entry is left out; take the superfluous ones away."""

    code = "C119"


class TooManyEntries(Rule):
    """A bibliography has more than 10,000 entries; those that follow are not read.

    Each source stands on the pages of its publisher and its year, and in exports. Move some of the
    entries into another file: every file in `bib/` is read, and names that are no year, such as `2014-2.bib`, are
    somebody's own order.
    """

    code = "C141"


class UnknownWayOfSeeing(Rule):
    """`seen` does not have one of its four values, so it is not recorded how the source was seen.

    | Value | The compiler saw |
    | --- | --- |
    | `original` | the text at its own place |
    | `copy` | a copy: a mirror, a reprint, a database |
    | `headline` | the headline alone |
    | `listing` | no text: the source stands in a list of others |
    """

    code = "C140"
    severity = Severity.WARNING


class LooseText(Rule):
    """Text stands between the entries that seems to belong to one: BibTeX takes it for a comment, and nobody sees it.

    Reported are an entry without its `@`, a reference in another format (RIS, EndNote, PubMed), a reference in words,
    and a brace too many. Write it as an entry. What is meant as a comment begins with `%` or stands in `@comment{…}`.
    """

    code = "C120"
    severity = Severity.WARNING
    fixable = True


class MisreadNames(Rule):
    """A list of authors or editors is written as under a headline, and BibTeX reads other names than are meant.

    BibTeX separates names by “and” alone; a comma stands between family name and given name. So `Wu Jiao, Zhang Yunbi`
    is one person, and so is `Wu, Jiao; Zhang, Yunbi`. “By”, titles, e-mail addresses and “staff writer” are no part of
    a name, “et al.” is written `and others`, and an organisation stands in a second pair of braces:
    `author = {{World Bank}}`. `briefs check --fix` mends what can be meant in one way only.
    """

    code = "C121"
    severity = Severity.WARNING
    fixable = True


FAULTS: tuple[type[Rule], ...] = (
    UnclosedEntry,
    UnreadableEntry,
    MissingKey,
    UnusableKey,
    DuplicateKey,
    DuplicateField,
    UndefinedMacro,
    InvalidDate,
    ForbiddenAddress,
    MissingTitle,
    UnreadableName,
    TooLong,
    UnknownEntryType,
    InvalidDoi,
    ForbiddenCharacter,
    CircularInheritance,
    UnknownParent,
    UnknownLanguage,
    TooDeeplyNested,
    LooseText,
    MisreadNames,
    TooManyEntries,
    UnknownWayOfSeeing,
    *RULES,
)
"""Every rule about bibliographies, by code."""
