"""Texts to the files of an archive, with the proof that no word is lost."""
