"""What can be wrong with what a bibliography says, each with its page in the guide."""

from ...bibtex.rules import RULES as SYNTAX_RULES
from ...diagnostics import Rule, Severity


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

    They are removed on reading; delete them.
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

    Move some of them into another file: every file in `bib/` is read, `2014-2.bib` as well.
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

    BibTeX separates names by “and” alone: `Wu Jiao, Zhang Yunbi` is one person, and so is `Wu, Jiao; Zhang, Yunbi`.
    “By”, titles, e-mail addresses and “staff writer” are no part of a name, “et al.” is written `and others`, and an
    organisation stands in a second pair of braces: `author = {{World Bank}}`.
    """

    code = "C121"
    severity = Severity.WARNING
    fixable = True


class MisnamedField(Rule):
    """A field has a name that BibTeX does not know and that is near to one which it does, so nobody sees its value.

    So it is with other names, such as `accessed` for `urldate`, `newspaper` for `publisher` (in `@article`, for
    `journaltitle`), `city` for `location` and `link` for `url`, and with slips such as `autor` and `tilte`. Other
    unknown fields are kept and not reported.
    """

    code = "C122"
    severity = Severity.WARNING
    fixable = True


class DecoratedTitle(Rule):
    """A title has something around it that is no part of it: quotation marks, a full stop, the name of the site.

    Citations put quotation marks and stops of their own, and the publisher has its own field. A headline that is itself
    a quotation stands in single quotation marks.
    """

    code = "C123"
    severity = Severity.WARNING
    fixable = True


class HtmlInField(Rule):
    r"""A value has HTML in it, such as `<i>` or `&amp;`, which is shown as it is typed.

    Write the letters themselves, `\&` for `&`, and `\emph{…}` for what is set in italics.
    """

    code = "C124"
    severity = Severity.WARNING
    fixable = True


class UpperCaseSourceTitle(Rule):
    """The title of a source, or the name of a person who wrote it, is in capital letters throughout.

    Write a title as in a sentence, with capitals for names, and a name with small letters: `Smith, John`.
    """

    code = "C125"
    severity = Severity.WARNING


class GarbledField(Rule):
    """Letters of a value stand for others, because text was read in the wrong encoding on its way: `â€™` for `’`."""

    code = "C126"
    severity = Severity.WARNING
    fixable = True


class WrongCheckDigit(Rule):
    """The last digit of an ISBN or ISSN does not go with the others, so that one of them is wrong.

    Copy it again. A source without a number is better than one with the number of another book.
    """

    code = "C127"
    severity = Severity.WARNING


class AddressWithMore(Rule):
    """An address has words, a space or a stop in it that are no part of it, and leads nowhere with them.

    The day on which you saw the page goes into `urldate`, other words into `note`.
    """

    code = "C128"
    severity = Severity.WARNING
    fixable = True


class OddCharacterInField(Rule):
    """A character looks like another one and is not found in a search.

    These are non-breaking spaces between words, soft hyphens, ligatures (`ﬁ`) and letters whose accents are characters
    of their own.
    """

    code = "C129"
    severity = Severity.WARNING
    fixable = True


class CopyAsAddress(Rule):
    """The address of a source is that of a copy in a web archive, the Wayback Machine or archive.today.

    The copy belongs into `archiveurl`, its day into `archivedate`, and the address of the page itself into `url`:
    so a reader sees who published the text, and the check finds the source again under its own address.
    """

    code = "C130"
    severity = Severity.NOTICE
    fixable = True


class PlaceholderValue(Rule):
    """A value is a placeholder, such as `TODO`, `???` or `unknown`, and would be shown as it stands.

    Write what belongs there, or leave the field out. So it is with an empty field, with “Staff” as an author, with
    “Anonymous” as the author of a web page, and with the title of a page that a site shows in the place of the text:
    “404 Not Found”, “Just a moment...”, “Access denied”.
    """

    code = "C131"
    severity = Severity.WARNING


class DoubtfulValue(Rule):
    """A value can be read, and is hardly what was meant.

    | In the entry | Write |
    | --- | --- |
    | a title that ends with points | the whole headline |
    | “[Google Translate]” in a title | the title alone, and “machine translation” into `note` |
    | a Chinese `translatedtitle` of a title in Latin letters | the one in the place of the other |
    | `langid = {chinese}` and a title in Latin letters | the title as printed; this one is `romanizedtitle` |
    | `pages = {pp. 12-14}` | `12--14`: “pp.” is put before it |
    | `edition = {2nd ed.}` | `2`: “2nd edition” is made of it |
    | a `date` in another year than the address | the right one |

    Leave a value as it is where the source has it so.
    """

    code = "C132"
    severity = Severity.NOTICE
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
    MisnamedField,
    DecoratedTitle,
    HtmlInField,
    UpperCaseSourceTitle,
    GarbledField,
    WrongCheckDigit,
    AddressWithMore,
    OddCharacterInField,
    CopyAsAddress,
    PlaceholderValue,
    DoubtfulValue,
)
"""Every rule about bibliographies."""
