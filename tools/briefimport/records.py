"""What was imported before, by a run or by an earlier one."""

import datetime
import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from briefarchive.model import Archive, Brief
from briefarchive.reading import decoding
from briefarchive.storage import files

from .escaping import shown_text
from .legacy import LegacyBrief, PrintedDate

_DIGEST = re.compile(r"sha256[\"']?\s*:\s*[\"']?([0-9a-f]{64})")

# The id of a brief and its path.
Place = tuple[str, str]


@dataclass(slots=True)
class Records:
    """Briefs by the digest and by the name of their export and by what they say, and the ids that are taken."""

    by_digest: dict[str, Place] = field(default_factory=dict)
    by_origin: dict[str, Place] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    _root: Path = Path()
    _unread: dict[datetime.date, list[Brief]] = field(default_factory=lambda: defaultdict(list))
    _by_text: dict[tuple[datetime.date, str], Place] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path, archive: Archive) -> "Records":
        """The records of the archive at *root*."""
        records = cls(ids=set(archive.briefs), _root=root)
        read = set()
        for brief in archive.briefs.values():
            if brief.imported:
                read.add(brief.path)
                records.by_digest[brief.imported.sha256] = (brief.id, brief.path)
                records.by_origin[brief.imported.origin] = (brief.id, brief.path)
                for copy in brief.imported.copies:
                    records.by_digest[copy.sha256] = (brief.id, brief.path)
                    records.by_origin[copy.origin] = (brief.id, brief.path)
                records._unread[brief.date].append(brief)
        for path, file in files.find(root, "archive", ".md"):
            records.ids.add(file.stem)
            # A brief whose front matter is at fault was imported all the same.
            if path not in read and file.is_file() and not file.is_symlink():
                data = file.read_bytes()[:20_000].decode("utf-8", "replace")
                for digest in _DIGEST.findall(data):
                    records.by_digest.setdefault(digest, (file.stem, path))
        return records

    def like(self, legacy: LegacyBrief) -> Place | None:
        """The brief that says the same on the same day, of this run or an earlier one."""
        day = cast("PrintedDate", legacy.published).date
        for brief in self._unread.pop(day, ()):
            text = decoding.read(brief.path, self._root / brief.path, decoding.BRIEF_LIMIT)
            if isinstance(text, bytes):
                body = ("\n" + text.decode("utf-8", "replace")).split("\n---\n", 2)[-1]
                self._by_text.setdefault((day, _digest(shown_text(body))), (brief.id, brief.path))
        return self._by_text.get((day, _digest(*legacy.paragraphs)))

    def enter(self, legacy: LegacyBrief, place: Place) -> None:
        """Know the brief that was made of *legacy*."""
        day = cast("PrintedDate", legacy.published).date
        self._by_text.setdefault((day, _digest(*legacy.paragraphs)), place)


def _digest(*texts: str) -> str:
    """A digest of the words of *texts*, without regard to spaces and line ends."""
    return hashlib.sha256(" ".join(" ".join(texts).split()).encode()).hexdigest()
