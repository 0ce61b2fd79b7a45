"""Rules of family R: what briefs say of one another."""

from collections.abc import Iterator, Set
from pathlib import PurePosixPath

from ..diagnostics import Diagnostic, Severity, Span
from ..model import Archive, Brief, BriefId, Status
from ..reading.attached_files.attachments import resolve_path
from ..reading.nearest import Nearest, plain
from .rule import ArchiveRule


class UnknownBrief(ArchiveRule):
    """A brief names another, in its text, in `replaces` or in `translation_of`, that is not there.

    One that was renamed has its old address among its `aliases`: `briefs check --fix` writes its new id.
    """

    code = "R201"
    fixable = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        unknown = [(other, span) for other, span in _uses(archive) if not archive.has_brief(other)]
        nearest = Nearest(plain(archive.briefs) if unknown else ())
        renamed = _renamed(archive) if unknown else {}
        for other, span in unknown:
            message = f'there is no brief "{other}"'
            if new := renamed.get(other):
                yield cls.instead(span, f"{message}: it was renamed", new, other)
            else:
                yield cls.at(span, message, hint=nearest.hint(other))


def _renamed(archive: Archive) -> dict[str, BriefId]:
    """The briefs that had another id, by that: it is the last part of an old address of theirs."""
    return {
        PurePosixPath(alias).name.removesuffix(".html"): brief.id
        for brief in archive.briefs.values()
        for alias in brief.aliases
    }


class ReplacesCircle(ArchiveRule):
    """A brief replaces itself, directly or through others, so that each of them is older than the other.

    Delete one `replaces` of the circle: the newer brief replaces the older one.
    """

    code = "R202"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in map(archive.briefs.__getitem__, _in_circles(archive)):
            message = f'"{brief.id}" replaces itself'
            yield cls.at(brief.place("replaces"), message, hint="the newer brief replaces the older one")


def _in_circles(archive: Archive) -> list[BriefId]:
    """The briefs that stand in a circle of replacements: those that are left when all others are taken away."""
    after: dict[BriefId, int] = {brief.id: 0 for brief in archive.briefs.values()}
    for brief in archive.briefs.values():
        for other in brief.replaces:
            if other in after:
                after[other] += 1
    free = [brief for brief, count in after.items() if not count]
    while free:
        brief_id = free.pop()
        for other in archive.briefs[brief_id].replaces:
            if other in after:
                after[other] -= 1
                if not after[other]:
                    free.append(other)
        del after[brief_id]
    return [brief_id for brief_id, count in after.items() if count and archive.briefs[brief_id].replaces]


class ReferenceToDraft(ArchiveRule):
    """A brief that is published names one that is a draft, and so has no page that the name could lead to.

    Publish both together, or name the other one later.
    """

    code = "R205"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        drafts = frozenset(brief.id for brief in archive.briefs.values() if brief.is_draft)
        for other, span in find_uses(archive, drafts):
            yield cls.at(span, f'"{other}" is a draft, and has no page', hint="publish it too, or name it later")


class ReferenceToWithdrawn(ArchiveRule):
    """A brief names one that has been withdrawn: its page says above the text when and why.

    Name what replaces it, if there is something, and see whether what rests on it still stands, a
    translation of it among that. The brief that replaces it may name it.
    """

    code = "R206"
    severity = Severity.NOTICE

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        successors = {old: brief.id for brief in archive.briefs.values() for old in brief.replaces}
        withdrawn = frozenset(brief.id for brief in archive.briefs.values() if brief.status is Status.WITHDRAWN)
        for other, span in find_uses(archive, withdrawn):
            successor = successors.get(other)
            if successor and archive.briefs[successor].path == span.path:
                continue  # what takes its place may say what it was
            hint = f'name "{successor}", which replaces it' if successor else "see whether what rests on it still holds"
            yield cls.at(span, f'"{other}" has been withdrawn', hint=hint)


def find_uses(archive: Archive, wanted: Set[BriefId]) -> Iterator[tuple[BriefId, Span]]:
    """Where the text of a published brief names, or leads to, one of the briefs *wanted*."""
    for brief in archive.shown() if wanted else ():
        for ref in brief.markup.references:
            if ref.role == "brief" and ref.target in wanted:
                yield BriefId(ref.target), ref.span
        if brief.translation_of in wanted and brief.translation_of is not None:
            yield brief.translation_of, brief.place("translation_of")
        for link in brief.markup.links:
            path = None if link.image else resolve_path(brief.path, link.target.partition("#")[0])
            other = BriefId(PurePosixPath(path).stem) if path and path.endswith(".md") else None
            if other in wanted and other is not None:
                yield other, link.span


