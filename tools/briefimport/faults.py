"""What can be wrong with an export, or must be decided by a person."""

from briefarchive.diagnostics import Rule, Severity


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
    """A file is of no format that can be imported: a picture, or the file of an old word processor.

    `briefs import --list-formats` says which formats there are. Save the text in one of them.
    """

    code = "I201"


class Undecodable(Rule):
    """The bytes of a file fit no encoding that exports use.

    Tried are UTF-8, UTF-16, GB 18030, Big5, the sets of Russian and its neighbours (Windows-1251, KOI8-R and others)
    and Windows-1252, each strictly, and none is taken that gives letters where no language has them, or too few
    letters to judge by: a guess could put wrong ones into the archive. Name the encoding, as in
    `briefs import old-exports --encoding windows-1250`, or open the file in the program that made it and save it as
    UTF-8.
    """

    code = "I202"


class EmptyExport(Rule):
    """A file has no words, or none besides its date, sources and byline.

    There is nothing to make a brief of. Delete the file, or export the page again.
    """

    code = "I203"


class ExportTooLarge(Rule):
    """A file is larger than 5 MB, a web page larger than 20 MB, or a PDF larger than `--most-mb` allows.

    Such a file is one brief of a few pages. Split it, one brief in each, or save a page without its pictures inside.
    """

    code = "I204"


class CannotOpen(Rule):
    """A file or folder cannot be opened or written, is a symbolic link, is not there, or was changed meanwhile.

    Links are not followed, since they can lead anywhere. Copy the file itself to where the link is. A file of the
    archive that somebody saves while the import is at work stays as it was saved: import again.
    """

    code = "I205"


class NoExports(Rule):
    """A folder holds no file that looks like an export.

    `briefs import --list-formats` says which formats are read. Text files are named `.txt`, `.text` or have no
    suffix. Give the folder that holds them.
    """

    code = "I206"


class EncodingNoted(Rule):
    """A file was read in another encoding than UTF-8, had garbled letters, or has characters that were left out.

    Letters that had been read in the wrong encoding and saved again before (“â€™” for “’”) are put right where all of
    them can be told. Invisible characters (zero-width spaces, marks of writing direction, control characters) are left
    out. Where a file is not UTF-8, compare accents, dashes and quotation marks of the brief with the old page.
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

    Left out as well is a link whose words are another address than the one to which it leads. The words stay, without
    the link. If the page has become a brief, link to that.
    """

    code = "I209"
    severity = Severity.NOTICE


class ReaderFailed(Rule):
    """A file stopped the import's reader of its format; nothing of it was imported.

    That is a mistake of the import, or the file is broken in a way that nobody foresaw: report it with the file.
    """

    code = "I210"


class FileUnknown(Rule):
    """A file of a folder is neither text nor of any known kind, and was passed over.

    Pictures, sounds, fonts and the like are passed over without a word, since they stand beside texts. This file could
    be anything: open it with the program that made it. If it holds a text, save that in one of the formats that
    `briefs import --list-formats` names.
    """

    code = "I212"
    severity = Severity.NOTICE


class FileDamaged(Rule):
    """A file is cut off or damaged, so that its program could not open it either.

    It was not copied to its end, or its disk was faulty. Fetch it again, or open it in the program that made it and
    let that mend it.
    """

    code = "I221"


class PasswordNeeded(Rule):
    """A file has a password.

    The import asks for none, since a report would then hold what was meant to be kept closed. Open the file in the
    program that made it, and save it without one.
    """

    code = "I222"


class PartLeftOut(Rule):
    """A part of a container was not unpacked, since archives can be made to do harm.

    It leads out of its archive, grows to more than 250 times its size, or there is too much of it. The other parts were
    read. Unpack the archive yourself if you trust it, and import the folder.
    """

    code = "I223"


class RevisionsAccepted(Rule):
    """A Word file has changes that nobody has accepted or rejected; they were accepted.

    What was inserted is in the brief, and what was deleted among the words that were set aside. Compare the passages
    with the page that was published.
    """

    code = "I224"
    severity = Severity.NOTICE


