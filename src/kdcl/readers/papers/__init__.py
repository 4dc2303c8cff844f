"""Reads documents of every kind: what a file is decides which reader it is handed to, and all give the same result."""
