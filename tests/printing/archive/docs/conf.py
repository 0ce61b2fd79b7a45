"""An archive that is printed."""

project = "Papers on Paper"
author = "the makers of the tests"
copyright = f"{author}. Texts under CC BY 4.0"  # noqa: A001
language = "en_GB"
html_baseurl = "https://briefs.example.org/"
extensions = ["briefarchive.site"]
