"""Writes a block with links as a list in plain text would, so that its source is read in the same way."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from ...document import Block, BlockKind, Link
from ...words import make_pattern, phrases
from ..dates.printed import find_dates
from ..kinds import is_sentence, reads_as_source
from .addresses import ADDRESS
from .cited_line import CitedLine
from .citing import read_source
from .likeness import count_words, likeness_to_name, likeness_to_title
from .publisher_names import is_domain, is_medium, is_name
from .quotations import add_quotes
from .references import Strength
from .run_in_lists import is_run_in_list
from .sites import is_site_of

# How much of a block its links must be for the whole to read as a source, and how many links a source has.
_SHARE, _SHARES, _MOST_LINKS = 0.4, {BlockKind.ITEM: 0.1, BlockKind.NOTE: 0.3}, 2
# A link that is all there is in quotation marks is a title, however long the publisher's name beside it.
_SHARE_OF_QUOTED = 0.2
_SHARE_OF_DATED, _LONGEST_DATED = 0.05, 250
_LONGEST = 400
# So many sources may stand in one line, parted by semicolons.
_MOST_IN_ONE = 10
_QUOTED = re.compile('[“”"„«»「」『』《》]')
# A link that begins or ends within what counts as one word.
_IN_WORD = re.compile(r"[^\W_]{2}")
# What leads to a quotation in a title, and from it: “We waited”: voices from the port; Interview: “We waited”
_NO_CAPITAL = r"[^\W\d_A-ZÀ-ÖØ-ÞА-ЯЁ]"
_TO_QUOTATION = re.compile(rf"$|.*(?:[:：]|\b{_NO_CAPITAL}+)\s*$")
_FROM_QUOTATION = re.compile(
    rf"$|\s*[:：]|[\s,–—-]*(?!(?:{make_pattern('bylines', 'by')}|{make_pattern('citing', 'in')})\b){_NO_CAPITAL}"
)
_SINGLE = "‘'", "’'"
# A title in single quotation marks beside a link on the publisher: “'Ferry line opens', Coast Radio”.
_SINGLY_QUOTED = re.compile(r"(?:^|[\s(:])['‘](?=\w)[^'’]{4,}['’](?=[\s,.;:)]|$)")
_AROUND = " \t,.;:：|–—―-()[]•*·"
_APART = (",", ";", ".", ":", "(", "[", "–", "—", "|")
_AROUND_LINK = f"{_AROUND} ›»>→…"
# What a list prints between a publisher and a title, and no title begins with.
_SEAM = re.compile(r"\s*(?:[:：|｜]|[–—―]|\s-{1,3}(?=\s))\s*")
_FIRM = re.compile(r"\s*[:：|｜–—―-]")
# “Title (in English) – Coast Radio”
_REMARK = re.compile(r"\([^()]*\)")
_NUMBER = re.compile(r"\s*[\[(]?\d{1,3}[.)\]]\s+")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){2,}")
# What names of institutions and newspapers end or begin with, and hardly any title.
_INSTITUTION = re.compile(
    rf".*\b(?:{make_pattern('publishers', 'ends')})"
    rf"|(?:.{{1,10}}\s)?(?:{make_pattern('publishers', 'begins')}) (?:of|for|on) .*",
    re.IGNORECASE,
)
# A linked name is as short as names are, and the plain title behind it has so many words more.
_WORDS_OF_NAME, _MORE_WORDS = 4, 2


def cited_text(block: Block) -> str:
    """Return the words of *block* with the addresses after its links; empty if its links rule out a source."""
    if not block.links:
        return ""
    several = len(block.links) > 1 and block.text.count(";") + 1 >= len(block.links)
    several &= len(block.links) <= _MOST_IN_ONE
    in_one = len(block.links) > 1 and is_run_in_list(block.text)
    if not (in_one or _is_made_of_links(block, several=several) or _reads_as_source(block)):
        return ""
    if several or in_one:
        return _each_with_address(block)
    block = _with_whole_addresses(block)
    if not block.links:
        return block.text
    addresses = [link.address for link in _title_first(block.links) if link.address not in block.text]
    return " ".join((_with_quoted_title(block), *dict.fromkeys(addresses))) if addresses else ""


def is_shortened_address(link: Link) -> bool:
    """Return whether the words of a link are its address without its beginning or end, as in “www.example.org”."""
    if link.address.startswith(link.text) or not (ADDRESS.fullmatch(link.text) or is_domain(link.text)):
        return False
    return re.sub(r"^https?://|[…./]+$", "", link.text.casefold()) in link.address.casefold()


def _with_whole_addresses(block: Block) -> Block:
    """Return *block* with the whole address in place of one that its link shows in short."""
    text, links = block.text, []
    for link in block.links:
        if is_shortened_address(link):
            text = text.replace(link.text, link.address, 1)
        else:
            links.append(link)
    return replace(block, text=text, links=tuple(links))


def _is_made_of_links(block: Block, *, several: bool) -> bool:
    """Return whether the links are so much of *block* that they are what it is about."""
    share = _SHARES.get(block.kind, _SHARE)
    if _is_quoted(block):
        share = min(share, _SHARE_OF_QUOTED)
    if len(block.text) <= _LONGEST_DATED and not _is_running_text(block) and find_dates(block.text):
        # The publisher of something with a day, and its title beside it.
        share = min(share, _SHARE_OF_DATED)
    linked = sum(len(link.text) for link in block.links)
    if len(block.links) > (_MOST_IN_ONE if several else _MOST_LINKS) or len(block.text) > _LONGEST:
        return False
    # “Ada Example, “Title”, Coast Radio, online.”
    is_led = block.kind in _SHARES and _ends_in_link(block)
    return linked >= share * len(block.text) or is_led or _is_name_and_link(block)


def _reads_as_source(block: Block) -> bool:
    """Return whether the words of *block* alone are a source, whatever of them is linked."""
    if len(block.links) > _MOST_IN_ONE or len(block.text) > _LONGEST or _is_running_text(block):
        return False
    citing = read_source(block.text)
    if citing.strength >= Strength.ADDRESS:
        # An address would make a source of what somebody only said.
        return reads_as_source(citing, block.text)
    title = citing.source.title
    is_dated = any(segment.kind in ("date", "undated") for segment in CitedLine.of(block.text).segments)
    open_ended = is_dated or not block.text.endswith((".", "!", ";", ",", ":"))
    return citing.strength is Strength.WEAK and open_ended and not title[:1].islower()


def _is_running_text(block: Block) -> bool:
    """Return whether *block* is a sentence; what says when something was seen, or ends in “…, online.”, is a source."""
    is_source = CitedLine.of(block.text).visited or _ends_in_link(block) or _links_title(block)
    return is_sentence(block.text) and not is_source


def _links_title(block: Block) -> bool:
    """Return whether the only link of *block* is on a title that its words show beside a publisher and a day."""
    source = read_source(block.text).source
    is_whole = source.publisher and source.issued and len(block.links) == 1
    # An author may stand before it.
    return bool(is_whole) and f". {source.title}".endswith(f". {block.links[0].text}")


def _ends_in_link(block: Block) -> bool:
    """Return whether *block* ends in a link, apart from the words before it, that says only that it is one."""
    link = block.links[-1]
    before, _, behind = block.text.rpartition(link.text)
    return _says_only_link(link) and before.rstrip().endswith(_APART) and not behind.strip(_AROUND_LINK)


def _title_first(links: tuple[Link, ...]) -> list[Link]:
    """Return *links* with those to a site's first page, which are on the publisher's name, after the others."""
    return sorted(links, key=lambda link: len(links) > 1 and urlsplit(link.address).path in ("", "/"))


def _is_quoted(block: Block) -> bool:
    """Return whether the only link of *block* is what stands in quotation marks, with them or between them."""
    if len(block.links) != 1:
        return False
    title = block.links[0].text
    before, shown_title, behind = block.text.partition(title)
    inside = bool(_QUOTED.match(title) and _QUOTED.match(title[-1]))
    return bool(shown_title) and (inside or bool(_QUOTED.match(before[-1:]) and _QUOTED.match(behind[:1])))


def _is_name_and_link(block: Block) -> bool:
    """Return whether *block* is a publisher's name, a sign and a link, and nothing else."""
    title = block.links[0].text
    before, shown_title, behind = block.text.partition(title)
    name = before.strip(_AROUND)
    return bool(shown_title) and not behind.strip(_AROUND) and before.rstrip() != name and _is_publisher(name)


