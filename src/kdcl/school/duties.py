"""What a member is in the council, read from the duty that a list names."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files

from kdcl.school.council import CouncilRole
from kdcl.text.folding import fold
from kdcl.text.phrases import phrases_pattern

# The letters of a shortened duty are parted by points, by blanks or by both.
_BLANKS = re.compile(r"[\s.]+")


def find_role(duty: str) -> CouncilRole | None:
    """Return the role that a duty begins with, alone or before the word for the council; None where it names none.

    >>> find_role("Chủ tịch Hội đồng"), find_role("P.CT HĐ"), find_role("Chủ tịch công đoàn")
    (<CouncilRole.CHAIR: 'chair'>, <CouncilRole.VICE_CHAIR: 'vice_chair'>, None)
    """
    text = _BLANKS.sub(" ", fold(duty)).strip()
    return next((role for role, pattern in _patterns().items() if pattern.match(text)), None)


@functools.cache
def _patterns() -> Mapping[CouncilRole, re.Pattern[str]]:
    words = tomllib.loads(files("kdcl.school").joinpath("duties.toml").read_text("utf-8"))
    council = phrases_pattern(words["council"]["name"])
    return {
        CouncilRole(name): re.compile(rf"\W*{phrases_pattern(named)}(?:\s*{council}\b|\s*(?:$|[^\w\s]))")
        for name, named in words["roles"].items()
    }
