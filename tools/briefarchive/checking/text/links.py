"""Rules on links and pictures: targets, link texts, alternative texts, and addresses that are not links."""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from ...diagnostics import Diagnostic
from ...reading.addresses import address_error, find_host, guess_address, has_scheme, shows_other_host
from ...reading.markdown.directives import ParsedDirective
from ...reading.markdown.text import Passage, Text, TextRule
from ..patterns import Pattern, PatternRule, find_expression, find_words
from ..rule import PassageRule
from .foreign_markup import MarkupOfOthers
from .meant_blocks import HandwrittenSources

_PRIVATE_HOST = find_expression("private-host")
_ADDRESS = find_expression("web-address")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_END_OF_SENTENCE = ".,;:!?_'’”\\"
_OPENING_MARKS = {")": "(", "*": "*"}
"""Closing marks that belong to an address if it contains the opening ones."""
# Bracketed text that is not a link text.
_REMARKS = frozenset({"sic", "…", "...", "!", "?"})
_STOPS = ".,;:!?"
_EMPTY_WORDS = find_words("links-that-say-nothing")
_EMPTY_ALT = find_expression("empty-alt")


class LinkScheme(TextRule, code="L101"):
    """A link has a scheme that briefs must not use."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        for link in text.markup.links:
            if not (fault := address_error(link.target)):
                continue
            if guess := "" if link.image else guess_address(link.target):
                yield self.suggest(link.address or link.span, fault, guess, link.target, sure=link.address is not None)
            else:
                hint = "link to an http, https or mailto address, or to a file beside the brief"
                if "hides its host" in fault:
                    hint = 'delete the "@" and what stands before it in the host'
                yield self.flag(link.span, fault, hint=hint)


class LinkTextDiffers(PassageRule, code="L105"):
    """A link shows one web address and leads to another."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        for link, text, _ in _list_link_texts(passage):
            target = str(link.attrs["href"])
            if shows_other_host(text, target):
                message = f'the link shows "{text.strip()}" and leads to "{target}"'
                hint = "write words as its text, or the address to which it leads"
                yield self.flag(passage.place(link.meta["at"], 1), message, hint=hint)


class LinkTextSaysNothing(PassageRule, code="L111"):
    """The text of a link is empty or meaningless, such as “here”."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        for link, text, is_empty in _list_link_texts(passage):
            target = str(link.attrs["href"])
            # A link to a brief without a text shows the brief's title.
            says_nothing = text.strip(" .…!»>→").casefold() in _EMPTY_WORDS or (is_empty and has_scheme(target))
            if says_nothing and not shows_other_host(text, target):
                message = f'"{text.strip()}" does not say where the link leads'
                hint = "say where it leads, for example [the text of the agreement](…)"
                yield self.flag(passage.place(link.meta["at"], 1), message, hint=hint)


def _list_link_texts(passage: Passage) -> Iterator[tuple[Token, str, bool]]:
    """Yield each link with its text, and whether it is empty, without even a picture."""
    opening: Token | None = None
    text, is_empty = "", True
    for child in passage.children:
        if child.type == "link_open":
            opening, text, is_empty = child, "", True
        elif child.type == "link_close" and opening is not None:
            yield opening, text, is_empty
            opening = None
        else:
            is_empty = False
            text += child.content if opening and child.type in {"text", "code_inline"} else ""


class LooseLink(PatternRule, code="L121"):
    """A link is shown as typed, because its parts are swapped, or there is a space between them or in the address."""

    def search_text(self, passage: Passage) -> str:
        """Return the text to search; empty if no address is shown."""
        is_possible = "www." in passage.content or "://" in passage.content
        return passage.without_code if is_possible and ("//" in passage.rendered or "www." in passage.rendered) else ""

    def is_meant(self, row: Pattern, match: re.Match[str], passage: Passage) -> bool:
        return bool(_make_link(row, match, passage.rendered))

    def diagnose(self, row: Pattern, match: re.Match[str], passage: Passage) -> Diagnostic:
        message, link = row.says.replace("{}", match[0]), _make_link(row, match, passage.rendered)
        return self.suggest(passage.match_span(match), message, link, match[0])


def _make_link(row: Pattern, match: re.Match[str], rendered: str) -> str:
    """Return the link that was meant; empty if nothing is wrong, or it is uncertain."""
    parts = match.groupdict()
    raw_address = parts["address"] or parts.get("braced") or ""
    address, end = re.sub("^www\\.", "https://www.", raw_address.strip()).replace(" ", "%20"), ""
    if row.name == "open":
        end = address[len(address.rstrip(_STOPS)) :]
        address = address.removesuffix(end)
    is_sound = row.name == "blanks" and " " not in raw_address
    if parts["words"] in _REMARKS or is_sound or raw_address[-20:] not in rendered or address_error(address):
        return ""
    return f"[{parts['words']}]({address}){end}"


class BareAddress(PassageRule, code="S148"):
    """A web address in a text is not a link."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        is_possible = "://" in passage.content or "www." in passage.content.lower()
        if not is_possible or passage.reported_codes & {HandwrittenSources.code, LooseLink.code, MarkupOfOthers.code}:
            return
        linked = (child.meta for child in passage.children if child.type in {"link_open", "image"})
        links = [range(meta["at"], meta["end"]) for meta in linked]
        for match in _ADDRESS.finditer(passage.without_targets):
            if any(match.start() in link for link in links):
                continue
            original = _strip_end(match[0])
            address = _ESCAPED.sub(r"\1", original)
            address = address if "://" in original else f"https://{original}"
            link = "" if address_error(address) else f'; for a link, write "<{address}>"'
            hint = f"if it is a source, cite it with {{cite:p}}`key`{link}"
            if _PRIVATE_HOST.fullmatch(find_host(address)):
                hint = "write the address at which others can open the page, or delete it"
            yield self.flag(passage.place(match.start(), len(original)), f'"{original}" is not a link', hint=hint)


def _strip_end(address: str) -> str:
    """Strip the end of a sentence, and brackets or emphasis opened before the address."""
    while (last := address[-1]) in _END_OF_SENTENCE or (
        last in _OPENING_MARKS and _OPENING_MARKS[last] not in address.rstrip(last)
    ):
        address = address[:-1]
    return address


class PictureWithoutText(TextRule, code="S117"):
    """A picture has no alternative text, or text that does not describe it."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        hint = 'say what it shows: "![…](…)", or ":alt: …" in a directive'
        for picture in text.pictures:
            words = " ".join(picture.alt.split())
            if not words:
                yield self.flag(picture.span, "the picture has no alternative text", hint=hint)
            elif _EMPTY_ALT.fullmatch(words):
                yield self.flag(picture.span, f'"{words}" says nothing about the picture', hint=hint)
            elif _fold(words) == _fold(picture.caption):
                message = "the alternative text repeats the caption"
                yield self.flag(picture.span, message, hint="say what it shows")


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


class ChartWithoutUnit(TextRule, code="S150"):
    """A bar or line chart does not give the unit of its values."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        for block in text.blocks:
            read = block.token.meta.get("directive")
            if not isinstance(read, ParsedDirective) or read.name != "chart":
                continue
            values = {name: value for name, (_, value) in read.options.items()}
            if values["kind"] in {"bar", "line"} and not values.get("unit"):
                span = text.find(read.argument, block.line)
                hint = "write it on a line below the first one, such as :unit: Billions of US dollars"
                yield self.flag(span, "the chart does not say in which unit its values are", hint=hint)
