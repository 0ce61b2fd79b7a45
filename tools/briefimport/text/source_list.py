"""Reads the list of sources below a text, and the lines that follow it."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from ..document import WHOLE, BlockKind
from ..rules import BylineDecided, SourceDecided
from .brief_draft import BriefDraft
from .ending import is_listed
from .kinds import Facts, Kind, is_sentence
from .lines.wrapping import Element
from .page_furniture import leading_label
from .people.bios import read_bio
from .people.bylines import Task, opens_byline, read_signature
from .people.unlabelled_lines import SHORT, shorten
from .sources.access_notes import names_another, with_access_note
from .sources.arrangement import read_list
from .sources.citing import is_heading_of_part, is_reference, opens_with_sentences, read_source
from .sources.publisher_names import names_publisher
from .sources.references import NUMBER_ALONE, Citing, Strength, numbers_alone
from .sources.run_in_lists import read_run_in_list, split_run_in_list

_LONGEST_APART = 220


@dataclass(slots=True)
class SourceList:
    """Reads the sources of a text, and other lines among and below them."""

    draft: BriefDraft
    arranged: dict[str, Citing | None] = field(default_factory=dict)
    signs: frozenset[str] = frozenset()

    def read(self, start: int) -> None:
        """Take everything from *start* on."""
        self._take_numbers(start)
        section = list(zip(self.draft.elements[start:], self.draft.facts[start:], strict=True))
        printed = [element.as_source for element, fact in section if fact.kind is Kind.TEXT]
        self.arranged = dict(zip(printed, read_list(printed), strict=True))
        final = max((index for index, (_, fact) in enumerate(section) if fact.kind is Kind.TEXT), default=-1)
        references = self._find_references(section)
        listed = {is_listed(section[index][0]) for index in references}
        self.signs = frozenset(read_source(section[index][0].as_source).separator for index in references) - {""}
        for index, (element, fact) in enumerate(section):
            if fact.kind is Kind.HEADING:
                self.draft.set_aside(element.line, element.text, "the heading of the sources")
                continue
            if self.draft.take(element, fact, self.draft.tail_dates):
                continue
            if self._take_signature(element, last=index == final) or self._take_shown_as_is(element):
                continue
            if len(references) > 1 and index > references[-1] and self._take_foreign(element, listed):
                continue
            of_format = element.block is not None and element.block.kind is BlockKind.HEADING
            if of_format or is_heading_of_part(element.text):
                self.draft.set_aside(element.line, element.text, "a heading among the sources")
                continue
            self._add_sources(element)
            if element.block and element.cited and not (self.draft.body and self.draft.body[-1] is element):
                self.draft.take_links(element.block)

    def _take_numbers(self, start: int) -> None:
        """Take the numbers of a list whose numbers have no sign after them: “1 Coast Radio”, “2 Harbour Agency”."""
        numbered = [
            (place, element)
            for place, element in enumerate(self.draft.elements[start:], start)
            if self.draft.facts[place].kind is Kind.TEXT
            and (match := NUMBER_ALONE.match(element.as_source))
            # What is no source for certain may go back to the text as it is.
            and (element.block is None or is_reference(element.as_source[match.end() :]))
        ]
        numbers = numbers_alone([element.as_source for _, element in numbered])
        for (place, element), number in zip(numbered, numbers, strict=True):
            if number:
                self.draft.set_aside(element.line, number.strip(), "words around a source")
                self.draft.elements[place] = element.without_lead(number)

    def _add_sources(self, element: Element) -> None:
        """Add the sources of *element*."""
        label, pieces = split_run_in_list(element.as_source)
        if pieces:
            if label:
                self.draft.set_aside(element.line, label.strip(), "a label before the source")
            for piece, citing in zip(pieces, read_run_in_list(pieces), strict=True):
                self._add_source(element, piece, _at_line(citing, element.line))
            return
        text = self._without_label(element)
        citing = self.arranged.get(text) or read_source(text)
        self._add_source(element, text, _at_line(citing, element.line))

    def _find_references(self, section: Sequence[tuple[Element, Facts]]) -> list[int]:
        """Return the places of references, without buttons and links below the list that are none of its items."""
        references = [
            index
            for index, (element, fact) in enumerate(section)
            if fact.kind is Kind.TEXT and is_reference(element.as_source)
        ]
        while len(references) > 2 and self._is_stray([section[index][0] for index in references]):
            references.pop()
        return references

    def _is_stray(self, references: Sequence[Element]) -> bool:
        """Return whether the last of *references* is neither arranged nor formatted as the others."""
        *earlier, last = references
        alike = is_listed(last) in map(is_listed, earlier)
        return not alike and self.arranged.get(last.as_source) is None and not read_source(last.as_source).source.issued

    def _take_foreign(self, element: Element, listed: Set[bool]) -> bool:
        """Take a short line after the last reference of a list that resembles none, not even by a usual sign.

        A colon is such a sign only if the line, like the references, is or is not an item of a list (*listed*).
        """
        citing = read_source(element.as_source)
        if citing.separator and leading_label(element.as_source):
            # “Quelle: …”
            return False
        # A name and a day alone are a source without a title.
        named = not citing.source.publisher and names_publisher(citing.source.title)
        loose = citing.strength is Strength.NONE and not named
        weak = loose or (citing.strength <= Strength.WEAK and citing.source.issued is None)
        usual_signs = {"dash", "colon"} if listed == {is_listed(element)} else {"dash"}
        weak &= not citing.separator or citing.separator not in usual_signs | self.signs
        # What is not set as the references are may be longer.
        is_apart = is_listed(element) not in listed and not is_sentence(element.text)
        if not weak or len(element.text) > (_LONGEST_APART if is_apart else SHORT) or element.text[:1] in '“"«„「《':
            return False
        self.draft.set_aside(element.line, element.text, "below the sources, and neither text nor source")
        self.draft.note(SourceDecided, element.line, f'"{shorten(element.text)}" below the sources was set aside')
        return True

    def _take_signature(self, element: Element, *, last: bool) -> bool:
        """Take a byline without a verb in the last line; anywhere, one without readable names, or what an author is."""
        byline = read_signature(element.text) if last and not self._is_listed(element) else None
        if byline is not None:
            self.draft.take_byline(element, Facts(kind=Kind.BYLINE, byline=byline))
        elif (bio := read_bio(element.text)) and {*bio.compilers} <= {*self.draft.people[Task.COMPILING]}:
            self.draft.set_aside(element.line, element.text, "a note about the author")
        elif opens_byline(element.text):
            self.draft.set_aside(element.line, element.text, "a byline whose names could not be read")
            self.draft.note(
                BylineDecided, element.line, f'no name could be read from the byline "{shorten(element.text)}"'
            )
        else:
            return False
        return True

    def _take_shown_as_is(self, element: Element) -> bool:
        """Take an element that is shown as it is, such as a picture: it belongs to the text, wherever it is."""
        if element.block is None or element.block.kind not in WHOLE:
            return False
        self.draft.body.append(element)
        return True

    def _is_listed(self, element: Element) -> bool:
        """Return whether *element* starts with a dash that is the bullet of other lines too."""
        sign = element.text[:1]
        other_signs = (other_element.text[:1] for other_element in self.draft.elements if other_element is not element)
        return bool(sign) and not sign.isalpha() and sign in other_signs

    def _without_label(self, element: Element) -> str:
        """Return the source that *element* is, without the label before it."""
        text = element.as_source
        label = leading_label(text)
        if not label or read_source(text[len(label) :]).strength is Strength.NONE:
            return text
        self.draft.set_aside(element.line, label.strip(), "a label before the source")
        return text[len(label) :]

    def _add_source(self, element: Element, text: str, citing: Citing) -> None:
        may_complete = self.draft.sources and not names_another(element.text)
        beside = with_access_note(self.draft.sources[-1], text, citing) if may_complete else None
        if beside is not None:
            self.draft.sources[-1], aside = beside
            citing = replace(citing, aside=aside)
        elif opens_with_sentences(text) or (
            citing.strength <= Strength.WEAK and is_sentence(text) and not is_reference(text)
        ):
            self.draft.body.append(element)
            self.draft.note(SourceDecided, element.line, f'"{shorten(text)}" is among the sources and was read as text')
            return
        else:
            if citing.strength <= Strength.TITLE:
                self.draft.note(SourceDecided, element.line, f'no publisher was found in "{shorten(text)}"')
            self.draft.sources.append(citing.source)
        for words in citing.aside:
            self.draft.set_aside(element.line, words, "words around a source")


def _at_line(citing: Citing, line: int) -> Citing:
    return replace(citing, source=replace(citing.source, line=line))
