"""Write the lists of countries, topics and kinds of publishers in the forms for issues, from the vocabulary.

    .venv/bin/nox -s forms                 # write them
    .venv/bin/nox -s forms -- --check      # only say whether they are up to date

A form is edited by hand, but for the lists below a line `options: # from the vocabulary: NAME`.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml
from anyascii import anyascii

from briefarchive.model import TopicId, Vocabulary
from briefarchive.reading.fields import KINDS
from briefarchive.reading.vocabularies.reader import read_vocabulary
from briefarchive.storage.files import write_text

ROOT = Path(__file__).resolve().parent.parent
FORMS = ".github/ISSUE_TEMPLATE"

# The line that announces a list, and what is set in deeper below it.
LIST = re.compile(
    r"^(?P<start>(?P<indent> *)options: # from the vocabulary: (?P<name>\w+)\n)(?:(?P=indent) +.*\n)*", re.MULTILINE
)


def main(arguments: list[str]) -> int:
    """Write the forms of this repository, or check them; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a form is not up to date")
    check = parser.parse_args(arguments).check
    old = list(outdated(ROOT))
    for path, text in old:
        if check:
            print(f"{path} does not fit the vocabulary; run: python3 tools/bootstrap.py forms", file=sys.stderr)
        else:
            write_text(ROOT / path, text)
            print(f"{path} was written.")
    return int(check and bool(old))


def outdated(root: Path) -> Iterator[tuple[str, str]]:
    """The path of each form that does not fit the vocabulary, and the text that would."""
    vocabulary, _ = read_vocabulary(root)
    lists = {
        "countries": countries(vocabulary),
        "topics": topics(vocabulary),
        "kinds": [kind.replace("-", " ").capitalize() for kind in KINDS],
    }
    for path in sorted((root / FORMS).glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        if (wanted := with_lists(text, lists)) != text:
            yield path.relative_to(root).as_posix(), wanted


def with_lists(form: str, lists: dict[str, list[str]]) -> str:
    """The text of a form with each announced list in it; the rest stays as it is."""

    def filled(announced: re.Match[str]) -> str:
        items = (f"{announced['indent']}  - {_quoted(option)}\n" for option in lists[announced["name"]])
        return announced["start"] + "".join(items)

    return LIST.sub(filled, form)


def countries(vocabulary: Vocabulary) -> list[str]:
    """Every country with its code, in the order of its names, since who looks for one may not know the code."""
    named = ((one.label("en"), one.code) for one in vocabulary.countries.values())
    return [f"{code} – {label}" for label, code in sorted(named, key=lambda pair: (_plain(pair[0]), pair[1]))]


def topics(vocabulary: Vocabulary) -> list[str]:
    """Every topic below its broader one, with the names of all above it. GitHub wants no choice to be there twice."""
    paths = (" › ".join(path) for path in _paths(vocabulary, None, ()))
    return list(dict.fromkeys(paths))


def _paths(vocabulary: Vocabulary, parent: TopicId | None, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for topic in vocabulary.narrower.get(parent, ()):
        path = (*above, vocabulary.topics[topic].label("en"))
        yield path
        yield from _paths(vocabulary, topic, path)


def _plain(label: str) -> str:
    """A name as it is sorted: Åland stands with those in A."""
    return anyascii(label).casefold()


def _quoted(text: str) -> str:
    """*text* as a YAML string on one line. Unquoted, some names would be truth values or end at a sign."""
    return str(yaml.safe_dump(text, default_style='"', allow_unicode=True, width=sys.maxsize)).strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
