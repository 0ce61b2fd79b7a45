"""Words for dates, languages and names in the language of the interface, from CLDR."""

import datetime
import functools
import unicodedata
from collections.abc import Iterable, Sequence

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from ..i18n import words
from ..model import PartialDate, Period, Seen, Source
from .appeared import Appeared


def _locale(language: str) -> str:
    """CLDR's form of a language: Sphinx and BCP 47 write `en_GB` and `en-GB`."""
    return language.replace("-", "_")


@functools.lru_cache(maxsize=20_000)
def written_date(date: datetime.date, language: str = "en") -> str:
    """A day written out: “October 17, 2014”."""
    return str(format_date(date, format="long", locale=_locale(language)))


@functools.lru_cache(maxsize=1_000)
def written_day(date: datetime.date, language: str = "en") -> str:
    """A day without its year, in short: “17 Oct”."""
    return str(format_skeleton("MMMd", date, locale=_locale(language)))


@functools.lru_cache(maxsize=20_000)
def written_partial_date(date: PartialDate | None, language: str = "en") -> str:
    """A source's date written out, as far as it is known; “n.d.” without one."""
    if date is None:
        return "n.d."
    if not date.month:
        return str(date.year)
    day = datetime.date(date.year, date.month, date.day or 1)
    return written_date(day, language) if date.day else format_skeleton("yMMMM", day, locale=_locale(language))


def written_period(period: Period, language: str = "en") -> str:
    """A stretch of time in words: “1973–2020”, “since 1995”, “until January 2020”."""
    since, until = (written_partial_date(one, language) if one else "" for one in (period.since, period.until))
    if since and until:
        return f"{since}–{until}" if since.isdecimal() and until.isdecimal() else f"{since} – {until}"
    return f"since {since}" if since else f"until {until}" if until else ""


_SEASONS = ("spring", "summer", "autumn", "winter")


@functools.lru_cache(maxsize=20_000)
def written_appearance(date: Appeared, language: str = "en") -> str:
    """When a source appeared, in words: “c. 2014”, “spring 2014”, “2019–2020”; “n.d.” where nothing is known."""
    if date.start is None:
        return date.written.replace("/", "–") or "n.d."
    start = written_partial_date(date.start, language)
    if date.season:
        start = f"{_SEASONS[date.season - 1]} {date.start.year}"
    about = "c. " if date.circa else ""
    end = ""
    if date.end and date.end != date.start:
        last = written_partial_date(date.end, language)
        end = f"–{last}" if start.isdecimal() else f" – {last}"
    elif date.written.endswith(("/", "/..")):
        end = "–" if start.isdecimal() else " –"
    return f"{about}{start}{end}"


@functools.cache
def month_name(month: int, language: str = "en") -> str:
    """The name of a month, as a heading has it."""
    return str(Locale.parse(_locale(language)).months["stand-alone"]["wide"][month])


@functools.cache
def language_name(tag: str, language: str = "en") -> str:
    """The name of a language: `zh-Hans` is “Simplified Chinese”; the tag itself when CLDR does not know it."""
    named = Locale.parse(_locale(language)).languages.get(tag.replace("-", "_"))
    if named:
        return str(named)
    try:
        return Locale.parse(tag, sep="-").get_display_name(_locale(language)) or tag
    except (ValueError, UnknownLocaleError):
        return tag


@functools.cache
def own_language_name(tag: str) -> str:
    """The name of a language in that language: `zh` is “中文”; in English where CLDR does not know it."""
    try:
        return Locale.parse(tag, sep="-").get_display_name() or language_name(tag)
    except (ValueError, UnknownLocaleError):
        return language_name(tag)


def joined(names: Sequence[str], language: str = "en") -> str:
    """“A, B, and C”."""
    return format_list(list(names), locale=_locale(language)) if names else ""


@functools.lru_cache(maxsize=20_000)
def written_number(number: int, language: str = "en") -> str:
    """A number with marks between its thousands: “1,234”."""
    return str(format_decimal(number, locale=_locale(language)))


def paragraph(sentences: Iterable[str], language: str = "en") -> str:
    """Sentences, one behind the other: some languages have no space between them."""
    text = words(language).gettext("{sentence} {following}")
    return functools.reduce(lambda before, one: text.format(sentence=before, following=one), sentences)


_SEEN = {Seen.COPY: "Read in a copy", Seen.HEADLINE: "Headline only", Seen.LISTING: "Listed, not read"}


def remarks(source: Source) -> tuple[str, ...]:
    """How a source was seen, where not at its own place, and which agencies wrote it: sentences without full stops."""
    seen = _SEEN.get(source.seen, "") if source.seen else ""
    agencies = f"Text of the {'agency' if len(source.agencies) == 1 else 'agencies'} {joined(source.agencies)}"
    return tuple(filter(None, (seen, agencies if source.agencies else "")))


_INNER = str.maketrans("“”", "‘’")


def within_quotes(title: str) -> str:
    """*title* as it stands within quotation marks: its own are inner ones, and its full stop is left out."""
    bare = title[:-1] if title.endswith(".") and not title.endswith(("..", " al.", ".S.")) else title
    return bare.translate(_INNER)


def sort_key(name: str) -> str:
    """A key that sorts names as a catalogue does: accents, case and a leading “The” do not count."""
    return folded(name).removeprefix("the ")


def folded(text: str) -> str:
    """*text* without case and accents, to look for words in it."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
