"""How an error tells of a value in a file of the law: its kind, and how it is written there."""

from __future__ import annotations

import datetime as dt

from kdcl.messages import Message, message
from kdcl.standards._parse import DecimalText

KINDS: dict[type[object], Message] = {
    str: message("a text"),
    int: message("a whole number"),
    bool: message("true or false"),
    list: message("a list"),
    dict: message("a table"),
    dt.date: message("a date"),
    dt.datetime: message("a date with a time"),
    dt.time: message("a time"),
    DecimalText: message("a number with a fraction"),
}


def shown(value: object) -> object:
    """Return how an error shows a value: scalars as TOML writes them, tables and lists by a word."""
    match value:
        case DecimalText():
            return str(value)
        case bool():
            return str(value).lower()
        case dict() | list():
            return message("this")
        case str():
            return repr(value)
        case _:
            return value
