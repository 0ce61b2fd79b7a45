"""What keeps a brief from being printed; `briefs pdf` and `briefs build --pdf` tell it."""

from ..diagnostics import Rule


class UnprintableCharacter(Rule):
    """A brief, a source or a picture has a character for which the print edition has no letter.

    The PDF is set in fonts for Latin, Greek and Cyrillic, for Chinese, Japanese and Korean, and for Arabic. A character
    that none of them has would come out as an empty box, so the brief is not printed. Its page on the web needs no
    mending.

    Write the word in Latin letters, as in `Wat Phra Kaew` for the Thai name; give a source its `romanizedtitle` and
    `translatedtitle`, and its title in one of these scripts. Write an emoji as a word. `U+FFFD` is a letter that was
    lost when a text was converted: put the right one in its place. In an SVG, the texts can also be turned into paths
    (in Inkscape “Path”, “Object to Path”).
    """

    code = "P101"


class NotPrinted(Rule):
    """A brief or a volume could not be compiled to PDF.

    The rest is printed. The message is the compiler's. A picture that is damaged, or text that stands within more boxes
    and lists than a page can hold, are the likely causes: take out the picture, or put the text in fewer boxes.
    """

    code = "P102"


class TooMuchToPrint(Rule):
    """A brief has more text, or more cells of tables, than can be set in one piece; or the briefs of a volume have.

    Pictures count for a volume as well: a part of it holds some 500 million points of them.

    The limit for a brief is some 400,000 letters, or 9,000 cells, which would be a hundred pages, or a million letters
    of its sources; half of one leaves half of the other. Marks of emphasis, code, links and notes weigh more than
    letters. A table of that size is data: put it beside the brief as a CSV file, and link to it. Of a volume, ask for
    fewer briefs.
    """

    code = "P104"


class AddressTaken(Rule):
    """A file beside a brief has the name that the PDF of the brief would have.

    The PDF of `archive/2014/<id>.md` is at `archive/2014/<id>.pdf`, an address that never changes. Give the other file
    another name, and mend the link to it.
    """

    code = "P103"
