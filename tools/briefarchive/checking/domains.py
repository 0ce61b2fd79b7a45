"""Domains: who stands behind an address, and whose name looks like another's."""

import difflib
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote

from ..reading.addresses import find_host, public_suffixes, readable_host

# The best-known services that give an address which says nothing of where it leads.
_SHORTENERS = frozenset({
    "adf.ly", "bit.ly", "bl.ink", "buff.ly", "clck.ru", "cutt.ly", "dlvr.it", "dwz.cn", "goo.gl", "is.gd", "j.mp",
    "lnkd.in", "ow.ly", "rb.gy", "rebrand.ly", "s.id", "shorte.st", "shorturl.at", "suo.im", "t.cn", "t.co", "t.ly",
    "tiny.cc", "tinyurl.com", "trib.al", "u.to", "url.cn", "urlz.fr", "v.gd", "vk.cc",
})  # fmt: skip
# Signs that are one letter to the eye.
_ALIKE = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l"))


def list_domains(address: str) -> list[str]:
    """The names that people have registered, to which an address leads: `bbc.co.uk`; of a letter, all recipients'."""
    if not address.lower().startswith("mailto:"):
        return [_registered(host)] if (host := find_host(address)) else []
    path, _, query = address[len("mailto:") :].partition("?")
    more = (value for name, value in parse_qsl(query) if name.lower() in {"to", "cc", "bcc"})
    people = (person for part in (unquote(path), *more) for person in part.split(","))
    return [_registered(readable_host(person.rpartition("@")[2].strip())) for person in people if "@" in person]


def _registered(host: str) -> str:
    return public_suffixes().privatesuffix(host) or host


def is_shortener(address: str) -> bool:
    """Whether an address goes through a service that shortens addresses."""
    return find_host(address) in _SHORTENERS


def fold_lookalikes(domain: str) -> str:
    """*domain* with each sign replaced by the Latin letter that it looks like (after Unicode's UTS #39, §4)."""
    text = "".join(map(_latin, domain)).lower()
    for signs, letter in _ALIKE:
        text = text.replace(signs, letter)
    return text


def resembled(domain: str, looks: Mapping[str, str]) -> str:
    """What a domain looks like, in words; empty if it looks like itself alone.

    Args:
        domain: One that is new.
        looks: The domains that are known, by their looks.
    """
    if (twin := looks.get(fold_lookalikes(domain))) is not None:
        return f'"{twin}"'
    if near := difflib.get_close_matches(domain, looks.values(), n=1, cutoff=0.9):
        return f'"{near[0]}"'
    if not domain.isascii() and re.search(r"[a-z]", domain.rpartition(".")[0]):
        return "Latin letters and mixes them with others"
    return ""


def _latin(sign: str) -> str:
    from confusable_homoglyphs import confusables

    if sign.isascii():
        return sign
    found = confusables.is_confusable(sign, preferred_aliases=["latin"], greedy=True)  # type: ignore[no-untyped-call]
    alike = [one["c"] for one in found[0]["homoglyphs"]] if found else []
    return next((one for one in alike if one.isascii()), sign)
