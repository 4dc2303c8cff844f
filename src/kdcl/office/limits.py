"""How much work a foreign file may ask for: one set of limits for every door."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Final

import attrs

from kdcl.errors import LimitError, SettingError
from kdcl.messages import Message, message

VARIABLE: Final = "KDCL_LIMITS"
"""The environment variable that raises limits: ``KDCL_LIMITS=cells=400000,tags=6000000``."""

_MEBIBYTE: Final = 1 << 20
_SETTING: Final = re.compile(r"([a-z_]+)=([0-9]{1,15})")


@attrs.frozen(kw_only=True)
class Limits:
    """What is read of one file at most; many times what a report of hundreds of pages needs.

    Attributes:
        file_bytes: the size of the file itself.
        text_bytes: the size of a file that is read as text, such as a school's file; a full one has about a hundred
            thousand.
        entries: how many entries the package has.
        part_bytes: the unpacked size of one part.
        read_bytes: the unpacked size of all parts that are read, together.
        ratio: how many times larger a part may become by unpacking; parts under one mebibyte are not held to it.
        tags: how many tags and attributes all parts that are read have, together.
        tree_tags: how many of them stand in parts that are held in memory whole, as the text of a Word file is.
        cells: how many cells of a workbook hold something; those inside merged ones count too.
        characters: how many characters these cells hold.
    """

    file_bytes: int = 256 * _MEBIBYTE
    text_bytes: int = 16 * _MEBIBYTE
    entries: int = 10_000
    part_bytes: int = 64 * _MEBIBYTE
    read_bytes: int = 128 * _MEBIBYTE
    ratio: int = 200
    tags: int = 3_000_000
    tree_tags: int = 750_000
    cells: int = 200_000
    characters: int = 10_000_000

    def exceeded(self, name: str, source: str, reason: Message) -> LimitError:
        """Return the error that a file passes a limit.

        Args:
            name: the limit, one of this class's attributes.
            source: the file as the caller named it.
            reason: what the file has too much of.
        """
        allowed: int = getattr(self, name)
        setting = f"{VARIABLE}={name}={2 * allowed}"
        remedy = message("if you trust the file, raise this limit in the environment: {setting}", setting=setting)
        return LimitError(source=source, reason=reason, remedy=remedy, limit=name, allowed=allowed)


LIMITS: Final = Limits()


def get_limits(environment: Mapping[str, str] | None = None) -> Limits:
    """Return the limits in force: those of the library, changed as the environment says.

    >>> get_limits({"KDCL_LIMITS": "cells=400000, tags=6000000"}).cells
    400000

    Raises:
        SettingError: the environment variable names no limit, or gives one that is no whole number above 0.
    """
    text = (os.environ if environment is None else environment).get(VARIABLE, "")
    changed: dict[str, int] = {}
    for part in filter(None, map(str.strip, text.split(","))):
        found = _SETTING.fullmatch(part)
        if found is None or found[1] not in attrs.fields_dict(Limits) or not int(found[2]):
            known = tuple(attrs.fields_dict(Limits))
            raise SettingError(VARIABLE, part, message("write NAME=NUMBER; the names are: {names}", names=known))
        changed[found[1]] = int(found[2])
    return attrs.evolve(LIMITS, **changed)
