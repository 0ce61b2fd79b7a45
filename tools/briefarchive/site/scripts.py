"""The assets of pages: bundled scripts, their translations, and the style sheet."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
from babel import Locale

from ..i18n import DEFAULT, interface_language, languages, read_catalogue, translations

_STATIC = Path(__file__).parent / "static"

ENTRIES = (
    "reading/reading.js",
    "reading/basket.js",
    "reading/panel.js",
    "reading/reading-list.js",
    "search/box.js",
    "search/narrow.js",
    "search/page.js",
    "search/worker.js",
)
"""Scripts that are bundled with their static imports; dynamic imports remain separate files."""

_IMPORT = re.compile(r'^import \{[^}]*\} from "(\.{1,2}/[a-z-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const |function |async |class )", re.MULTILINE)
_ASKED = re.compile(r'(?:import\(|from |new URL\()"(\.\.?/[a-z/-]+\.js)"')
_REMARK = re.compile(r"^ *//.*\n|^ +", re.MULTILINE)
_SAMPLES = (*range(200), 1_000, 1_000_000, 1_000_001)

STYLES = ("site.css", "pictures.css")
"""The packaged parts of the style sheet in order; the whole has the name of the first."""
_STYLE_REMARK, _STYLE_SPACE = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"\s*\n\s*")


def bundle_module(script: Path) -> str:
    """Return a module with its imports, each once and before its first use, without comments and indentation.

    This relies on conventions of our own modules: names are unique, and exports are not renamed. The exports of the
    module itself are for scripts that load it dynamically.
    """
    *imported, own_text = _modules(script.resolve(), set())
    return "".join((*(_EXPORT.sub("", text) for text in imported), own_text))


def collect_scripts(folder: Path) -> dict[str, str]:
    """Return the scripts in *folder* that browsers request, by name: the entries and their dynamic imports."""
    texts: dict[str, str] = {}
    queue = sorted(ENTRIES)
    while queue:
        name = queue.pop()
        if name not in texts:
            script = folder / name
            texts[name] = bundle_module(script) if name in ENTRIES else script.read_text("utf-8")
            place = posixpath.dirname(name)
            queue += [posixpath.normpath(posixpath.join(place, link)) for link in _ASKED.findall(texts[name])]
    return texts


def _modules(script: Path, visited: set[Path]) -> Iterator[str]:
    visited.add(script)
    text = script.read_text("utf-8")
    for name in _IMPORT.findall(text):
        if (imported := (script.parent / name).resolve()) not in visited:
            yield from _modules(imported, visited)
    yield _REMARK.sub("", _IMPORT.sub("", text))


def words_script_name(language: str) -> str:
    """Return the name of the script with the translations into *language*."""
    return f"words-{interface_language(language) or DEFAULT}.js"


def list_words_scripts() -> dict[str, str]:
    """Return all scripts of translations by name; English has one only if the archive has texts of its own."""
    texts = {words_script_name(language): words_script(language) for language in languages()}
    return {name: text for name, text in texts.items() if text}


def words_script(language: str) -> str:
    """Return the script of translations into a language with a catalogue; empty if the texts in the scripts suffice.

    A text with plural forms is an object of them, by the categories of `Intl.PluralRules`.
    """
    texts, samples = translations(language), _samples(language)
    messages: dict[str, str | dict[str, str]] = {}
    for message in read_catalogue(languages()[1]):
        if not any(path.endswith(".js") for path, _ in message.locations):
            continue
        match message.id:
            case (one, many):
                forms = {category: texts.ngettext(one, many, number) for category, number in samples.items()}
                if not {one, many} >= {*forms.values()}:
                    messages[one] = forms
            case str(text) if (translation := texts.gettext(text)) != text:
                messages[text] = translation
    if not messages:
        return ""
    data = msgspec.json.encode({"language": language, "messages": messages}).decode()
    return f"globalThis.interfaceWords = {data};\n"


def _samples(language: str) -> dict[str, int]:
    category = Locale.parse(language, sep="-").plural_form
    return {category(number): number for number in reversed(_SAMPLES)}


def join_styles(fonts: str, own_styles: str) -> str:
    """Return the style sheet: *fonts*, the packaged parts without comments and indentation, and *own_styles*."""
    packaged = "\n".join((_STATIC / name).read_text("utf-8") for name in STYLES)
    return "\n".join([fonts, _STYLE_SPACE.sub("\n", _STYLE_REMARK.sub("", packaged)).strip(), own_styles])
