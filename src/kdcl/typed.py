"""Values that are checked when they are made: what a type checker refuses, running refuses.

`typed` reads the annotations of an attrs class once, when the first value is made; after some values it writes one
function of them that looks at all fields in a single expression. A sound value costs a call and a look into a set for
each field; only where one is not of exactly the class that is written does a closer look follow, which takes
subclasses too.
"""

from __future__ import annotations

import builtins
import datetime as dt
import functools
import itertools
import operator
import sys
import typing
from collections.abc import Callable, Mapping, Sequence
from types import GenericAlias, NoneType, UnionType
from typing import Any, Final, TypeAlias, TypeVar, Union

import attrs

from kdcl.failure import KdclError
from kdcl.messages import Message, message

_Class = TypeVar("_Class", bound=type)
_Look: TypeAlias = Callable[[Any], None]
_Known: TypeAlias = tuple[str, frozenset[type], frozenset[type] | None]
_FEW: Final = 32
"""Values of a class after which writing the quicker look pays."""
_POST_INIT: Final = "__attrs_post_init__"
_MISTAKEN: Final[Mapping[type, type]] = {int: bool, float: bool, dt.date: dt.datetime}
"""What Python takes as a kind of another and means something else: True is no number of sites, a time no day."""


@attrs.frozen
class WrongType:
    """A field, what it takes, and what it was given."""

    field: str
    takes: str
    given: object

    @property
    def in_words(self) -> Message:
        """The field, what it takes, and what was given instead, with what makes the one of the other."""
        words = message(
            "{field} takes {takes}, not {given}", field=self.field, takes=self.takes, given=_shown(self.given)
        )
        if isinstance(self.given, list) and "tuple[" in self.takes:
            return message("{words}; write tuple(...) around it", words=words)
        if isinstance(self.given, str) and "Code" in self.takes and "tuple[" not in self.takes:
            return message("{words}; parse it first", words=words)
        return words


@attrs.frozen(str=False)
class WrongTypeError(KdclError, TypeError):
    """A value was made of something else than its fields take; `wrong` has every such field."""

    kind: str
    wrong: tuple[WrongType, ...]

    @property
    def message(self) -> Message:
        """The class and every field that was given something else."""
        return message("{kind}: {wrong}", kind=self.kind, wrong=tuple(each.in_words for each in self.wrong))


@attrs.frozen(str=False)
class OutOfRangeError(KdclError, ValueError):
    """A value was made with a number that no school can have, such as fewer than none."""

    kind: str
    field: str
    given: int
    least: int
    most: int | None

    @property
    def message(self) -> Message:
        """The class, the field, what was given, and what the field takes."""
        facts = {"field": self.field, "given": self.given, "least": self.least, "most": self.most}
        if self.most is None:
            words = message("{field} takes a whole number from {least} on, not {given}", **facts)
        else:
            words = message("{field} takes a whole number from {least} to {most}, not {given}", **facts)
        return message("{kind}: {wrong}", kind=self.kind, wrong=words)


@attrs.frozen
class Within:
    """Lets a field take the whole numbers of a range alone: the validator of an attrs field.

    Attributes:
        least: the lowest.
        most: the highest; None where there is none.
    """

    least: int
    most: int | None = None

    def holds(self, number: int) -> bool:
        """Whether a number lies in the range."""
        return self.least <= number and (self.most is None or number <= self.most)

    def __call__(self, value: object, field: attrs.Attribute[Any], given: object) -> None:
        """Refuse a number outside; what is no number is told by `typed`.

        Raises:
            OutOfRangeError: the number is outside.
        """
        if type(given) is int and not self.holds(given):
            raise OutOfRangeError(type(value).__name__, field.name, given, self.least, self.most)


COUNT: Final = Within(0)
"""How many there are of something: none, or more."""


def typed(cls: _Class) -> _Class:
    """Let a class look at the types of its fields when a value is made; stands below ``@attrs.frozen``.

    Raises:
        WrongTypeError: when a value is made: all fields that were given something else than their annotation says.
    """
    own: _Look | None = cls.__dict__.get(_POST_INIT)

    def first_look(self: Any) -> None:  # noqa: ANN401 - a value of the class
        # attrs makes a new class with slots: the one that values are of is known only now.
        made = next(each for each in type(self).__mro__ if each.__dict__.get(_POST_INIT) is first_look)
        setattr(made, _POST_INIT, look := _with_own(_loop_over(made, own), own))
        look(self)

    setattr(cls, _POST_INIT, first_look)
    return cls


def _with_own(look: _Look, own: _Look | None) -> _Look:
    """Return the look at the fields, and after it what the class itself does with a new value."""
    if own is None:
        return look

    def both(value: Any) -> None:  # noqa: ANN401 - a value of the class
        look(value)
        own(value)

    return both


def _loop_over(cls: type, own: _Look | None) -> _Look:
    """Return a look at all fields that is made at once; after some values it makes place for a quicker one.

    Compiling takes longer than looking at a few values, and most classes of a short run have only a few.
    """
    hints = hints_of(cls)
    plan = [(name, *_exact(hint)) for name, hint in hints.items()]
    known = [(name, kinds, items) for name, kinds, items in plan if kinds is not None]
    loose = {name: hints[name] for name, kinds, _ in plan if kinds is None}
    seen = itertools.count(1)

    def look(value: Any) -> None:  # noqa: ANN401 - a value of the class
        for name, kinds, items in known:
            given: Any = getattr(value, name)
            if type(given) not in kinds or (given and items is not None and not {*map(type, given)} <= items):
                _look_closely(cls, hints, value)
        _look_closely(cls, loose, value)
        if next(seen) == _FEW:
            setattr(cls, _POST_INIT, _with_own(_compile(cls, hints, known, loose), own))

    return look