class LookSimplified(Rule):
    """Something of a file has a look that a brief cannot have: merged cells, a text box, a drawing.

    Its words are kept: cells that were merged stand apart and the others are empty, the text of a box follows the
    paragraph beside which it stood. Look at the place.
    """

    code = "I225"
    severity = Severity.NOTICE


class ColumnsUnknown(Rule):
    """A table has no column with the texts, and none with the names of the files that it describes.

    Columns are known by their names in the first row, in ten languages. In English: `text`, `body`, `content`, `html`
    for the text, `file` or `url` for the file that a row is about, `title`, `date`, `authors`, `countries`, `topics`,
    `sources` for what goes with it. Say what a column of another name holds: `briefs import … --map text=Wortlaut`.
    """

    code = "I226"


class NoTextLayer(Rule):
    """A PDF has no text that can be read: its pages are pictures, or its fonts do not say which letters they show.

    The import does not recognise text in pictures. A program for that (OCR) adds a text layer to the file: OCRmyPDF,
    which is free, with `ocrmypdf --language spa old.pdf new.pdf`, or the command “Recognise text” of a PDF program.
    Read a page of the result before you import it.
    """

    code = "I241"


class PdfUnusable(Rule):
    """A PDF does something when it is opened, or costs too much to read, and was not imported.

    The import keeps a PDF beside its brief, where readers open it. So it may have no scripts, no files, sounds or films
    within it, and nothing that starts other programs, sends forms or leads to other files; the message names what was
    found. Print it to a new PDF, which leaves all of this out, and import that one. Split a very long file
    first.
    """

    code = "I242"


class RowUnmatched(Rule):
    """A catalogue, a table that describes files, and the files do not fit each other.

    A row belongs to the file whose name stands in its column `file`, with or without folders and suffix, or to the page
    whose address it gives. Of two rows with one name, none is taken. Mend the name in the table, or add the row or the
    file that is missing.
    """

    code = "I243"
    severity = Severity.WARNING


class RecordBroken(Rule):
    """A line of a table of records cannot be read.

    It is no JSON object, has more cells than the table has columns, or ends within a quotation. The other lines were
    read. Mend it in the program that made the table.
    """

    code = "I227"


class PartSetAside(Rule):
    """A part of an export is no text for the archive, and was left out.

    Posts that are private, in the trash or behind a password are not the public's; entries of menus, former versions
    and settings are no texts; a picture that no text shows has no place. Nor are pages that every site has (“About us”,
    “Contact”, “Impressum”), and pages of WordPress without sources; `--pages` imports these. The message says what it
    is. If a post belongs in the archive, publish it on the old site and export it again.
    """

    code = "I231"
    severity = Severity.NOTICE


class CaptureSuperseded(Rule):
    """A page was captured several times, and one of the captures was taken.

    It is the latest that is whole. The others are named by their days; if a page lost text on its way, fetch the
    earlier capture and import it alone.
    """

    code = "I232"
    severity = Severity.NOTICE


class CaptureUnusable(Rule):
    """A capture of a page says that its text is in another file, or differs from what its digest says.

    Crawlers store a page that has not changed only once and refer to it. Import the file that has it as well, usually
    an earlier one of the same crawl. Where the digest differs, compare the brief with the old page.
    """

    code = "I233"
    severity = Severity.WARNING


class TermUnmapped(Rule):
    """A category or tag of the old site has no topic or country yet.

    `briefs import … --mapping FILE` writes it into the file, which is made if there is none. Write the topics and
    countries for it into its brackets, as in `Energy policy: [energy, RU]`, or leave the brackets empty if it has none,
    and import again.
    """

    code = "I234"
    severity = Severity.WARNING


class TopicMade(Rule):
    """A category of the old site that the vocabulary does not know became a new topic.

    So does each category that several texts have, since somebody has filed them under it; a tag does not. Its entry in
    `archive/vocabulary/topics.yaml` has the name of the category as its label, and a line `review`, which `briefs
    check` reports (V121) until it is deleted: translate the label, give it a `parent`, or add the name to the
    `synonyms` of a topic that was there before. To decide before the import, run it with `--dry-run
    --mapping FILE`, and write into the line of the category which topics it stands for; empty brackets mean none.
    """

    code = "I236"
    severity = Severity.WARNING


