"""The site on this machine, drawn page by page as it is asked for, while one writes."""
