"""What can be wrong with an export, or must be decided by a person: the rules of `faults.toml`."""

import tomllib
from pathlib import Path

from briefarchive.diagnostics import Rule, Severity


def _rule(name: str, *, code: str, page: str, severity: str = "error") -> type[Rule]:
    return type(name, (Rule,), {"code": code, "severity": Severity(severity), "__doc__": page})


_TABLE = tomllib.loads(Path(__file__).with_name("faults.toml").read_text("utf-8"))
_RULES = {name: _rule(name, **entry) for name, entry in _TABLE.items()}
FAULTS: tuple[type[Rule], ...] = tuple(_RULES.values())

BylineDecided = _RULES["BylineDecided"]
CannotOpen = _RULES["CannotOpen"]
CaptureSuperseded = _RULES["CaptureSuperseded"]
CaptureUnusable = _RULES["CaptureUnusable"]
ColumnsUnknown = _RULES["ColumnsUnknown"]
CopyUnited = _RULES["CopyUnited"]
DateDecided = _RULES["DateDecided"]
DateMissing = _RULES["DateMissing"]
EmptyExport = _RULES["EmptyExport"]
EncodingNoted = _RULES["EncodingNoted"]
ExportChanged = _RULES["ExportChanged"]
ExportTooLarge = _RULES["ExportTooLarge"]
FileDamaged = _RULES["FileDamaged"]
FileUnknown = _RULES["FileUnknown"]
HintDiffers = _RULES["HintDiffers"]
HintTaken = _RULES["HintTaken"]
LikeAnother = _RULES["LikeAnother"]
LinkLeftOut = _RULES["LinkLeftOut"]
LookSimplified = _RULES["LookSimplified"]
MappingUnfit = _RULES["MappingUnfit"]
NoExports = _RULES["NoExports"]
NoTextLayer = _RULES["NoTextLayer"]
NotText = _RULES["NotText"]
PartLeftOut = _RULES["PartLeftOut"]
PartSetAside = _RULES["PartSetAside"]
PasswordNeeded = _RULES["PasswordNeeded"]
PdfUnusable = _RULES["PdfUnusable"]
PictureMissing = _RULES["PictureMissing"]
PlanOutdated = _RULES["PlanOutdated"]
PlanUnreadable = _RULES["PlanUnreadable"]
PlanValue = _RULES["PlanValue"]
PublisherDoubtful = _RULES["PublisherDoubtful"]
ReaderFailed = _RULES["ReaderFailed"]
RecordBroken = _RULES["RecordBroken"]
RegisterUnfit = _RULES["RegisterUnfit"]
RevisionFound = _RULES["RevisionFound"]
RevisionsAccepted = _RULES["RevisionsAccepted"]
RowUnmatched = _RULES["RowUnmatched"]
SourceDecided = _RULES["SourceDecided"]
TermUnmapped = _RULES["TermUnmapped"]
TopicMade = _RULES["TopicMade"]
Undecodable = _RULES["Undecodable"]
WordsLost = _RULES["WordsLost"]