class TranslationOfItself(ArchiveRule):
    """A brief names itself as the one of which it is a translation.

    Name the original. A brief that is none, because it was written first, has no `translation_of`.
    """

    code = "R208"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            if brief.translation_of == brief.id:
                message = f'"{brief.id}" is called a translation of itself'
                yield cls.at(
                    brief.place("translation_of"), message, hint="name the original, or delete “translation_of”"
                )


class TranslationOfTranslation(ArchiveRule):
    """A brief names a translation as its original.

    All translations name the brief that was written first, also one that was made from another translation: each page
    then leads to all others.
    """

    code = "R209"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            original = archive.briefs.get(brief.translation_of) if brief.translation_of else None
            if original is None or original is brief or original.translation_of in (None, original.id):
                continue
            message = f'"{original.id}" is a translation itself'
            first = original.translation_of
            hint = "delete “translation_of” in the one that was written first"
            if first != brief.id:
                hint = f'write "{first}", if that is the original'
            yield cls.at(brief.place("translation_of"), message, hint=hint)


class TranslationIntoSameLanguage(ArchiveRule):
    """A translation has the language of its original, or of another translation of it.

    Say in `language` in which language the brief is written: a brief without that field counts as English. A text that
    takes the place of another one in the same language names it in `replaces`.
    """

    code = "R210"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        first: dict[tuple[BriefId, str], BriefId] = {}
        for brief in archive.shown(drafts=True):
            original = archive.briefs.get(brief.translation_of) if brief.translation_of else None
            if original is None or original is brief:
                continue
            first.setdefault((original.id, original.language.casefold()), original.id)
            other = first.setdefault((original.id, brief.language.casefold()), brief.id)
            if other != brief.id:
                what = "of its original" if other == original.id else f'of "{other}"'
                message = f'the translation has the language {what}, "{brief.language}"'
                yield cls.at(
                    brief.place("language" if "language" in brief.places else "translation_of"),
                    message,
                    hint="mend “language”, or name what it takes the place of in “replaces”",
                )


class TranslationDiffers(ArchiveRule):
    """A translation has another day, other countries, topics or sources than its original.

    It is the same brief in another language, and takes these fields over as they are.
    """

    code = "R211"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.shown(drafts=True):
            original = archive.briefs.get(brief.translation_of) if brief.translation_of else None
            if original is None or original is brief:
                continue
            for name in ("date", "countries", "topics", "sources"):
                wanted, given = (_as_written(getattr(one, name)) for one in (original, brief))
                if _is_other(archive, original, brief, name):
                    place = name if name in brief.places else "translation_of"
                    message = f"the translation has {_OTHER[name]} than its original"
                    hint = f'write "{name}: {wanted}"' if wanted else f'take "{name}: {given}" out'
                    if name == "date":
                        hint = f"take over the day {wanted}, and give the file a name with it"
                    yield cls.at(brief.place(place), message, hint=hint)


_OTHER = {"date": "another day", "countries": "other countries", "topics": "other topics", "sources": "other sources"}


def _as_written(value: object) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, tuple) and value else str(value or "")


def _is_other(archive: Archive, original: Brief, brief: Brief, name: str) -> bool:
    """Whether a field of a translation has other values; of sources, whether it has any that its original has not."""
    if name == "date":
        return original.date != brief.date and "date" in brief.places and "date" in original.places
    if name != "sources":
        return set(getattr(original, name)) != set(getattr(brief, name))
    used, known = ({archive.resolve_key(key) for key in one.bibliography} for one in (brief, original))
    return used != known and set(brief.sources) != set(original.sources)


def _uses(archive: Archive) -> Iterator[tuple[str, Span]]:
    """Every id that a field or a role names."""
    for brief in archive.briefs.values():
        yield from ((other, brief.place("replaces", number)) for number, other in enumerate(brief.replaces))
        if brief.translation_of:
            yield brief.translation_of, brief.place("translation_of")
    for text in archive.texts:
        yield from ((ref.target, ref.span) for ref in text.references if ref.role == "brief")


RULES: tuple[type[ArchiveRule], ...] = (
    UnknownBrief,
    ReplacesCircle,
    ReferenceToDraft,
    ReferenceToWithdrawn,
    TranslationOfItself,
    TranslationOfTranslation,
    TranslationIntoSameLanguage,
    TranslationDiffers,
)
