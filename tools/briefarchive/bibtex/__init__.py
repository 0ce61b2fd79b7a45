"""BibTeX and biblatex syntax: parsing, the canonical form in which the archive writes it, and edits of a file.

`entries` reads the blocks of a file, and `inheritance` fills in inherited fields; `latex`, `names` and
`dates` decode values. `writing` writes and changes an entry, and `layout` puts a file into canonical form.
`reading.bibliography` turns entries into sources and checks them.
"""
