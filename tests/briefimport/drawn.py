"""Briefs drawn by lot, of words that are also signs of something: dashes, colons, hosts, numbers, and other scripts."""

import datetime
import random

from .quirks import Content

_NOUNS = (
    "port",
    "ferry",
    "crane",
    "tariff",
    "pipeline",
    "harvest",
    "embassy",
    "railway",
    "treaty",
    "quota",
    "customs-office",
    "river",
    "border",
    "market",
    "shipyard",
    "ministry",
)
_VERBS = ("opened", "closed", "grew", "fell", "moved", "waited", "met", "agreed", "was sold", "is to be built anew")
_TAILS = (
    "as was expected.",
    "– a surprise to all.",
    "in 2014.",
    "for $4 million.",
    "despite the rain (and the cold).",
    "which one paper called “a second spring.”",
    "and nobody knew why: no reason was given.",
    "at 3:30 p.m. on Friday.",
    "by 3.5% & more.",
    "although A < B in every year.",
    "said the harbour master’s office.",
    "after the naïve coöperation.",
)
_CHINESE = (
    "新渡轮航线星期一开通，乘客比去年多了一倍。",
    "两国部长在北岸会面，谈到关税和铁路。",
    "港务局说，第二台起重机将在秋天到达。",
    "渔民希望配额不再减少；部里还没有回答。",
)
NAMES = (
    "Ada Example",
    "Ben Sample",
    "Cyriaca van der Muster",
    "Jean-Luc O’Probe",
    "D. E. Fixture",
    "María Muestra",
)
PUBLISHERS = (
    "Coast Radio",
    "The Harbour Gazette",
    "govnews.example",
    "Northern Trade Review",
    "C.R.T.",
    "海港日报",
    "Port & Rail Weekly",
)
TITLES = (
    "Ferry line opens",
    "Rates: down, but for how long?",
    "Cranes wanted – a port waits",
    "the port’s second life",
    "Why 38 deals matter",
    "Sea, road and rail",
    "Q&A with the harbour master",
    "新航线开通",
    "Паром открыт снова",
)


def drawn(draw: random.Random) -> Content:
    """A brief with two to seven paragraphs and as many sources; one in eight is Chinese."""
    chinese = draw.random() < 0.125

    def sentence() -> str:
        if chinese:
            return draw.choice(_CHINESE)
        subject, thing = draw.sample(_NOUNS, 2)
        return f"The {subject} of the northern {thing} {draw.choice(_VERBS)} again this week {draw.choice(_TAILS)}"

    gap = "" if chinese else " "
    paragraphs = tuple(gap.join(sentence() for _ in range(draw.randint(2, 6))) for _ in range(draw.randint(2, 7)))
    pairs = draw.sample([(publisher, title) for publisher in PUBLISHERS for title in TITLES], draw.randint(2, 7))
    first, second = draw.sample(_NOUNS, 2)
    return Content(
        date=datetime.date(draw.randint(2005, 2019), draw.randint(1, 12), draw.randint(1, 28)),
        title=f"The {first.title()} and the {second.title()} of the North",
        paragraphs=paragraphs,
        sources=tuple(
            (publisher, title, f"https://x.example/{n}?a=1&b=2") for n, (publisher, title) in enumerate(pairs)
        ),
        compilers=tuple(draw.sample(NAMES, draw.randint(0, 3))),
    )
