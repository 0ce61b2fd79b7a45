project = "Docks"
extensions = ["briefarchive.site"]
html_baseurl = "https://example.org/"
