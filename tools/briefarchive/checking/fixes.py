"""Applying the fixes of diagnostics (`briefs check --fix`), each file completely or not at all.

A fix is applied only if the file, read again, has no new diagnostics and the same structure: the same date, sources and
status, and a text with the same blocks, breaks, emphasis, links, roles and code. So a wrong fix does no harm. Fixes of
rules that *rewrite* are meant to change markup: they are applied last, must lose no reference or link, and must not
change the front matter. In a bibliography all sources stay, each with at least as many fields.
"""

import difflib
import functools
import itertools
import posixpath
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it.token import Token

from ..diagnostics import Diagnostic, count_by_code, sanitize
from ..model.lines import Edit, Lines, apply_edits, detect_line_end
from ..reading import decoding
from ..reading.bibliography import UNREAD_ENTRY, read_bibliography
from ..reading.brief import ScannedBrief
from ..reading.decoding import read_safely
from ..reading.fields import FRONT_MATTER
from ..reading.front_matter.yaml import Mapping as YamlMapping
from ..reading.front_matter.yaml import read_yaml
from ..reading.markdown.dialect import is_overloaded
from ..reading.markdown.text import Text
from ..reading.rules import DuplicateKey, InvisibleCharacter, NotUtf8
from ..storage import files
from ..storage.former import copied_archive
from ..storage.replacing import FileReplacement, ReplacingError, replace_files
from . import ARCHIVE_RULES, READING_RULES
from .loading import TEXT_RULES, check_brief_file
from .text.fields import strip_markup
from .text.stray_marks import StrayNonBreakingSpace, TrailingSpaces

# The replacement character, as the parser encodes it in an address.
_ENCODED_REPLACEMENT = "%EF%BF%BD"
_CODE_TOKENS = frozenset({"fence", "colon_fence", "code_block", "code_inline"})
_NOT_ASCII_TEXT = re.compile(r"""[^!-~]|["']""")
# Decomposed letters and ligatures, which a fix may normalize.
_DECOMPOSED = re.compile("[\ufb00-\ufb06]|[A-Za-z][\u0300-\u036f]+")
_MAX_ROUNDS = 10
_MAX_READINGS = 20
_EXTRA_CHARACTERS = 2_000_000
"""Limits on rereading a file to find its harmless fixes: this many times, plus this many characters.

A harmful fix is found by bisection, in about as many readings as the logarithm of the number of fixes.
"""
# The replacements in one of their fixes are independent of each other.
_INDEPENDENT = frozenset({StrayNonBreakingSpace.code, TrailingSpaces.code, InvisibleCharacter.code})

_REWRITING = frozenset(rule.code for rule in (*READING_RULES, *TEXT_RULES, *ARCHIVE_RULES) if rule.rewrites)


def _find_fixed_files(root: Path, diagnostics: Iterable[Diagnostic]) -> Iterator[FileReplacement]:
    """Yield each file that the fixes of these diagnostics change, without writing it."""
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        if diagnostic.fix:
            by_path[diagnostic.span.path].append(diagnostic)
    for path, faults in sorted(by_path.items()):
        data = decoding.read(path, root / path)
        if isinstance(data, bytes) and (after := _fix_file(path, data, faults)) != data:
            yield FileReplacement(path=path, before=files.digest(data), after=after)


def preview_fixes(
    root: Path, check: Callable[[Path], Sequence[Diagnostic]], on_conflict: Callable[[str], object] = lambda _: None
) -> tuple[str, ...]:
    """Return what `apply_fixes` would change, found out in a copy of the archive, as a diff of each file.

    *check* returns the diagnostics of a folder; *on_conflict* receives a message for each file that cannot be written.
    """
    with copied_archive(root) as copy:
        # The first check is of the archive itself, since the copy has no git history.
        places = itertools.chain([root], itertools.repeat(copy))
        paths = apply_fixes(copy, lambda: check(next(places)), on_conflict)
        return tuple(
            _format_diff(path, *(files.read_own_file(folder / path) for folder in (root, copy))) for path in paths
        )


def apply_fixes(
    root: Path, check: Callable[[], Sequence[Diagnostic]], on_conflict: Callable[[str], object] = lambda _: None
) -> tuple[str, ...]:
    """Apply fixes until nothing is left to fix, in at most ten rounds, and return the paths of the written files.

    *check* returns the diagnostics; *on_conflict* receives a message for each file that somebody has changed in the
    meantime, which is skipped.
    """
    written_paths: set[str] = set()
    failed_paths: set[str] = set()
    for _ in range(_MAX_ROUNDS):
        faults = [fault for fault in check() if fault.span.path not in failed_paths]
        replacements = list(_find_fixed_files(root, faults))
        for replacement in replacements:
            try:
                replace_files(root, [replacement])
            except ReplacingError as error:
                failed_paths.add(replacement.path)
                on_conflict(error.reason)
            else:
                written_paths.add(replacement.path)
        if not replacements:
            break
    return tuple(sorted(written_paths))


