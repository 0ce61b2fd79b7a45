"""The facts base that stands beside the repository: events with their facts, sources and conflicts."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .figures import Figure, figures

_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event.

    Attributes:
        texts: What is verified of it: facts that have a source, how sources disagree, and what is known of sources.
        addresses: Where its sources are.
    """

    id: str
    texts: tuple[str, ...]
    addresses: frozenset[str]

    def figures(self) -> set[Figure]:
        return figures("\n".join(self.texts))


def read_events(file: Path) -> list[Event]:
    """All events, in the order of the file."""
    return [_event(yaml.safe_load(block)) for block in _BLOCK.findall(file.read_text("utf-8"))]


def _event(data: dict[str, Any]) -> Event:
    sources = [source for source in data["sources"] if source["status"] == "VERIFIED"]
    verified = {source["id"] for source in sources}
    facts = [fact["text"] for fact in data["facts"] if verified.intersection(fact["src"])]
    of_sources = [str(source.get(name, "")) for source in sources for name in ("title", "date", "note")]
    return Event(
        id=data["id"],
        texts=(data["date"], data["title"], *facts, *data.get("conflicts", ()), *of_sources),
        addresses=frozenset(plain_address(source["url"]) for source in sources if "url" in source),
    )


def plain_address(url: str) -> str:
    """An address without what may differ between two that lead to the same page."""
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/").partition("#")[0].casefold()
