"""Turns texts into files of the archive, and proves that no word is lost."""
