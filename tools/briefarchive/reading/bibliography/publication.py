"""What a source is called, who brought it out, and in what it appeared.

Who brought it out, as a reader of the citation would say, is the first of these fields that is there:

| entry | fields, first to last |
| --- | --- |
| in a newspaper or journal | `journaltitle`, `journal`, `publisher`, `organization`, `institution` |
| thesis, report | `institution`, `school`, `organization`, `publisher` |
| any other | `publisher`, `organization`, `institution`, `school`, `journaltitle`, `journal`, `howpublished` |

`howpublished` counts unless it is an address. For `@online`, `titleaddon` comes last: Zotero keeps the name of a
site there.
"""

from collections.abc import Mapping

_PERIODICAL = ("journaltitle", "journal", "publisher", "organization", "institution")
_REPORT = ("institution", "school", "organization", "publisher")
_OTHER = ("publisher", "organization", "institution", "school", "journaltitle", "journal", "howpublished")
_BROUGHT_OUT_BY = {
    **dict.fromkeys(
        ("article", "periodical", "suppperiodical", "newspaper", "magazine", "review", "newspaper_article"), _PERIODICAL
    ),
    **dict.fromkeys(("thesis", "phdthesis", "mastersthesis", "report", "techreport"), _REPORT),
    "online": (*_OTHER, "titleaddon"),
}
_CONTAINERS = ("booktitle", "journaltitle", "journal", "maintitle", "series")
_TITLES = ("title", "booktitle", "maintitle", "eventtitle")


def full_title(fields: Mapping[str, str]) -> str:
    """The title with its subtitle; a volume without one has the title of the whole."""
    title = next((fields[name] for name in _TITLES if fields.get(name)), "")
    subtitle = fields.get("subtitle", "") if fields.get("title") else ""
    if not subtitle:
        return title
    return f"{title} {subtitle}" if title[-1] in ":?!.–—" else f"{title}: {subtitle}"


def find_publisher(entry_type: str, fields: Mapping[str, str]) -> str:
    """Who brought it out, by the table at the top."""
    for name in _BROUGHT_OUT_BY.get(entry_type, _OTHER):
        text = fields.get(name, "")
        if text and not (name == "howpublished" and ("://" in text or text.startswith("www."))):
            return text
    return ""


def find_container(entry_type: str, fields: Mapping[str, str], publisher: str) -> str:
    """The whole in which it appeared; a journal's `series` is a number and a book's own title no container."""
    names = (
        _CONTAINERS[:-1] if entry_type in _BROUGHT_OUT_BY and "journal" in _BROUGHT_OUT_BY[entry_type] else _CONTAINERS
    )
    found = (fields[name] for name in names if fields.get(name))
    return next((text for text in found if text not in (publisher, fields.get("title"))), "")
