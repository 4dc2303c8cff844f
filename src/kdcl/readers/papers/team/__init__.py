"""Reads the papers of an external assessment: by the labels that this library prints, in either language."""
