"""Shortcodes: tags in square brackets that WordPress replaces by captions, galleries and players.

Which shortcodes a site supports depends on its plugins. Those of WordPress itself become HTML. Another one is only
recognized if it has attributes or a closing tag, or belongs to a widespread plugin; its tags are removed, and the text
between them stays. Any other text in brackets, such as “[sic]”, is left as it is.
"""

import html
import itertools
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from ..words import read_table

_TOKEN = re.compile(
    r"(?P<escaped>\[)?\[(?P<close>/)?(?P<name>[A-Za-z][A-Za-z0-9_-]{1,40})"
    r"(?P<attributes>\s(?:\"[^\"]{0,2000}\"|'[^']{0,2000}'|[^\[\]\"']){0,2000})?\](?(escaped)\])"
)
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w-]{0,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))|(\S+)")
_IMAGE = re.compile(r"\s*(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?", re.IGNORECASE)
_CAPTIONS = frozenset({"caption", "wp_caption"})
_BUILT_IN = frozenset({"gallery", "embed", "audio", "video", "playlist"}) | _CAPTIONS
_FROM_PLUGINS = frozenset(name for names in read_table("shortcodes").values() for name in names)
_MOST_TOKENS = 10_000
# Footnotes of the block editor, and those in the text.
_EDITOR_MARK = re.compile(
    r'<sup\b[^<>]*\bdata-fn="(?P<id>[\w-]{1,80})"[^<>]*>\s*(?:<a\b[^<>]*>)?[^<>]{0,20}(?:</a>)?\s*</sup>', re.IGNORECASE
)
_EDITOR_LIST = re.compile(r"<!--\s+wp:footnotes\b[^>]{0,200}/-->")
_INLINE_NOTE = re.compile(
    r"\s?\[(?P<name>ref|fn|note|footnote|efn_note|mfn)\](?P<words>.{1,5000}?)\[/(?P=name)\]"
    r"|\s\(\((?P<bracketed>[^()]{1,3000}(?:\([^()]{0,500}\)[^()]{0,500}){0,5})\)\)",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]{2}")
_INLINE_START = re.compile(r"\[(?:ref|fn|note|footnote|efn_note|mfn)\]|\(\(", re.IGNORECASE)
# No post has more; the length that is searched for each is limited, too.
_MOST_NOTES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """HTML without shortcodes, and the shortcodes that were removed without replacement, as written."""

    html: str
    shortcodes: tuple[str, ...]


def resolve_shortcodes(content: str, gallery: Callable[[list[str]], str]) -> Resolved:
    """Resolve the shortcodes in *content*.

    Args:
        content: The text of a post as stored.
        gallery: Returns the HTML of pictures by id, or of all pictures of the post; empty if one is unknown.
    """
    tokens = list(_TOKEN.finditer(content))[:_MOST_TOKENS]
    closed_names = {token["name"].lower() for token in tokens if token["close"]}
    pieces: list[str] = []
    removed: list[str] = []
    position = 0
    for index, token in enumerate(tokens):
        if token.start() < position:
            continue
        replacement, end, unused = _resolve_token(content, tokens, index, closed_names, gallery)
        if replacement is None:
            continue
        pieces += (content[position : token.start()], replacement)
        removed += unused
        position = end
    return Resolved(html="".join((*pieces, content[position:])), shortcodes=tuple(removed))


def _resolve_token(
    content: str, tokens: list[re.Match[str]], index: int, closed_names: set[str], gallery: Callable[[list[str]], str]
) -> tuple[str | None, int, list[str]]:
    """Return the replacement of a token, its end, and what was removed; the replacement is None if it is text."""
    token = tokens[index]
    name, end = token["name"].lower(), token.end()
    if token["escaped"]:
        return token[0][1:-1], end, []
    if token["close"] or name not in _BUILT_IN:
        is_known = name in _BUILT_IN or name in _FROM_PLUGINS or name in closed_names
        is_shortcode = is_known or re.search(r"\w=", token["attributes"] or "")
        return (" ", end, [token[0]]) if is_shortcode else (None, end, [])
    attributes = _parse_attributes(token["attributes"] or "")
    if name == "gallery":
        ids = attributes.get("ids") or attributes.get("include") or ""
        replacement = gallery([id_ for id_ in re.split(r"[\s,]+", ids) if id_])
        return f"\n\n{replacement}\n\n", end, [] if replacement else [token[0]]
    closing = _find_closing_tag(tokens, index)
    if closing is None:
        return " ", end, [token[0]]
    inner = content[end : closing.start()]
    if name in _CAPTIONS:
        return _build_figure(inner, attributes.get("caption", "")), closing.end(), []
    if name == "embed":
        address = html.escape(html.unescape(inner.strip()))
        return f'\n\n<a href="{address}">{address}</a>\n\n', closing.end(), []
    return " ", end, [token[0]]


