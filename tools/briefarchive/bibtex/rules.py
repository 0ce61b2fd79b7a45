"""What can be wrong with the syntax of a BibTeX file, as the manual tells it."""

from ..diagnostics import make_rule

UnclosedEntry = make_rule("C101")
UnreadableEntry = make_rule("C102")
MissingKey = make_rule("C103")
UnusableKey = make_rule("C104")
DuplicateField = make_rule("C106")
UndefinedMacro = make_rule("C107")
TooLong = make_rule("C112")
CircularInheritance = make_rule("C116")
UnknownParentEntry = make_rule("C117")
TooDeeplyNested = make_rule("C119")
LooseText = make_rule("C120")
