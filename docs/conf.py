"""The configuration of this archive. Everything that is not said here has a sound default."""

project = "The Brief Archive"
author = "the contributors of the brief archive"
copyright = f"{author}. Texts under CC BY 4.0, code under the MIT licence"
language = "en_GB"
briefs_license = "CC-BY-4.0"
html_logo = "_static/logo.svg"
html_static_path = ["_static"]

extensions = ["briefarchive.site", "sphinx_click"]

briefs_description = "China’s relations with the world, in short briefs"
briefs_motto = "What happened, how it was reported, and every source it rests on."
# Each paragraph with a fact cites its source, and English texts keep to the house style of the handbook.
briefs_also_check = ["C212", "S2"]
briefs_how_to_edit = "docs/how-to/edit-a-page"
