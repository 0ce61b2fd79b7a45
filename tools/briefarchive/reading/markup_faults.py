"""What can be wrong with the text of a brief."""

from ..diagnostics import Rule, Severity


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
    fixable = True
    rewrites = True


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


class LinkScheme(Rule):
    """A link's address has a scheme that briefs may not use.

    Links go to `http:`, `https:` and `mailto:` addresses, or to a file beside the brief.
    """

    code = "L101"
    fixable = True
    rewrites = True


class EmptyReference(Rule):
    """A role names nothing, as after a comma too many, or something that cannot be a key, such as two words.

    Keys in one citation are parted by commas; a note before or after a key stands in braces: `{see}key{p. 3}`.
    """

    code = "S107"
    fixable = True
    rewrites = True


class UnfitDirective(Rule):
    """A directive lacks what it must have, or stands where it cannot. It is shown as it was typed.

    A note needs a text, an `admonition` a title and a text, a figure an address; a `grid-item` stands in a `grid` and
    a `tab-item` in a `tab-set`, which hold nothing else. Directives stand at most eight deep.
    """

    code = "S108"


class SkippedHeading(Rule):
    """A heading is more than one level below the one before it: `####` after `##`.

    Those who have pages read to them go from heading to heading, and look for the level that is missing.
    """

    code = "S111"
    severity = Severity.WARNING
    fixable = True
    rewrites = True


class RepeatedHeading(Rule):
    """Two headings of a brief have the same words, or words that differ in capitals and accents only.

    A heading is also an address, `…html#text-reactions`, by which others link to the part below it; only one part can
    be at one address. Give one of the two other words.
    """

    code = "S113"


class ForeignSyntax(Rule):
    """Something stands in the text that other documents may have and briefs may not. It is shown as text.

    Labels (`(name)=`), attributes (`{#id .class}`) and substitutions (`{{ name }}`) are not there: a brief could take
    the address of another one's part with them, or the look of the site's own signs.
    """

    code = "S114"


class MarkupOfOthers(Rule):
    """Markup of another program stands in the text, and is shown as it was typed.

    Briefs have no commands and formulas of LaTeX, no tags in square brackets, and none of the marks and links of a
    wiki. A brief that is named between two pairs of brackets is named by its role: `briefs check --fix` writes that.
    """

    code = "S144"
    severity = Severity.WARNING
    fixable = True
    rewrites = True


class HeadlessTable(Rule):
    """A table has no header: all cells of its first line are empty.

    Those who have it read to them hear the header with each cell. Say in the first line what stands in each column, or
    write a list if there is nothing to say.
    """

    code = "S116"
    severity = Severity.WARNING


class PictureWithoutText(Rule):
    """A picture has no text in its place, or one that says nothing, so that those who do not see it learn nothing.

    The name of the file says nothing, nor do “image” and “photo 1”, nor the caption once more.

    Say in a sentence what it shows: `![The signing in Moscow](signing.jpg)`, or `:alt: The signing in Moscow` below
    `{figure}` and `{image}`. A caption is no such text: it says what the picture is about.
    """

    code = "S117"
    severity = Severity.WARNING


class LongParagraph(Rule):
    """A paragraph has more than 3,000 characters, which is a page. Part it where a new thought begins."""

    code = "S119"
    severity = Severity.NOTICE


class RepeatedParagraph(Rule):
    """The same paragraph stands twice in a brief: it was pasted once too often."""

    code = "S143"
    severity = Severity.NOTICE


class LinkTextSaysNothing(Rule):
    """The text of a link is “here”, “this link” or the like, or there is none.

    Those who have a page read to them go from link to link, and hear the text of each alone. Let it say where the link
    leads: `[the text of the agreement](https://…)`.
    """

    code = "L111"
    severity = Severity.NOTICE


class LinkTextDiffers(Rule):
    """A link shows one web address and leads to another.

    Readers go by what they see. Write words for the text of the link, or the address itself: `<https://…>`.
    """

    code = "L105"


class LooseFootnote(Rule):
    """A footnote is marked in the text and not written below it, or written twice, or written and not marked.

    The mark `[^one]` needs one line `[^one]: The text of the note.`, and the line needs the mark: without it, the note
    is not shown. `briefs check --fix` writes the colon of a line `[^one] The text of the note.`
    """

    code = "S110"
    fixable = True
    rewrites = True


class NotesTooDeep(Rule):
    """A footnote has a mark that leads to a footnote with a mark, and so on, more than eight deep.

    In print each footnote is set where its first mark stands, so such notes are nested. Put the mark into the text.
    """

    code = "S149"


FAULTS: tuple[type[Rule], ...] = (
    UnknownRole,
    UnknownDirective,
    UnknownOption,
    RawHtml,
    TopHeading,
    NestedTooDeep,
    TooManyMarks,
    EmptyReference,
    UnfitDirective,
    LooseFootnote,
    NotesTooDeep,
    SkippedHeading,
    HeadlessTable,
    PictureWithoutText,
    LongParagraph,
    RepeatedParagraph,
    RepeatedHeading,
    ForeignSyntax,
    MarkupOfOthers,
    LinkScheme,
    LinkTextDiffers,
    LinkTextSaysNothing,
)
