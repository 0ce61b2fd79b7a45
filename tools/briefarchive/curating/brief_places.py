"""Where the file of a brief with a new id stands, and whether that place is free."""

from pathlib import Path, PurePosixPath

from ..model import Archive, BriefId
from ..model.aliases import address_of_alias
from .changes import CannotChangeError


def brief_path(brief_id: BriefId) -> str:
    """The root-relative path of the file of a brief with that id."""
    return f"archive/{brief_id[:4]}/{brief_id}.md"


def claim_place(root: Path, archive: Archive, brief_id: BriefId, *, mover: BriefId | None = None) -> str:
    """The root-relative path for the brief, at which there is nothing yet.

    Args:
        root: The archive's folder.
        archive: What is in it.
        brief_id: The id that a brief is to get.
        mover: The brief that is to get it, if there is one; its own old addresses are no hindrance.

    Raises:
        CannotChangeError: The id, its file or its address is another brief's, or its folder is a link.
    """
    path = brief_path(brief_id)
    if archive.has_brief(brief_id):
        taken = archive.briefs.get(brief_id)
        raise CannotChangeError(f'there is a brief "{brief_id}" already{f": {taken.path}" if taken else ""}')
    if (root / path).exists() or (root / path).is_symlink():
        raise CannotChangeError(f'there is a file "{path}" already')
    for folder in PurePosixPath(path).parents:
        if folder != PurePosixPath() and (root / folder).is_symlink():
            raise CannotChangeError(f'"{folder}" is a symbolic link; put the folder itself there')
    page = f"{path.removesuffix('.md')}.html"
    for brief in archive.briefs.values():
        if brief.id != mover and any(address_of_alias(alias) == page for alias in brief.aliases):
            raise CannotChangeError(f'"{brief_id}" is an old address of "{brief.id}", and leads there')
    return path
