"""Finds the files to import, decodes and repairs them, and reads those that are dangerous in a process of their own."""