def _each_with_address(block: Block) -> str:
    """Return the words of *block* with the address of each link behind it, as several sources in one line have them."""
    # Where the links are on the publishers, the titles stand beside them.
    names = sum(likeness_to_name(link.text) - likeness_to_title(link.text) for link in block.links) > 0
    quoted = names or bool(_QUOTED.search(block.text))
    pieces, position = [], 0
    for link in block.links:
        start = block.text.find(link.text, position)
        if start < 0:
            return ""
        end = start + len(link.text)
        title = link.text.rstrip(" .;,")
        shut = re.match('[”"»“]*', block.text[end:])
        end += shut.end() if shut else 0
        shown = f"{title}{shut[0] if shut else ''}" if quoted else f"“{title}”"
        pieces += [
            block.text[position:start],
            _in_brackets(block.text[position:start], link.text) if _says_only_link(link) else shown,
            f" {link.address}",
        ]
        position = end
    return "".join((*pieces, block.text[position:]))


def _with_quoted_title(block: Block) -> str:
    """Return the words of *block*, with its title in quotation marks if its only link shows which words it has."""
    link = block.links[0]
    before, shown_title, behind = block.text.partition(link.text)
    if shown_title and _says_only_link(link):
        return f"{before}{_in_brackets(before, link.text)}{behind}"
    quotes = _holds_quotes(block)
    if len(block.links) > 1 or not shown_title or (quotes and not _quotes_part_of_title(block)):
        return block.text
    if _IN_WORD.search(f"{before[-1:]}{link.text[0]}") or _IN_WORD.search(f"{link.text[-1]}{behind[:1]}"):
        return block.text
    lead = _NUMBER.sub("", before, count=1).strip(_AROUND)
    beside_link = _undated(f"{lead} {behind}")
    if not beside_link and not quotes:
        # What has only a date beside it is a title.
        title = f"“{link.text}”" if behind.strip(_AROUND) else link.text
        return f"{before}{_quote_title_in_link(link) or title}{behind}"
    if not lead and _names_publisher(link, behind):
        title = _undated(behind)
        return block.text.replace(title, f"“{title}”", 1) if title in behind else block.text
    names = (beside_link, _undated(_REMARK.sub("", f"{lead} {behind}")))
    return f"{before}{add_quotes(link.text)}{behind}" if any(map(_is_publisher, names)) else block.text


