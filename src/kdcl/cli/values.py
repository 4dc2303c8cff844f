"""The names of the values that are typed on a command line, in the command's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kdcl.messages import Message, Translator, message

_VALUES: Final[Mapping[str, Message]] = {
    "CASES": message("CASES"),
    "CRITERION": message("CRITERION"),
    "DIR": message("DIR"),
    "DIRECTORY": message("DIRECTORY"),
    "FILE": message("FILE"),
    "FILES": message("FILES"),
    "FORM": message("FORM"),
    "FRAMEWORK": message("FRAMEWORK"),
    "INTEGER": message("INTEGER"),
    "INTEGER RANGE": message("INTEGER"),
    "ITEM": message("ITEM"),
    "NUMBER": message("NUMBER"),
    "PATH": message("PATH"),
    "TABLE": message("TABLE"),
    "TEXT": message("TEXT"),
    "TEXTS": message("TEXTS"),
}
"""What click and the commands call the values that are typed; other names in capitals stand as they are."""
_VALUE: Final = re.compile(r"(?<![\w-])(?:INTEGER RANGE|[A-Z]{3,})(?![\w-])")


def name_values(text: str, translator: Translator) -> str:
    """Return how something is typed, with the names of its values in a language.

    Args:
        text: how click has it, such as ``FILE`` or ``--processes INTEGER RANGE``.
        translator: the language.
    """
    return _VALUE.sub(lambda found: name_value(found[0]).render(translator), text)


def name_value(name: str) -> Message:
    """Return the name of a value; one that is not known stands as it is."""
    return _VALUES.get(name) or message("{text}", text=name)
