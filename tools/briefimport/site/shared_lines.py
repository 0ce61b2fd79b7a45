"""Compares the texts of a folder: lines that most of them share belong to their site.

Lines in the same place that differ are titles, bylines or topics; all lines of a place together show which.
"""

import heapq
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from briefarchive.reading.languages import HAN

from ..legacy import LegacyBrief, Outline
from ..text.breadcrumbs import breadcrumb_steps
from ..text.dates.printed import find_dates
from ..text.filing import filed_in, is_label, values_in
from ..text.kinds import Kind, dates_between_signs, facts_of, stops_as_text
from ..text.page_furniture import filed_of_line, parts_of_line
from ..text.people.bylines import is_open, opening_of_byline
from ..text.people.names import bare_name, folded_name
from ..text.people.unlabelled_names import are_east_names, is_certain_person, may_be_person, names_alone, names_between
from ..text.sources.cited_line import CitedLine
from ..titles import parts_of
from ..words.places import is_known_place, is_listed_country

# So many texts, and so large a part of those of a folder, must have something in common.
_TEXTS, _SHARE = 3, 0.6
_TEXTS_OF_YEAR, _COUNTRIES_OF_SITE = 12, 4
# Labels are known by their words, and so many texts that have one are enough.
_LABELLED = 2
# So many places next to a text are compared, so large a part of them may repeat, and a topic has so many words.
_PLACES, _REPEATED, _WORDS_OF_TOPIC, _LONGEST_TOPIC, _LONGEST_IN_HAN = 6, 0.7, 4, 40, 7
# A line of the site with a number, as the name and the issue of a series, is not longer.
_LONGEST_FORM = 80
# A name of fewer letters may begin another one.
_NAME = 4
_AROUND = " \t←→«»‹›<>|·•"
_BETWEEN = " \t,;|•·*_–—-"
_DASH = re.compile(r"\s+(?:[–—-]|//?|::|[»›>])\s+")
_STROKES = re.compile(r"\s*[|•·]\s*|(?<=\w)/(?=\w)|\s+[–—]\s+")
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
# An item of a list is no title.
_BULLETS = ("- ", "* ", "• ", "– ")


@dataclass(slots=True)
class SiteLines:
    """The lines of sites, by what they are.

    Attributes:
        furniture: Lines around a text that belong to its site.
        headings: Lines that most texts have right above their references.
        titles: The title of each text whose place shows it, by the origin of the text.
        signed: The people that each byline names.
        people: The folded names of all these people.
        filed: The topics that each line of topics names.
    """

    furniture: set[str] = field(default_factory=set)
    headings: set[str] = field(default_factory=set)
    titles: dict[str, str] = field(default_factory=dict)
    signed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    filed: dict[str, tuple[str, ...]] = field(default_factory=dict)


def origin_folder(brief: LegacyBrief) -> str:
    """Return the folder of the file of *brief*, or the container that it comes from."""
    container, part, _ = brief.origin.partition("#")
    return container if part else str(PurePosixPath(brief.origin).parent)


def learn_site_lines(texts: Iterable[tuple[LegacyBrief, Outline]]) -> SiteLines:
    """Learn what the lines of each text are from the other texts of its folder."""
    folders: dict[str, list[tuple[LegacyBrief, Outline]]] = defaultdict(list)
    for brief, outline in texts:
        folders[origin_folder(brief)].append((brief, outline))
    site_lines = SiteLines()
    # A folder for each text, day or quiet year is too small to show anything: the one above it counts.
    waiting = [(-len(folder), folder) for folder in folders]
    heapq.heapify(waiting)
    while waiting:
        _, folder = heapq.heappop(waiting)
        parent, is_number = str(PurePosixPath(folder).parent), PurePosixPath(folder).name.isdecimal()
        if len(folders[folder]) < (_TEXTS_OF_YEAR if is_number else _TEXTS) and parent != folder:
            if parent not in folders:
                heapq.heappush(waiting, (-len(parent), parent))
            folders[parent] += folders.pop(folder)
    for members in folders.values():
        if len(members) >= _TEXTS:
            _Folder(members, site_lines).learn()
    return site_lines


