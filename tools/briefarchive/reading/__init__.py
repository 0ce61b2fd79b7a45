"""Files to model: every file of an archive is read here, with the place of whatever is wrong in it."""
