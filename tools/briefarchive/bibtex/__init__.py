"""The syntax of BibTeX and biblatex: reading it, the form in which the archive writes it, and changes of a file.

`entries` reads the blocks of a file, `inheritance` fills in what entries take from one another; `latex`, `names` and
`dates` understand values. `writing` writes an entry, `layout` and `canonical` put a file into the form of the archive,
and `editing` changes single entries. What a source is, and what is wrong with it, `reading.bibliography` says.
"""