@dataclass(slots=True)
class _Folder:
    """The texts of a folder, while their lines are compared."""

    texts: Sequence[tuple[LegacyBrief, Outline]]
    learned: SiteLines
    frame: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    often: float = _TEXTS

    def learn(self) -> None:
        """Tell the lines of the site from those of its texts."""
        outlines = [outline for _, outline in self.texts]
        filed_before = len(self.learned.filed)
        # Pages such as “About us” have other lines than texts.
        briefs = [bool(brief.sources or brief.published or brief.people) for brief, _ in self.texts]
        self.often = max(_TEXTS, _SHARE * sum(briefs))
        titles = Counter(brief.title for brief, _ in self.texts)
        self.titles = {title for title, count in titles.items() if title and count == 1}
        above = self._common(line for outline in outlines for line in outline.headings)
        self.learned.headings |= {line for line in above if facts_of(line).kind is Kind.TEXT}
        over = self._frame({*outline.above} - above for outline in outlines)
        under = self._frame({*outline.below} - above for outline in outlines)
        self.frame = over | under
        # Where most pages list the latest texts, the title of one is a line that they share.
        names = [_list_names(brief) for brief, _ in self.texts]
        shared = self._common(title for own_names in names for title in own_names)
        own = [own_names - shared for own_names in names]
        # “Digest 14” and “Digest 15” differ in their numbers alone.
        same = over & self._common(line for outline in outlines for line in set(outline.above))
        for frame in (over, same):
            heads = [
                _list_unknown(outline.above, frame - titles) if is_brief else []
                for outline, titles, is_brief in zip(outlines, own, briefs, strict=True)
            ]
            if self._learn_heads(heads, named=sum(map(bool, own)) >= self.often):
                break
        self._learn_own_headings()
        tails = (_list_unknown(outline.below, under) for outline in itertools.compress(outlines, briefs))
        self._learn_tails([[line for line in tail if not _may_cite(line)] for tail in tails])
        self._learn_labelled()
        filed = itertools.islice(self.learned.filed, filed_before, None)
        alone = {line for line in filed if not (line in self.learned.signed or _says_else(line))}
        self.learned.furniture |= self.frame | alone

    def _common(self, lines: Iterable[str]) -> set[str]:
        return {line for line, count in Counter(lines).items() if count >= self.often}

    def _frame(self, texts: Iterable[set[str]]) -> set[str]:
        """Return the lines that most texts share, whatever their numbers: “Hits: 427”."""
        texts = list(texts)
        common = self._common(form for lines in texts for form in set(map(_form, lines)))
        countries = set(filter(is_listed_country, common))
        # All texts may be about the same few countries. More of them are the categories of the site, beside each text.
        listed = countries if len(countries) >= _COUNTRIES_OF_SITE else set()
        return {
            line
            for lines in texts
            for line in lines
            if line in listed or (_form(line) in common and _belongs_to_site(line))
        }

    def _learn_heads(self, heads: Sequence[Sequence[str]], *, named: bool) -> bool:
        """Learn from the lines above the texts whether some that differ in each, and are nothing else, are titles.

        Where files have names for their texts (*named*), some lines of the titles must be these.
        """
        # A line more or less above the title shifts the others: the places are counted from both ends.
        columns = [*_columns(heads), *_columns([head[::-1] for head in heads])]
        titles = [column for column in columns if not self._learn_column(column) and self._differs(column)]
        if named:
            titles = [column for column in titles if self._count_names(column)]
        elif len(read := self.titles.difference(self.learned.filed, self.learned.signed, self.frame)) >= self.often:
            # If most texts have a title of their own, no other line is taken for it.
            titles = [column for column in titles if 2 * len(read.intersection(column.values())) > len(column)]
        if titles:
            best = max(
                titles,
                key=lambda column: (
                    self._count_names(column),
                    not _common_beginning(list(column.values())),
                    self._count_titles(column),
                ),
            )
            no_items = ((place, line) for place, line in best.items() if not line.startswith(_BULLETS))
            self.learned.titles |= {self.texts[place][0].origin: line for place, line in no_items}
            # What another text is called is a link to it.
            best_titles = set(best.values())
            self.frame |= {
                line
                for place, (_, outline) in enumerate(self.texts)
                for line in (*outline.above, *outline.below)
                if line != best.get(place) and _is_link(line, best_titles)
            }
        return bool(titles) or named

    def _learn_own_headings(self) -> None:
        """Let a line of the frame be the title of the page that has it once more than others: “About us”."""
        counts = [Counter(line for line in outline.above if line in self.frame) for _, outline in self.texts]
        usual: dict[str, int] = {}
        for own in counts:
            for line, count in own.items():
                usual[line] = min(count, usual.get(line, count))
        for (brief, _), own in zip(self.texts, counts, strict=True):
            more = [line for line, count in own.items() if count > usual[line]]
            if len(more) == 1:
                self.learned.titles.setdefault(brief.origin, more[0])

    def _learn_tails(self, tails: Sequence[Sequence[str]]) -> None:
        for column in [*_columns(tails), *_columns([tail[::-1] for tail in tails])]:
            self._learn_column(column)

    def _learn_column(self, column: dict[int, str]) -> bool:
        """Learn what the lines of one place are by what they are together; False if they may be titles."""
        lines = list(column.values())
        if len(lines) < self.often:
            return True
        are_titles = 2 * sum(line in self.titles for line in lines) > len(lines)
        # “Trade – Chile, Peru” may be parted by a dash, which stands in titles too.
        for rows in ([_parts_of(line) for line in lines], [_DASH.split(line) for line in lines]):
            if len(set(map(len, rows))) == 1 and rows[0] != [lines[0]] and not are_titles:
                # All of it is learnt, whatever the first part is.
                learnt = [self._learn_part(part, lines) for part in zip(*rows, strict=True)]
                if all(learnt):
                    return True
        return self._learn_part(lines, lines, are_titles=are_titles)

    def _learn_part(self, parts: Sequence[str], lines: Sequence[str], *, are_titles: bool = False) -> bool:
        """Learn the same from the *parts* of these lines between the same signs and days.

        Words in which titles of a series end are no label: “Malta signs a pact on the sea” is not about a topic Malta.
        """
        if all(facts_of(part).kind is not Kind.TEXT for part in parts):
            return True
        is_same = len(set(parts)) == 1
        bare = parts if is_same else _without_label(parts, at_end=not are_titles)
        named = [(line, people) for line, part in zip(lines, bare, strict=True) if (people := _people_in(part))]
        certain = [people for _, people in named if any(map(is_certain_person, people))]
        if len(named) == len(lines) and are_east_names([name for _, people in named for name in people]):
            # Short names in Chinese and Korean are words as well, but not all that stand in one place.
            certain = [people for _, people in named]
        if len(named) >= self.often and 2 * len(certain) >= len(named):
            self.learned.signed.update(named)
            self.learned.people |= {folded_name(name) for _, people in named for name in people}
            return True
        return parts is not lines if is_same else self._learn_topics(bare, lines)

    def _learn_topics(self, parts: Sequence[str], lines: Sequence[str]) -> bool:
        # “Chile | Peru”, where the number of values differs
        plain = [_STROKES.sub(", ", part) for part in parts]
        topics = [] if all(map(stops_as_text, lines)) else _topics_in(parts) or _topics_in(plain)
        known = {value for values in topics for value in values}
        if any(map(is_known_place, known)) and not any(map(is_listed_country, known)):
            # “Berlin, 4 May 2015” says where a text was written.
            return True
        if any(self._begins_title(value) or _is_of_byline(value) for value in known):
            # A list of other texts repeats their titles, and below “Written by” stands a name.
            return False
        for line, values in zip(lines, topics, strict=bool(topics)):
            self.learned.filed[line] = tuple(dict.fromkeys((*self.learned.filed.get(line, ()), *values)))
        return bool(topics)

    def _learn_labelled(self) -> None:
        """Learn the topics that stand below a label or below a line of the frame, as in a box beside the text."""
        below: dict[str, list[Sequence[str]]] = defaultdict(list)
        for lines in itertools.chain.from_iterable((outline.above, outline.below) for _, outline in self.texts):
            for label, values in _below_labels(lines, {*_list_unknown(lines, self.frame)}):
                if is_label(label) or label in self.frame:
                    below[label].append(values)
        for label, rows in below.items():
            if len(rows) >= (_LABELLED if is_label(label) else self.often):
                listed = [line for values in rows for line in values]
                if self.learned.signed.keys().isdisjoint(listed) and not any(map(is_certain_person, listed)):
                    self._learn_topics(listed, listed)

    def _begins_title(self, value: str) -> bool:
        """Return whether *value*, longer than most topics, is half of the title of a text of the folder or more."""
        is_long = len(value.split()) > _WORDS_OF_TOPIC // 2 or (len(value) > _LONGEST_IN_HAN and HAN.match(value))
        halves = (title for title in self.titles if len(title) <= 2 * len(value)) if is_long else ()
        return any(title.startswith(value) for title in halves)

    def _differs(self, column: dict[int, str]) -> bool:
        lines = set(column.values())
        dated = sum(bool(find_dates(line)) for line in lines)
        # Where a country stands, the others are topics or names.
        return 2 * dated < len(column) == len(lines) and not any(map(is_listed_country, lines))

    def _count_names(self, column: dict[int, str]) -> int:
        """Count the lines of a place that are titles according to the files."""
        return sum(_is_called(self.texts[place][0], line) for place, line in column.items())

    def _count_titles(self, column: dict[int, str]) -> int:
        """Count the lines of a place that were read as titles in files whose lines are in reading order."""
        briefs = (self.texts[place][0] for place in column)
        pairs = zip(briefs, column.values(), strict=True)
        return sum(brief.reader != "html" and brief.title == line for brief, line in pairs)


