"""Copies of one brief made one: the richest copy leads, and what it lacks is taken from the others, field by field.

Words that only another copy has, and that no field took, are set aside under that copy's name, so the account over all
copies balances as that of a single export does.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefarchive.diagnostics import Diagnostic, Rule, Span
from briefarchive.facets.similarity.canonical_address import canonical_address

from ..accounting import Words, words, words_read
from ..document import BlockKind, Hints, SetAside
from ..faults import DateMissing, HintDiffers, HintTaken, PictureMissing
from ..legacy import Drawn, LegacyBrief, LegacySource
from ..text.names import folded_name
from .comparing import folded_title

_WORD = re.compile(r"[^\W_]+")
_STRUCTURE = frozenset({BlockKind.NOTE, BlockKind.FIGURE, BlockKind.TABLE})


def unite(copies: Sequence[LegacyBrief]) -> LegacyBrief:
    """One brief of *copies*, which have one text; its `copies` are the others, the richest first.

    A copy whose own words cannot all be found in its parts is left out: what is wrong with it is said of it alone.
    """
    lead, *others = sorted(copies, key=_rank)
    draft = _Union(replace(lead, hints=_hints(lead, others)), tuple(others))
    draft.take_title()
    draft.take_date()
    draft.take_people()
    draft.take_sources()
    sound = draft.set_aside()
    if len(sound) < len(others):
        return unite((lead, *sound)) if sound else lead
    return draft.brief


def _rank(brief: LegacyBrief) -> tuple[int, int, int, int, int, str]:
    """The richest first: sound letters, then what plain text cannot hold, then length; the name decides at last."""
    structure = sum(block.kind in _STRUCTURE for block in brief.body) + len(brief.attachments)
    marked = sum(bool(block.markup) + len(block.links) for block in brief.body)
    text = " ".join(brief.paragraphs)
    letters = sum(map(str.isalnum, text))
    # Of as many letters, fewer words: a line end cuts words in two.
    return (
        brief.text.count("\ufffd"), -(structure + marked), -letters, len(_WORD.findall(text)), -len(brief.sources),
        brief.origin,
    )  # fmt: skip


def _hints(lead: LegacyBrief, others: Sequence[LegacyBrief]) -> Hints:
    """What all files say, that of the lead first. A text that one of them says was published is no draft."""
    hints = lead.hints
    for copy in others:
        hints = hints.and_then(_of_copy(copy))
    if any(hint.value == "published" for hint in hints.statuses):
        hints = replace(hints, statuses=tuple(hint for hint in hints.statuses if hint.value == "published"))
    return hints


def _of_copy(copy: LegacyBrief) -> Hints:
    said = {
        name: tuple(replace(hint, where=_elsewhere(hint.where, copy)) for hint in getattr(copy.hints, name))
        for name in Hints.__dataclass_fields__
    }
    return Hints(**said)


def _elsewhere(where: str, copy: LegacyBrief) -> str:
    return f"{where} of another copy, {copy.origin}"


@dataclass(slots=True)
class _Union:
    """A brief that is being united.

    Attributes:
        brief: The lead, with what was taken from the others so far.
        given: Words that came into it from another copy, by that copy's name and digest.
    """

    brief: LegacyBrief
    others: tuple[LegacyBrief, ...]
    given: dict[tuple[str, str], Words] = field(default_factory=lambda: defaultdict(Counter))

    def take_title(self) -> None:
        """The title that another copy prints, where the lead prints none."""
        source = next((copy for copy in (self.brief, *self.others) if copy.title), None)
        if source is None:
            return
        if not self.brief.title:
            self.given[_key(source)] += words(source.title)
            self.brief = replace(self.brief, title=source.title)
            self._note(HintTaken, f'"{source.title}" is the title of another copy, {source.origin}')
        self._draw("title", [source.origin])

    def take_date(self) -> None:
        """The date that a copy prints, else one that a file says."""
        dated = [(copy, copy.published) for copy in (self.brief, *self.others) if copy.published]
        printed = [(copy, date) for copy, date in dated if date.text]
        source, published = next(iter(printed or dated), (None, None))
        if source is None or published is None:
            return
        if _key(source) != _key(self.brief):
            mine = self.brief.published
            self.given[_key(source)] += words(published.text)
            kept = tuple(one for one in self.brief.diagnostics if one.code != DateMissing.code)
            self.brief = replace(self.brief, published=published, diagnostics=kept)
            if mine is None:
                self._note(HintTaken, f"{published.date} is the date of another copy, {source.origin}")
            elif mine.date != published.date:
                message = f"its file says {mine.date}, and the text of another copy, {source.origin}, {published.date}"
                self._note(HintDiffers, f"{message}: the text was followed")
        self._draw("date", [source.origin])

    def take_people(self) -> None:
        """Everyone whom a byline names; where no copy has a byline, those whom the first file names."""
        every = (self.brief, *self.others)
        naming = [copy for copy in every if _prints_people(copy)]
        naming = naming or [copy for copy in every if copy.compilers or copy.editors][:1]
        compilers = _people(name for copy in naming for name in copy.compilers)
        known = {folded_name(name) for name in compilers}
        editors = _people(name for copy in naming for name in copy.editors if folded_name(name) not in known)
        named: set[str] = set()
        origins: list[str] = []
        for copy in naming:
            new = [name for name in (*copy.compilers, *copy.editors) if folded_name(name) not in named]
            if new:
                named.update(map(folded_name, new))
                origins.append(copy.origin)
            if new and _key(copy) != _key(self.brief):
                self.given[_key(copy)] += words(*new)
        self.brief = replace(self.brief, compilers=compilers, editors=editors)
        self._draw("compilers", origins)

    def take_sources(self) -> None:
        """The sources of all copies, each once, with what another copy prints of it."""
        united = list(self.brief.sources)
        origins = [self.brief.origin] if united else []
        for copy in self.others:
            given: Words = words()
            places = _Places(united)
            for source in copy.sources:
                place = places.find(source)
                if place is None:
                    given += words(*_printed(source))
                    # Its mark stands in the text of the copy.
                    united.append(replace(source, footnote=""))
                    places.add(source, len(united) - 1)
                else:
                    completed = _completed(united[place], source)
                    given += words(*_printed(completed)) - words(*_printed(united[place]))
                    united[place] = completed
            if given:
                origins.append(copy.origin)
                self.given[_key(copy)] += given
        self.brief = replace(self.brief, sources=tuple(united))
        self._draw("sources", origins)

    def set_aside(self) -> list[LegacyBrief]:
        """Set aside the words that only another copy has; the copies of which no word is left then."""
        covered = words_read(self.brief)
        aside: list[SetAside] = []
        sound: list[LegacyBrief] = []
        for copy in self.others:
            read = words_read(copy)
            rest = read - covered - self.given[_key(copy)]
            found = list(_set_aside(copy, rest))
            if not rest:
                covered |= read
                aside += found
                sound.append(copy)
        originals = (copy.original for copy in (self.brief, *sound) if copy.original)
        self.brief = replace(
            self.brief,
            copies=tuple(sound),
            original=next(originals, None),
            set_aside=(*self.brief.set_aside, *aside),
            drawn=(Drawn(field="text", origins=(self.brief.origin,)), *self.brief.drawn),
            diagnostics=(*self.brief.diagnostics, *_pictures(self.brief, sound)),
        )
        return sound

    def _draw(self, name: str, origins: Sequence[str]) -> None:
        if origins:
            self.brief = replace(self.brief, drawn=(*self.brief.drawn, Drawn(field=name, origins=tuple(origins))))

    def _note(self, rule: Rule, message: str) -> None:
        note = rule.at(Span(path=self.brief.origin), message)
        self.brief = replace(self.brief, diagnostics=(*self.brief.diagnostics, note))


def _key(copy: LegacyBrief) -> tuple[str, str]:
    return copy.origin, copy.sha256


def _prints_people(copy: LegacyBrief) -> bool:
    names = words(*copy.compilers, *copy.editors)
    return bool(names) and names <= words(copy.text)


def _people(names: Iterable[str]) -> tuple[str, ...]:
    return tuple({folded_name(name): name for name in reversed(list(names))}.values())[::-1]


class _Places:
    """Where sources stand in a list, by what tells that two prints are one source."""

    def __init__(self, sources: Sequence[LegacySource]) -> None:
        self._sources = sources
        self._by_title: dict[str, list[int]] = defaultdict(list)
        self._by_url: dict[str, int] = {}
        for place, source in enumerate(sources):
            self.add(source, place)

    def add(self, source: LegacySource, place: int) -> None:
        if source.url:
            self._by_url.setdefault(canonical_address(source.url), place)
        self._by_title[folded_title(source.title)].append(place)

    def find(self, source: LegacySource) -> int | None:
        """The place of another print of *source*."""
        address = canonical_address(source.url) if source.url else ""
        if address and address in self._by_url:
            return self._by_url[address]
        alike = self._by_title.get(folded_title(source.title), ()) if source.title else ()
        return next((place for place in alike if _agree(self._sources[place], source)), None)


def _agree(one: LegacySource, other: LegacySource) -> bool:
    """Whether two prints with one title can be one source: a weekly column has one title, and many addresses."""
    publishers = {folded_title(one.publisher), folded_title(other.publisher)} - {""}
    days = {one.issued, other.issued} - {None}
    return len(publishers) <= 1 and len(days) <= 1 and not (one.url and other.url)


def _printed(source: LegacySource) -> tuple[str, ...]:
    return source.publisher, source.title, source.url, source.note, *source.printed_dates


def _completed(known: LegacySource, source: LegacySource) -> LegacySource:
    return replace(
        known,
        publisher=known.publisher or source.publisher,
        url=known.url or source.url,
        issued=known.issued or source.issued,
        accessed=known.accessed or source.accessed,
        printed_dates=known.printed_dates or source.printed_dates,
    )


def _set_aside(copy: LegacyBrief, rest: Words) -> Iterator[SetAside]:
    """The words of *rest* part by part, as *copy* prints them; what is found is taken out of *rest*."""
    for line, text, reason in _parts(copy):
        if rest and (own := _own_words(text, rest)):
            yield SetAside(line=line, text=own, reason=reason, origin=copy.origin)


def _parts(copy: LegacyBrief) -> Iterator[tuple[int, str, str]]:
    """Every part of an export: its line, its words, and why they are set aside if no other copy has them."""
    yield 0, copy.title, "the title of a copy"
    if copy.published:
        yield copy.published.line, copy.published.text, "the date as a copy prints it"
    yield 0, " ".join((*copy.compilers, *copy.editors)), "names as a copy prints them"
    for item in copy.set_aside:
        yield item.line, item.text, item.reason
    for one in copy.sources:
        yield one.line, " ".join(_printed(one)), "a source as a copy prints it"
    for block in copy.body:
        yield block.line, block.text, "only in a copy"


def _own_words(text: str, rest: Words) -> str:
    """The words of *text* that are in *rest*, in their order; they are taken out of it."""
    own: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        folded = word.casefold()
        if rest.get(folded, 0) > 0:
            own.append(word)
            rest[folded] -= 1
            if not rest[folded]:
                del rest[folded]
    return " ".join(own)


def _pictures(lead: LegacyBrief, others: Sequence[LegacyBrief]) -> Iterator[Diagnostic]:
    """Copies that show more pictures than the one whose text was taken."""
    for copy in others:
        if len(copy.attachments) > len(lead.attachments):
            message = f"it shows {len(copy.attachments)} pictures, and the copy that was taken {len(lead.attachments)}"
            yield PictureMissing.at(Span(path=copy.origin), message)
