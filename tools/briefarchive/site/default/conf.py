"""The configuration of an archive that has none of its own."""

project = "Archive of briefs"
extensions = ["briefarchive.site"]
