"""Reads every file of an archive into the model, with the location of each error."""
