"""Countries and topics that a text is about, by the names in it."""
