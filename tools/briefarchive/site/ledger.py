"""What a build has written, by the digest of what it was made from and of what it is.

Times of files say nothing in a fresh clone. A page is written again when its text or a fact that it shows has changed,
and when the file on the disk is not the one that was written.
"""

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ..reading.made_files import (
    NOTHING,
    Folder,
    Record,
    folder_at,
    folders_below,
    note_shown_from_elsewhere,
    note_stamps,
    noted_stamps,
    shown_from_elsewhere,
    those_that_stand,
)
from .share import ALL, Share
from .staging import Account, Staging, There, read_account

_LEDGER = ".briefarchive.sealed"
_OF_SHARE = ".briefarchive-share-{}-of-{}.sealed"
STATIC = "_static/"
_SPHINX = (STATIC, "_images/", "_downloads/")
"""Folders in which nothing lies but what Sphinx has put there."""
_ADDED = (*_SPHINX, "search/")
"""Folders of which other pieces take care: the index of the search is made when the pages are there."""
# What a browser would run or show, were it to lie among the pages.
_OURS = ("exports/", "feeds/")
_PAGES = (".htm", ".html", ".js", ".mjs", ".svg", ".xhtml", ".xml")


class Ledger:
    """The files of the last build and of this one.

    Attributes:
        outdir: The folder of the site.
        staging: Where files of this build wait.
        elsewhere: Files that the guide includes or shows, and that lie elsewhere, by their root-relative paths: those
            of the last build until this one has read the guide.
        files: Those of this build, of which the ledger was told.
    """

    def __init__(self, outdir: Path, share: Share = ALL) -> None:
        self.outdir = outdir
        self._ledger = outdir / (_LEDGER if share == ALL else _OF_SHARE.format(share.number, share.count))
        self.staging = Staging(outdir)
        self.staging.resume()
        self._account = read_account(self._ledger)
        if share == ALL and (shares := sorted(outdir.glob(_OF_SHARE.format("*", "*")))):
            self._account = _united(self._account, [read_account(one) for one in shares])
        self._shares = share.count
        self._before = self._account.sphinx | self._account.files
        self._guide: Record = {}
        self.elsewhere = shown_from_elsewhere(outdir)
        self.files: Record = {}

    @functools.cached_property
    def _there(self) -> dict[str, Folder]:
        """What lies in the site's folder."""
        return folders_below(self.outdir)

    @functools.cached_property
    def there(self) -> There:
        """What need not be drawn."""
        stand = those_that_stand(self.outdir, self._before, self._there, noted_stamps(self.outdir))
        waiting = {address: made_from for address, (made_from, _) in self.staging.finished.items()}
        return There({address: self._before[address][0] for address in stand}, waiting)

    def is_whole(self, state: str) -> bool:
        """Whether all of the site stands, and was made in this *state*: then only texts of briefs can have changed."""
        before = self._account
        return bool(state) and before.state == state and before.files.keys() <= self.there.placed.keys()

    def has(self, address: str, made_from: str) -> bool:
        """Whether the file that belongs at *address* is there; either way it is part of this build."""
        self.files[address] = (made_from, "")
        return self.there.has(address, made_from)

    def write(self, address: str, made_from: str, data: bytes) -> None:
        """Write a file of this build."""
        self.files[address] = (made_from, self.staging.write(address, data))

    def take(self, record: Record) -> None:
        """Count these files as part of this build; those without a digest are there already."""
        self.files |= record

    def take_former(self) -> None:
        """Count all files of the last build as part of this one, but for those of Sphinx."""
        self.files |= {one: (made[0], "") for one, made in self._account.files.items()}

    def has_guide(self, addresses: Iterable[str], made_from: str) -> bool:
        """Whether the guide is there, with these pages made from this, and all that is shown on them."""
        placed = self.there.placed
        return all(placed.get(one) == made_from for one in addresses) and self._beside_guide() <= placed.keys()

    def take_guide(self, addresses: Iterable[str], made_from: str, *, there: bool) -> None:
        """Count the pages of the guide as part of this build; if they are *there*, with what is shown on them."""
        self._guide = dict.fromkeys(addresses, (made_from, ""))
        if there:
            self._guide |= dict.fromkeys(self._beside_guide(), ("", ""))

    def _beside_guide(self) -> set[str]:
        return {one for one, made in self._account.sphinx.items() if not made[0] and not one.startswith(STATIC)}

    def with_other_texts(self, texts: Mapping[str, str]) -> list[str]:
        """Names of briefs whose files have another digest than those of the last build."""
        return [name for name, digest in texts.items() if self._account.texts.get(name) != digest]

    def strays(self) -> list[str]:
        """Files of no part of this build that a browser would show, or that would pass for exports."""
        found = []
        for name, folder in self._there.items():
            ours = f"{name}/".startswith(_OURS)
            for file in folder.names:
                address = f"{name}/{file}" if name else file
                if (ours or file.endswith(_PAGES)) and address not in self.files and not address.startswith(_ADDED):
                    found.append(address)
        return sorted(found)

    def finish(self, state: str, texts: Mapping[str, str]) -> None:
        """Put everything in its place, delete what is no longer part of the site, and keep what was written.

        Args:
            state: What `is_whole` is to compare the next time.
            texts: The digest of each brief's file, by the name of its page.
        """
        guide = self._guide
        theirs = {one: (guide.get(one, ("", ""))[0], made[1]) for one, made in self.staging.by_sphinx.items()}
        theirs = {one: self._known(one, made) for one, made in sorted((guide | theirs).items())}
        ours = {one: self._known(one, made) for one, made in sorted(self.files.items())}
        account = Account(state, dict(texts), ours, theirs, self._shares)
        moved = [one for one, made in (theirs | ours).items() if not self._is_placed(one, made)]
        gone = sorted({*self._before, *self._foreign()} - ours.keys() - theirs.keys())
        if moved or gone or account != self._account or not self._ledger.exists():
            self.staging.publish(account, moved, gone, self._ledger)
        note_shown_from_elsewhere(self.outdir, self.elsewhere)  # broken off before, the guide is drawn once more
        self.files |= theirs  # no strays
        self.staging.clear()
        if self._ledger.name == _LEDGER:  # the whole goes on from here, and not from the shares
            for share in self.outdir.glob(_OF_SHARE.format("*", "*")):
                share.unlink()
        note_stamps(self.outdir, self._there | dict(self._looked_at_anew((*moved, *gone))))

    def _looked_at_anew(self, changed: Iterable[str]) -> Iterator[tuple[str, Folder]]:
        """The folders in which something *changed*, without files where anything else did meanwhile: bytes decide."""
        by_folder: dict[str, set[str]] = defaultdict(set)
        for address in changed:
            folder, _, name = address.rpartition("/")
            by_folder[folder].add(name)
        for folder, names in by_folder.items():
            before, now = self._there.get(folder, NOTHING), folder_at(self.outdir, folder)
            self._there[folder] = now
            yield folder, now if now.is_as(before, names) else NOTHING

    def _foreign(self) -> Iterator[str]:
        """What lies in Sphinx's folders: whatever this build knows nothing of, somebody else has put there.

        Where no build was before, pictures and downloads may be anybody's.
        """
        ours = _SPHINX if self._before else STATIC
        for name, folder in self._there.items():
            if f"{name}/".startswith(ours):
                yield from (f"{name}/{file}" for file in folder.names)

    def _known(self, address: str, made: tuple[str, str]) -> tuple[str, str]:
        """What a file was made from, and what it is; of one that is there already, the latter is looked up."""
        made_from, written = made
        if written:
            return made
        if self.there.placed.get(address) == made_from:
            return self._before[address]
        return self.staging.finished[address]

    def _is_placed(self, address: str, made: tuple[str, str]) -> bool:
        """Whether the file stands in the site; one of the same bytes stays, so that its times tell when it changed."""
        return address in self.there.placed and self._before[address][1] == made[1]


def _united(former: Account, shares: Sequence[Account]) -> Account:
    """The account of a site whose shares have been copied together; it has a state only if none is missing."""
    known = {(share.state, share.shares) for share in shares}
    files = {address: made for share in shares for address, made in share.files.items()}
    whole = len(known) == 1 and len(shares) == shares[0].shares and former.files.keys() <= files.keys()
    return Account(
        state=shares[0].state if whole else "",
        texts={name: digest for share in shares for name, digest in share.texts.items()},
        files=former.files | files,
        sphinx=former.sphinx | {address: made for share in shares for address, made in share.sphinx.items()},
    )
