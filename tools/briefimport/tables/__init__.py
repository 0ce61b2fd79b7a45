"""Tables of texts, with one text in each record, and catalogues, which describe files."""
