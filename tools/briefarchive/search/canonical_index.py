"""Brings the files of an index into one order, so that two builds of the same pages are the same to the byte.

Pagefind writes filters and their values in the order of a hash table, which differs from run to run, and names files by
what is in them. Its files are CBOR (RFC 8949) behind a signature, packed by gzip.
"""

import gzip
import json
from pathlib import Path
from typing import Any

import cbor2
import zopfli.gzip  # type: ignore[import-untyped]

from ..reading.files import digest

ENTRY = "pagefind-entry.json"
"""The file that leads to all others of a part."""
_SIGNATURE = b"pagefind_dcd"
_FILTERS = 3
"""The place of the list of filters in the meta file: the name of each, and that of its file."""


def put_in_order(index: Path) -> None:
    """Sort filters and their values, and name the files anew. The meta file, which every visit fetches, is packed well.

    Args:
        index: The folder of a part.
    """
    (meta_file,) = index.glob("*.pf_meta")
    meta = _unpacked(meta_file)
    meta[_FILTERS] = sorted([name, _sorted_filter(index / "filter", file)] for name, file in meta[_FILTERS])
    content = _SIGNATURE + cbor2.dumps(meta)
    meta_file.unlink()
    name = f"en_{digest(content)[:10]}"
    (index / f"pagefind.{name}.pf_meta").write_bytes(packed(content))
    _name_in_entry(index / ENTRY, name)


def packed(content: bytes) -> bytes:
    """*content* packed by Zopfli, nearly as well as gzip can be: what every first visit fetches.

    Looking for the last half percent takes four times as long.
    """
    return bytes(zopfli.gzip.compress(content, numiterations=1, blocksplittingmax=4))


def _sorted_filter(folder: Path, name: str) -> str:
    """Sort the values of a filter; the new name of its file."""
    file = folder / f"{name}.pf_filter"
    title, values = _unpacked(file)
    content = _SIGNATURE + cbor2.dumps([title, sorted(values)])
    file.unlink()
    renamed = f"en_{digest(content)[:10]}"
    (folder / f"{renamed}.pf_filter").write_bytes(gzip.compress(content, mtime=0))
    return renamed


def _name_in_entry(file: Path, name: str) -> None:
    entry = json.loads(file.read_bytes())
    for language in entry["languages"].values():
        language["hash"] = name
    file.write_text(json.dumps(entry, sort_keys=True, separators=(",", ":")), "utf-8")


def _unpacked(file: Path) -> list[Any]:
    content: list[Any] = cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(_SIGNATURE))
    return content
