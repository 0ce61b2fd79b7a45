"""Which reader takes a file, by its first bytes."""

from pathlib import Path

import pytest

from briefimport.files.exports import ExportFile
from briefimport.readers import find_reader

HERE = Path(__file__).parent
PLAIN = sorted((*HERE.glob("cases/*.txt"), *HERE.glob("odd/*.txt")))


@pytest.mark.parametrize("file", PLAIN, ids=lambda file: file.stem)
def test_a_sample_of_plain_text_is_read_as_plain_text(file: Path) -> None:
    reader = find_reader(ExportFile(path=file, origin=file.name))
    assert reader is not None
    assert reader.name == "text"
