r"""Decoder for LaTeX in BibTeX values to plain Unicode text.

Only pylatexenc's tables of symbols are used, not its conversion: that drops what it does not know (`\XML`, `\mbox{…}`,
`\verb|x|`), fills in today's date, may read files for `\input`, and recurses into braces. This decoder takes one pass,
executes nothing, and leaves what it cannot decode as written.
"""

import functools
import re
import unicodedata

from pylatexenc.latex2text import get_default_latex_context_db

from ..model.tables import load_words
from .grammar import is_balanced

_TABLE = load_words(__file__)
_ACCENTS = {
    command: unicodedata.lookup(f"COMBINING {name}")
    for name, commands in _TABLE["accents"].items()
    for command in commands.split()
}
_STYLE_COMMANDS = frozenset(_TABLE["look"].split())
_SUPERSCRIPTS = frozenset({"textsuperscript", "math ^"})
_SCRIPTS = _SUPERSCRIPTS | {"textsubscript", "math _"}
_SUPERSCRIPT_DIGITS = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPT_DIGITS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_DOTLESS = {"ı": "i", "ȷ": "j"}
_MARKS = {"--": "–", "---": "—", "``": "“", "''": "”", "!`": "¡", "?`": "¿", "~": " "}
_SIGNS = dict.fromkeys(" \n\t\r,;:>\\", " ") | dict.fromkeys("!/-@()", "") | {sign: sign for sign in "&%$#_{}"}

ADDRESS_COMMAND = re.compile(r"\\(?:url|href|path|nolinkurl)\s*\{([^{}]*)\}")
"""A command that holds an address."""

_SPECIAL = re.compile(r"[\\{}~$]|--|``|''|[!?]`")
_MAX_ACCENTS = 4

# Money is not mathematics: “$5 billion and $6” has a space before the second sign, “$5-$10” a digit after it.
_TOKEN = re.compile(
    r"\\(?:url|path|nolinkurl)\s*\{(?P<address>[^{}]*)\}"
    r"|\\href\s*\{(?P<link>[^{}]*)\}\s*"
    r"|\\(?P<word>[A-Za-z]+)(?P<space>\s*)"
    r"|\\(?P<sign>.)"
    r"|\$\$?(?!\d)(?P<formula>[^$\\^_=]*(?:\\[A-Za-z]|[\^_=])(?:[^$\\]|\\.)*)\$\$?"
    r"|\$\$?(?!\d[^$\\^_=\s]*\s[^$\\^_=]*\$)(?:(?=[^\s$\d])(?P<math>(?:[^$\\]|\\.)+)(?<=\S)\$\$?"
    r"|(?=\d)(?P<figures>(?:[^$\\]|\\.)+)(?<=\S)\$\$?(?!\d))"
    r"|(?P<script>[\^_])"
    r"|(?P<mark>---?|``|''|[!?]`|[{}~])",
    re.DOTALL,
)

_WRAPPED = re.compile(r"(?:\\url\s*)?\{(.*)\}", re.DOTALL)
_VERBATIM_ESCAPE = re.compile(r"\\(?:([_%&#])|(textbackslash|textbraceleft|textbraceright)(?:\{\}|(?![A-Za-z])))")


def decode(value: str) -> str:
    """Decode a value to text on one line."""
    text = value if _SPECIAL.search(value) is None else _Decoder(math=False).decode(value)
    return " ".join(text.split())


def decode_verbatim(value: str) -> str:
    r"""Decode an address or file name: only `\_ \% \& \#`, `\url{…}` and braces around it all are resolved."""
    value = " ".join(value.split())
    if "\\" not in value and "{" not in value:
        return value
    while (inner := _WRAPPED.fullmatch(value)) and is_balanced(inner[1]):
        value = inner[1].strip()
    return _VERBATIM_ESCAPE.sub(lambda escape: escape[1] or _symbols()[escape[2]], value)


@functools.lru_cache(maxsize=1)
def _symbols() -> dict[str, str]:
    """Return the texts of symbol commands; our table overrides pylatexenc's."""
    specs = get_default_latex_context_db().iter_macro_specs()  # type: ignore[no-untyped-call]
    texts = {spec.macroname: spec.simplify_repl for spec in specs}
    skipped = _TABLE["no_symbols"].split()
    symbols = {
        name: text
        for name, text in texts.items()
        if isinstance(text, str) and text.strip() and not set(text) & set("%<\n") and name not in skipped
    }
    symbols |= _TABLE["symbols"] | dict.fromkeys(_TABLE["spaces"].split(), " ")
    return symbols | {name: name for name in _TABLE["names"].split()}


