"""Topics, countries, people and publishers: reading them, and finding them by whatever they are called."""
