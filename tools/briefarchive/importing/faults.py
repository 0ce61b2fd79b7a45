"""What can be wrong with an export, or must be decided by a person."""

from ..diagnostics import Rule, Severity


class DateMissing(Rule):
    """An export has no line with its date of publication.

    A brief without a date has no place in the archive. Write the date into a line of its own below the first line
    of the export, as in `October 17, 2014`, and import the file again.
    """

    code = "I102"


class DateDecided(Rule):
    """A date of an export can be read in more than one way.

    Numbers such as 10/11/2014 are a day in October or in November. The import looks at the weekday beside it, at
    other dates of the same file and of the other files, and says which order it took and why. Compare the date of
    the brief with the old page.
    """

    code = "I103"
    severity = Severity.NOTICE


class HintTaken(Rule):
    """A title, a date or a name was taken from what a file says about its text, since the text does not say it.

    The message names the place: a page's title in its window, the properties of a document, the name of a file.
    Compare it with the old page.
    """

    code = "I104"
    severity = Severity.NOTICE


class HintDiffers(Rule):
    """A text says one date or name, and its file another.

    The text was followed, since properties of files are often those of another one that served as a pattern.
    """

    code = "I105"
    severity = Severity.NOTICE


class NotText(Rule):
    """A file is of no format that can be imported: a picture, a PDF, an old word processor's file.

    `briefs import --list-formats` says which formats there are. Save the text in one of them.
    """

    code = "I201"


class Undecodable(Rule):
    """The bytes of a file fit no encoding that exports use.

    Tried are UTF-8, UTF-16, GB 18030 and Windows-1252, each strictly, and none is taken that gives letters where no
    language has them: a guess could put wrong ones into the archive. Name the encoding, as in
    `briefs import old-exports --encoding big5`, or open the file in the program that made it and save it as UTF-8.
    """

    code = "I202"


class EmptyExport(Rule):
    """A file has no words, or none besides its date, sources and byline.

    There is nothing to make a brief of. Delete the file, or export the page again.
    """

    code = "I203"


class ExportTooLarge(Rule):
    """A file is larger than 5 MB, or a web page larger than 20 MB.

    Such a file is one brief of a few pages. Split it, one brief in each, or save a page without its pictures inside.
    """

    code = "I204"


class CannotOpen(Rule):
    """A file or folder cannot be opened, is a symbolic link, or is not there.

    Links are not followed, since they can lead anywhere. Copy the file itself to where the link is.
    """

    code = "I205"


class NoExports(Rule):
    """A folder holds no file that looks like an export.

    `briefs import --list-formats` says which formats are read. Text files are named `.txt`, `.text` or have no
    suffix. Give the folder that holds them.
    """

    code = "I206"


class EncodingNoted(Rule):
    """A file was read in another encoding than UTF-8, or has characters that were left out.

    Invisible characters (zero-width spaces, marks of writing direction, control characters) are left out. Where a
    file is not UTF-8, compare accents, dashes and quotation marks of the brief with the old page.
    """

    code = "I207"
    severity = Severity.NOTICE


class PictureMissing(Rule):
    """A picture of a text was not imported.

    It was not saved with the page, or is of a kind that briefs cannot show. Its words stand in the text. Put the
    picture beside the brief and write a `{figure}` where it belongs, if it matters.
    """

    code = "I208"
    severity = Severity.NOTICE


class LinkLeftOut(Rule):
    """A link of a page leads to another page of the old site, or to something that a brief cannot link to.

    Its words stay, without the link. If the page has become a brief, link to that.
    """

    code = "I209"
    severity = Severity.NOTICE


class ReaderFailed(Rule):
    """A file stopped the import's reader of its format; nothing of it was imported.

    That is a mistake of the import, or the file is broken in a way that nobody foresaw: report it with the file.
    """

    code = "I210"


class WordsLost(Rule):
    """The import could not account for every word of an export, and wrote nothing of it.

    Each word of an export must come back from the brief, its sources, its front matter or the list of lines set
    aside. That this failed is a mistake of the import: report it together with the file.
    """

    code = "I301"


class ExportChanged(Rule):
    """An export with the same name has been imported before, with other content.

    The brief that was made of it may have been edited since, so it is left as it is. Make the change in the brief.
    If it is another brief, whose file has the same name in another folder, import the folder above both: names are
    told apart by the folders in which they stand.
    """

    code = "I302"


class LikeAnother(Rule):
    """An export has the day and the paragraphs of a brief that there is already.

    A page was exported twice, or saved anew with other words around its text. A second brief was made, since its
    sources or its byline may differ. Compare the two, and delete the new one if it adds nothing.
    """

    code = "I306"
    severity = Severity.WARNING


class SourceDecided(Rule):
    """A line among the sources could not be read as publisher and title.

    It is kept: as a source with what it has, or as a paragraph at the end of the brief when it is running text.
    Look at the entry, and add what is missing.
    """

    code = "I303"
    severity = Severity.NOTICE


class BylineDecided(Rule):
    """A byline names nobody, or says more than names.

    “The editors” is no person. Such words are set aside; nobody is entered as compiler for them.
    """

    code = "I304"
    severity = Severity.NOTICE


class RegisterUnfit(Rule):
    """A vocabulary or bibliography cannot take new entries: the file is not valid.

    New people, publishers and sources are added at its end, which needs a file that can be read. Run `briefs check`,
    mend the file, and import again.
    """

    code = "I305"


FAULTS: tuple[type[Rule], ...] = (
    DateMissing,
    DateDecided,
    HintTaken,
    HintDiffers,
    NotText,
    Undecodable,
    EmptyExport,
    ExportTooLarge,
    CannotOpen,
    NoExports,
    EncodingNoted,
    PictureMissing,
    LinkLeftOut,
    ReaderFailed,
    WordsLost,
    ExportChanged,
    SourceDecided,
    BylineDecided,
    RegisterUnfit,
    LikeAnother,
)
