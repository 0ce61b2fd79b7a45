"""Rules on citations that are written as in other programs, and are shown as they were typed."""

import re
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Replacement, Severity
from ..model import Archive, CiteKey, ForeignCitation, Source
from ..reading.nearest import Nearest, folded, plain
from .rule import ArchiveRule

_LIKE_A_KEY = re.compile(r"(?:[a-z0-9]+[-_:])+(?:19|20)\d\d[a-z]?(?:[-_:][a-z0-9]+)*")


class ForeignSyntaxOfCitation(ArchiveRule):
    r"""A source is cited as in another program: `[@key]`, `@key`, `\cite{key}` or `` :cite:p:`key` ``.

    The page shows that as it was typed, and the source is not in its list. Write `` {cite:p}`key` `` at the end of the
    sentence, `` {cite:p}`key{p. 3}` `` with a page, `` {cite:p}`key,other` `` for two sources, and `` {cite:t}`key` ``
    where the source is a part of the sentence. `briefs check --fix` does that for keys that are known.
    """

    code = "S127"
    fixable = True
    rewrites = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        found = [one for text in archive.texts for one in text.foreign if one.instead]
        nearest = Nearest(plain(archive.sources) if found else ())
        for one in found:
            unknown = [key for key in one.keys if not archive.has_source(key)]
            is_known = len(unknown) < len(one.keys)
            may_be_key = "@" in one.shown and any(map(_LIKE_A_KEY.fullmatch, one.keys))
            if not (one.sure or is_known or may_be_key):
                continue  # it may be the name of an account, or any words with hyphens
            message = f'"{" ".join(one.shown.split())}" is shown as it is typed'
            if not unknown:
                hint = f'write "{one.instead}"' if one.whole else f"cite it with {one.instead}"
                yield cls.at(one.span, message, hint=hint, fix=_fix(one))
                continue
            near = [nearest.hint(key) for key in unknown]
            named = " and ".join(f'"{key}"' for key in unknown)
            hint = f"add {named} to a file in bib/, and cite it with {one.instead}"
            if len(unknown) == 1 and near[0] and (meant := near[0].split('"')[1:2]):
                hint = f"cite it with {one.instead.replace(unknown[0], meant[0])}, if that source is meant"
            yield cls.at(one.span, message, hint=hint)


def _fix(one: ForeignCitation) -> tuple[Replacement, ...]:
    return (Replacement(span=one.span, text=one.instead, old=one.shown),) if one.whole else ()


class NamesAndYear(ArchiveRule):
    """A name and a year in brackets, `(Wu and Zhang 2013)`, are those of a source, which is not cited by them.

    Cite it by its key, `` {cite:p}`key` ``: then it is in the list of the page, and a reader comes to it by a click.
    """

    code = "S129"
    severity = Severity.NOTICE

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        found = [one for text in archive.texts for one in text.foreign if one.names]
        by_name = _by_name_and_year(archive) if found else {}
        for one in found:
            sets = [by_name.get((folded(name), one.year), {}) for name in one.names]
            keys = [key for key in sets[0] if all(key in other for other in sets[1:])]
            if keys:
                message = f'"{one.shown}" names a source of bib/ and does not cite it'
                several = " or ".join(f'"{key}"' for key in keys[:3])
                hint = f'write "{{cite:p}}`{keys[0]}`"' if len(keys) == 1 else f"cite the one that is meant: {several}"
                yield cls.at(one.span, message, hint=hint)


def _by_name_and_year(archive: Archive) -> dict[tuple[str, int], dict[CiteKey, None]]:
    """The keys of sources by the family name of an author, or the name of the publisher, and the year."""
    found: dict[tuple[str, int], dict[CiteKey, None]] = {}
    for source in archive.sources.values():
        if source.issued is not None:
            for name in _names(source):
                found.setdefault((folded(name), source.issued.year), {})[source.key] = None
    return found


def _names(source: Source) -> Iterator[str]:
    yield from (author.family for author in source.authors if author.family)
    yield from filter(None, (source.publisher_name, source.publisher_name.removeprefix("The ")))


RULES: tuple[type[ArchiveRule], ...] = (ForeignSyntaxOfCitation, NamesAndYear)
