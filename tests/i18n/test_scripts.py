"""Scripts say their texts in the language of the page."""

import json
import subprocess
from pathlib import Path

import briefarchive.site
from briefarchive.site.scripts import words_script

from ..cases import by_cases

WORDS = Path(briefarchive.site.__file__).parent / "static/words.js"
ASKED = """
const { _, ngettext } = await import(process.argv[1]);
const numbers = [1, 2, 1000000].map((number) => ngettext("{number} brief", "{number} briefs", number));
const texts = [_("Copied"), _("No brief has “{text}”.", { text: "$& {name}" }), _("Nothing")];
console.log(JSON.stringify([...texts, ...numbers]));
"""


@by_cases
def test_a_script_says_a_text_in_the_language_of_the_page(language: str, said: list[str]) -> None:
    script = words_script(language) + ASKED
    command = ["node", "--input-type=module", "--eval", script, WORDS.as_uri()]
    assert json.loads(subprocess.run(command, capture_output=True, check=True).stdout) == said
