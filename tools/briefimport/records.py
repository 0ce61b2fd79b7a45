"""What earlier runs have imported."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from briefarchive.model import Archive
from briefarchive.storage import files

_DIGEST = re.compile(r"sha256[\"']?\s*:\s*[\"']?([0-9a-f]{64})")

# The id of a brief and its path.
Place = tuple[str, str]


@dataclass(slots=True)
class Records:
    """Briefs by the digest and by the name of their export, and the ids that are taken."""

    by_digest: dict[str, Place] = field(default_factory=dict)
    by_origin: dict[str, Place] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: Path, archive: Archive) -> "Records":
        """The records of the archive at *root*."""
        records = cls(ids=set(archive.briefs))
        read = set()
        for brief in archive.briefs.values():
            if brief.imported:
                read.add(brief.path)
                records.by_digest[brief.imported.sha256] = (brief.id, brief.path)
                records.by_origin[brief.imported.origin] = (brief.id, brief.path)
                for copy in brief.imported.copies:
                    records.by_digest[copy.sha256] = (brief.id, brief.path)
                    records.by_origin[copy.origin] = (brief.id, brief.path)
        for path, file in files.find(root, "archive", ".md"):
            records.ids.add(file.stem)
            # A brief whose front matter is at fault was imported all the same.
            if path not in read and file.is_file() and not file.is_symlink():
                data = file.read_bytes()[:20_000].decode("utf-8", "replace")
                for digest in _DIGEST.findall(data):
                    records.by_digest.setdefault(digest, (file.stem, path))
        return records
