"""Files beside briefs: pictures, PDF and CSV, each what its name says, harmless, and cheap to show."""
