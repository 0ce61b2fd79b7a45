"""Tables: of texts, one in each record, and catalogues, which describe files."""
