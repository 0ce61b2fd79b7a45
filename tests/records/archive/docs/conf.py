project = "The House"
author = "House"
html_baseurl = "https://briefs.example/house"
briefs_license = "CC-BY-4.0"
language = "en_GB"
copyright = "The House"  # noqa: A001
extensions = ["briefarchive.site"]
