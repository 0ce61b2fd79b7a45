"""The entry types of BibTeX, biblatex, JabRef, Zotero and their like."""

_BIBLATEX = (
    "article artwork audio book bookinbook booklet collection commentary conference dataset electronic image "
    "inbook incollection inproceedings inreference jurisdiction legal legislation letter manual mastersthesis "
    "misc movie music mvbook mvcollection mvproceedings mvreference online patent performance periodical "
    "phdthesis proceedings reference report review software standard suppbook suppcollection suppperiodical "
    "techreport thesis unpublished video www"
)
BIBLATEX_TYPES = frozenset(_BIBLATEX.split())
"""Types that biblatex's styles know, with those of BibTeX that it takes for others."""

_OTHERS = (
    "bibnote customa customb customc customd custome customf set xdata codefragment softwaremodule "
    "softwareversion ieeetranbstctl webpage website generic film talk presentation speech lecture newspaper "
    "magazine blog interview map statute bill case hearing press podcast broadcast preprint poster "
    "encyclopedia journal photo other web_page book_section newspaper_article magazine_article "
    "encyclopedia_article conference_proceedings working_paper computer_program television_broadcast"
)
ENTRY_TYPES = BIBLATEX_TYPES.union(_OTHERS.split())