def _compile(cls: type, hints: Mapping[str, Any], known: Sequence[_Known], loose: Mapping[str, Any]) -> _Look:
    """Return the same look as one expression."""
    scope: dict[str, Any] = {"_map": map, "_type": type, "_closely": lambda value: _look_closely(cls, hints, value)}
    tests: list[str] = []
    for number, (name, kinds, items) in enumerate(known):
        scope[f"_kinds_{number}"] = kinds
        scope[f"_items_{number}"] = items
        tests.append(f"self.{name}.__class__ in _kinds_{number}")
        if items is not None:
            # `map` and a set look at the items without a step of Python for each of them.
            tests.append(f"(not self.{name} or {{*_map(_type, self.{name})}} <= _items_{number})")
    if loose:
        scope["_loose"] = lambda value: all(_accepts(hint, getattr(value, name)) for name, hint in loose.items())
        tests.append("_loose(self)")
    source = f"def look(self):\n if not ({' and '.join(tests) or True}):\n  _closely(self)\n"
    exec(compile(source, f"<fields of {cls.__name__}>", "exec"), scope)  # noqa: S102 - made of the class's own field names
    look: _Look = scope["look"]
    return look


def _look_closely(cls: type, hints: Mapping[str, Any], value: object) -> None:
    """Look at fields that are not of exactly the class that is written: subclasses are taken.

    Raises:
        WrongTypeError: some are something else.
    """
    wrong = tuple(
        WrongType(name, _written(hint), given)
        for name, hint in hints.items()
        if not _accepts(hint, given := getattr(value, name))
    )
    if wrong:
        raise WrongTypeError(cls.__name__, wrong)


def hints_of(cls: type) -> dict[str, Any]:
    """Return the annotations of a class's fields as objects, in their order."""
    namespaces = [vars(sys.modules[each.__module__]) for each in cls.__mro__ if each is not object]
    return {
        # attrs itself may have been asked for them already.
        field.name: _resolve(field.type, namespaces) if isinstance(field.type, str) else field.type
        for field in attrs.fields(cls)
    }


def _resolve(written: str, namespaces: Sequence[Mapping[str, Any]]) -> Any:  # noqa: ANN401 - an annotation
    """Return what an annotation stands for.

    What almost all of them are is taken apart here: evaluating each as an expression takes fifty times as long.
    """
    if " | " in written and "[" not in written:
        parts = [_resolve(part, namespaces) for part in written.split(" | ")]
        return functools.reduce(operator.or_, parts)
    if written.startswith("tuple[") and written.endswith(", ...]") and "[" not in written[6:]:
        return GenericAlias(tuple, (_resolve(written[6:-6], namespaces), ...))
    first, *rest = written.split(".")
    for namespace in (*namespaces, vars(builtins)):
        if first in namespace:
            return functools.reduce(getattr, rest, namespace[first])
    scope = {name: value for namespace in reversed(namespaces) for name, value in namespace.items()}
    return eval(written, scope)  # noqa: S307 - an annotation of the class's own source


def _exact(hint: Any) -> tuple[frozenset[type] | None, frozenset[type] | None]:  # noqa: ANN401 - an annotation
    """Return the classes that a value of this annotation has, and those of its items where it is a tuple of them.

    The first is None where this cannot be said of classes alone; such fields are looked at closely each time.
    """
    kinds: set[type] = set()
    items: frozenset[type] | None = None
    for part in _parts(hint):
        if isinstance(part, type) and typing.get_origin(part) is None and part not in {Any, object}:
            kinds.add(part)
        elif typing.get_origin(part) is tuple and typing.get_args(part)[1:] == (...,):
            kinds.add(tuple)
            items, _ = _exact(typing.get_args(part)[0])
        else:
            return None, None
    return frozenset(kinds), items


def _parts(hint: Any) -> tuple[Any, ...]:  # noqa: ANN401 - an annotation
    return typing.get_args(hint) if typing.get_origin(hint) in {Union, UnionType} else (hint,)


def _accepts(hint: Any, value: object) -> bool:  # noqa: ANN401 - an annotation
    """Return whether a value is what the annotation says, subclasses too."""
    return any(_accepts_part(part, value) for part in _parts(hint))


def _accepts_part(part: Any, value: object) -> bool:  # noqa: ANN401 - an annotation
    origin = typing.get_origin(part)
    if origin is tuple and typing.get_args(part)[1:] == (...,):
        return isinstance(value, tuple) and all(_accepts(typing.get_args(part)[0], each) for each in value)
    kind = origin or part
    if not isinstance(kind, type) or kind is Any or getattr(kind, "_is_protocol", False):
        return True  # only a type checker can tell
    return isinstance(value, kind) and not isinstance(value, _MISTAKEN.get(kind, ()))


def _written(hint: Any) -> str:  # noqa: ANN401 - an annotation
    """Return an annotation as it is written in a program."""
    if origin := typing.get_origin(hint):
        arguments = typing.get_args(hint)
        if origin in {Union, UnionType}:
            return " | ".join(map(_written, arguments))
        inner = ", ".join("..." if each is ... else _written(each) for each in arguments)
        return f"{origin.__name__}[{inner}]"
    return "None" if hint is NoneType else getattr(hint, "__name__", str(hint))


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else type(value).__name__  # noqa: PLR2004 - characters that fit beside the sentence
