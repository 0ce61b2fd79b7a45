"""One BibTeX file in a merge: entries are taken out and one is completed, and the result is read again."""

from collections.abc import Mapping
from itertools import starmap

from ..bibtex.blocks import RawEntry
from ..bibtex.editing import add_fields, remove_entry
from ..bibtex.entries import BibtexFile
from ..bibtex.inheritance import inherit, references
from ..model import CiteKey, Source
from ..model.register import Register, folded_name
from ..reading.bibliography import read_bibliography
from ..reading.edits import Edit, edited
from .changes import CannotChangeError
from .merged_entry import MergedEntry


class MergedBibliography:
    """A file's text, and what is to become of its entries."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._text = text
        entries = BibtexFile(path, text).entries
        self._entries = {entry.key: entry for entry in reversed(entries)}
        keys: Register[RawEntry] = Register()
        self._duplicates = {folded_name(one.key): one for one in entries if keys.claim(one.key, one) is not one}
        self._with_inherited = {entry.key: entry for entry in inherit(entries)[0]}
        self._edits: list[Edit] = []
        self._dropped: set[str] = set()
        self._merged: MergedEntry | None = None

    def drop(self, key: CiteKey) -> RawEntry:
        """Take an entry out; it comes back as it was written, with what it inherits.

        Raises:
            CannotChangeError: Something would be lost with it.
        """
        entry = self._entry(key)
        for fault in entry.unread:
            raise CannotChangeError(f"{fault.span}: {fault.message}")
        self._edits.append(Edit(*remove_entry(self._text, entry)))
        self._dropped.add(key)
        return self._with_inherited[key]

    def complete(self, merged: MergedEntry, kept: Source) -> None:
        """Give the kept entry what the others brought, and their keys."""
        self._merged = merged
        aliases = [alias for alias in merged.aliases if alias not in kept.aliases]
        self._edits += starmap(Edit, add_fields(self._text, self._entry(kept.key), merged.added, aliases))

    def result(self) -> str:
        """The new text.

        Raises:
            CannotChangeError: It would not be read as it is meant, or an entry that stays inherits from one that goes.
        """
        self._refuse_orphans()
        text = edited(self._text, self._edits)
        before, after = (read_bibliography(self._path, one)[0] for one in (self._text, text))
        expected = [self._expected(source) for source in before if source.key not in self._dropped]
        if [_content(source) for source in after] != expected:
            raise CannotChangeError(f"{self._path}: the entries are not written in a way that can be changed safely")
        return text

    def _entry(self, key: CiteKey) -> RawEntry:
        entry = self._entries.get(key)
        if entry is None:
            raise CannotChangeError(f'{self._path}: "{key}" is not here any more')
        if (second := self._duplicates.get(folded_name(key))) is not None:
            message = f'key "{second.key}" is defined a second time; the first is at {entry.span}'
            raise CannotChangeError(f"{second.span}: {message}")
        return entry

    def _refuse_orphans(self) -> None:
        dropped = {key.casefold() for key in self._dropped}
        heirs = (entry for key, entry in self._entries.items() if key not in self._dropped)
        for entry in heirs:
            for _, parent, field in references(entry):
                if parent.casefold() in dropped:
                    raise CannotChangeError(f'{field.span}: "{entry.key}" inherits from "{parent}", which must stay')

    def _expected(self, source: Source) -> tuple[object, ...]:
        """What *source* is to say when it is read again."""
        if self._merged is None or source.key != self._merged.key:
            return _content(source)
        return (source.key, source.type, _without_ids(self._merged.fields), set(self._merged.aliases))


def _content(source: Source) -> tuple[object, ...]:
    return (source.key, source.type, _without_ids(source.fields), set(source.aliases))


def _without_ids(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in fields.items() if name != "ids"}