class _Decoder:
    """Decoder of one value, with a stack of groups and of commands waiting for an argument."""

    def __init__(self, *, math: bool) -> None:
        self.math = math
        self.out: list[str] = []
        self.waiting: list[str] = []
        self.stack: list[tuple[list[str], list[str]]] = []

    def decode(self, value: str) -> str:
        """Decode a whole value."""
        at = 0
        for token in _TOKEN.finditer(value):
            self.text(value[at : token.start()])
            at = token.end()
            self.token(token)
        self.text(value[at:])
        while self.stack:
            self.close()
        self.put("")
        return "".join(self.out)

    def token(self, token: re.Match[str]) -> None:
        """Handle one token."""
        kind, text = token.lastgroup or "", token[token.lastgroup or 0]
        if kind == "space":
            self.word(token["word"], text)
        elif kind == "sign" and text in _ACCENTS:
            self.wait(text)
        elif kind == "sign":
            self.put(_SIGNS.get(text, f"\\{text}"))
        elif kind == "script" and self.math:
            self.wait(f"math {text}")
        elif kind == "address":
            self.put(decode_verbatim(text))
        elif kind == "link":
            self.wait(f"href {decode_verbatim(text)}")
        elif kind in ("formula", "math", "figures"):
            self.put(_Decoder(math=True).decode(text))
        elif text == "{":
            self.stack.append((self.out, self.waiting))
            self.out, self.waiting = [], []
        elif text == "}":
            self.close()
        else:
            self.put(_MARKS.get(text, text))

    def text(self, text: str) -> None:
        """Add plain text; its first character is the argument of a waiting command."""
        if text and self.waiting and self.waiting[-1] == "unknown":
            self.waiting.pop()
        if self.waiting and text.strip():
            text = text.lstrip()
            self.put(text[0])
            text = text[1:]
        if text and not self.waiting:
            self.out.append(text.replace("-", "−") if self.math else text)

    def word(self, name: str, space: str) -> None:
        """Handle a command of letters; TeX swallows the space after it."""
        if name in _ACCENTS or name in _SCRIPTS:
            self.wait(name)
        elif name in _STYLE_COMMANDS:
            return
        elif (symbol := _symbols().get(name)) is not None:
            self.put(f"{symbol} " if self.math and space else symbol)
        else:
            self.put(f"\\{name}{space}")
            if not space:
                self.waiting.append("unknown")

    def wait(self, command: str) -> None:
        """Queue a command until its argument; too long a queue is flushed."""
        if len(self.waiting) >= _MAX_ACCENTS:
            self.put("")
        self.waiting.append(command)

    def put(self, text: str, *, group: bool = False) -> None:
        """Add complete text as the argument of the waiting commands; empty text if they have none."""
        while self.waiting:
            text = _apply(self.waiting.pop(), text, group=group)
        self.out.append(text)

    def close(self) -> None:
        """End a group and pass it to the waiting command."""
        if not self.stack:
            return
        self.put("")
        text = "".join(self.out)
        self.out, self.waiting = self.stack.pop()
        takes_more = self.waiting[-1:] == ["unknown"]
        self.put(text, group=True)
        if takes_more:
            self.waiting.append("unknown")


def _apply(command: str, text: str, *, group: bool) -> str:
    if command == "unknown":
        return f"{{{text}}}" if group else text
    if command.startswith("href "):
        address = command.removeprefix("href ")
        return text if text == address else f"{text} ({address})"
    if command in _SCRIPTS:
        return _apply_script(command, text)
    return _apply_accent(command, text)


def _apply_script(command: str, text: str) -> str:
    """Raise or lower digits and signs; keep other text, in mathematics with its `^` or `_`."""
    translated = text.translate(_SUPERSCRIPT_DIGITS if command in _SUPERSCRIPTS else _SUBSCRIPT_DIGITS)
    if all(new != old for new, old in zip(translated, text, strict=True)):
        return translated
    return f"{command[-1]}{text}" if command.startswith("math") else text


def _apply_accent(command: str, text: str) -> str:
    if not text.strip():
        return command if len(command) == 1 and not command.isalpha() else text
    first = _DOTLESS.get(text[0], text[0])
    return unicodedata.normalize("NFC", first + _ACCENTS[command]) + text[1:]
