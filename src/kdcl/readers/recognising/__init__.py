"""Tells, before anything is read, which kind of document a file is and which rules it was made under.

Each answer comes with what it was seen by and how sure it is; the words are data, in ``marks.toml``. What follows from
an answer is in ``docs/analysis/readers-recognising.md``.
"""
