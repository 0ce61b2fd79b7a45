"""A Sphinx-based archive of policy briefs.

Data flows one way: files → `reading` → `model.Archive` → `checking` and `facets` → the renderers.
"""

from importlib.metadata import version

__version__ = version("briefarchive")

COMMANDS = "briefs.commands"
"""The group of entry points by which another package adds a command to `briefs`."""
