"""Rules about how the text of a brief is written; each is checked while the brief is read."""

import itertools
from collections.abc import Iterable

from ...diagnostics import Diagnostic
from ...reading.markdown.text import Part, Text, TextRule
from ...reading.tracking import TrackedAddress
from . import (
    blocks,
    characters,
    charts,
    citations,
    emphasis,
    fields,
    footnotes,
    foreign_markup,
    foreign_punctuation,
    handwritten_sources,
    headings,
    house_style,
    links,
    meant_blocks,
    paragraphs,
    pictures,
    quotation_marks,
    remarks,
    roles,
    spaces,
    stray_marks,
)

TEXT_RULES: tuple[type[TextRule], ...] = (
    fields.UnwrittenText,
    fields.MarkupInHead,
    headings.TopHeading,
    headings.SkippedHeading,
    headings.RepeatedHeading,
    headings.AccidentalHeading,
    headings.HeadingWithStop,
    blocks.UnclosedBlock,
    blocks.IndentedText,
    meant_blocks.ShownMark,
    meant_blocks.LooseTable,
    meant_blocks.HeadlessTable,
    headings.BoldHeading,  # it comes after the two that see a list or a table in a paragraph
    handwritten_sources.HandwrittenSources,  # so does this
    footnotes.LooseFootnote,
    footnotes.NotesTooDeep,
    foreign_markup.RawHtml,
    foreign_markup.ForeignSyntax,
    foreign_markup.MarkupOfOthers,
    roles.LooseRole,
    links.LinkScheme,
    links.LinkTextDiffers,
    links.LinkTextSaysNothing,
    links.LooseLink,
    links.BareAddress,  # it comes after all that tell of an address in other words
    TrackedAddress,
    pictures.PictureWithoutText,
    charts.ChartWithoutUnit,
    paragraphs.LongParagraph,
    paragraphs.RepeatedParagraph,
    characters.OddCharacter,
    characters.GarbledText,
    characters.FlagForCountry,
    foreign_punctuation.ForeignPunctuation,
    quotation_marks.MixedQuotationMarks,
    quotation_marks.LoneQuotationMark,
    spaces.StrayNonBreakingSpace,
    spaces.TrailingSpaces,
    stray_marks.StrayMark,
    emphasis.LooseEmphasis,
    remarks.LeftOverRemark,
    remarks.MailAddress,
    citations.NumberedCitation,
    citations.CitationAfterStop,
    citations.UncitedParagraph,  # it comes after all that say what a paragraph was to be
    house_style.PercentSign,
    house_style.UngroupedNumber,
    house_style.OtherDateForm,
    house_style.CurrencySign,
    house_style.HyphenInRange,
    house_style.StraightQuotationMark,
    house_style.TypewriterMark,
    house_style.OtherQuotationMark,
)
"""The rules, in the order in which they are checked: some pass over what an earlier one has told of."""

_RULES_BY_PART = {part: tuple(rule for rule in TEXT_RULES if part in rule.parts) for part in Part}
_MOST_ON_REQUEST = 200
"""So many findings of a rule that an archive may ask for are kept of a text."""


def check_texts(texts: Iterable[Text]) -> tuple[list[Diagnostic], tuple[Diagnostic, ...]]:
    """What the rules find in the parts of a brief's file, and what those find that an archive must ask for."""
    found: list[Diagnostic] = []
    on_request: list[Diagnostic] = []
    for text in texts:
        if text.part is Part.FIELD:
            text.passages.append(fields.as_passage(text))
        for rule in _RULES_BY_PART[text.part]:
            told = rule.check(text)
            if text.part is Part.FIELD:
                told = (fields.with_certain_fix(one, text.span) for one in told)
            if rule.optional:
                on_request += itertools.islice(told, _MOST_ON_REQUEST)
            else:
                found += told
    return found, tuple(on_request)
