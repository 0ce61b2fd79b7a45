"""Dates, languages and names in words, in the language of the interface, from CLDR."""

import datetime
import functools
from collections.abc import Iterable, Iterator

from babel import Locale, UnknownLocaleError, dates, lists

from ..i18n import DEFAULT, format_count, gettext_noop, interface_language, ngettext_noop, translations
from ..model import PartialDate, Period, Seen, Source
from ..model.slugs import remove_accents
from .appearance import REPORTS, SourceDate, csl_kind, describe_type

BRIEFS = ngettext_noop("{number} brief", "{number} briefs")
SOURCES = ngettext_noop("{number} source", "{number} sources")


def _locale_id(language: str) -> str:
    """Return a language tag in the form of CLDR: Sphinx and BCP 47 write `en_GB` and `en-GB`."""
    return language.replace("-", "_")


@functools.lru_cache(maxsize=20_000)
def format_date(date: datetime.date, language: str = "en") -> str:
    """Return “October 17, 2014”."""
    return str(dates.format_date(date, format="long", locale=_locale_id(language)))


@functools.lru_cache(maxsize=1_000)
def format_day(date: datetime.date, language: str = "en") -> str:
    """Return a date without its year, in short: “17 Oct”."""
    return str(dates.format_skeleton("MMMd", date, locale=_locale_id(language)))


@functools.lru_cache(maxsize=20_000)
def format_partial_date(date: PartialDate | None, language: str = "en") -> str:
    """Return a source's date as far as it is known; “n.d.” for None."""
    if date is None:
        return translations(language).gettext("n.d.")
    if date.day:
        return format_date(date.first_day, language)
    return str(dates.format_skeleton("yMMMM" if date.month else "y", date.first_day, locale=_locale_id(language)))


def format_period(period: Period, language: str = "en") -> str:
    """Return “1973–2020”, “since 1995” or “until January 2020”."""
    since, until = (format_partial_date(date, language) if date else "" for date in (period.since, period.until))
    if since and until:
        return f"{since}{_range_dash(since, until)}{until}"
    _ = translations(language).gettext
    if since:
        return _("since {date}").format(date=since)
    return _("until {date}").format(date=until) if until else ""


def _range_dash(*dates: str) -> str:
    """Return the dash between two dates or after one, with spaces if the dates contain spaces."""
    return " – " if any(" " in date for date in dates) else "–"


_SEASONS = (
    gettext_noop("spring {year}"),
    gettext_noop("summer {year}"),
    gettext_noop("autumn {year}"),
    gettext_noop("winter {year}"),
)


@functools.lru_cache(maxsize=20_000)
def format_source_date(date: SourceDate, language: str = "en") -> str:
    """Return “c. 2014”, “spring 2014”, “2019–2020”; “n.d.” if nothing is known."""
    _ = translations(language).gettext
    if date.start is None:
        return date.text.replace("/", "–") or _("n.d.")
    start = format_partial_date(date.start, language)
    if date.season:
        start = _(_SEASONS[date.season - 1]).format(year=date.start.year)
    end = ""
    if date.end and date.end != date.start:
        last = format_partial_date(date.end, language)
        end = f"{_range_dash(start, last)}{last}"
    elif date.text.endswith(("/", "/..")):
        end = _range_dash(start).rstrip()
    date_text = f"{start}{end}"
    return _("c. {date}").format(date=date_text) if date.circa else date_text


@functools.cache
def month_name(month: int, language: str = "en") -> str:
    """Return the name of a month in the form for headings."""
    return str(Locale.parse(_locale_id(language)).months["stand-alone"]["wide"][month])


@functools.cache
def language_name(tag: str, language: str = "en") -> str:
    """Return the name of a language: “Simplified Chinese” for `zh-Hans`; the tag itself if CLDR does not know it."""
    name = Locale.parse(_locale_id(language)).languages.get(tag.replace("-", "_"))
    if name:
        return str(name)
    try:
        return Locale.parse(tag, sep="-").get_display_name(_locale_id(language)) or tag
    except (ValueError, UnknownLocaleError):
        return tag


@functools.cache
def own_language_name(tag: str) -> str:
    """Return the name of a language in that language, “中文” for `zh`, or in English if CLDR does not know it."""
    try:
        return Locale.parse(tag, sep="-").get_display_name() or language_name(tag)
    except (ValueError, UnknownLocaleError):
        return language_name(tag)


def format_list(names: Iterable[str], language: str = "en") -> str:
    """Return “A, B, and C”."""
    items = list(names)
    return lists.format_list(items, locale=_locale_id(language)) if items else ""


def format_brief_count(number: int, language: str) -> str:
    """Return “4 briefs”."""
    return format_count(*BRIEFS, number, language)


