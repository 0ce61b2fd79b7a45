"""Reads the trail of a page, “Home > Briefs > Energy”, whose last step may be the topic of its text."""

import re
from collections.abc import Collection, Sequence

from ..titles import parts_of
from ..words.patterns import SignPattern
from ..words.wordlist import wordlist
from .page_furniture import is_entry, is_furniture
from .titles import names_series

BREADCRUMBS = "trail of the page"
_SIGN = SignPattern((*">›»→＞", "&gt;", " / "), r"\s*(?:[>›»→＞]|&gt;)\s*|\s/\s")
_STRIP = " \t\u3000>›»→＞:：|/-·•"
_LABEL = re.compile(r"^[^:：>›»→]{2,30}[:：]\s*")
_LONGEST, _WORDS, _MOST_STEPS = 40, 5, 7


def topics_of_breadcrumbs(steps: Sequence[str], titles: Collection[str] = ()) -> tuple[str, ...]:
    """Return the last of *steps* that is neither the first page, nor a section of all texts, nor the text."""
    steps = [step.strip(_STRIP) for step in steps if not step.rstrip().endswith((":", "：")) and step.strip(_STRIP)]
    if not 2 <= len(steps) <= _MOST_STEPS or not is_entry(steps[0]):
        return ()
    known = [part.casefold() for title in titles for part in (title, *parts_of(title))]
    while len(steps) > 1 and (
        _is_no_topic(steps[-1]) or any(_is_title(steps[-1].casefold(), known_title) for known_title in known)
    ):
        steps.pop()
    last = steps[-1]
    fits = 1 < len(last) <= _LONGEST and len(last.split()) <= _WORDS and any(map(str.isalpha, last))
    return (last,) if len(steps) > 1 and fits else ()


def breadcrumb_steps(text: str) -> list[str]:
    """Return the steps of the trail that *text* as a whole is; none if it is anything else."""
    bare = _LABEL.sub("", text.strip())
    steps = [step for step in _SIGN.split(bare) if step.strip()]
    return steps if 2 <= len(steps) <= _MOST_STEPS and is_entry(steps[0].strip(_STRIP)) else []


def _is_title(step: str, title: str) -> bool:
    """Return whether *step* is a title or its beginning, cut off or most of it; a word of it alone may be its topic."""
    beginning = step.rstrip("….")
    return title.startswith(beginning) and (beginning != step or 2 * len(step) > len(title))


def _is_no_topic(step: str) -> bool:
    return is_entry(step) or is_furniture(step) or step in wordlist("unsorted") or names_series(step)
