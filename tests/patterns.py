"""Every regular expression of the package, found by itself: what modules hold, functions make and calls name."""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any, Final

import attrs

import kdcl
from sources import PACKAGE, nodes_of, tree_of

CALLS: Final = frozenset({"compile", "search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn"})
ANCHORED: Final = frozenset({"match", "fullmatch"})
PLACEHOLDER: Final = r"(?:so\s+lieu|muc\s*/\s*do)"
"""Stands in a pattern for words that are known only when it runs: phrases of the law's files."""

_INSIDE: Final[dict[int, tuple[object, list[tuple[re.Pattern[Any], bool]]]]] = {}


@attrs.frozen
class Pattern:
    """A regular expression of the package.

    Attributes:
        where: module and line, or module and name.
        pattern: the expression.
        flags: its flags.
        is_searched: whether it is looked for at every place of a text, not at its beginning alone.
    """

    where: str
    pattern: str
    flags: int
    is_searched: bool


def iter_modules() -> Iterator[ModuleType]:
    """Iterate over every module of the package but its program."""
    for found in pkgutil.walk_packages(kdcl.__path__, "kdcl."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


@functools.cache
def collect() -> tuple[Pattern, ...]:
    """Return every pattern: those that modules hold, those that functions without arguments make, and every call."""
    kept: dict[tuple[str, int, bool], Pattern] = {}
    for source in _sources():
        for found in (*_iter_held(source), *_iter_called(source)):
            kept.setdefault((found.pattern, found.flags, found.is_searched), found)
    return tuple(kept.values())


def _iter_held(source: Source) -> Iterator[Pattern]:
    module = source.module
    for name, value in list(vars(module).items()):
        plain = inspect.unwrap(value) if callable(value) else None
        # A function that another one made stands in no module by itself: who holds it declared it.
        is_declared = inspect.isfunction(plain) and "<locals>" not in plain.__qualname__
        is_named = isinstance(value, type) or is_declared
        if is_named and value.__module__ != module.__name__:
            continue
        for held, is_anchored in _find_inside(value):
            asked = _what_is_asked(source, name)
            text = held.pattern if isinstance(held.pattern, str) else held.pattern.decode("latin-1")
            is_searched = not (is_anchored or (asked and asked <= ANCHORED))
            yield Pattern(f"{module.__name__}.{name}", text, held.flags, is_searched)


def _find_inside(value: object) -> list[tuple[re.Pattern[Any], bool]]:
    """Return the patterns that a value holds or makes; one that many modules name is looked into once."""
    if id(value) not in _INSIDE:
        made = _make(value) if inspect.isfunction(inspect.unwrap(value)) else value  # type: ignore[arg-type] # any value
        _INSIDE[id(value)] = value, list(_iter_inside(made, depth=4))
    return _INSIDE[id(value)][1]


def _make(function: Any) -> object:  # noqa: ANN401 - any function
    """Return what a function without arguments makes, where it says that it makes patterns."""
    plain = inspect.unwrap(function)
    if not inspect.isfunction(plain):
        return None
    returned = str(plain.__annotations__.get("return", ""))
    return function() if "re.Pattern" in returned and not inspect.signature(plain).parameters else None


def _iter_inside(value: object, depth: int) -> Iterator[tuple[re.Pattern[Any], bool]]:
    """Iterate over the patterns inside a value, with whether only their beginning is asked for."""
    if isinstance(value, re.Pattern):
        yield value, False
    elif isinstance(owner := getattr(value, "__self__", None), re.Pattern):
        yield owner, getattr(value, "__name__", "") in ANCHORED
    elif depth and isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from _iter_inside(part, depth - 1)
    elif depth and isinstance(value, dict):
        yield from _iter_inside((*value.keys(), *value.values()), depth - 1)
    elif depth and (isinstance(value, type) or attrs.has(type(value))):
        names = (
            vars(value)
            if isinstance(value, type)
            else (field.name for field in getattr(type(value), "__attrs_attrs__", ()))
        )
        for name in names:
            yield from _iter_inside(inspect.getattr_static(value, name, None), depth - 1)


@attrs.frozen
class Source:
    """A module's source.

    Attributes:
        module: the module.
        tree: its syntax.
        nodes: every part of it.
        names: every name in it.
        asked: what it asks of which name.
    """

    module: ModuleType
    tree: ast.Module
    nodes: tuple[ast.AST, ...]
    names: frozenset[str]
    asked: frozenset[tuple[str, str]]


@functools.cache
def _sources() -> tuple[Source, ...]:
    return tuple(_read(module) for module in iter_modules())


def _read(module: ModuleType) -> Source:
    # What is installed may be a copy; its source is that of the checkout, which other tests have read.
    plain = PACKAGE.joinpath(*module.__name__.split(".")[1:])
    path = plain / "__init__.py" if plain.is_dir() else plain.with_suffix(".py")
    tree, nodes = tree_of(path), nodes_of(path)
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    attributes = [node for node in nodes if isinstance(node, ast.Attribute)]
    asked = {(_owner_of(node), node.attr) for node in attributes if node.attr in CALLS}
    return Source(module, tree, nodes, frozenset(names | {node.attr for node in attributes}), frozenset(asked))


def _what_is_asked(source: Source, name: str) -> frozenset[str]:
    """Return what is asked of the patterns of a name, in every module that knows it."""
    known = [source] if name.startswith("_") else [other for other in _sources() if name in other.names]
    asked = frozenset(attribute for other in known for owner, attribute in other.asked if owner == name)
    # A pattern of several has a name inside functions only; a text can be split as well.
    return asked or frozenset(
        attribute
        for other in known
        for owner, attribute in other.asked
        if owner not in vars(other.module) and attribute != "split"
    )


def _owner_of(node: ast.Attribute) -> str:
    owner = node.value.func if isinstance(node.value, ast.Call) else node.value
    return owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""


def _iter_called(source: Source) -> Iterator[Pattern]:
    """Iterate over the patterns written in calls of ``re``; what is known only at run time is stood in for."""
    module, tree = source.module, source.tree
    if "re" not in source.names:
        return
    made = {id(node) for function in tree.body if _is_made(function, module) for node in ast.walk(function)}
    inside = _names_inside(tree)
    for node in source.nodes:
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS):
            continue
        # What is compiled outside functions is held by the module.
        if id(node) in made or (node.func.attr == "compile" and id(node) not in inside):
            continue
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.args:
            text = _text_of(node.args[0], module)
            if text is not None:
                asked = {node.func.attr}
                if node.func.attr == "compile":
                    asked = set(_what_is_asked(source, inside[id(node)]))
                is_searched = not (asked and asked <= ANCHORED)
                yield Pattern(f"{module.__name__}:{node.lineno}", text, _flags_of(node, module), is_searched)


