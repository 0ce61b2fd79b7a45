"""An index without a site: as much of a site as the search looks at stands in its folder."""

import gzip
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from briefarchive.checking.loading import read_archive
from briefarchive.facets import addresses
from briefarchive.facets.catalogue import Catalogue, fingerprint
from briefarchive.facets.entries import Entries
from briefarchive.search import PartState
from briefarchive.search.index import SearchIndex
from briefarchive.storage import files
from briefarchive.storage.clock import today

ARCHIVE = Path(__file__).parent / "archive"
_DATE = len("2014-10-17-")


def copy_archive(target: Path) -> Path:
    """A copy of the archive of these tests."""
    return shutil.copytree(ARCHIVE, target, ignore=shutil.ignore_patterns("build"))


@dataclass(slots=True)
class Indexed:
    """An archive, a folder with an index of it, and the parts that this has."""

    root: Path
    target: Path
    parts: dict[str, PartState] = field(default_factory=dict)

    def add(self, **options: object) -> tuple[int, int]:
        """Make the index, or what of it is not there; how many parts it has, and how many were made."""
        archive = read_archive(self.root).archive.public_view(today())
        with SearchIndex(
            Entries(Catalogue(archive)),
            fingerprint(archive),
            root=self.root,
            former=self.parts,
            keep=lambda name: (self.target / name).is_file(),
            write=lambda name, data: files.write_bytes(self.target / name, data),
            **options,
        ) as index:
            for brief in archive.briefs.values():
                index.add_page(addresses.brief_address(brief), brief.digest)
            self.parts = index.finish()
            counts = sum(name.startswith("part-") for name in self.parts), len(index._fresh)
        names = {f"search/{part}/{name}" for part, state in self.parts.items() for name in state.files}
        for name in self.contents().keys() - names:
            if name.count("/") > 1:
                (self.target / name).unlink()
        return counts

    def contents(self) -> dict[str, bytes]:
        """Every file of the index."""
        found = ((path, path.read_bytes()) for path in (self.target / "search").rglob("*") if path.is_file())
        return {path.relative_to(self.target).as_posix(): data for path, data in found}

    def fragments(self) -> dict[str, dict]:
        """What the index says of each page, by part and address; the order of the rest is another each time."""
        fragments = {}
        for path in (self.target / "search").glob("part-*/fragment/*"):
            fragment = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
            fragments[f"{path.parts[-3]} {fragment['url']}"] = fragment
        return fragments

    def found(self, word: str) -> list[str]:
        """The briefs of which the index knows a word or a filter, by their ids without the date."""
        matches = (one for one in self.fragments().values() if word in json.dumps(one, ensure_ascii=False))
        return sorted(fragment["meta"]["id"][_DATE:] for fragment in matches if "id" in fragment["meta"])
