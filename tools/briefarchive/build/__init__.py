"""A build: what has changed is rendered, beside the site that stands, and then takes its place."""
