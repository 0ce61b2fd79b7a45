"""The front matter of briefs: strict YAML, typed by a schema, with the likely mistake where it cannot be parsed."""