def _format_diff(path: str, *versions: bytes) -> str:
    """Return the change of a file as a unified diff for a terminal."""
    before, after = (data.decode("utf-8", "replace") for data in versions)
    lines = unified_diff(path, before, after).split("\n")[:-1]
    # Tabs and Windows line ends are harmless in a terminal.
    return "".join("\t".join(map(sanitize, line.removesuffix("\r").split("\t"))) + "\n" for line in lines)


def unified_diff(path: str, before: str, after: str) -> str:
    """Return the change of a file for `git apply` and `patch`; a file without text does not exist."""
    # Only a line feed ends a line; `splitlines` splits at other characters too.
    old, new = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (before, after))
    names = ("/dev/null" if not old else f"a/{path}", "/dev/null" if not new else f"b/{path}")
    lines = difflib.unified_diff(old, new, *names)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _fix_file(path: str, data: bytes, faults: Sequence[Diagnostic]) -> bytes:
    """Apply as many fixes as possible to a file, including those of diagnostics found on rereading it."""
    encoding = next((diagnostic for diagnostic in faults if diagnostic.code == NotUtf8.code), None)
    text = encoding.fix[0].text if encoding else data.decode()
    faults = [diagnostic for diagnostic in faults if diagnostic is not encoding]
    start = _read(path, text)
    fixed = _fix_text(_Trial(path, text, start), faults, deferring=True)
    added = count_by_code(fixed.content.faults) - count_by_code(start.faults)
    if added and fixed.content.readable == start.readable:  # the next round could not fix what a fix had brought about
        fixed = _fix_text(_Trial(path, text, start), faults, deferring=False)
    return fixed.text.encode()


def _fix_text(trial: "_Trial", faults: Sequence[Diagnostic], *, deferring: bool) -> "_Trial":
    """Apply fixes in rounds; *deferring* lets one bring about a diagnostic that has a fix, for the next round."""
    for _ in range(_MAX_ROUNDS):
        before = trial.text
        for rewriting in (False, True):
            if trial.text == before:
                chosen = [diagnostic for diagnostic in faults if (diagnostic.code in _REWRITING) is rewriting]
                trial.make(chosen, functools.partial(_is_sound, rewriting=rewriting, deferring=deferring))
        if trial.text == before:
            break
        faults = [diagnostic for diagnostic in trial.content.faults if diagnostic.fix]
    return trial


class _Trial:
    """A text to which as many harmless fixes as possible are applied."""

    def __init__(self, path: str, text: str, content: "_Content") -> None:
        self.text = text
        self.content = content
        self._path = path
        self._left = len(text) * _MAX_READINGS + _EXTRA_CHARACTERS

    def make(self, faults: Sequence[Diagnostic], is_sound: Callable[["_Content", "_Content"], bool]) -> None:
        """Apply the fixes of *faults*, bisecting a set that does harm."""
        text, content = self.text, self.content
        applied_edits: list[Edit] = []
        waiting = [_select_edits(text, faults)]
        while waiting:
            fixes = waiting.pop()
            if not fixes or self._left < len(text):
                continue
            self._left -= len(text)
            edits = [*applied_edits, *(edit for fix in fixes for edit in fix)]
            after = apply_edits(text, edits)
            read = _read(self._path, after)
            if is_sound(content, read):
                applied_edits, self.text, self.content = edits, after, read
            elif len(fixes) > 1:
                half = len(fixes) // 2
                waiting += [fixes[half:], fixes[:half]]


def _select_edits(text: str, faults: Sequence[Diagnostic]) -> list[list[Edit]]:
    """Return the edits of each fix, leaving fixes that overlap with another to the next round."""
    lines = Lines(text)
    ends = detect_line_end(text)
    used_signs: set[int] = set()
    selection: list[list[Edit]] = []
    fixes = (diagnostic.fix for diagnostic in faults if diagnostic.code not in _INDEPENDENT)
    parts = ((part,) for diagnostic in faults if diagnostic.code in _INDEPENDENT for part in diagnostic.fix)
    for fix in (*fixes, *parts):
        try:
            edits = [Edit(*lines.offsets(part.span), part.text.replace("\n", ends)) for part in fix]
        except IndexError:  # the file has changed since it was checked
            continue
        signs = {at for edit in edits for at in range(edit.start, max(edit.end, edit.start + 1))}
        as_expected = all(part.old in ("", text[edit.start : edit.end]) for part, edit in zip(fix, edits, strict=True))
        if as_expected and used_signs.isdisjoint(signs):
            selection.append(edits)
            used_signs |= signs
    return selection


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """The diagnostics of a file, and the content that no fix may change.

    Attributes:
        fields: The valid fields with what must stay of each, or the entries; a fix may only add to them.
        body: Everything else; None if it cannot be read.
        readable: Number of readable parts: the entries of a bibliography, second ones included, else 1.
        reference_count: Number of references and links in a text.
    """

    faults: tuple[Diagnostic, ...]
    fields: Mapping[object, object]
    body: object = None
    readable: int = 1
    reference_count: int = 0


