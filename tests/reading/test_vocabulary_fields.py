"""The list of fields is what the reader of vocabularies takes: no field of it is passed over, and no other is taken."""

from pathlib import Path

import pytest

from briefarchive.diagnostics import Severity
from briefarchive.reading.front_matter.schema import Field
from briefarchive.reading.vocabularies.fields import VOCABULARY_FIELDS
from briefarchive.reading.vocabularies.reader import FOLDER, read_vocabulary

# What the model calls otherwise.
NAMES = {"label": "labels"}
IDS = {"countries": "EU", "topics": "a", "people": "a", "publishers": "a"}
EXAMPLES = [(name, field) for name, fields in VOCABULARY_FIELDS.items() for field in fields.values()]


def _read(root: Path, vocabulary: str, lines: str) -> tuple[object, list[str]]:
    file = root / FOLDER / f"{vocabulary}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    others = {"topics": "energy: {label: Energy}\nnatural-gas: {label: Gas}\n", "people": "molly-bradtke: {name: X}\n"}
    file.write_text(f"{IDS[vocabulary]}:\n{lines}{others.get(vocabulary, '')}", "utf-8")
    read, found = read_vocabulary(root)
    codes = [one.code for one in found if one.severity is not Severity.NOTICE]
    return getattr(read, vocabulary)[IDS[vocabulary]], codes


@pytest.mark.parametrize(("vocabulary", "field"), EXAMPLES, ids=lambda one: one.name if isinstance(one, Field) else one)
def test_the_example_of_each_field_is_read(vocabulary: str, field: Field, tmp_path: Path) -> None:
    others = "".join(
        f"  {one.name}: X\n"
        for one in VOCABULARY_FIELDS[vocabulary].values()
        if one is not field and (one.required or one.name == "label")
    )
    before, _ = _read(tmp_path, vocabulary, others or "  {}\n")
    after, codes = _read(tmp_path, vocabulary, f"{others}  {field.name}: {field.example}\n")
    name = NAMES.get(field.name, field.name)
    assert getattr(after, name) != getattr(before, name)
    assert codes == []
