"""The texts that scripts say in another language than English, as a script that a page loads before them."""

import msgspec
from babel import Locale

from ..i18n import DEFAULT, catalogue, interface_language, languages, words

_SAMPLES = (*range(200), 1_000, 1_000_000, 1_000_001)


def name_words_script(language: str) -> str:
    """The name of the script for pages in *language*, if there is one."""
    return f"words-{interface_language(language) or DEFAULT}.js"


def words_scripts() -> dict[str, str]:
    """All such scripts by their names; English has one only where the archive has words of its own."""
    made = {name_words_script(language): script_words(language) for language in languages()}
    return {name: text for name, text in made.items() if text}


def script_words(language: str) -> str:
    """The script for a language that has a catalogue; empty where the texts in the scripts themselves will do.

    A text in several forms is an object of them, by the categories of `Intl.PluralRules`.
    """
    translations, samples = words(language), _samples(language)
    messages: dict[str, str | dict[str, str]] = {}
    for message in catalogue(languages()[1]):
        if not any(path.endswith(".js") for path, _ in message.locations):
            continue
        match message.id:
            case (one, many):
                forms = {category: translations.ngettext(one, many, number) for category, number in samples.items()}
                if not {one, many} >= {*forms.values()}:
                    messages[one] = forms
            case str(text) if (translation := translations.gettext(text)) != text:
                messages[text] = translation
    if not messages:
        return ""
    data = msgspec.json.encode({"language": language, "messages": messages}).decode()
    return f"globalThis.interfaceWords = {data};\n"


def _samples(language: str) -> dict[str, int]:
    """A number of each category of CLDR."""
    category = Locale.parse(language, sep="-").plural_form
    return {category(number): number for number in reversed(_SAMPLES)}
