"""Marks in a school's own Word file: repairs of codes, and comments where findings speak of it; all else stays.

`scan` says where in the bytes of a part its paragraphs and runs stand, `edits` puts marks there and nowhere else,
`comments` has the part that comments stand in, `word_files` opens such a file and writes its copy; `codes` repairs the
codes of one, and `reviewing` reads a report, checks it, and puts what was found into it (``docs/analysis/review.md``).
"""
