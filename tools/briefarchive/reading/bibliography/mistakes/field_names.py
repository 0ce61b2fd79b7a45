"""Names of fields that BibTeX does not know, and those that were meant."""

import functools

from rapidfuzz import process
from rapidfuzz.distance import OSA

_KNOWN = (
    "abstract addendum afterword annotation annotator annote archivedate archiveprefix archiveurl author "
    "authortype bookauthor bookpagination booksubtitle booktitle booktitleaddon chapter commentator crossref date "
    "doi edition editor editora editorb editorc editortype eid entryset entrysubtype eprint eprintclass "
    "eprinttype eventdate eventtitle eventtitleaddon execute file foreword gender holder howpublished hyphenation "
    "ids indexsorttitle indextitle institution introduction isan isbn ismn isrn issn issue issuesubtitle "
    "issuetitle issuetitleaddon iswc journal journalsubtitle journaltitle journaltitleaddon keywords label langid "
    "langidopts language library lista listb location mainsubtitle maintitle maintitleaddon month namea nameaddon "
    "nameb namec note number options organization origdate origlanguage origlocation origpublisher origtitle "
    "pages pagetotal pagination part pdf presort primaryclass pubmedid pubstate publisher related relatedoptions "
    "relatedstring relatedtype reprinttitle romanizedtitle school seen series shortauthor shorteditor shorthand "
    "shorthandintro shortjournal shortseries shorttitle sortkey sortname sorttitle sortyear subtitle title "
    "titleaddon translatedtitle translator type url urldate urlraw usera userb userc userd usere userf venue "
    "verba verbb verbc version volume volumes xdata xref year address key email contents copyright mrnumber "
    "zblnumber owner timestamp fjournal bibdate bibsource subject keyword day acknowledgement price size lccn "
    "coden source affiliation collaboration translation journalabbreviation datetime quality printed "
)
KNOWN = frozenset(_KNOWN.split())
_OFTEN = (
    "author editor title subtitle publisher journal journaltitle booktitle institution organization location "
    "translatedtitle romanizedtitle urldate archiveurl archivedate langid language volume number pages series "
    "translator howpublished edition chapter abstract keywords school month address "
)
_SLIPPED = frozenset(_OFTEN.split())
_CHOICES = sorted(name for name in KNOWN if len(name) > 4)
PERIODICAL = frozenset({"article", "periodical", "newspaper", "magazine", "newspaper_article", "magazine_article"})
"""Types of entries in which `journaltitle` says who brought it out."""
_SYNONYMS = {
    "urldate": (
        "accessed accessdate access-date access_date accessed-on accessedon accessed_on dateaccessed date- "
        "accessed date_accessed retrieved retrieval-date retrievaldate lastaccessed lastaccess last-accessed "
        "last_accessed visited lastvisited viewed consulted abrufdatum zugriff abgerufen "
    ),
    "publisher": "newspaper website sitename site_name website-title outlet newsagency news_agency magazine",
    "location": "city place town publisherplace publisher-place publisher_place ort",
    "url": "link links href web webaddress weburl uri permalink url_link",
    "langid": "lang languageid sprache",
    "translatedtitle": (
        "translated_title translated-title titletranslation title-translation title_translation "
        "titletranslated title_en title-en titleen englishtitle english_title english-title transtitle trans- "
        "title trans_title title_translated "
    ),
    "romanizedtitle": (
        "romanized_title romanized-title romanisedtitle romanised_title transliteratedtitle pinyin title_pinyin "
    ),
    "archiveurl": "archive_url archive-url archivelink archive-link waybackurl wayback",
    "archivedate": "archive_date archive-date archivedon",
    "author": "authors writer byline creator reporter journalist autor autoren auteur",
    "editor": "editors",
    "title": "headline titel titre heading",
    "date": (
        "datum published pubdate pub_date pub-date publishdate publicationdate publication_date publication- "
        "date date_published datepublished issued "
    ),
    "note": "notes anmerkung",
    "pages": "page pp seiten",
    "volume": "vol",
    "institution": "institute",
    "journaltitle": "journal_title journal-title journalname container-title",
    "organization": "organisation",
    "isbn": "isbn13 isbn-13 isbn10 isbn-10",
}
_MEANT = {name: meant for meant, names in _SYNONYMS.items() for name in names.split()}


@functools.lru_cache(maxsize=4_096)
def meant_field(name: str) -> str:
    """The field that is meant by a name in small letters which BibTeX does not know; empty where none is near."""
    if name in KNOWN:
        return ""
    if meant := _MEANT.get(name):
        return meant
    if len(name) < 5 or not name.isalpha() or len(name) > 20:
        return ""
    found = process.extractOne(name, _CHOICES, scorer=OSA.distance, score_cutoff=1)  # “translated” is no “translator”
    return found[0] if found and found[0][0] == name[0] and found[0] in _SLIPPED else ""
