"""Decides whether a name is that of the site to which an address leads."""

import functools
import re

from briefarchive.facets.wording import fold_text
from briefarchive.reading.addresses import find_host, public_suffixes

from ...inline.captures import parse_capture

_WORD = re.compile(r"[^\W_]+")
# Hosts in German spell out what has two dots.
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_LEAST = 2
# A longer text is a title, and no name of a site.
_MOST_WORDS = 12


@functools.lru_cache(maxsize=1_024)
def is_site_of(name: str, address: str) -> bool:
    """Return whether the host of *address* is named after *name*: by a word, by its words run together, or by letters.

    `economist.com` is The Economist, `nytimes.com` The New York Times, `state.gov` the U.S. Department of State.
    """
    site, plain = _site_label(address), name.casefold()
    return any(
        _is_named(site, _WORD.findall(fold_text(spelling))) for spelling in {plain, plain.translate(_SPELLED_OUT)}
    )


def _is_named(site: str, words: list[str]) -> bool:
    if len(site) < _LEAST or not words or len(words) > _MOST_WORDS:
        return False
    # “The” and “U.S.” before a name need no letter in its address.
    return site in words or any(_abbreviates(site, words[start:]) for start in range(min(len(words), 2)))


# Each part of a line is compared with the same address.
@functools.lru_cache(maxsize=256)
def _site_label(address: str) -> str:
    """Return the label that tells the site of *address*, or of its copy: “bbc” of `news.bbc.co.uk`."""
    capture = parse_capture(address)
    host = find_host(capture.url if capture else address)
    site = (public_suffixes().privatesuffix(host) if host else None) or ""
    return fold_text(site.partition(".")[0]).replace("-", "")


def _abbreviates(site: str, words: list[str]) -> bool:
    """Return whether *site* is the first letters of *words*, one or more of each, and at most small words are left out.

    The last words may be left out: `bbc.co.uk` is BBC News.
    """
    # For each number of letters that are spelled so far, how many words did it.
    reached = {0}
    for number, word in enumerate(words):
        following: set[int] = set()
        for place in reached:
            if len(word) <= 3 and place > 0:
                following.add(place)
            for length in range(1, len(word) + 1):
                if not site.startswith(word[:length], place):
                    break
                following.add(place + length)
        if len(site) in following and (number or site == word):
            return True
        reached = following
        if not reached:
            return False
    return False
