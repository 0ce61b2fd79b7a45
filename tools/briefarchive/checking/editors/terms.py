"""The terms of the vocabularies, as editors offer them: ids with their labels."""

from ...model import Vocabulary


def terms(vocabulary: Vocabulary, name: str) -> dict[str, str] | None:
    """The ids of a vocabulary with their labels, those of entries with a fault too; None if its file is unreadable."""
    if name in vocabulary.unread:
        return None
    refused = sorted(one.partition("/")[2] for one in vocabulary.unread if one.startswith(f"{name}/"))
    return {**_labels(vocabulary, name), **dict.fromkeys(refused, "Its entry has a fault.")}


def _labels(vocabulary: Vocabulary, name: str) -> dict[str, str]:
    match name:
        case "countries":
            return {str(one.code): one.label() for one in vocabulary.countries.values()}
        case "topics":
            return {str(one.id): one.label() for one in vocabulary.topics.values()}
        case "people":
            return {str(one.id): one.name for one in vocabulary.people.values()}
    raise AssertionError(name)
