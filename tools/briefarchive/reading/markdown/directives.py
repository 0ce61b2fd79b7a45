"""The directives that a brief's text can use, what each accepts, and the check of whether one is valid.

The scanner reports the error that `read_directive` finds, and the site shows such a block as plain text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ...model.tables import load_table
from .dialect import shared_parser

MAX_DEPTH = 8
"""Maximum nesting of directives."""

_MISSING = {
    "argument": "its first line says nothing",
    "body": "it is empty",
    "either": "it is empty",
    "both": "it needs a title on its first line, and a text below",
    "file and caption": "it needs the name of a CSV file on its first line, and a caption below",
}
_OPTION = re.compile(r":(?P<name>[A-Za-z][A-Za-z0-9_-]*):(?:\s+(?P<value>.*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """What a directive accepts and requires.

    Attributes:
        options: The pattern that the value of each option must match.
        argument: The pattern that the rest of its first line must match; None if that may be anything.
        leads: Whether the rest of its first line is the beginning of its body, and not an argument.
        needs: `argument`, `body`, `both` (of a chart, `file and caption`), or `either`; empty if neither is required.
        nests: Whether its body is markup; otherwise it is code, or empty.
        image: Whether its argument is the address of an image.
        chart: Whether its argument is the address of a chart's data file.
        must_have: The required options, each as it is written.
        inside: The required parent directive.
        only: The directives that its body may contain, to the exclusion of all else.
    """

    options: Mapping[str, str] = field(default_factory=dict)
    argument: str | None = None
    leads: bool = False
    needs: str = ""
    nests: bool = True
    image: bool = False
    chart: bool = False
    must_have: Mapping[str, str] = field(default_factory=dict)
    inside: str = ""
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDirective:
    """A parsed directive.

    Attributes:
        argument: The rest of its first line; empty if that is the beginning of the body.
        options: The line, counted from 0 within the block, and value of each option.
        body_line: The line of the block on which the body begins; -1 if the body begins on the directive's first line.
        fault: Why it cannot be rendered; empty if it can.
    """

    name: str
    argument: str
    options: Mapping[str, tuple[int, str]]
    body: str
    body_line: int
    fault: str = ""


_TABLE = load_table(__file__)
QUOTES: tuple[str, ...] = tuple(_TABLE["quotes"])
OTHER_NAMES = {other: name for name, others in _TABLE["other_names"].items() for other in others}
DIRECTIVES: dict[str, Directive] = {
    **dict.fromkeys((*QUOTES, *_TABLE["notes"]), Directive(leads=True, needs="body")),
    **{name: Directive(**row) for name, row in _TABLE["others"].items()},
}


def split_info(info: str) -> tuple[str | None, str]:
    """Split a fence's first line into name and argument: `{note} Title`; plain code has no name."""
    info = info.strip()
    if not info.startswith("{"):
        return None, info
    name, brace, argument = info[1:].partition("}")
    return (name.strip(), argument.strip()) if brace else (None, info)


def read_directive(name: str, argument: str, content: str, parents: tuple[str, ...]) -> ParsedDirective:
    """Parse a directive of `DIRECTIVES`, nested in *parents*, from the rest of its first line and the lines below."""
    options, length, repeated = _split_options(content)
    body = "\n".join(content.split("\n")[length:])
    directive = DIRECTIVES[name]
    line = length
    if directive.leads and argument:
        argument, body, line = "", "\n".join([argument, *[""] * length, body]), -1
    read = ParsedDirective(name=name, argument=argument, options=options, body=body, body_line=line)
    fault = f'the option "{repeated}" is given twice' if repeated else next(_find_faults(read, parents), "")
    return replace(read, fault=fault)


def is_valid_option(name: str, option: str, value: str) -> bool:
    """Return whether a directive has this option, with a valid value."""
    pattern = DIRECTIVES[name].options.get(option)
    return pattern is not None and re.fullmatch(pattern, value, re.ASCII) is not None


def _split_options(content: str) -> tuple[dict[str, tuple[int, str]], int, str]:
    """Return the leading `:name: value` lines, their number, and an option that is repeated."""
    options: dict[str, tuple[int, str]] = {}
    repeated = ""
    lines = content.split("\n")
    for number, line in enumerate(lines):
        match = _OPTION.fullmatch(line.strip())
        if match is None:
            return options, number, repeated
        repeated = match["name"] if match["name"] in options else repeated
        options[match["name"]] = (number, (match["value"] or "").strip())
    return options, len(lines), repeated


def _find_faults(read: ParsedDirective, parents: tuple[str, ...]) -> Iterator[str]:
    directive = DIRECTIVES[read.name]
    if len(parents) >= MAX_DEPTH:
        yield f"it is nested more than {MAX_DEPTH} deep"
    if directive.inside and parents[-1:] != (directive.inside,):
        yield f'it must be in a "{directive.inside}"'
    option, _, value = read.body.partition("\n")[0].partition(":")
    if value and is_valid_option(read.name, option, value.strip()):
        yield f'an option begins with a colon: write ":{option}:{value}"'
    if read.body.startswith("---"):
        yield 'its options go on lines like ":name: value", not below "---"'
    if missing := _find_missing(directive.needs, bool(read.argument), bool(read.body.strip())):
        yield missing
    if directive.image and not directive.nests and read.body.strip():
        yield "it cannot contain anything"
    for option, option_line in directive.must_have.items():
        value = read.options.get(option, (0, ""))[1]
        if not is_valid_option(read.name, option, value):
            reason = f'"{option}" cannot be "{value}"; ' if value else ""
            yield f"{reason}it needs a line {option_line} below its first one"
    if directive.argument is not None and not re.fullmatch(directive.argument, read.argument, re.ASCII):
        yield f'it cannot have "{read.argument}"'
    yield from _check_children(directive, read.body)


def _find_missing(needs: str, has_argument: bool, has_body: bool) -> str:
    is_given = {"": True, "argument": has_argument, "body": has_body, "either": has_argument or has_body}
    return "" if is_given.get(needs, has_argument and has_body) else _MISSING[needs]


def _check_children(directive: Directive, body: str) -> Iterator[str]:
    has_caption = (directive.image or directive.chart) and directive.nests and body.strip()
    if not has_caption and not directive.only:
        return
    tokens = [token for token in shared_parser().parse(body) if token.level == 0]
    if has_caption and (not tokens or tokens[0].type != "paragraph_open"):
        yield "its text must begin with the caption"
    if directive.only and any(split_info(token.info)[0] not in directive.only for token in tokens):
        yield "it can contain only " + " and ".join(f'"{name}"' for name in sorted(directive.only))