def _read(path: str, text: str) -> _Content:
    unix_text = text.replace("\r\n", "\n").replace("\r", "\n")
    if path.endswith(".bib"):
        sources, faults = read_bibliography(path, unix_text)
        # Each entry stays, with at least as many fields.
        fields: dict[object, object] = dict.fromkeys(
            (str(source.key), number) for source in sources for number in range(len(source.fields) + 1)
        )
        return _Content(faults=faults, fields=fields, readable=len(sources) + count_by_code(faults)[DuplicateKey.code])
    if path.endswith(".yaml"):
        root, diagnostics = read_yaml(path, unix_text)
        entries = root.entries if isinstance(root, YamlMapping) else {}
        return _Content(faults=tuple(diagnostics), fields=dict.fromkeys(entries), readable=bool(entries))
    scanned, faults = read_safely(check_brief_file, path, text.encode(), ScannedBrief(None, []))
    if (brief := scanned.brief) is None:
        return _Content(faults=faults, fields={}, readable=0)
    head = scanned.texts[-1].head
    lists = {name: value if isinstance(value, tuple) else (value,) for name, value in head.values.items()}
    parts = [(name, at, value) for name, items in lists.items() for at, value in enumerate(items)]
    roles, links = [ref.role for ref in brief.markup.references], len(brief.markup.links)
    return _Content(
        faults=faults,
        fields={(name, at): _kept_content(name, value) for name, at, value in parts if name not in head.cut_fields},
        body=(roles, links, [*_outline(scanned.texts[-1])]),
        readable=brief.readable,
        reference_count=len(roles) + links,
    )


def _outline(text: Text) -> Iterator[object]:
    """Yield the structure of a text: blocks, markup and code, and the ASCII letters and marks of its prose.

    A fix may replace a straight quotation mark by a curly one, or `Ã©` by `é`; but a backslash or an ampersand more or
    less changes the meaning. Empty paragraphs are skipped.
    """
    if is_overloaded(text.head.body):
        yield _ascii_text(text.head.body)
        return
    for block in text.blocks:
        token, children = block.token, block.token.children or ()
        directive = token.meta.get("directive")
        is_empty = token.type == "inline" and not token.content.replace("\ufffd", "").strip()
        if token.type.startswith("paragraph_") or is_empty:
            continue
        content = directive.name if directive else _token_content(token)
        yield token.type, token.tag, token.nesting, token.attrs.get("start"), content
        for part in children:
            if part.type != "text":
                address = _target(str(part.attrs.get("href", "")))
                yield part.type, part.tag, part.nesting, _token_content(part), address
        yield _ascii_text("".join(child.content for child in children if child.type == "text"))


def _token_content(token: Token) -> str:
    """Return the content of a token: code as written, and nothing that is compared elsewhere."""
    if token.type in _CODE_TOKENS:
        return token.content
    return "" if token.type in {"inline", "myst_role"} else _ascii_text(token.content)


def _target(address: str) -> str:
    """Normalize the target of a link: `http` or `https`, a brief's page or its file."""
    place = address.replace(_ENCODED_REPLACEMENT, "").partition("#")[0].partition("?")[0]
    name, _, suffix = posixpath.basename(place).rpartition(".")
    return name if suffix in {"html", "md"} else re.sub("^https?:", "", place)


def _ascii_text(text: str) -> str:
    return _NOT_ASCII_TEXT.sub("", text)


def _kept_content(name: str, value: object) -> object:
    """Return what a fix must keep of a field: the letters of a text, a licence in any case, that there is an item."""
    if name in {"title", "summary"}:
        text = _DECOMPOSED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), strip_markup(str(value)))
        text = text.replace("%", "per cent")
        return "".join(sign for sign in text if sign.isascii() and sign.isalnum())  # others may be mojibake
    if name == "license":
        return str(value).casefold()  # a fix may correct its case
    # A renamed brief may get its new id, and the name of a country one code or more.
    is_free = name == "translation_of" or (FRONT_MATTER[name].item and name not in {"sources", "aliases"})
    return None if is_free else value


def _is_sound(before: _Content, after: _Content, *, rewriting: bool, deferring: bool) -> bool:
    """Return whether a fix adds no diagnostics and keeps all content, unless it makes more of the file readable."""
    # A field that has its right name at last may have a value with a fix of its own.
    lasting = (diagnostic for diagnostic in after.faults if not (deferring and diagnostic.fix))
    new = count_by_code(lasting) - count_by_code(before.faults)
    if rewriting:
        return not new and before.fields == after.fields and before.reference_count <= after.reference_count
    if after.readable > before.readable:  # all diagnostics of a newly readable part are new
        new = Counter({code: number for code, number in new.items() if code in UNREAD_ENTRY})
    same_body = before.body is None or before.body == after.body
    return not new and same_body and before.fields.items() <= after.fields.items()