def _find_closing_tag(tokens: list[re.Match[str]], index: int) -> re.Match[str] | None:
    """Return the closing tag of a token, unless another one of the same name opens first."""
    name = tokens[index]["name"].lower()
    following = (
        token for token in tokens[index + 1 : index + 200] if token["name"].lower() == name and not token["escaped"]
    )
    closing = next(following, None)
    return closing if closing is not None and closing["close"] else None


def _parse_attributes(text: str) -> dict[str, str]:
    attributes = {}
    for name, *values, _ in _ATTRIBUTE.findall(text):
        if name:
            attributes[name.lower()] = next(filter(None, values), "")
    return attributes


def _build_figure(inner: str, caption: str) -> str:
    """Return the figure for a caption, whose words are in an attribute in old posts."""
    image = _IMAGE.match(inner)
    if image is None:
        return f"\n\n{inner}\n\n{html.unescape(caption)}\n\n"
    cut = image.end()
    words = " ".join(filter(None, (html.unescape(caption).strip(), inner[cut:].strip())))
    figcaption = f"<figcaption>{words}</figcaption>" if words else ""
    return f'\n\n<figure class="wp-caption">{inner[:cut]}{figcaption}</figure>\n\n'


def collect_footnotes(content: str, field: str) -> tuple[str, bool]:
    """Return *content* with its footnotes as a list at the end, and whether *field* contained any.

    Args:
        content: The text of a post as stored.
        field: The custom field `footnotes` of the block editor, as JSON; empty if there is none.
    """
    notes_by_id = _parse_field(field)
    notes: list[str] = []
    numbers: dict[str, int] = {}

    def replace_mark(mark: re.Match[str]) -> str:
        if mark["id"] not in notes_by_id:
            return mark[0]
        if mark["id"] not in numbers:
            notes.append(notes_by_id[mark["id"]])
            numbers[mark["id"]] = len(notes)
        return _note_mark(numbers[mark["id"]])

    def take_inline(note: re.Match[str]) -> str:
        words = (note["words"] or note["bracketed"]).strip()
        if len(notes) >= _MOST_NOTES or not _WORD.search(words):
            return note[0]
        notes.append(words)
        return _note_mark(len(notes))

    marked_content = _EDITOR_MARK.sub(replace_mark, content) if notes_by_id else content
    if sum(1 for _ in itertools.islice(_INLINE_START.finditer(marked_content), _MOST_NOTES + 1)) <= _MOST_NOTES:
        marked_content = _INLINE_NOTE.sub(take_inline, marked_content)
    if not notes:
        return content, False
    # Notes without a mark would be lost.
    notes += [words for id_, words in notes_by_id.items() if id_ not in numbers]
    items = "".join(f'<li id="briefs-note-{number}">{words}</li>' for number, words in enumerate(notes, start=1))
    note_list = (
        f"<!-- wp:list --><ol>{items}</ol><!-- /wp:list -->" if "<!-- wp:" in content else f"\n\n<ol>{items}</ol>"
    )
    return f"{_EDITOR_LIST.sub('', marked_content)}{note_list}", bool(notes_by_id)


def _note_mark(number: int) -> str:
    return f'<sup><a href="#briefs-note-{number}">{number}</a></sup>'


def _parse_field(text: str) -> dict[str, str]:
    """Return the HTML of notes by id, in order; none if the field is not a list of notes."""
    try:
        parsed = json.loads(text) if text.strip() else []
    except (ValueError, RecursionError):
        return {}
    notes = [item for item in parsed if isinstance(item, dict)] if isinstance(parsed, list) else []
    pairs = ((note.get("id"), note.get("content")) for note in notes[:_MOST_NOTES])
    return {id_: words for id_, words in pairs if isinstance(id_, str) and isinstance(words, str) and words.strip()}
