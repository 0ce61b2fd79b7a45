"""Care of the bibliography: with importing, `new` and `--fix`, the only writers of sources."""
