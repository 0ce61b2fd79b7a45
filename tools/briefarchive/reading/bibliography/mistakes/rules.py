"""The rules C122 to C132: mistakes in fields that can be read, each with its page in the guide."""

from ....diagnostics import Rule, Severity


class MisnamedField(Rule):
    """A field has a name that BibTeX does not know and that is near to one which it does, so nobody sees its value.

    | written | meant |
    | --- | --- |
    | `accessed`, `retrieved`, `visited` | `urldate` |
    | `newspaper`, `website`, `outlet` | `publisher`; in `@article`, `journaltitle` |
    | `city`, `place` | `location` |
    | `link`, `web` | `url` |
    | `lang` | `langid` |
    | `translated_title`, `title_en` | `translatedtitle` |

    So it is with slips such as `autor` and `tilte`. Other unknown fields are kept and not reported.
    """

    code = "C122"
    severity = Severity.WARNING
    fixable = True


class DecoratedTitle(Rule):
    """A title has something around it that is no part of it: quotation marks, a full stop, the name of the site.

    Citations put quotation marks and stops of their own, and the publisher has its own field. Site names come along
    when the title of a browser's window is copied: `… - WSJ`, `… | Reuters`. A headline that is itself a quotation
    stands in single quotation marks.
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

    It is hard to read, and a reader aloud may spell it. Write a title as in a sentence, with capitals for names, and a
    name with small letters: `Smith, John`.
    """

    code = "C125"
    severity = Severity.WARNING


class GarbledField(Rule):
    """Letters of a value stand for others, because text was read in the wrong encoding on its way here: `â€™` for `’`.

    Where all letters can be told with certainty, `briefs check --fix` puts them back.
    """

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
    of their own. They come along with text that is copied from web pages, PDF files and macOS.
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


RULES: tuple[type[Rule], ...] = (
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
"""Every rule of this module, by code."""
