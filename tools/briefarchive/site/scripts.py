"""What pages load: each script in one file, its texts in the language of the page, and the style sheet."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
from babel import Locale

from ..i18n import DEFAULT, catalogue, interface_language, languages, translations

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
"""Scripts that are served with what they import at their start; what they import while they run stays by itself."""

_IMPORT = re.compile(r'^import \{[^}]*\} from "(\.{1,2}/[a-z-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const |function |async |class )", re.MULTILINE)
_ASKED = re.compile(r'(?:import\(|from |new URL\()"(\.\.?/[a-z/-]+\.js)"')
_REMARK = re.compile(r"^ *//.*\n|^ +", re.MULTILINE)
_SAMPLES = (*range(200), 1_000, 1_000_000, 1_000_001)

STYLES = ("site.css", "pictures.css")
"""The packaged parts of the style sheet, in their order; the first is also the name of the whole."""
_STYLE_REMARK, _STYLE_SPACE = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"\s*\n\s*")


def bundle_module(script: Path) -> str:
    """A module and all that it imports, each once and before what needs it, without remarks and indents.

    It is made for our own modules: names are theirs alone, and what they export is called as it is at home. What the
    module itself exports is for scripts that load it while they run.
    """
    *imported, own = _modules(script.resolve(), set())
    return "".join((*(_EXPORT.sub("", text) for text in imported), own))


def collect_scripts(folder: Path) -> dict[str, str]:
    """The scripts of *folder* that browsers ask for, by name: the entries, and what these import while they run."""
    made: dict[str, str] = {}
    wanted = sorted(ENTRIES)
    while wanted:
        name = wanted.pop()
        if name not in made:
            script = folder / name
            made[name] = bundle_module(script) if name in ENTRIES else script.read_text("utf-8")
            beside = posixpath.dirname(name)
            wanted += [posixpath.normpath(posixpath.join(beside, other)) for other in _ASKED.findall(made[name])]
    return made


def _modules(script: Path, seen: set[Path]) -> Iterator[str]:
    seen.add(script)
    text = script.read_text("utf-8")
    for name in _IMPORT.findall(text):
        if (imported := (script.parent / name).resolve()) not in seen:
            yield from _modules(imported, seen)
    yield _REMARK.sub("", _IMPORT.sub("", text))


def words_script_name(language: str) -> str:
    """The name of the script for pages in *language*, if there is one."""
    return f"words-{interface_language(language) or DEFAULT}.js"


def list_words_scripts() -> dict[str, str]:
    """All such scripts by their names; English has one only where the archive has words of its own."""
    made = {words_script_name(language): words_script(language) for language in languages()}
    return {name: text for name, text in made.items() if text}


def words_script(language: str) -> str:
    """The script for a language that has a catalogue; empty where the texts in the scripts themselves will do.

    A text in several forms is an object of them, by the categories of `Intl.PluralRules`.
    """
    texts, samples = translations(language), _samples(language)
    messages: dict[str, str | dict[str, str]] = {}
    for message in catalogue(languages()[1]):
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
    """A number of each category of CLDR."""
    category = Locale.parse(language, sep="-").plural_form
    return {category(number): number for number in reversed(_SAMPLES)}


def join_styles(fonts: str, own: str) -> str:
    """The style sheet: *fonts*, the packaged parts without remarks and indents, and the archive's *own* colours."""
    packaged = "\n".join((_STATIC / name).read_text("utf-8") for name in STYLES)
    return "\n".join([fonts, _STYLE_SPACE.sub("\n", _STYLE_REMARK.sub("", packaged)).strip(), own])
