"""Tables of records: CSV, JSON lines and lists in JSON, one text in each record."""