def _says_only_link(link: Link) -> bool:
    """Return whether the words of *link* are no title: “Read more”, “Zum Artikel”."""
    return link.text.strip(_AROUND_LINK).casefold().replace("’", "'") in phrases("citing", "links")


def _in_brackets(before: str, words: str) -> str:
    """Return *words* of a link in brackets, as what belongs to no field stands, unless *before* opens some."""
    return words if before.rstrip().endswith(("(", "[", "（")) else f"({words.strip(_AROUND_LINK)})"


def _holds_quotes(block: Block) -> bool:
    title = block.links[0].text
    if _QUOTED.search(block.text) or _SINGLY_QUOTED.search(block.text):
        return True
    return title[0] in _SINGLE[0] and title[-1] in _SINGLE[1]


def _quotes_part_of_title(block: Block) -> bool:
    """Return whether the only quotation of *block* is a part of its link, beside words that are no name."""
    link = block.links[0]
    parts = _QUOTED.split(link.text)
    if len(parts) != 3 or not (parts[0] or parts[-1]) or len(_QUOTED.findall(block.text)) > 2:
        return False
    is_part = _TO_QUOTATION.match(parts[0]) and _FROM_QUOTATION.match(parts[-1])
    return bool(is_part) and not _is_known(parts[0].strip(_AROUND), link)


def _names_publisher(link: Link, behind: str) -> bool:
    """Return whether *link* is on the publisher's name, and the plain words *behind* it are the title."""
    if not _is_name_alone(link.text):
        return False
    title = _undated(behind)
    linked, plain = _is_known(link.text, link), _is_known(title, link)
    if linked != plain:
        return linked
    if _INSTITUTION.fullmatch(title) and not _INSTITUTION.fullmatch(link.text):
        return False
    words = count_words(link.text)
    return bool(_FIRM.match(behind)) and words <= _WORDS_OF_NAME and count_words(title) >= words + _MORE_WORDS


def _is_name_alone(text: str) -> bool:
    """Return whether *text* can be a publisher's name and no title that only has capitals."""
    return _is_publisher(text) and not re.search(r"[:：?!]", text)


def _is_known(name: str, link: Link) -> bool:
    """Return whether *name* is that of a publisher by the site to which *link* leads, or by its last word."""
    return is_site_of(name, link.address) or bool(is_medium(name))


def _is_publisher(text: str) -> bool:
    """Return whether *text* can be a publisher's name, also one with full stops inside: “U.S. Department of State”."""
    return is_name(_ABBREVIATION.sub(lambda match: match[0].replace(".", ""), text))


def _quote_title_in_link(link: Link) -> str:
    """Return a link that is a whole source, with its title in quotation marks if the address shows the publisher."""
    citing = read_source(link.text)
    if citing.source.publisher and (citing.separator == "style" or citing.source.issued) and citing.source.title:
        return link.text
    for seam in _SEAM.finditer(link.text):
        before, behind = link.text[: seam.start()], link.text[seam.end() :]
        if _is_name_alone(before) and _is_known(before, link) and behind.strip():
            return f"{before}{seam[0]}“{behind}”"
        if _is_name_alone(behind) and _is_known(behind, link) and before.strip():
            return f"“{before}”{seam[0]}{behind}"
    return ""


def _undated(text: str) -> str:
    """Return *text* without the dates at its end and the signs around it."""
    line = CitedLine.of(text.strip())
    end = next((place + 1 for place in range(len(line.segments), -1, -1) if place in line.plain), 0)
    return line.slice((0, end)).strip(_AROUND) if end else ""
