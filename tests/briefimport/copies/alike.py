"""Texts drawn by lot, and what becomes of them when a program saves them in another format or a person edits them."""

import datetime
import random
from collections.abc import Sequence
from dataclasses import replace

from briefimport.copies.finding import Copies, find_copies
from briefimport.document import Block, BlockKind, SetAside
from briefimport.legacy import LegacyBrief, LegacySource, PrintedDate

_NOUNS = ("port", "ferry", "crane", "tariff", "pipeline", "harvest", "embassy", "railway", "treaty", "quota")


def brief(draw: random.Random, origin: str) -> LegacyBrief:
    """One brief as plain text has it."""
    day = datetime.date(2005, 1, 1) + datetime.timedelta(days=draw.randrange(5_000))
    # What no other drawn text has, as no two briefs of a real site are made of the same few words.
    own = " ".join(f"{draw.choice('bcdfgklm')}{draw.choice('aeiou')}{draw.randrange(10**6)}" for _ in range(45))
    sentences = (
        f"The northern {draw.choice(_NOUNS)} opened again as “expected” – for ${n} million." for n in range(2, 8)
    )
    paragraphs = (*(f"{sentence} Nobody knew why." for sentence in sentences), own)
    sources = tuple(
        LegacySource(publisher=name, title=f"{draw.choice(_NOUNS)}s wanted")
        for name in draw.sample(("Coast Radio", "The Harbour Gazette", "海港日报"), draw.randint(2, 3))
    )
    return LegacyBrief(
        origin=origin,
        sha256=f"{draw.getrandbits(256):064x}",
        text="\n".join((day.isoformat(), *paragraphs, *(f"{source.publisher} {source.title}" for source in sources))),
        published=PrintedDate(date=day, text=day.isoformat(), line=1),
        body=tuple(Block(text=text, line=number + 2, place=number) for number, text in enumerate(paragraphs)),
        sources=sources,
    )


def copy(text: LegacyBrief, draw: random.Random, origin: str) -> LegacyBrief:
    """The same brief from another file: other marks between its words, a note, a title, no date, other paragraphs."""
    blocks = list(text.body)
    whole = text.text
    if draw.random() < 0.5:
        blocks = [replace(block, text=block.text.replace("“", '"').replace("–", "-").upper()) for block in blocks]
    if draw.random() < 0.5:
        blocks = [Block(text=" ".join(block.text for block in blocks))]
    if draw.random() < 0.5:
        note = "Half of it was paid by the two towns."
        blocks.append(Block(text=note, kind=BlockKind.NOTE, place=99))
        whole += f"\n{note}"
    title = "A title that this copy has" if draw.random() < 0.5 else ""
    dated, sourced = draw.random() < 0.7, draw.random() < 0.7
    missed = [] if dated or text.published is None else [text.published.text]
    missed += [] if sourced else [f"{source.publisher} {source.title}" for source in text.sources]
    return replace(
        text,
        origin=origin,
        sha256=f"{draw.getrandbits(256):064x}",
        text=f"{title}\n{whole}",
        title=title,
        body=tuple(blocks),
        published=text.published if dated else None,
        sources=text.sources if sourced else (),
        set_aside=tuple(SetAside(line=1, text=words, reason="not understood") for words in missed),
    )


def revision(text: LegacyBrief, draw: random.Random, origin: str) -> LegacyBrief:
    """Nearly the same brief: one word of it is another."""
    number = draw.randrange(len(text.body))
    words = text.body[number].text.split()
    words[draw.randrange(len(words))] = "otherwise"
    changed = " ".join(words)
    body = (*text.body[:number], replace(text.body[number], text=changed), *text.body[number + 1 :])
    return replace(text, origin=origin, body=body, text=text.text.replace(text.body[number].text, changed))


def on_day(text: LegacyBrief, day: datetime.date) -> LegacyBrief:
    """*text* under another date."""
    return replace(text, published=PrintedDate(date=day, text=day.isoformat(), line=1))


def found(briefs: Sequence[LegacyBrief]) -> Copies:
    """The copies among *briefs*."""
    return find_copies(dict(enumerate(briefs)))


def groups(briefs: Sequence[LegacyBrief]) -> set[frozenset[str]]:
    """The names of the copies of each brief."""
    return {frozenset(briefs[place].origin for place in group) for group in found(briefs).groups}
