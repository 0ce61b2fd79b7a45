"""Diagnostics in SARIF 2.1.0 (OASIS), the form in which code-scanning services and editors take findings."""

import hashlib
import inspect
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..diagnostics import Diagnostic, Rule, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_RESULTS = "the results"
"""They stand in its place."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}


def as_sarif(
    found: Sequence[Diagnostic], rules: Sequence[type[Rule]], address_of_rule: Callable[[str], str] = lambda code: ""
) -> Iterator[str]:
    """A log with one run, piece by piece.

    Args:
        found: What to tell.
        rules: Every rule that there is; those that found something are described.
        address_of_rule: Gives the web address of a rule's page, or nothing.
    """
    codes = sorted({one.code for one in found})
    described = {rule.code: rule for rule in rules}
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "briefs check",
                        "semanticVersion": __version__,
                        "rules": [_rule(described[code], address_of_rule(code)) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_RESULTS],
            }
        ],
    }
    before, after = json.dumps(log, ensure_ascii=False, indent=2).split(json.dumps(_RESULTS))
    yield before
    for number, one in enumerate(found):
        result = json.dumps(_result(one, codes.index(one.code)), ensure_ascii=False, indent=2)
        yield f"{',' if number else ''}{result}"
    yield f"{after}\n"


def _rule(rule: type[Rule], address: str) -> dict[str, Any]:
    manual = inspect.getdoc(rule) or rule.code
    return {
        "id": rule.code,
        "name": rule.__name__,
        "shortDescription": {"text": " ".join(manual.split("\n\n")[0].split())},
        "fullDescription": {"text": manual},
        "help": {"text": manual},
        **({"helpUri": address} if address else {}),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(one: Diagnostic, rule: int) -> dict[str, Any]:
    span = one.span
    region = {"startLine": span.line, "startColumn": span.column}
    region |= {"endLine": span.end_line, "endColumn": span.end_column}
    return {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": _LEVELS[one.severity],
        "message": {"text": f"{one.message}; {one.hint}" if one.hint else one.message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(span.path)}, "region": region}}],
        # By this a service knows a finding again after lines above it have come or gone.
        "partialFingerprints": {"finding/v1": _fingerprint(one)},
    }


def _fingerprint(one: Diagnostic) -> str:
    said = f"{one.span.path}\n{one.code}\n{one.message}"
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()
