"""The syntax of BibTeX and biblatex: reading it, the form in which the archive writes it, and changes of a file.

`entries` reads the blocks of a file, `inheritance` fills in what entries take from one another; `latex`, `names` and
`dates` understand values. `writing` writes and changes an entry, and `layout` puts a file into the form of the archive.
What a source is, and what is wrong with it, `reading.bibliography` says.
"""
