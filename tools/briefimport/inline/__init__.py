"""Writes what stands within a paragraph: links, citations, and characters that MyST would take for markup."""
