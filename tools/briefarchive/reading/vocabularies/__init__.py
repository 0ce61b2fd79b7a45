"""The vocabularies: topics, countries, people and publishers."""
