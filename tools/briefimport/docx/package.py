"""The parts of a Word file and their relationships (ECMA-376, Open Packaging Conventions)."""

import posixpath
import zipfile
from dataclasses import dataclass
from urllib.parse import unquote

from ..zipped.opening import DamagedError, TooLargeError, read_member
from .markup import InvalidXmlError, Node, parse

_LARGEST_PART = 20_000_000
_LARGEST_PICTURE = 10_000_000
_MOST_BYTES = 100_000_000
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """A relationship of a part: its kind, and the name of another part or an external address."""

    kind: str
    target: str
    external: bool


class Package:
    """An open Word file, from which no more is unpacked than a text can need."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {member.filename.replace("\\", "/").lower(): member for member in archive.infolist()}
        self._bytes_left = _MOST_BYTES

    @property
    def main_part(self) -> str:
        """The name of the part with the text; empty if there is no such part."""
        relationships = self.relationships("").values()
        return next(
            (
                relationship.target
                for relationship in relationships
                if relationship.kind == "officeDocument" and not relationship.external
            ),
            "",
        )

    def read_picture(self, name: str) -> bytes | None:
        """Return the bytes of a picture; None if it is missing, damaged or too large."""
        try:
            return self._read(name, _LARGEST_PICTURE)
        except (DamagedError, TooLargeError):
            return None

    def parse_part(self, name: str) -> Node | None:
        """Parse a part; return None if there is no such part.

        Raises:
            DamagedError: It cannot be unpacked, or is not XML.
            TooLargeError: It is larger than any text.
        """
        data = self._read(name, _LARGEST_PART) if name else None
        if data is None:
            return None
        try:
            return parse(data)
        except InvalidXmlError as error:
            raise DamagedError from error

    def parse_optional_part(self, name: str) -> Node | None:
        """Parse a part that the text can do without; return None if it is missing or damaged."""
        try:
            return self.parse_part(name)
        except (DamagedError, TooLargeError):
            return None

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Return the relationships of *part* by id; the name of the whole file is ""."""
        folder, name = posixpath.split(part)
        root = self.parse_optional_part(posixpath.join(folder, "_rels", f"{name}.rels"))
        relationships: dict[str, Relationship] = {}
        for element in () if root is None else root.iter(_RELATIONSHIP):
            external = element.get("TargetMode", "").lower() == "external"
            target = element.get("Target", "")
            if not external:
                whole = posixpath.normpath(posixpath.join("/", folder, unquote(target.partition("#")[0])))
                target = whole.lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            relationships[element.get("Id", "")] = Relationship(kind=kind, target=target, external=external)
        return relationships

    def _read(self, name: str, limit: int) -> bytes | None:
        member = self._members.get(name.lower())
        if member is None:
            return None
        if self._bytes_left <= 0:
            raise TooLargeError
        data = read_member(self._archive, member, min(limit, self._bytes_left))
        self._bytes_left -= len(data)
        return data
