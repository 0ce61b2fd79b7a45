"""What an entry of a vocabulary should look like, made of the words that stand in it."""

import difflib
import functools
import re
from collections.abc import Collection

from ...model.slugs import slug
from ..front_matter.writer import quoted

_OTHER_NAMES = {
    "label": "labels, title, names, title_en",
    "name": "names, title, label, full_name, fullname, person",
    "synonyms": "synonym, aliases, alias, other_names, alt_labels, altlabel",
    "aliases": "alias, synonyms, synonym, other_names, also_known_as, aka, short",
    "former_names": "former_name, old_names, old_name",
    "url": "website, homepage, web, link, address, site, uri",
    "kind": "type, category, sort",
    "language": "lang, languages",
    "country": "countries, place, location, nation",
    "note": "notes, comment, remark, description, scope_note",
    "parent": "broader, parents, above, under",
    "members": "member, countries, states",
    "replaced_by": "replaced-by, use, see, successor",
    "cited_as": "cite_as, citation_name",
    "orcid": "orcid_id, orcid-id",
}
_JOINED = re.compile(
    r"(?P<first>[^，：]*[^，：\s])\s*[，,；;]\s*(?P<tag>[a-z]{2,3}(?:-[A-Za-z]{2,4})?)\s*[：:]\s*(?P<other>.+)"
)


def entry_field_meant(name: str, known: Collection[str]) -> str | None:
    """The field of an entry that was meant by another name."""
    plain = name.strip().casefold()
    for field, others in _OTHER_NAMES.items():
        if field in known and (plain == field or plain in others.split(", ")):
            return field
    return _near(plain, tuple(known))


@functools.lru_cache(maxsize=1_000)  # a file may have one field in each of a million entries
def _near(name: str, known: tuple[str, ...]) -> str | None:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
    return near[0] if near else None


def readable_words(id_: str) -> str:
    """A name that an id may have been made of: “Solar power” of `solar-power`."""
    return id_.replace("-", " ").strip().capitalize()


def readable_name(id_: str) -> str:
    """A person's or a publisher's name that an id may have been made of: “Ada Example” of `ada-example`."""
    return id_.replace("-", " ").strip().title()


def id_meant(name: str, *, is_country: bool) -> str:
    """An id made of a name; empty if it has no letters for one."""
    if is_country:
        code = re.sub(r"[^A-Z0-9]", "", name.upper())
        return code if re.fullmatch("[A-Z][A-Z0-9]{1,9}", code) else ""
    return slug(name)


def labels_meant(text: str, language: str) -> str:
    """Names by language that were written as one text with full-width signs, the first in *language*; else empty."""
    found = _JOINED.fullmatch(text)
    if not found:
        return ""
    first, other = quoted_if_needed(found["first"]), quoted_if_needed(found["other"])
    return f"{{{language}: {first}, {found['tag']}: {other}}}"


def quoted_if_needed(text: str) -> str:
    """A text as it stands within brackets."""
    return text if re.fullmatch(r"[^,:#{}&*!|>%@`'\"\[\]]+", text) else quoted(text)


def address_meant(text: str) -> str:
    """The address that a name of a web site stands for; empty if it is none."""
    return f"https://{text}" if re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", text, re.IGNORECASE) else ""
