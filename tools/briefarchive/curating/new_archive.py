"""A new archive that builds: a brief, vocabularies, a configuration, and what editors need."""

import re
from pathlib import Path

from ..checking.editors import editor_files
from ..reading.vocabularies.reader import read_vocabulary
from ..storage.files import write_text

_START = Path(__file__).parent / "start"
_HIDDEN = re.compile("^(?:gitignore|vscode)")


def create_archive(folder: Path) -> bool:
    """Make a new archive in *folder*, if that is new or empty; whether it was."""
    if folder.exists() and any(folder.iterdir()):
        return False
    for source in sorted(path for path in _START.rglob("*") if path.is_file()):
        name = source.relative_to(_START).as_posix().removesuffix(".txt")
        write_text(folder / _HIDDEN.sub(r".\g<0>", name), source.read_text("utf-8"))
    vocabulary, _ = read_vocabulary(folder)
    for path, text in editor_files(vocabulary).items():
        write_text(folder / path, text)
    (folder / "bib").mkdir(exist_ok=True)
    return True
