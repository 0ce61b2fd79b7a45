"""What can be wrong with what a bibliography says: the rules C105 to C141, each with its page in the guide."""

from ...bibtex.rules import RULES as SYNTAX_RULES
from ...diagnostics import Rule, Severity
from .mistakes.rules import RULES


class DuplicateKey(Rule):
    """Two entries have the same key, or keys that differ in upper and lower case only, which are one to BibTeX.

    The first one is used and the second is left out. If both describe one source, delete one; if not, give
    the second another key and change the briefs that cite it.
    """

    code = "C105"


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


class UnknownSourceLanguage(Rule):
    """`langid` or `language` names no language that we know, so the title is not marked with one.

    Use a name such as `english` or `chinese-hans`, or a tag such as `zh-Hans`.
    """

    code = "C118"
    severity = Severity.NOTICE


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
    *SYNTAX_RULES,
    DuplicateKey,
    InvalidDate,
    ForbiddenAddress,
    MissingTitle,
    UnreadableName,
    UnknownEntryType,
    InvalidDoi,
    ForbiddenCharacter,
    UnknownSourceLanguage,
    TooManyEntries,
    UnknownWayOfSeeing,
    MisreadNames,
    *RULES,
)
"""Every rule about bibliographies."""
