"""How exactly files of one format are read: what was found of what is known to be in them."""

import re
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from briefarchive.diagnostics import Diagnostic
from briefarchive.model import Archive
from briefimport.composing import Composer
from briefimport.document import BlockKind, LegacyDocument
from briefimport.exports import ExportFile
from briefimport.interpreting import interpret
from briefimport.readers import documents
from briefimport.workspace import open_workspace

from .quirks import Content

_BESIDE = {BlockKind.TABLE, BlockKind.FIGURE, BlockKind.NOTE}


def read_bytes(data: bytes, name: str) -> list[LegacyDocument | Diagnostic]:
    """The texts of a file of this *name*, and what is wrong with it."""
    with TemporaryDirectory() as folder, open_workspace() as workspace:
        path = Path(folder) / name
        path.write_bytes(data)
        return list(documents(ExportFile(path=path, origin=name, root=Path(folder)), workspace))


class Score:
    """Counts over many files what was right; what was wrong is kept for the message of a test."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.files = 0
        self.wrong: list[str] = []

    def count(self, document: LegacyDocument | Diagnostic, content: Content, *beside: str, note: object = "") -> None:
        """Compare one text with what it must say.

        Args:
            document: What was read.
            content: What the file was made of.
            beside: Paragraphs that stand in the file besides its text.
            note: How the file was made, for the message.
        """
        self.files += 1
        if isinstance(document, Diagnostic):
            self.wrong.append(f"{document.message} {note}")
            return
        brief = interpret(document)
        texts = [block.text for block in brief.body if block.kind not in _BESIDE and block.text not in beside]
        found = Counter((spaced(one.publisher), spaced(one.title)) for one in brief.sources)
        expected = Counter((publisher, title) for publisher, title, _ in content.sources)
        self.right["sources"] += (found & expected).total()
        self.right["sources found"] += found.total()
        self.right["sources expected"] += expected.total()
        checks = {
            "dates": brief.published is not None and brief.published.date == content.date,
            "compilers": set(content.compilers) == {*brief.compilers, *brief.editors},
            "paragraphs": " ".join(texts).split() == " ".join(content.paragraphs).split(),
            "sources alone": found == expected,
        }
        if brief.published is not None:
            account = Composer(Archive(), set()).compose(brief).account
            checks["balanced"] = account.balances
        for name, right in checks.items():
            self.right[name] += right
            if not right:
                self.wrong.append(f"{name}: {note}")

    def shown(self) -> str:
        """The figures, and the first that were wrong."""
        return "\n".join((f"{self.files} files: {dict(self.right)}", *self.wrong[:12]))

    def is_good(self) -> bool:
        """Whether the figures are what an import must reach."""
        right = self.right
        return (
            right["dates"] >= 0.99 * self.files
            and right["compilers"] >= 0.99 * self.files
            and right["paragraphs"] == right["balanced"] == self.files
            and right["sources"] >= 0.98 * right["sources expected"]
            and right["sources"] >= 0.98 * right["sources found"]
        )


def spaced(text: str) -> str:
    """*text* with single spaces."""
    return re.sub(r"\s+", " ", text).strip()
