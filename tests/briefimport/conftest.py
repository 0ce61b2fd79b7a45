"""An empty archive with small vocabularies, and the old exports where they are at hand."""

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
LEGACY = REPOSITORY.parent / "shared" / "legacy"

VOCABULARY = {
    "topics.yaml": """\
shipping: {label: {en: Shipping, zh: 航运}, synonyms: [ferry, freight]}
fisheries: {label: {en: Fisheries, zh: 渔业}, synonyms: [fish, 渔场]}
""",
    "people.yaml": "# Who compiles.\nada-example: {name: Ada Example}\n",
    "publishers.yaml": """\
# Whom we read.
harbour-gazette: {name: The Harbour Gazette, aliases: [Harbor Gazette, Gazette of the Harbour]}
""",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive that has vocabularies and nothing else."""
    folder = tmp_path / "root"
    for name, text in VOCABULARY.items():
        path = folder / "archive" / "vocabulary" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def legacy() -> Path:
    """The folder of the old exports, which stands beside the repository."""
    if not LEGACY.is_dir():
        pytest.skip("the old exports are not here")
    return LEGACY
