"""Of which years evidence is, by what its row in the list says."""

from __future__ import annotations

import re
from collections.abc import Collection

from kdcl.school import Evidence
from kdcl.standards.vocabulary import split_words


def find_latest_year(row: Evidence, until_now: Collection[str]) -> int | None:
    """Return the last calendar year that a piece of evidence speaks of; None where it names none or goes on to now.

    The school years it is said to cover count, or else the years in its reference.

    Args:
        row: the piece.
        until_now: the words for "until now", of the framework's vocabulary.
    """
    stated = [year.start + 1 for year in row.school_years]
    stated += [year.start + 1 for piece in row.pieces if (year := piece.school_year) is not None]
    if stated:
        return max(stated)
    if not set(until_now).isdisjoint(split_words(row.reference)):
        return None
    # A number before a slash belongs to the paper's own number, as in 2010/QĐ.
    years = re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9/])", row.reference)
    return max(map(int, years), default=None)
