"""Names of languages in several languages, from the Common Locale Data Repository."""

import functools

from babel import Locale

# In which a table or a remark can name a language.
_NAMING_LANGUAGES = (
    "en", "es", "pt", "fr", "de", "it", "ru", "zh", "pl", "nl", "ja", "ko", "uk", "cs", "sv", "tr",
)  # fmt: skip


@functools.cache
def language_names() -> dict[str, str]:
    """Return language tags by the names of the languages, in small letters."""
    tags_by_name: dict[str, str] = {}
    for language in _NAMING_LANGUAGES:
        for tag, name in Locale(language).languages.items():
            if len(tag) == 2:
                tags_by_name.setdefault(name.casefold(), tag)
    return tags_by_name | {(Locale(tag).get_language_name(tag) or tag).casefold(): tag for tag in _NAMING_LANGUAGES}
