"""Writes one line with its emphasis, links and marks of footnotes as MyST that shows exactly the same words."""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from briefarchive.reading.addresses import shows_other_host, split_address

from ..document import Link
from ..inline.escaping import escape_fully, escape_inline, escape_start, read_plain_words
from ..text.lines.splitting import spaced

_EDGES = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
_UNSAFE = {" ": "%20", "<": "%3C", ">": "%3E", "\\": "%5C", "\n": "", "\t": "", "`": "%60"}
_PLAIN_ADDRESS = re.compile(r"[\w.~:/?#@!$&+,;=%-]+", re.ASCII)
# A line with more changes of its look is no line that anyone wrote: its words are kept, without marks.
_MOST_RUNS = 5_000
_SCHEMES = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of one look; or, without words, the mark of a footnote.

    Attributes:
        file: The name of the file beside the brief with the content of the address *href*.
        site: The target of a link on the page's own site, as the page writes it.
        filed: `category` or `tag` if a link names one of the page.
    """

    text: str = ""
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = ""
    file: str = ""
    note: str = ""
    site: str = ""
    filed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineText:
    """A line: its plain words, the same in MyST (empty if identical), and the targets of its links."""

    text: str
    markup: str
    links: tuple[Link, ...] = ()


def render(runs: Iterable[Run]) -> InlineText:
    """Return the line that *runs* make, without markup that would not show the same words."""
    runs = _with_single_spaces(runs)
    text = "".join(run.text for run in runs)
    parts = itertools.groupby(runs, key=lambda run: run.href)
    words = ((href, "".join(run.text for run in group).strip()) for href, group in parts if href)
    links = tuple(Link(text=shown, address=href) for href, shown in words if shown and ":" in href)
    styled = len(runs) <= _MOST_RUNS and any(
        run.strong or run.emphasis or run.code or run.href or run.note for run in runs
    )
    markup = _sound_markup(runs, text) if styled else ""
    return InlineText(text=text, markup=markup, links=links)


def safe_address(address: str) -> str:
    """Return *address*, escaped for MyST, if a brief may link to it; else empty."""
    address = "".join(_UNSAFE.get(char, char) for char in address.strip() if char.isprintable() or char in "\n\t")
    if not address.lower().startswith(_SCHEMES) or len(address) > 2_000 or split_address(address) is None:
        return ""
    return address


def _without_misleading_links(runs: Sequence[Run]) -> list[Run]:
    """Return *runs* without links that show one address and lead to another, which no brief may have."""
    honest: list[Run] = []
    for href, group in itertools.groupby(runs, key=lambda run: run.href):
        members = list(group)
        misleads = href and shows_other_host("".join(run.text for run in members), href)
        honest += [replace(run, href="") for run in members] if misleads else members
    return honest


def _sound_markup(runs: Sequence[Run], text: str) -> str:
    """Return markup of *runs* that MyST shows as *text*: with all of it, else only links and notes, else none."""
    runs = _without_misleading_links(runs)
    bare = [replace(run, strong=False, emphasis=False, code=False) for run in runs]
    only_notes = [replace(run, href="") for run in bare]
    for attempt in (runs, bare, only_notes):
        for escape in (escape_inline, escape_fully):
            markup = _write_markup(attempt, escape)
            for candidate in dict.fromkeys((markup, escape_start(markup), f"\\{markup}")):
                if read_plain_words(candidate) == text:
                    return candidate
    return ""


def _write_markup(runs: Sequence[Run], escape: Callable[[str], str]) -> str:
    pieces = []
    for href, group in itertools.groupby(runs, key=lambda run: run.href):
        members = list(group)
        inner = "".join(_styled(run, escape) for run in _merged(members))
        if href and (match := _EDGES.match(inner)) and match[2]:
            target = members[0].file or (href if _PLAIN_ADDRESS.fullmatch(href) else f"<{href}>")
            inner = f"{match[1]}[{match[2]}]({target}){match[3]}"
        pieces.append(inner)
    return "".join(pieces)


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    for _, group in itertools.groupby(runs, key=lambda run: replace(run, text="")):
        members = list(group)
        yield replace(members[0], text="".join(run.text for run in members))


def _styled(run: Run, escape: Callable[[str], str]) -> str:
    if run.note:
        return f"[^{run.note}]"
    before, words, behind = cast("re.Match[str]", _EDGES.match(run.text)).groups()
    if not words:
        return run.text
    if run.code:
        fence = "`" * (1 + max((len(ticks) for ticks in re.findall("`+", words)), default=0))
        edge = " " if "`" in (words[0], words[-1]) else ""
        words = f"{fence}{edge}{words}{edge}{fence}"
    else:
        words = escape(words)
    mark = "*" * (2 * run.strong + run.emphasis)
    return f"{before}{mark}{words}{mark}{behind}"


def _with_single_spaces(runs: Iterable[Run]) -> list[Run]:
    """Return *runs* with single spaces, none at the ends, and without empty ones."""
    spaced_runs: list[Run] = []
    open_space = True
    for run in runs:
        text = spaced(run.text.replace("\n", " "))
        if open_space and text.startswith(" ") and _drop_space_before_marks(spaced_runs):
            open_space = False
        if open_space:
            text = text.lstrip(" ")
        if not text and not run.note:
            continue
        if text:
            open_space = text.endswith(" ")
        spaced_runs.append(replace(run, text=text))
    for index in range(len(spaced_runs) - 1, -1, -1):
        spaced_runs[index] = replace(spaced_runs[index], text=spaced_runs[index].text.rstrip(" "))
        if spaced_runs[index].text or spaced_runs[index].note:
            break
    return [run for run in spaced_runs if run.text or run.note]


def _drop_space_before_marks(runs: list[Run]) -> bool:
    """Remove the space before the marks of footnotes that end *runs*; False if there is none."""
    last = next((place for place in range(len(runs) - 1, -1, -1) if not runs[place].note), -1)
    if last < 0 or last == len(runs) - 1 or not runs[last].text.endswith(" ") or not runs[last].text.strip():
        return False
    runs[last] = replace(runs[last], text=runs[last].text[:-1])
    return True
