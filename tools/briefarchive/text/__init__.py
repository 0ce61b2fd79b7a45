"""A brief's text as one document tree, from which the site, the print edition and the search are made."""
