"""Finds the addresses in a line, and takes one apart: archived copies, and parameters that only track readers."""

import re
from dataclasses import replace

from briefarchive.reading.tracking import remove_tracking

from ...inline.captures import parse_capture
from ...legacy import LegacySource
from ...words import make_pattern
from ...words.patterns import SignPattern

ADDRESS = SignPattern(
    ("://", "www.", "WWW.", "Www."),
    r"(?<![^\W_])(?:https?://|www\.)(?:[^\s<>\"“”«»（）《》。，،、；：,]|,(?![\u3400-\u9fff]))+",
    re.IGNORECASE,
)
_ADDRESS_LEAD = re.compile(
    rf"(?:(?<![^\W\d_])(?:{make_pattern('citing', 'addresses', 'copies')})\s*[:：]?"
    rf"|(?:(?<=[,.;]\s)|(?<=\d{{4}}\s))(?:{make_pattern('citing', 'addresses_behind')}))\s*[(<\[]*$",
    re.IGNORECASE,
)
_ONLINE = SignPattern("[", rf"\s*\[({make_pattern('citing', 'online')})\]", re.IGNORECASE)
# “Title -> http://…”
_ARROW = re.compile(r"\s*(?:[-=]+>|→|»|›|>)\s*$")
_LINK_IN_BRACKETS = re.compile(
    rf"\s*[(（\[]\s*(?P<words>{make_pattern('citing', 'links', 'copies')})\s*[,:：]?\s*[)）\]]", re.IGNORECASE
)
_LINK_AT_END = re.compile(
    rf"[.,，。;；:)\]”»]\s*(?P<words>{make_pattern('citing', 'links', 'copies')})\s*[.。]?\s*$", re.IGNORECASE
)


def without_addresses(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return *text* without its addresses, these, and the words that lead to or explain them: “available at”."""
    addresses: list[str] = []
    aside = [match[1] for match in _ONLINE.finditer(text)]
    text = _ONLINE.sub("", text)
    while match := ADDRESS.search(text):
        address = trim_address(match[0])
        before, behind = text[: match.start()], text[match.end() :]
        lead = _ADDRESS_LEAD.search(before)
        if lead and re.search(r"\w", lead[0]):
            aside.append(lead[0].strip(" :：(<["))
            before = before[: lead.start()]
        addresses.append(address)
        text = f"{_without_arrow(before.rstrip().rstrip('(<['))} {behind.lstrip().lstrip(')>],.;')}"
    if (lead := _ADDRESS_LEAD.search(text.rstrip())) and (" " in lead[0].strip() or lead[0].endswith((":", "："))):
        # The address stands in the next line.
        aside.append(lead[0].strip(" :："))
        text = text[: lead.start()].rstrip()
    aside += [link["words"] for link in _LINK_IN_BRACKETS.finditer(text)]
    text = _LINK_IN_BRACKETS.sub(" ", text)
    if link := _LINK_AT_END.search(text):
        aside.append(link["words"])
        text = text[: link.start() + 1].rstrip()
    return text, tuple(addresses), tuple(aside)


def _without_arrow(text: str) -> str:
    """Return *text* without the arrow at its end, which does not close a quotation."""
    arrow = _ARROW.search(text)
    if arrow is None or ("»" in arrow[0] and "«" in text):
        return text
    return text[: arrow.start()]


def trim_address(address: str) -> str:
    """Return *address* without the punctuation of the sentence around it."""
    address = address.rstrip(".,;:!?'’*_，،。；、")
    for opening, closing in ("()", "[]", "<>", "（）"):
        while address.endswith(closing) and address.count(closing) > address.count(opening):
            address = address[:-1].rstrip(".,;:")
    return address


def add_scheme(address: str) -> str:
    """Return *address* with a scheme."""
    return address if address.lower().startswith("http") else f"http://{address}"


def with_address(source: LegacySource) -> tuple[LegacySource, str]:
    """Return *source* with its address taken apart, and the words of the address that no field holds."""
    if not source.url or source.archive_url:
        return source, ""
    capture = parse_capture(source.url)
    if capture is None:
        source = _with_copy(source)
        clean = remove_tracking(source.url)
        return replace(source, url=clean), "" if clean == source.url else _dropped_parameters(source.url, clean)
    # A cache forgets: its address is no copy, and is kept as words.
    cache_address = "" if capture.archive_url else source.url
    return (
        replace(
            source,
            url=remove_tracking(capture.url),
            archive_url=capture.archive_url,
            archive_date=capture.archive_date if capture.archive_url else None,
            printed_url=capture.archive_url or source.url,
            note="; ".join(filter(None, (source.note, cache_address))),
        ),
        "",
    )


def _with_copy(source: LegacySource) -> LegacySource:
    """Return *source* with a copy of its page whose address stands beside that of the page."""
    words = source.note.split()
    place, copy = next(
        ((place, capture) for place, word in enumerate(words) if (capture := parse_capture(word))), (0, None)
    )
    if copy is None or not copy.archive_url or copy.url.partition("://")[2] not in ("", source.url.partition("://")[2]):
        return source
    note = " ".join((*words[:place], *words[place + 1 :])).strip(" ,;")
    printed = f"{source.url} {copy.archive_url}"
    return replace(source, archive_url=copy.archive_url, archive_date=copy.archive_date, printed_url=printed, note=note)


def _dropped_parameters(address: str, clean: str) -> str:
    """Return the pairs of the query that stand in *address* and not in *clean*."""
    clean_pairs = set(clean.partition("?")[2].partition("#")[0].split("&"))
    query, _, fragment = address.partition("?")[2].partition("#")
    pairs = [pair for pair in query.split("&") if pair and pair not in clean_pairs]
    return "&".join((*pairs, *([fragment] if fragment and not clean.endswith(f"#{fragment}") else [])))
