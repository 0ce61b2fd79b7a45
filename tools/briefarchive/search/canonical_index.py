"""Brings the files of an index into one order, so that two builds of the same pages are the same to the byte.

Pagefind writes filters and their values in the order of a hash table, which differs from run to run, and names files by
what is in them. Its files are CBOR (RFC 8949) behind a signature, packed by gzip.
"""

import gzip
import json
from collections.abc import Mapping
from typing import Any

import cbor2
import zopfli.gzip  # type: ignore[import-untyped]

from ..reading.files import digest

ENTRY = "pagefind-entry.json"
"""The file that leads to all others of a part."""
_SIGNATURE = b"pagefind_dcd"
_FILTERS = 3
"""The place of the list of filters in the meta file: the name of each, and that of its file."""


def in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an index, by their paths, sorted, with filters and their values in order and named anew.

    The meta file, which every visit fetches, is packed well.
    """
    (meta_file,) = (name for name in files if name.endswith(".pf_meta"))
    meta = _unpacked(files[meta_file])
    made = {name: data for name, data in files.items() if name != meta_file and not name.endswith(".pf_filter")}
    filters = []
    for title, name in meta[_FILTERS]:
        renamed, content = _sorted_filter(files[f"filter/{name}.pf_filter"])
        made[f"filter/{renamed}.pf_filter"] = content
        filters.append([title, renamed])
    meta[_FILTERS] = sorted(filters)
    content = _SIGNATURE + cbor2.dumps(meta)
    name = f"en_{digest(content)[:10]}"
    made[f"pagefind.{name}.pf_meta"] = packed(content)
    made[ENTRY] = _named_in_entry(files[ENTRY], name)
    return dict(sorted(made.items()))


def packed(content: bytes) -> bytes:
    """*content* packed by Zopfli, nearly as well as gzip can be: what every first visit fetches.

    Looking for the last half percent takes four times as long.
    """
    return bytes(zopfli.gzip.compress(content, numiterations=1, blocksplittingmax=4))


def _sorted_filter(data: bytes) -> tuple[str, bytes]:
    """The new name of a filter, and its file with sorted values."""
    title, values = _unpacked(data)
    content = _SIGNATURE + cbor2.dumps([title, sorted(values)])
    return f"en_{digest(content)[:10]}", gzip.compress(content, mtime=0)


def _named_in_entry(data: bytes, name: str) -> bytes:
    entry = json.loads(data)
    for language in entry["languages"].values():
        language["hash"] = name
    return json.dumps(entry, sort_keys=True, separators=(",", ":")).encode()


def _unpacked(data: bytes) -> list[Any]:
    content: list[Any] = cbor2.loads(gzip.decompress(data).removeprefix(_SIGNATURE))
    return content
