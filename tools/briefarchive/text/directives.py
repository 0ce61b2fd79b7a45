"""The directives of the dialect as docutils runs them: docutils' own, and sphinx-design's.

They are registered under names that no other text uses, so that Sphinx and its extensions, which replace some of them
for the guide, change nothing about a brief.
"""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from docutils.parsers.rst.directives import admonitions, images
from sphinx_design.cards import CardDirective
from sphinx_design.config import SdConfig
from sphinx_design.dropdown import DropdownDirective
from sphinx_design.grids import GridDirective, GridItemCardDirective, GridItemDirective
from sphinx_design.tabs import TabItemDirective, TabSetDirective

from .nodes import SeeAlso

_OWN = "brief-"


class CodeBlock(Directive):
    """A block of code, perhaps with numbered lines."""

    has_content = True
    optional_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"lineno-start": int}

    def run(self) -> list[nodes.Node]:
        """Make the block."""
        code = "\n".join(self.content)
        block = nodes.literal_block(code, code, language="".join(self.arguments), force=False, highlight_args={})
        if "lineno-start" in self.options:
            block["linenos"] = True
            block["highlight_args"]["linenostart"] = self.options["lineno-start"]
        return [block]


class SeeAlsoDirective(admonitions.BaseAdmonition):
    """An admonition that names something to read."""

    node_class = SeeAlso


class _SphinxDesignSettings:
    """Gives sphinx-design's directives the settings that they otherwise ask of Sphinx's environment."""

    env = SimpleNamespace(sd_config=SdConfig(card_legacy_separators=False))


_DESIGN: Mapping[str, type[Directive]] = {
    "card": CardDirective,
    "dropdown": DropdownDirective,
    "grid": GridDirective,
    "grid-item": GridItemDirective,
    "grid-item-card": GridItemCardDirective,
    "tab-item": TabItemDirective,
    "tab-set": TabSetDirective,
}

_DIRECTIVES: Mapping[str, type[Directive]] = {
    "admonition": admonitions.Admonition,
    "attention": admonitions.Attention,
    "caution": admonitions.Caution,
    "code": CodeBlock,
    "code-block": CodeBlock,
    "danger": admonitions.Danger,
    "error": admonitions.Error,
    "figure": images.Figure,
    "hint": admonitions.Hint,
    "image": images.Image,
    "important": admonitions.Important,
    "note": admonitions.Note,
    "seealso": SeeAlsoDirective,
    "tip": admonitions.Tip,
    "warning": admonitions.Warning,
    **{name: type(one.__name__, (_SphinxDesignSettings, one), {}) for name, one in _DESIGN.items()},
}


def register_directives() -> None:
    """Let docutils know the directives of briefs; Sphinx makes it forget them at the end of a build."""
    for name, directive in _DIRECTIVES.items():
        directives.register_directive(registered_name(name), directive)


def registered_name(name: str) -> str:
    """The name under which docutils knows a directive of the dialect."""
    return f"{_OWN}{name}"