class MappingUnfit(Rule):
    """A file that maps categories and tags cannot be read, or names a topic or country that the vocabulary has not.

    Each line is a name and a list: `Energy policy: [energy, RU]`. Add the topic to the vocabulary first, or write
    another one.
    """

    code = "I235"


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


class RevisionFound(Rule):
    """Two exports have nearly the same text, or the same text under two dates.

    One is a revision of the other, a draft of it, or a text that was published twice. Both were imported, since only a
    person can tell: the message shows where they differ. Delete one, or let the later brief name the other in its
    `replaces`.
    """

    code = "I307"
    severity = Severity.WARNING


class CopyUnited(Rule):
    """An export has the text of another, in another format or from another place, and both became one brief.

    The text is that of the copy with the most structure. Title, date, people and sources that it lacks were taken from
    the others; words that only another copy has are in the report, among those set aside. The report says what came
    from where.
    """

    code = "I308"
    severity = Severity.NOTICE


class SourceDecided(Rule):
    """A line among the sources could not be read as publisher and title.

    It is kept: as a source with what it has, or as a paragraph at the end of the brief when it is running text.
    Look at the entry, and add what is missing.
    """

    code = "I303"
    severity = Severity.NOTICE


class PublisherDoubtful(Rule):
    """A new publisher is probably none: its name looks like navigation, a date or half a line.

    Its entry in `archive/vocabulary/publishers.yaml` has a line `review`, which `briefs check` reports (V121) until it
    is deleted. Mend the sources that name it (`briefs sources`), or the line of the old page, and import it anew.
    """

    code = "I309"
    severity = Severity.WARNING


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


class WorkerDied(Rule):
    """The process that read a file ended before it was done; nothing of the file was imported.

    A library crashed on it, or it needed more memory than there was. Look whether the program that made the file can
    open it, import it alone with `--jobs 1`, and report it with the file if that fails too.
    """

    code = "I211"


class ImportFinished(Rule):
    """An import that had been stopped half-way was finished first.

    All its files had been made ready when it was stopped; those that were not in the archive yet are there now.
    """

    code = "I401"
    severity = Severity.NOTICE


class PlanUnreadable(Rule):
    """A plan cannot be read: it is not a table in UTF-8, or it has not got the columns that `--plan` writes.

    Save it as “CSV UTF-8” in the spreadsheet, and leave its first row as it is. Columns may stand in another order.
    """

    code = "I402"


class PlanValue(Rule):
    """A cell of a plan holds something that cannot be there.

    An unknown country or topic, a date that is none or can be read in two ways, a decision that does not exist. The
    place is the line and the column of the character in the file; the message names the column of the table. Nothing
    is imported before all cells can be read.
    """

    code = "I403"


class PlanOutdated(Rule):
    """A file is not the one that the plan was made of, or the plan has no row for it.

    The decision was made about another text, so it is not followed. Make a new plan; decisions about files that have
    not changed can be copied.
    """

    code = "I404"


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
    FileUnknown,
    FileDamaged,
    PasswordNeeded,
    PartLeftOut,
    RevisionsAccepted,
    LookSimplified,
    ColumnsUnknown,
    NoTextLayer,
    PdfUnusable,
    RowUnmatched,
    RecordBroken,
    PartSetAside,
    CaptureSuperseded,
    CaptureUnusable,
    TermUnmapped,
    TopicMade,
    MappingUnfit,
    WordsLost,
    ExportChanged,
    SourceDecided,
    BylineDecided,
    PublisherDoubtful,
    RegisterUnfit,
    LikeAnother,
    RevisionFound,
    CopyUnited,
    WorkerDied,
    ImportFinished,
    PlanUnreadable,
    PlanValue,
    PlanOutdated,
)
