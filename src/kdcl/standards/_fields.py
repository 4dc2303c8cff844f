"""From a table of a law file to an attrs class: each field is read by its name and its type.

A class of the law says once what it holds; its loader names only what the file writes in another way.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import types
import typing
from collections.abc import Callable, Hashable, Mapping
from typing import Any, Final, TypeVar

import attrs

from kdcl.law import LegalNumber
from kdcl.messages import BilingualText
from kdcl.standards._numbers import read_number
from kdcl.standards._table import LawTable
from kdcl.typed import Within

_Class = TypeVar("_Class")
Builders = Mapping[type, Callable[[LawTable], Any]]
"""How the classes inside a class are built, where their fields alone do not say it."""

_NONE: Final[Builders] = types.MappingProxyType({})
_PLAIN: Final[Mapping[type, Callable[[LawTable, str], Any]]] = types.MappingProxyType(
    {
        str: LawTable.text,
        bool: LawTable.find_flag,
        dt.date: LawTable.day,
        BilingualText: LawTable.bilingual,
        LegalNumber: read_number,
    }
)


def read_fields(
    table: LawTable,
    cls: type[_Class],
    using: Builders = _NONE,
    /,
    **given: Any,  # noqa: ANN401 - fields are of any type
) -> _Class:
    """Return an instance of an attrs class from a table.

    A field is the key of its name; a list of tables is named in the singular, as in ``[[column]]``. A key may be
    missing where the field has a default, may be None, or is true or false; then it is the default, None or false.
    What is wrong is noted in the table, and a placeholder stands for it.

    Args:
        table: the table.
        cls: the class; its fields are texts, flags, days, statements in both languages, choices, numbers of documents,
            whole numbers within the range that the field declares, other such classes, and tuples of texts and classes.
        using: how the classes inside are built, where their fields alone do not say it.
        given: the fields that the caller has read.
    """
    kind: Hashable = typing.cast("Hashable", cls)  # a class is, though mypy does not see it through the type variable
    for field in _plan(kind, frozenset(given)):
        if field.key in table or field.is_needed:
            given[field.name] = field.read(table, using)
        elif not field.has_default:
            given[field.name] = None
    return cls(**given)


def read_list(table: LawTable, key: str, cls: type[_Class], using: Builders = _NONE) -> tuple[_Class, ...]:
    """Return an instance of an attrs class for each table of a list; none where the key is missing."""
    return tuple(_build(part, cls, using) for part in table.tables(key)) if key in table else ()


def _build(table: LawTable, cls: type[_Class], using: Builders) -> _Class:
    built: _Class = using[cls](table) if cls in using else read_fields(table, cls, using)
    return built


@attrs.frozen(kw_only=True)
class _Field:
    """A field of a class.

    Attributes:
        name: its name.
        kind: what it holds, or what each of several is.
        is_list: whether it holds several.
        has_default: whether the class says what holds where the key is missing.
        is_needed: whether a missing key is a problem, or the reader's own business.
        limits: the range that the class gives a whole number.
    """

    name: str
    kind: type
    is_list: bool
    has_default: bool
    is_needed: bool
    limits: tuple[int, int] | None

    @property
    def key(self) -> str:
        """The key in the file."""
        return self.name.removesuffix("s") if self.is_list and self.kind is not str else self.name

    def read(self, table: LawTable, using: Builders) -> object:
        """Return what the file states."""
        if self.kind is str and self.is_list:
            return table.texts(self.key)
        if self.is_list:
            return tuple(_build(part, self.kind, using) for part in table.tables(self.key))
        if self.limits is not None:
            return table.whole(self.key, *self.limits)
        if self.kind in _PLAIN:
            return _PLAIN[self.kind](table, self.key)
        if issubclass(self.kind, enum.StrEnum):
            return table.choice(self.key, self.kind)
        return _build(table.table(self.key), self.kind, using)


@functools.cache
def _plan(cls: type, given: frozenset[str]) -> tuple[_Field, ...]:
    """Return the fields of a class that are to be read."""
    hints = typing.get_type_hints(cls)
    return tuple(
        _plan_field(field, hints[field.name]) for field in attrs.fields(cls) if field.init and field.name not in given
    )


def _plan_field(field: attrs.Attribute[Any], hint: Any) -> _Field:  # noqa: ANN401 - a type of any form
    may_be_none = type(None) in typing.get_args(hint)
    (held,) = [each for each in typing.get_args(hint) if each is not type(None)] if may_be_none else [hint]
    is_list = typing.get_origin(held) is tuple
    has_default = field.default is not attrs.NOTHING
    return _Field(
        name=field.name,
        kind=typing.get_args(held)[0] if is_list else held,
        is_list=is_list,
        has_default=has_default,
        is_needed=held is bool or not (may_be_none or has_default),
        limits=(field.validator.least, field.validator.most or 0) if isinstance(field.validator, Within) else None,
    )
