"""JSON (RFC 8259) in Unicode that survives programs which take it for lines or for JavaScript."""

import json
import re

# In a string they are sound JSON; but U+2028 and U+2029 end a line of JavaScript, U+0085 one of Python, lone
# surrogates cannot be written in UTF-8, and the rest turns text around. They only ever stand within strings.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def json_text(value: object) -> str:
    """*value* in JSON."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
