extensions = ["briefarchive.site"]
project = "P"
