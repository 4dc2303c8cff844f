"""The words that schools use: which phrase, column head or heading says what.

The words themselves are data, in ``words.toml``.
"""
