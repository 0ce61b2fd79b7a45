"""The order in which findings are told: causes before what follows from them."""

from collections.abc import Iterable

from ..diagnostics import Diagnostic, Severity, Span

# Files that cannot be read, and YAML that cannot.
_UNREADABLE = ("F101", "F102", "F103", "F104", "F118", "F119", "F2")
_SHARED = ("archive/vocabulary/", "bib/")


def in_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings as every report has them: what keeps vocabularies and bibliographies from being read, then by file."""
    return sorted(found, key=order_of)


def order_of(one: Diagnostic) -> tuple[bool, bool, Span, str, str]:
    """The key by which findings are sorted: errors of files that others rest on go before all others."""
    is_shared = one.span.path.startswith(_SHARED) and one.severity is Severity.ERROR
    is_cause = is_shared and one.code.startswith(_UNREADABLE)
    return (not is_cause, not _is_entry(one, is_shared=is_shared), *one.order)


def _is_entry(one: Diagnostic, *, is_shared: bool) -> bool:
    """Whether an entry of a vocabulary or a bibliography cannot be read, so that what names it finds nothing."""
    return is_shared and one.code.startswith(("V1", "C1"))
