"""The fields at the head of a brief: strict YAML, typed by the schema, with the likely mistake where it fails."""
