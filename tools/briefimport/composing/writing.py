"""Writes the additions of a run in an order in which an interruption leaves no dangling reference."""

import itertools
import os
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefarchive.curating.changes import CannotChangeError, FileChanges
from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.reading import bibliography, decoding
from briefarchive.reading.bibliography import read_fields
from briefarchive.storage.replacing import FileReplacement, replace_files

from ..rules import PublisherDoubtful, RegisterUnfit
from .composer import Composer, Draft
from .registers import PEOPLE, PUBLISHERS, TOPICS, append_entries, find_doubt
from .source_index import Entry, format_entries

_NEW_TOPIC = "See whether this is a topic: the import made it of a category; translate its label, and give it a parent."


_KINDS = {PEOPLE: "people", PUBLISHERS: "publishers", TOPICS: "topics"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Additions:
    """What a run adds to an archive.

    Attributes:
        registers: The new texts of vocabularies and bibliographies, by path.
        digests: The digests of the files when they were read.
        pictures: The temporary files of attachments, by their paths in the archive.
        briefs: The paths of the briefs.
        numbers: The number of entries that each file of *registers* gains.
        doubts: Diagnostics about unlikely publishers.
    """

    registers: Mapping[str, str]
    digests: Mapping[str, str]
    pictures: Mapping[str, Path]
    briefs: tuple[str, ...]
    numbers: Mapping[str, int]
    doubts: tuple[Diagnostic, ...] = ()

    def new(self, unwritten: Container[str] = ()) -> dict[str, int]:
        """Return the number of new entries by kind, without those of the files *unwritten*."""
        counts = dict.fromkeys(("sources", *_KINDS.values()), 0)
        for path, number in self.numbers.items():
            counts[_KINDS.get(path, "sources")] += 0 if path in unwritten else number
        return counts


def collect_additions(
    root: Path, composer: Composer, drafts: Iterable[Draft], new_topics: Mapping[str, Mapping[str, str]]
) -> Additions | Diagnostic:
    """Return what *drafts*, which are iterated once, add to the archive at *root*; *new_topics* has labels by id."""
    entries: dict[str, Entry] = {}
    people: set[str] = set()
    used_topics: set[str] = set()
    pictures: dict[str, Path] = {}
    briefs: list[str] = []
    for draft in drafts:
        entries |= {mention.entry.key: mention.entry for mention in draft.mentions if not mention.entry.is_known}
        people.update(*draft.people.values())
        used_topics.update(topic.value for topic in draft.topics)
        folder = draft.path.rpartition("/")[0]
        pictures |= {f"{folder}/{attachment.name}": attachment.path for attachment in draft.attachments}
        briefs.append(draft.path)
    new_people = _new_people(composer, people)
    publishers = _new_publishers(composer, entries.values())
    topics = {
        id_: {"label": dict(labels), "review": [_NEW_TOPIC]} for id_, labels in new_topics.items() if id_ in used_topics
    }
    registers: dict[str, str] = {}
    numbers: dict[str, int] = {}
    texts = FileChanges(root)
    for path, added in ((PEOPLE, new_people), (PUBLISHERS, publishers), (TOPICS, topics)):
        if added:
            text = _read_current(texts, path)
            result = None if text is None else append_entries(text, added)
            if result is None:
                return _report_unfit(path)
            registers[path] = result
            numbers[path] = len(added)
    by_path: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        by_path[entry.path].append(entry)
    for path, members in sorted(by_path.items()):
        bibliographies = _append_sources(texts, path, members)
        if isinstance(bibliographies, Diagnostic):
            return bibliographies
        registers |= {place: text for place, (text, _) in bibliographies.items()}
        numbers |= {place: number for place, (_, number) in bibliographies.items()}
    return Additions(
        registers=registers,
        digests=texts.digests,
        pictures=pictures,
        briefs=tuple(briefs),
        numbers=numbers,
        doubts=tuple(_report_doubts(publishers)),
    )


def write_additions(root: Path, additions: Additions, drafts: Iterable[Draft]) -> None:
    """Write pictures, vocabularies and bibliographies, and then the briefs that need them.

    Raises:
        ReplacingError: A file has changed since it was read, or cannot be written.
    """
    registers = ((path, text.encode()) for path, text in additions.registers.items())
    briefs = ((draft.path, draft.text.encode()) for draft in drafts)
    files: Iterator[tuple[str, bytes | Path]] = itertools.chain(additions.pictures.items(), registers, briefs)
    replace_files(
        root, [FileReplacement(path=path, before=additions.digests.get(path, ""), after=after) for path, after in files]
    )


def _new_people(composer: Composer, used_ids: Container[str]) -> dict[str, dict[str, object]]:
    return {
        person.id: {"name": person.name} for person in composer.registers.new_people.values() if person.id in used_ids
    }


def _new_publishers(composer: Composer, entries: Iterable[Entry]) -> dict[str, dict[str, object]]:
    used_names = {entry.fields.get("publisher") for entry in entries}
    names_by_id = {
        publisher.id: publisher.name
        for publisher in composer.registers.made_publishers.values()
        if publisher.name in used_names
    }
    return {id_: {"name": name, **_make_review(name)} for id_, name in names_by_id.items()}


def _make_review(name: str) -> dict[str, list[str]]:
    doubt = find_doubt(name)
    return {"review": [f"See whether this is a publisher: {doubt}."]} if doubt else {}


def _report_doubts(publishers: Mapping[str, Mapping[str, object]]) -> Iterator[Diagnostic]:
    for id_, entry in publishers.items():
        if "review" in entry:
            yield PublisherDoubtful.flag(
                Span(path=PUBLISHERS),
                f'the new publisher "{entry["name"]}" is probably none: {find_doubt(str(entry["name"]))}',
                hint=f'correct the sources that name it, and delete "{id_}", or delete its line “review”',
            )


def _append_sources(texts: FileChanges, path: str, entries: Iterable[Entry]) -> dict[str, tuple[str, int]] | Diagnostic:
    """Append *entries* to a bibliography and its continuations, `2014.bib`, `2014-2.bib` and so on.

    Each file takes as many entries as it has room for. Return each text with the number of entries it gains, or a
    diagnostic if the entries cannot be read back from it.
    """
    changed: dict[str, tuple[str, int]] = {}
    remaining = sorted(entries, key=lambda entry: entry.key)
    further = (f"{path.removesuffix('.bib')}-{number}.bib" for number in itertools.count(2))
    places = itertools.chain([path], further)
    while remaining:
        place = next(places)
        if (text := _read_current(texts, place)) is None:
            return _report_unfit(place)
        head = f"{text.rstrip()}\n\n" if text.strip() else ""
        before = read_fields(text).keys()
        added = remaining[: _count_room(head, len(before), remaining)]
        remaining = remaining[len(added) :]
        if not added:
            continue
        changed[place] = (head + format_entries(added), len(added))
        if read_fields(changed[place][0]).keys() != before | {entry.key for entry in added}:
            return _report_unfit(place)
    return changed


def _count_room(text: str, number: int, entries: Sequence[Entry]) -> int:
    """Return how many of *entries* fit after *text*, which has *number* entries; an empty file always takes one."""
    first = entries[: max(bibliography.MAX_ENTRIES - number, 0)]
    sizes = itertools.accumulate((len(entry.text().encode()) + 1 for entry in first), initial=len(text.encode()))
    return max(sum(size <= decoding.BIBLIOGRAPHY_LIMIT for size in sizes) - 1, 0 if text else 1)


def _read_current(texts: FileChanges, path: str) -> str | None:
    """Return the text of a file, empty if it does not exist; None if it cannot be used."""
    try:
        return texts.read(path).replace("\r\n", "\n").replace("\r", "\n")
    except CannotChangeError:
        return None if os.path.lexists(texts.root / path) else ""


def _report_unfit(path: str) -> Diagnostic:
    hint = "run “briefs check”, correct the file, and import again"
    return RegisterUnfit.flag(Span(path=path), f'"{path}" cannot take new entries', hint=hint)
