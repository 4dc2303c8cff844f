"""What stands for a value on a command line, such as ``FILE``, in the command's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kdcl.messages import Message, Translator, message

PLACEHOLDERS: Final[Mapping[str, Message]] = {
    "BASE": message("BASE"),
    "CASES": message("CASES"),
    "CRITERION": message("CRITERION"),
    "DAY": message("DAY"),
    "DIR": message("DIR"),
    "DIRECTORY": message("DIRECTORY"),
    "FILE": message("FILE"),
    "FORM": message("FORM"),
    "FRAMEWORK": message("FRAMEWORK"),
    "INTEGER RANGE": message("INTEGER"),
    "ITEM": message("ITEM"),
    "NEW": message("NEW"),
    "NUMBER": message("NUMBER"),
    "OLD": message("OLD"),
    "OURS": message("OURS"),
    "PATH": message("PATH"),
    "TABLE": message("TABLE"),
    "TEXT": message("TEXT"),
    "TEXTS": message("TEXTS"),
    "THEIRS": message("THEIRS"),
}
"""Every word of the kind that a command has; a test holds it against the commands."""

# Longer ones first; what stands in braces or brackets are values to be typed as they are.
_WORD: Final = re.compile(
    rf"(?<![\w{{\[|<])(?:{'|'.join(sorted(PLACEHOLDERS, key=len, reverse=True))})(?![\w}}\]])|(?<=DIR\|)FILE"
)


def spell(text: str, translator: Translator) -> str:
    """Return how a command is called, with what stands for values in a language."""
    return _WORD.sub(lambda found: PLACEHOLDERS[found[0]].render(translator), text)
