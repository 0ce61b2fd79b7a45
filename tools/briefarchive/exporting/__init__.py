"""Sources and briefs in the formats of other programs."""
