"""Writes front matter that reads back the same under YAML 1.1 and 1.2, and values on a single line."""

import functools
import re
from collections.abc import Iterable, Mapping

import yaml

from ...model.slugs import slug

_MAX_WIDTH, _NO_WRAPPING = 100, 1 << 30
# What separates items, but not within the parentheses of one. “And” may be part of a name, except after a comma.
_SEPARATORS = re.compile(r"\s*(?:[,，、;；|•▪●◦‣\n]|(?<![\u3400-\u9fff])·)\s*(?:(?:and|und|&)\s+)?(?![^(（]*[)）])")
_NAME_FIELDS = {"people": "name", "publishers": "name", "topics": "label", "countries": "label"}
NOT_TEXT = re.compile(
    r"(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|"
    r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|"
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|"
    r"[-+]?(?:\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN)"
)
"""Plain scalars that YAML 1.2 reads as null, booleans and numbers."""


class _Dumper(yaml.SafeDumper):
    """Also quotes texts that are numbers in YAML 1.2 only, such as 0E0."""


class _FastDumper(yaml.CSafeDumper):
    """The same by libyaml, which escapes some characters that need no escape."""


for _dumper in (_Dumper, _FastDumper):
    _dumper.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(rf"{NOT_TEXT.pattern}\Z"), None)


def write_front_matter(values: Mapping[str, object]) -> str:
    """Return the front matter with *values* in their order; empty ones are omitted."""
    lines = [_write_field(name, value) for name, value in values.items() if value not in (None, "", (), [], {})]
    return f"---\n{''.join(lines)}---\n"


def write_scalar(value: object) -> str:
    """Return a value on one line, quoted where YAML would otherwise misread it."""
    dump = functools.partial(
        yaml.dump, value, allow_unicode=True, default_flow_style=True, width=_NO_WRAPPING, sort_keys=False
    )
    try:
        text = str(dump(Dumper=_FastDumper))
    except UnicodeEncodeError:  # half of a surrogate pair, which is refused when the file is written
        text = "\\"
    return (str(dump(Dumper=_Dumper)) if "\\" in text else text).removesuffix("\n").removesuffix("\n...")


def quote(text: str) -> str:
    """Quote *text* for YAML, with double quotes unless that would need escapes."""
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


def write_flow_scalar(text: str) -> str:
    """Return a text as it is written within brackets; a date or an address needs no quotes there."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}|https?://[^\s,{}\[\]\"'#]+", text):
        return text
    flow_text = write_scalar([text])
    return quote(text) if flow_text.startswith(("['", '["')) else flow_text[1:-1]


def _write_field(name: str, value: object) -> str:
    line = f"{name}: {write_scalar(value)}\n"
    if isinstance(value, list | tuple) and len(line) > _MAX_WIDTH:
        return f"{name}:\n" + "".join(f"  - {write_scalar(item)}\n" for item in value)
    return line


def split_items(text: str) -> list[str]:
    """Split a list that was written as a text: `CN, KZ`, `(CN; KZ)`."""
    inner = text.strip().strip("()[]{}（）［］【】｛｝〔〕").strip()
    if inner.count("(") > inner.count(")"):  # the last item ends in parentheses, such as “China (PRC)”
        inner = text.strip()
    return [item for part in _SEPARATORS.split(inner) if re.search(r"\w", item := part.strip(" \t'\"“”‘’"))]


def write_flow_list(items: Iterable[str]) -> str:
    """Return a list on one line: `[CN, KZ]`."""
    return f"[{', '.join(map(write_flow_scalar, items))}]"


def suggest_entry(path: str, words: str) -> str:
    """Return a vocabulary entry for the term called *words*; empty if *path* is not a vocabulary."""
    field = _NAME_FIELDS.get(path.rpartition("/")[2].removesuffix(".yaml"), "")
    if not field or not (name := words.strip(" '\"-")):
        return ""
    value = write_flow_scalar(name)
    id_ = name.upper() if path.endswith("countries.yaml") else slug(name)
    return f"{id_}: {{{field}: {value if field == 'name' else f'{{en: {value}}}'}}}"
