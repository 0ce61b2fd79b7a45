"""The footnotes of a post, whoever made them: the block editor, shortcodes such as `[ref]`, or double brackets.

All become links to a list at the end, which is how a page shows them.
"""

import itertools
import json
import re

_MARK = re.compile(
    r'<sup\b[^<>]*\bdata-fn="(?P<id>[\w-]{1,80})"[^<>]*>\s*(?:<a\b[^<>]*>)?[^<>]{0,20}(?:</a>)?\s*</sup>', re.IGNORECASE
)
_LIST = re.compile(r"<!--\s+wp:footnotes\b[^>]{0,200}/-->")
_INLINE = re.compile(
    r"\s?\[(?P<name>ref|fn|note|footnote|efn_note|mfn)\](?P<words>.{1,5000}?)\[/(?P=name)\]"
    r"|\s\(\((?P<bracketed>[^()]{1,3000}(?:\([^()]{0,500}\)[^()]{0,500}){0,5})\)\)",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]{2}")
_OPENING = re.compile(r"\[(?:ref|fn|note|footnote|efn_note|mfn)\]|\(\(", re.IGNORECASE)
# No post has more of them; each is looked at for a bounded length.
_MOST = 500


def with_footnotes(content: str, field: str) -> tuple[str, bool]:
    """*content* with its footnotes as a list at the end, and whether *field* gave any.

    Args:
        content: The text of a post as it is kept.
        field: The added field `footnotes` of the block editor, JSON; empty if there is none.
    """
    known = _of_field(field)
    notes: list[str] = []
    numbers: dict[str, int] = {}

    def kept(mark: re.Match[str]) -> str:
        if mark["id"] not in known:
            return mark[0]
        if mark["id"] not in numbers:
            notes.append(known[mark["id"]])
            numbers[mark["id"]] = len(notes)
        return _mark(numbers[mark["id"]])

    def taken(note: re.Match[str]) -> str:
        words = (note["words"] or note["bracketed"]).strip()
        if len(notes) >= _MOST or not _WORD.search(words):
            return note[0]
        notes.append(words)
        return _mark(len(notes))

    marked = _MARK.sub(kept, content) if known else content
    if sum(1 for _ in itertools.islice(_OPENING.finditer(marked), _MOST + 1)) <= _MOST:
        marked = _INLINE.sub(taken, marked)
    if not notes:
        return content, False
    # A note to which no mark leads would be lost.
    notes += [words for id_, words in known.items() if id_ not in numbers]
    items = "".join(f'<li id="briefs-note-{number}">{words}</li>' for number, words in enumerate(notes, start=1))
    listed = f"<!-- wp:list --><ol>{items}</ol><!-- /wp:list -->" if "<!-- wp:" in content else f"\n\n<ol>{items}</ol>"
    return f"{_LIST.sub('', marked)}{listed}", bool(known)


def _mark(number: int) -> str:
    return f'<sup><a href="#briefs-note-{number}">{number}</a></sup>'


def _of_field(text: str) -> dict[str, str]:
    """The HTML of notes by their ids, in order; none where the field is no list of them."""
    try:
        said = json.loads(text) if text.strip() else []
    except (ValueError, RecursionError):
        return {}
    notes = [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []
    pairs = ((one.get("id"), one.get("content")) for one in notes[:_MOST])
    return {id_: words for id_, words in pairs if isinstance(id_, str) and isinstance(words, str) and words.strip()}
