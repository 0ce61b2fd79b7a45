"""Paragraphs that state a fact, as far as a machine can tell, and do not say on which source it rests."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from markdown_it.token import Token

from ..diagnostics import Diagnostic, Rule, Severity, Span
from .dialect import CITATION_ROLES

# What names somebody or some place, as a capital letter does.
_NAMING = frozenset({"country", "person", "publisher"})
_WORD = re.compile(r"[^\W\d_]{2,}")
_END_OF_SENTENCE = re.compile("[.!?…][”’\"')\\]]*$")
# So many characters tell whether a sentence ends there.
_BEFORE = 10
_OPENING = " \n“‘\"'(["
# What the paragraph before it may introduce.
_INTRODUCED = {"bullet_list_open", "ordered_list_open", "table_open", "blockquote_open", "dl_open"}
_LISTS = {"bullet_list_open", "ordered_list_open", "dl_open"}
_ENDS_OF_ITEMS = {"list_item_close", "dd_close"}


class UncitedParagraph(Rule):
    """A paragraph of a published brief states a fact and has no citation.

    A fact is taken to be stated where there is a figure or a proper name: a word with a capital that does not begin a
    sentence, or a role such as `{country}`. In scripts without capitals every paragraph counts. So it is with each item
    of a list, each table, quotation, note and caption; a list, table or quotation may also rest on the citations of the
    paragraph right before it. Only reasoning, and sentences that say what is not known, can go without.

    Cite the source of the fact at the end of its sentence, also where an earlier paragraph has it. A check by paragraph
    cannot see a sentence that lacks its source beside one that has it: look at each sentence yourself.
    """

    code = "C212"
    severity = Severity.WARNING
    optional = True


FAULTS: tuple[type[Rule], ...] = (UncitedParagraph,)


def find_uncited(tokens: Sequence[Token], place: Callable[[Token], Span]) -> Iterator[Diagnostic]:
    """What is found in a stretch of block tokens.

    Args:
        tokens: The tokens of a text, or of the body of a directive.
        place: The place of an inline token among them.
    """
    introduced = False
    for kind, texts in _blocks(tokens):
        cited = [any(_cites(text) for text in unit) for unit in texts]
        rests_on_another = introduced and kind in _INTRODUCED
        for unit, has_citation in zip(texts, cited, strict=True):
            stating = None if has_citation or rests_on_another else next(filter(_states_fact, unit), None)
            if stating is not None:
                message = "a fact is stated here, and no source is cited"
                yield UncitedParagraph.at(place(stating), message, hint="add {cite:p}`key` at the end of the sentence")
        introduced = kind == "paragraph_open" and any(cited)


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, list[list[Token]]]]:
    """Each block by the type of its first token, with its texts in units that need a citation each."""
    kind = ""
    texts: list[tuple[int, Token]] = []
    item = 0
    for token in tokens:
        if token.level == 0 and token.nesting >= 0:
            kind, texts, item = token.type, [], 0
        if token.type in _ENDS_OF_ITEMS and token.level == 1:
            item += 1
        elif token.type == "inline" and kind != "heading_open":
            texts.append((item if kind in _LISTS else 0, token))
        if token.level == 0 and token.nesting <= 0:
            yield kind, [[text for _, text in unit] for _, unit in groupby(texts, key=lambda pair: pair[0])]


def _cites(inline: Token) -> bool:
    return any(child.type == "myst_role" and child.meta["name"] in CITATION_ROLES for child in inline.children or ())


def _states_fact(inline: Token) -> bool:
    if inline.meta.get("told"):  # it was to be a heading, a list or a citation
        return False
    children = inline.children or []
    if any(child.type == "myst_role" and child.meta["name"] in _NAMING for child in children):
        return True
    # What stands for a role, code or a picture is no beginning of a sentence.
    words = "".join(child.content if child.type == "text" else _between(child) for child in children)
    return any(sign.isdecimal() for sign in words) or any(_is_name(words, word) for word in _WORD.finditer(words))


def _between(child: Token) -> str:
    """What parts the words on both sides of a token that is no text: nothing, where it is a mark of emphasis."""
    if child.type in {"softbreak", "hardbreak"}:
        return "\n"
    return "" if child.nesting else "\ufffc"


def _is_name(words: str, word: re.Match[str]) -> bool:
    if word[0][0].lower() == word[0][0].upper():  # a script without capitals
        return True
    before = words[max(word.start() - _BEFORE, 0) : word.start()].rstrip(_OPENING)
    return word[0][0].isupper() and bool(before) and not _END_OF_SENTENCE.search(before)
