"""What LaTeX commands stand for: pylatexenc's tables, and what they lack for bibliographies."""

# mypy: disable-error-code="no-untyped-call"
# pylatexenc has no types.

import functools
from unicodedata import lookup

from pylatexenc.latex2text import get_default_latex_context_db

MARKS = {"--": "–", "---": "—", "``": "“", "''": "”", "!`": "¡", "?`": "¿", "~": " "}
SIGNS = {sign: sign for sign in "&%$#_{}"} | {" ": " ", "\n": " ", "\t": " ", "\r": " "}
SIGNS |= {",": " ", ";": " ", ":": " ", ">": " ", "\\": " ", "!": "", "/": "", "-": "", "@": "", "(": "", ")": ""}
_ACCENTS = {
    "GRAVE ACCENT": "` grave",
    "ACUTE ACCENT": "' acute",
    "CIRCUMFLEX ACCENT": "^ hat",
    "TILDE": "~ tilde",
    "MACRON": "= bar",
    "DOT ABOVE": ". dot",
    "DIAERESIS": '" ddot',
    "BREVE": "u breve",
    "RING ABOVE": "r ocirc",
    "DOUBLE ACUTE ACCENT": "H",
    "CARON": "v check",
    "DOT BELOW": "d",
    "CEDILLA": "c",
    "OGONEK": "k",
    "MACRON BELOW": "b",
    "DOUBLE INVERTED BREVE": "t",
    "DOUBLE GRAVE ACCENT": "G",
    "COMMA BELOW": "textcommabelow",
    "RIGHT ARROW ABOVE": "vec",
    "OVERLINE": "overline",
}
ACCENTS = {command: lookup(f"COMBINING {name}") for name, commands in _ACCENTS.items() for command in commands.split()}
# What pylatexenc's tables do not say, or say otherwise.
SYMBOLS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciicircum": "^",
    "textunderscore": "_",
    "pounds": "£",
    "euro": "€",
    "sqrt": "√",
    "LaTeXe": "LaTeX2e",
    "copyright": "©",
    "slash": "/",
}
SYMBOLS |= dict.fromkeys(("newline", "par", "quad", "qquad", "space", "thinspace", "enspace"), " ")
SYMBOLS |= {name: name for name in ("TeX", "LaTeX", "BibTeX", "XeTeX")}
# Commands that change only the look; their arguments are text.
_LOOK = (
    "emph text textit textbf textsl textsc textsf texttt textrm textup textmd textnormal underline uline mbox "
    "hbox fbox makebox ensuremath enquote mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak boldsymbol "
    "mathsc operatorname it bf tt sl sc rm sf em itshape slshape scshape upshape bfseries mdseries rmfamily "
    "sffamily ttfamily normalfont tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge left "
    "right big Big bigl bigr Bigl Bigr relax protect selectlanguage mkbibquote mkbibemph mkbibitalic mkbibbold "
    "acro rlap llap smash lowercase uppercase MakeLowercase MakeUppercase"
)
LOOK = frozenset(_LOOK.split())
RAISING = frozenset({"textsuperscript", "math ^"})
SCRIPTS = RAISING | {"textsubscript", "math _"}
# Not symbols: the date of the day, and marks of a citation.
_NO_SYMBOLS = frozenset({"today", "cite", "citep", "citet", "ref", "pageref", "footnote"})
NO_DOT = {"ı": "i", "ȷ": "j"}
RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


@functools.lru_cache(maxsize=1)
def tables() -> dict[str, str]:
    """Pylatexenc's commands that stand for a fixed text."""
    specs = get_default_latex_context_db().iter_macro_specs()
    found = {spec.macroname: spec.simplify_repl for spec in specs}
    return {name: text for name, text in found.items() if _is_symbol(name, text)}


def _is_symbol(name: str, text: object) -> bool:
    return isinstance(text, str) and bool(text.strip()) and not set(text) & set("%<\n") and name not in _NO_SYMBOLS