def format_source_count(number: int, language: str) -> str:
    """Return “22 sources”."""
    return format_count(*SOURCES, number, language)


def join_sentences(sentences: Iterable[str], language: str = "en") -> str:
    """Join sentences, with spaces if the language has any between them."""
    text = translations(language).gettext("{sentence} {following}")
    return functools.reduce(lambda before, following: text.format(sentence=before, following=following), sentences)


_SEEN = {
    Seen.COPY: gettext_noop("Read in a copy"),
    Seen.HEADLINE: gettext_noop("Headline only"),
    Seen.LISTING: gettext_noop("Listed, not read"),
}


def list_remarks(source: Source, language: str = "en") -> tuple[str, ...]:
    """Return how a source was seen, unless at its own place, and which agencies wrote it, without full stops."""
    texts = translations(language)
    seen = _SEEN.get(source.seen, "") if source.seen else ""
    sentences = [texts.gettext(seen)] if seen else []
    if source.agencies:
        agencies = texts.ngettext("Text by the agency {names}", "Text by the agencies {names}", len(source.agencies))
        sentences.append(agencies.format(names=format_list(source.agencies, language)))
    return tuple(sentences)


_NUMBERED = (*REPORTS, "legislation", "legal_case", "patent", "standard", "bill")


def list_details(source: Source, language: str = "en") -> Iterator[str]:
    """Yield the parts of a source's entry beside title, publisher and date: volume, pages, edition, report number."""
    fields, _ = source.fields, translations(language).gettext
    if source.authors and source.editors:
        yield _("edited by {names}").format(names=format_list(map(str, source.editors), language))
    yield from _list_numbers(source, language)
    if edition := fields.get("edition"):
        number = _format_ordinal(edition, language)
        yield _("{number} edition").format(number=number) if edition.isdecimal() else edition
    if place := fields.get("location") or fields.get("address"):
        yield place
    if pages := fields.get("pages"):
        yield (_("pp. {pages}") if set(pages) & set("-–,") else _("p. {pages}")).format(pages=pages)


def _list_numbers(source: Source, language: str) -> Iterator[str]:
    """Yield “Working paper 20/33”, or “vol. 3” and “no. 2”."""
    fields, _ = source.fields, translations(language).gettext
    number, kind = fields.get("number", ""), describe_type(source)
    if csl_kind(source) in _NUMBERED:
        kind, number = f"{kind} {number}".strip(), ""
    if kind:
        yield kind
    if volume := fields.get("volume"):
        yield _("vol. {number}").format(number=volume)
    if number := fields.get("issue", "") or number:
        yield _("no. {number}").format(number=number)


def _format_ordinal(number: str, language: str) -> str:
    """Return “2nd”; other languages put the sign in the translation, if they use one."""
    if interface_language(language) not in ("", DEFAULT):
        return number
    if number[-2:] in {"11", "12", "13"}:
        return f"{number}th"
    return number + {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


_PUBLISHER_KINDS = (
    *(gettext_noop("newspaper"), gettext_noop("news agency"), gettext_noop("broadcaster"), gettext_noop("magazine")),
    *(gettext_noop("government"), gettext_noop("international organisation"), gettext_noop("organisation")),
    *(gettext_noop("think tank"), gettext_noop("journal"), gettext_noop("company"), gettext_noop("trade press")),
    *(gettext_noop("news site"), gettext_noop("blog"), gettext_noop("reference work")),
)
"""The kinds of publishers, marked for translation: as in the vocabulary, with spaces for hyphens."""


def publisher_kind_name(kind: str, language: str = "en") -> str:
    """Return the name of a kind of publisher, “news agency”; empty for none."""
    return translations(language).gettext(kind.replace("-", " ")) if kind else ""


_INNER = str.maketrans("“”", "‘’")


def quotable_title(title: str) -> str:
    """Return *title* for use in quotation marks: with inner quotation marks and without its full stop."""
    stripped = title[:-1] if title.endswith(".") and not title.endswith(("..", " al.", ".S.")) else title
    return stripped.translate(_INNER)


def sort_key(name: str, language: str = "en") -> str:
    """Return a key that sorts names as catalogues do, ignoring accents, case and a leading “The”.

    In Chinese, names in Chinese characters are sorted among the others by their pronunciation: “中国”, `zhong1 guo2`,
    after “Yemen”.
    """
    key = fold_text(name).removeprefix("the ")
    if interface_language(language) != "zh-Hans" or key.isascii():
        return key
    from pypinyin import Style, lazy_pinyin  # imported late, because it takes a fifth of a second

    return " ".join(lazy_pinyin(key, style=Style.TONE3))


def fold_text(text: str) -> str:
    """Return *text* in lower case and without accents, for comparing words."""
    return text.lower() if text.isascii() else remove_accents(text.casefold())