def _is_of_byline(value: str) -> bool:
    """Return whether *value* names a person, or is a label before one: “Authors”."""
    return bool(opening_of_byline(value)) or (not HAN.search(value) and is_certain_person(value))


def _list_names(brief: LegacyBrief) -> set[str]:
    """Return what the file says that *brief* is called, and the parts of it beside the name of a site."""
    return {part for title in _titles_of_file(brief) for part in (title, *parts_of(title))}


def _titles_of_file(brief: LegacyBrief) -> list[str]:
    return [" ".join(hint.value.split()) for hint in brief.hints.titles]


def _is_called(brief: LegacyBrief, line: str) -> bool:
    """Return whether the file says that *brief* is called *line*, maybe with the name of its site around it."""
    begins = len(line) >= _NAME and any(title.startswith(line) for title in _titles_of_file(brief))
    return begins or line in _list_names(brief)


def _below_labels(lines: Sequence[str], unknown: Set[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each known line with the *unknown* ones right below it, if they are few."""
    label = ""
    for known, run in itertools.groupby(lines, key=lambda line: line not in unknown):
        block = list(run)
        if known:
            label = block[-1]
        elif label and len(block) <= _PLACES:
            yield label, block


def _is_link(line: str, titles: Set[str]) -> bool:
    """Return whether *line* is a link to a text with one of these *titles*, or to the previous and the next one."""
    bare = line.strip(_AROUND)
    seams = (seam for seam, char in enumerate(bare) if char == " " and bare[:seam] in titles)
    return bare in titles or any(bare[seam:].strip(_AROUND) in titles for seam in seams)


def _columns(texts: Sequence[Sequence[str]]) -> Iterator[dict[int, str]]:
    """Yield the lines in the same place of each text, by the number of the text."""
    for row in list(itertools.zip_longest(*texts))[:_PLACES]:
        yield {place: line for place, line in enumerate(row) if line is not None}


def _parts_of(line: str) -> list[str]:
    """Split a line at its signs and days; no part is an address of mail."""
    dates = find_dates(line)
    ends = [0, *(date.end for date in dates)]
    starts = [*(date.start for date in dates), len(line)]
    pieces = (
        line[end:start].strip(_BETWEEN).rstrip("([（【").lstrip(")]）】")
        for end, start in zip(ends, starts, strict=True)
    )
    return [part for piece in pieces if piece for part in parts_of_line(piece) if "@" not in part]


def _may_cite(line: str) -> bool:
    """Return whether *line* has a day, a name and a title, as a source has: “Coast Radio | 4 May 2015 | Rates fall”."""
    parts = _parts_of(line) if find_dates(line) else []
    return len(parts) > 1 and any(
        len(part.split()) > _WORDS_OF_TOPIC or (HAN.match(part) and len(part) > _LONGEST_IN_HAN) for part in parts
    )


def _says_else(line: str) -> bool:
    """Return whether a line with topics also has a day or names, or is a country, which may have a label above it."""
    return bool(dates_between_signs(line, None)) or facts_of(line).kind is Kind.BYLINE or is_listed_country(line)


def _people_in(part: str) -> tuple[str, ...]:
    """Return the people that *part* of a line names, if it can name nothing else."""
    # “Ada Example (Geographer)”, where all lines end in the bracket
    part += ")" * (part.count("(") - part.count(")"))
    if byline := names_alone(part, frozenset()):
        return byline.compilers
    names = names_between(part)
    return tuple(map(bare_name, names)) if all(map(may_be_person, names)) else ()


def _topics_in(parts: Sequence[str]) -> list[list[str]]:
    """Return the topics in each of *parts*, if they recur as topics do; else nothing."""
    topics = [values_in(part) for part in parts]
    known = {value for values in topics for value in values}
    # “Trade Water”, where single topics stand in other lines
    topics = [[topic for value in values for topic in _split_topics(value, known)] for values in topics]
    values = [topic for row in topics for topic in row]
    others = [value for value in values if not is_listed_country(value)]
    # Beside topics in one line, countries need not recur.
    counted = others if not others or any(len(row) > 1 for row in topics) else values
    often = len(set(counted)) <= _REPEATED * len(counted)
    return topics if values and often and all(map(_is_topic, values)) else []


def _split_topics(value: str, known: Set[str]) -> list[str]:
    """Split *value* between two *known* topics; it is one topic if it cannot be split."""
    seams = (seam for seam, char in enumerate(value) if char == " " and value[:seam] in known)
    seam = next((seam for seam in seams if value[seam + 1 :] in known), len(value))
    return [topic for topic in (value[:seam], value[seam + 1 :]) if topic]


def _without_label(parts: Sequence[str], *, at_end: bool = True) -> list[str]:
    """Return *parts* without the words with which all of them begin or, if a label may be *at_end*, end."""
    begin = len(_common_beginning(parts))
    end = len(_common_beginning([part[: begin - 1 if begin else None : -1] for part in parts])) if at_end else 0
    return [part[begin : len(part) - end].strip(_BETWEEN) for part in parts]


def _common_beginning(lines: Sequence[str]) -> str:
    """Return the words with which all *lines* begin, as with a label."""
    alike = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(min(lines), max(lines), strict=False))
    common = "".join(char for char, _ in alike)
    while common and (common[-1].isalnum() or common in lines):
        common = common[:-1]
    return common if any(map(str.isalpha, common)) else ""


def _form(line: str) -> str:
    """Return *line* with a sign for each number if it is a few words, as “Hits: 427”, and no sentence or day."""
    counts = len(line) <= _LONGEST_FORM and any(map(str.isalpha, line)) and not stops_as_text(line)
    counts = counts and not dates_between_signs(line, None)
    return _FIGURES.sub("#", line) if counts else line


def _is_topic(text: str) -> bool:
    """Return whether *text* can name a topic or a country: a few words with a capital, and no sentence."""
    words = text.split()
    return (
        len(text) <= _LONGEST_TOPIC
        and len(words) <= _WORDS_OF_TOPIC
        and not (
            (text[:1].islower() and not is_listed_country(text))
            or stops_as_text(text)
            or set(text) & set(":：—─?!")
            or any(map(str.isdecimal, text))
        )
    )


def _list_unknown(lines: Sequence[str], frame: Set[str]) -> list[str]:
    """Return those of *lines* that neither the *frame* of their folder nor their own words identify."""
    return [
        line
        for line in lines
        if line not in frame
        and _says_more(line)
        and not (filed_of_line(line) or is_label(line) or breadcrumb_steps(line))
    ]


def _says_more(line: str) -> bool:
    """Return whether *line* is plain text, or has words beside a day."""
    fact = facts_of(line)
    return fact.kind is Kind.TEXT or (fact.kind is Kind.DATE and any(map(str.isalpha, "".join(_parts_of(line)))))


def _belongs_to_site(line: str) -> bool:
    """Return whether a line that many texts share says nothing about each of them."""
    names = names_between(line)
    # “Ada Example, researcher”
    byline = names_alone(line, frozenset())
    named = bool(names) and all(map(is_certain_person, byline.compilers if byline else names))
    is_stated = bool(filed_in(line)) or is_label(line) or is_open(line)
    # “Coast Radio, 4.5.2015, p. 14”, the rest of a source
    cites = {"date", "detail"} <= {segment.kind for segment in CitedLine.of(line).segments}
    return facts_of(line).kind is Kind.TEXT and not (is_stated or named or cites or is_listed_country(line))
