"""The entry types of BibTeX, biblatex, JabRef, Zotero and their like."""

_TYPES = (
    "article artwork audio bibnote book bookinbook booklet collection commentary conference customa customb "
    "customc customd custome customf dataset electronic image inbook incollection inproceedings inreference "
    "jurisdiction legal legislation letter manual mastersthesis misc movie music mvbook mvcollection "
    "mvproceedings mvreference online patent performance periodical phdthesis proceedings reference report review "
    "set software standard suppbook suppcollection suppperiodical techreport thesis unpublished video www xdata "
    "codefragment softwaremodule softwareversion ieeetranbstctl webpage website generic film talk presentation "
    "speech lecture newspaper magazine blog interview map statute bill case hearing press podcast broadcast "
    "preprint poster encyclopedia journal photo other web_page book_section newspaper_article magazine_article "
    "encyclopedia_article conference_proceedings working_paper computer_program television_broadcast"
)
ENTRY_TYPES = frozenset(_TYPES.split())
