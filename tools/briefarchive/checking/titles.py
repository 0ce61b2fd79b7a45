"""Rules on titles and summaries."""

import re
from collections.abc import Iterator

from ..diagnostics import Diagnostic
from ..model import Archive, Brief
from ..reading.bibliography.titles import ABBREVIATION, is_upper_case
from ..reading.nearest import fold
from .patterns import find_expression, find_words
from .rule import BriefRule, replace_value

_LONGEST_SUMMARY = 500


class MarkAroundTitle(BriefRule, code="M205"):
    """A title ends with a full stop, a comma, a semicolon, a colon or a dash, or is in quotation marks."""

    STOP = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[\d%)\]”’\"']))\.\Z|[。．]\Z")
    OTHERS = re.compile(r"(?:(?P<comma>[,，、])|(?P<semicolon>[;；])|(?P<colon>[:：])|(?P<dash> [–—-]))\Z")
    QUOTED = re.compile(r"“[^“”]+”|\"[^\"]+\"|„[^„“”]+[“”]|«[^«»]+»|‘[^‘’]+’|'[^']+'|「[^「」]+」")

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        if brief.title[-1:].isalnum():  # the usual case
            return
        if name := self.find_mark(brief.title):
            span, message, hint = brief.place("title"), f"the title ends with a {name}", f"delete the {name} at its end"
            yield self.flag(span, message, hint=hint, fix=replace_value(span, brief.title, brief.title[:-1].rstrip()))
        elif self.QUOTED.fullmatch(brief.title):
            hint = f'write "{brief.title[1:-1]}", or say in the title whose words these are'
            yield self.flag(brief.place("title"), "the whole title is in quotation marks", hint=hint)

    @classmethod
    def find_mark(cls, title: str) -> str:
        """Return the name of the mark at the end of a title; empty if there is none."""
        if cls.STOP.search(title) and not ABBREVIATION.search(title):
            return "full stop"
        match = cls.OTHERS.search(title)
        return str(match.lastgroup) if match else ""


def strip_final_mark(title: str) -> str:
    """Strip a final mark that `MarkAroundTitle` would report."""
    return title[:-1].rstrip() if MarkAroundTitle.find_mark(title) else title


class UpperCaseTitle(BriefRule, code="M206"):
    """A title is all in capital letters."""

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        if is_upper_case(brief.title):
            hint = "write it as in a sentence, with capitals for names"
            yield self.flag(brief.place("title"), "the title is written in capitals", hint=hint)


class CapitalsOfTitle(BriefRule, code="M214"):
    """An English title starts with a lower-case letter, or is in title case."""

    # Particles of names, which may be lower-case at the start.
    SMALL = frozenset({"al", "bin", "da", "de", "del", "der", "di", "du", "el", "ibn", "la", "le", "van", "von"})
    LINKING = find_words("linking")
    VERB = find_expression("verb")
    NEVER = frozenset({"And", "At", "By", "For", "From", "In", "Of", "To", "With"})
    FEW, FEWEST = 4, 5

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        if brief.language.partition("-")[0] != "en":
            return
        words = brief.title.split()
        first = words[0] if words else ""
        if re.fullmatch("[a-z]{2,20}", first) and first not in self.SMALL and len(words) > 1:
            hint = f'for example "{first.capitalize()} {" ".join(words[1:3])}{" …" if len(words) > 3 else ""}"'
            yield self.flag(brief.place("title"), "the title begins with a small letter", hint=hint)
        elif self._has_all_capitals(words):
            hint = "write it as in a sentence, with capitals for names"
            yield self.flag(brief.place("title"), "all words of the title have capitals", hint=hint)

    def _has_all_capitals(self, words: list[str]) -> bool:
        """Return whether a title of some length is in title case, including words that are never part of a name."""
        bare_words = [word.strip("“”‘’\"',;:()–-") for word in words]
        content_words = [
            word for word in bare_words if word.lower() not in self.LINKING and re.match(r"[^\W\d_]", word)
        ]
        if not all(word[0].isupper() for word in content_words):
            return False
        if len(words) >= self.FEW and self.NEVER.intersection(bare_words[1:]):
            return True
        later_words = (word for word in bare_words[1:] if not word.isupper())
        has_verb = any(word[:1].isupper() and self.VERB.fullmatch(word.lower()) for word in later_words)
        return len(content_words) >= self.FEWEST and has_verb


class UnfitSummary(BriefRule, code="M207"):
    """A summary is longer than 500 characters, or only repeats the title."""

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        if not brief.summary:
            return
        if len(brief.summary) > _LONGEST_SUMMARY:
            message = f"the summary has {len(brief.summary):,} characters"
            yield self.flag(brief.place("summary"), message, hint="say in one or two sentences what matters")
        elif _words(brief.summary) == _words(brief.title):
            message = "the summary repeats the title"
            yield self.flag(brief.place("summary"), message, hint="say what the title leaves open, or delete it")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))
