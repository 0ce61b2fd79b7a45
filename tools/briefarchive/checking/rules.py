"""What is reported by whoever looks at a change, at a configuration or at a print, as the manual tells it."""

from ..diagnostics import make_rule

UnknownOptionalRule = make_rule("F117")
OutsideArchive = make_rule("F901")
UnreadFile = make_rule("F902")

ChangedVocabulary = make_rule("V901")

NearDuplicate = make_rule("C211")

NewDomain = make_rule("L901")
LookAlikeDomain = make_rule("L903")

GoneBrief = make_rule("R207")
DeletedFile = make_rule("R901")
ChangedStanding = make_rule("R902")

UnprintableCharacter = make_rule("P101")
NotPrinted = make_rule("P102")
AddressTaken = make_rule("P103")
TooMuchToPrint = make_rule("P104")
