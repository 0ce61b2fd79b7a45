"""Brings the catalogues of the interface's texts up to date with the code: `nox -s messages`.

A catalogue depends on the texts alone: it has no dates and no numbers of lines, and stands in the order of its texts. A
text that the code has no more is dropped; one that is new stands there without a translation until somebody writes it.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from briefarchive.i18n import CATALOGUES

PACKAGE = CATALOGUES.parents[1]
_WIDTH = 120
_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/static/**.js", "javascript")]
_OPTIONS = {
    "**/templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"},
    "**/static/**.js": {"parse_template_string": "true"},
}
_KEYWORDS = dict.fromkeys(("_", "gettext", "gettext_noop")) | dict.fromkeys(
    ("ngettext", "ngettext_noop", "format_count"), (1, 2)
)
_HEADER = """\
# The texts of the interface in {name}. The guide tells how to translate them: docs/how-to/translate-the-interface.md
msgid ""
msgstr ""
"Language: {tag}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def main() -> None:
    """Write all catalogues, and say what they lack."""
    texts = collect()
    for file in sorted(CATALOGUES.glob("*.po")):
        known = read(file)
        file.write_text(updated(known, texts), "utf-8")
        lacking = [message.id for message in known if message.id and not _is_translated(message)]
        sys.stdout.write(f"{file.name}: {len(texts)} texts, {len(lacking)} without a translation\n")
        sys.stdout.writelines(f"  {text}\n" for text in lacking)


def collect() -> Catalog:
    """All texts of the interface, each with the files that have it."""
    texts = Catalog()
    found = extract_from_dir(PACKAGE, _METHODS, _OPTIONS, keywords=_KEYWORDS, comment_tags=("Translators:",))
    for name, _, message, comments, context in found:
        texts.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return texts


def read(file: Path) -> Catalog:
    """A catalogue as it is."""
    with file.open("rb") as opened:
        return read_po(opened, locale=file.stem)


def updated(catalogue: Catalog, texts: Catalog) -> str:
    """Give a catalogue all *texts*, with the translations that it has, and no others; the text of its file."""
    catalogue.update(texts, no_fuzzy_matching=True)
    written = io.BytesIO()
    options = {"omit_header": True, "ignore_obsolete": True, "sort_output": True, "include_lineno": False}
    write_po(written, catalogue, width=_WIDTH, **options)
    locale = catalogue.locale
    name, tag = locale.english_name if locale else "", str(locale).replace("_", "-")
    header = _HEADER.format(name=name, tag=tag, plurals=get_plural(str(locale)).plural_forms)
    return header + written.getvalue().decode()


def _is_translated(message: Message) -> bool:
    return all(message.string if isinstance(message.string, tuple) else (message.string,))


if __name__ == "__main__":
    main()