def _names_inside(tree: ast.Module) -> dict[int, str]:
    """Return the name by which each thing made inside a function goes on: a variable's, a field's, the function's."""
    names: dict[int, str] = {}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            inside = tuple(ast.walk(function))
            names |= {id(node): function.name for node in inside}
            for node in inside:
                match node:
                    case ast.keyword(arg=str(name), value=value) | ast.Assign(targets=[ast.Name(id=name)], value=value):
                        names[id(value)] = name
                    case _:
                        pass
    return names


def _is_made(function: ast.stmt, module: ModuleType) -> bool:
    """Whether the patterns of a function are known by what it returns."""
    return isinstance(function, ast.FunctionDef) and _make(getattr(module, function.name)) is not None


def _text_of(node: ast.expr, module: ModuleType) -> str | None:
    match node:
        case ast.JoinedStr(values=values):
            return "".join(_text_of(value, module) or "" for value in values)
        case ast.FormattedValue(value=value):
            known = _value_of(value, module)
            return str(known) if isinstance(known, str | int) else PLACEHOLDER
        case ast.Name() | ast.Attribute() | ast.Constant():
            known = _value_of(node, module)
            return known.decode("latin-1") if isinstance(known, bytes) else known if isinstance(known, str) else None
        case _:
            return None


def _value_of(node: ast.expr, module: ModuleType) -> object:
    try:
        return eval(compile(ast.Expression(node), f"<{module.__name__}>", "eval"), dict(vars(module)))  # noqa: S307 - the package's own source
    except (NameError, AttributeError, TypeError):  # it is known inside the function only
        return None


def _flags_of(node: ast.Call, module: ModuleType) -> int:
    named = [word.value for word in node.keywords if word.arg == "flags"]
    flags = [_value_of(argument, module) for argument in (*node.args[1:], *named)]
    return next((int(flag) for flag in flags if isinstance(flag, re.RegexFlag)), 0)
