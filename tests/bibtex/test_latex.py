"""LaTeX in values to Unicode."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.bibtex.latex import decode, decode_verbatim


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\"u} \"u \"{u} {\"{u}}", "ü ü ü ü"),
        (r"\c{c} \c c \v s {\v r}eh{\r u} Fran\c cais", "ç ç š řehů Français"),
        (r"\'{\i} \'\i {\'{\i}} \^{\i}", "í íí î"),
        (r"\o{} \O \ss{} \ae \l odz \AA \dj \th", "ø Øß æłodz Åđþ"),
        (r"\H{o} \k{a} \d h \u{g} \.z \=a \b{b}", "ő ą ḥ ğ ż ā ḇ"),
        (r"{The {R}}\&{D} of 5\% \#1 a\_b \$9", "The R&D of 5% #1 a_b $9"),
        ("a -- b --- c", "a – b — c"),
        ("``quoted'' and ?`Que? !`No!", "“quoted” and ¿Que? ¡No!"),
        ("no~break  and\n\t space", "no break and space"),
        (r"\emph{one} \textit{two} {\bf three} {\it four\/}", "one two three four"),
        (r"\url{http://example.org/~a_b%20c}", "http://example.org/~a_b%20c"),
        (r"\href{https://example.org}{here}", "here (https://example.org)"),
        (r"{CO}$_2$, mm$^2$, $\mu$m, $-$50\,d{B}, $\pm$0.1", "CO₂, mm², μm, −50 dB, ±0.1"),
        (r"$x_i^2$ and $\alpha + \beta$", "x_i² and α + β"),
        ("a $400 billion deal, $25 billion more, US$5-$10", "a $400 billion deal, $25 billion more, US$5-$10"),
        (r"\textsuperscript{3} 4\textsuperscript{\`eme}", "³ 4ème"),
        (r"{\TeX} and \LaTeX{} Companion", "TeX and LaTeX Companion"),
        (r"\textbackslash\textbackslash\{\}", r"\\{}"),
        (r"\textasciitilde{} \~{} \^{}", "~ ~ ^"),
        (r"習近平 《人民日報》", "習近平 《人民日報》"),
    ],
)
def test_latex_becomes_the_text_it_stands_for(latex: str, text: str) -> None:
    assert decode(latex) == text


@pytest.mark.parametrize(
    "latex", [r"\XML and \foo{bar}{baz} qux", r"\input{/etc/passwd}", r"\today", r"\char`a", r"\begin{x}y\end{x}"]
)
def test_what_cannot_be_decoded_stays_as_written(latex: str) -> None:
    assert decode(latex) == latex


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"https://example.org/a\_b\%20\&c\#d", "https://example.org/a_b%20&c#d"),
        ("{https://example.org/~x--y}", "https://example.org/~x--y"),
        (r"\url{https://example.org/$x$}", "https://example.org/$x$"),
        (r":C\:\\papers\\a.pdf:PDF", r":C\:\\papers\\a.pdf:PDF"),
        (r"a\textbackslash{}_b\textbraceleft{}", r"a\_b{"),
        ("{a}{b}", "{a}{b}"),
    ],
)
def test_addresses_are_taken_verbatim(value: str, text: str) -> None:
    assert decode_verbatim(value) == text


@given(st.text(alphabet=st.characters(exclude_characters="\\{}~$-`'?!", exclude_categories=["Z", "C"])))
def test_text_without_latex_is_left_alone(value: str) -> None:
    assert decode(value) == value
