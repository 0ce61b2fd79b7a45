project = "Archive"
extensions = ["briefarchive.site"]
briefs_how_to_edit = "docs/edit"
