"""`python -m briefarchive.cli`."""

from . import main

main(prog_name="briefs")
