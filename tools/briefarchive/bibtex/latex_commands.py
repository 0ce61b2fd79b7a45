"""What LaTeX commands stand for: pylatexenc's tables, and what they lack for bibliographies."""

# mypy: disable-error-code="no-untyped-call"
# pylatexenc has no types.

import functools

from pylatexenc.latex2text import get_default_latex_context_db

MARKS = {"--": "–", "---": "—", "``": "“", "''": "”", "!`": "¡", "?`": "¿", "~": " "}
SIGNS = {sign: sign for sign in "&%$#_{}"} | {" ": " ", "\n": " ", "\t": " ", "\r": " "}
SIGNS |= {",": " ", ";": " ", ":": " ", ">": " ", "\\": " ", "!": "", "/": "", "-": "", "@": "", "(": "", ")": ""}
ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    '"': "\u0308",
    "u": "\u0306",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
    "G": "\u030f",
    "textcommabelow": "\u0326",
    "ocirc": "\u030a",
    "grave": "\u0300",
    "acute": "\u0301",
    "hat": "\u0302",
    "tilde": "\u0303",
    "bar": "\u0304",
    "vec": "\u20d7",
    "breve": "\u0306",
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "overline": "\u0305",
}
SYMBOLS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textdollar": "$",
    "textunderscore": "_",
    "pounds": "£",
    "euro": "€",
    "sqrt": "√",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX2e",
    "BibTeX": "BibTeX",
    "XeTeX": "XeTeX",
    "copyright": "©",
    "newline": " ",
    "par": " ",
    "quad": " ",
    "qquad": " ",
    "space": " ",
    "thinspace": " ",
    "enspace": " ",
    "slash": "/",
    "textendash": "–",
    "textemdash": "—",
    "lbrace": "{",
    "rbrace": "}",
}
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
