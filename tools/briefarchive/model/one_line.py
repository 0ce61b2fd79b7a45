"""Text of contributors on one line, for formats in which a line's end or a control character means something."""

import re

# All that any program takes for the end of a line, other control characters, and those that turn text around.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
# They cannot be written in UTF-8.
SURROGATE = re.compile("[\ud800-\udfff]")


def one_line(text: str) -> str:
    """*text* on one line, without control characters, its runs of spaces made one."""
    if text.isprintable() and "  " not in text:  # as nearly all text is: no sign to take out, and no space but ` `
        return text.strip()
    kept = SURROGATE.sub("\N{REPLACEMENT CHARACTER}", CONTROL.sub(" ", text))
    return " ".join(kept.split())
