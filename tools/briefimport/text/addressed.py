"""Addresses of sources, taken apart: archived copies, and parameters that only track readers."""

from dataclasses import replace

from briefarchive.reading.tracking import remove_tracking

from ..captures import parse_capture
from ..legacy import LegacySource


def with_address(source: LegacySource) -> tuple[LegacySource, str]:
    """Return *source* with its address taken apart, and the words of the address that no field holds."""
    if not source.url or source.archive_url:
        return source, ""
    capture = parse_capture(source.url)
    if capture is None:
        source = _with_copy(source)
        clean = remove_tracking(source.url)
        return replace(source, url=clean), "" if clean == source.url else _left_out(source.url, clean)
    # A cache forgets: its address is no copy, and is kept as words.
    kept = "" if capture.archive_url else source.url
    return (
        replace(
            source,
            url=remove_tracking(capture.url),
            archive_url=capture.archive_url,
            archive_date=capture.archive_date if capture.archive_url else None,
            printed_url=capture.archive_url or source.url,
            note="; ".join(filter(None, (source.note, kept))),
        ),
        "",
    )


def _with_copy(source: LegacySource) -> LegacySource:
    """Return *source* with a copy of its page whose address stands beside that of the page."""
    words = source.note.split()
    place, copy = next(
        ((place, found) for place, word in enumerate(words) if (found := parse_capture(word))), (0, None)
    )
    if copy is None or not copy.archive_url or copy.url.partition("://")[2] not in ("", source.url.partition("://")[2]):
        return source
    rest = " ".join((*words[:place], *words[place + 1 :])).strip(" ,;")
    printed = f"{source.url} {copy.archive_url}"
    return replace(source, archive_url=copy.archive_url, archive_date=copy.archive_date, printed_url=printed, note=rest)


def _left_out(address: str, clean: str) -> str:
    """Return the pairs of the query that stand in *address* and not in *clean*."""
    kept = set(clean.partition("?")[2].partition("#")[0].split("&"))
    query, _, fragment = address.partition("?")[2].partition("#")
    pairs = [pair for pair in query.split("&") if pair and pair not in kept]
    return "&".join((*pairs, *([fragment] if fragment and not clean.endswith(f"#{fragment}") else [])))
