"""The file format as a JSON Schema, made from the classes that hold the facts."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from kdcl.errors import MissingExtraError
from kdcl.figures.form import SchoolDataForm
from kdcl.figures.plain import data_schema
from kdcl.school import Rating, SchoolData

_NUMBER = "[1-9][0-9]?"
_CRITERION = rf"{_NUMBER}\.{_NUMBER}"
_INDICATOR = rf"^{_CRITERION}\.[a-z]$"
_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

_ABBREVIATION = r"[^\s/0-9_-][^\s/_-]*"

_TEXTS: Final[Mapping[str, dict[str, Any]]] = {
    "CalendarMonth": {
        "type": "string",
        "description": "A month of a year, such as 2018-03.",
        "pattern": "^[1-9][0-9]{3}-(0[1-9]|1[0-2])$",
    },
    "CriterionCode": {
        "type": "string",
        "description": "The number of a criterion, such as 1.10.",
        "pattern": f"^{_CRITERION}$",
    },
    "EvidenceCode": {
        "type": "string",
        "description": "The code of a piece of evidence, such as [H1-1-03-02].",
        "pattern": rf"^\[H{_NUMBER}-[1-9]-(0[1-9]|[1-9][0-9])-(0[1-9]|[1-9][0-9]{{1,8}})\]$",
    },
    "LegalNumber": {
        "type": "string",
        "description": "The number of a document, such as 42/2012/TT-BGDĐT or 46/KTKĐCLGD-KĐPT.",
        "pattern": f"^(0[1-9]|[1-9][0-9]{{1,6}})(/(19|20)[0-9]{{2}})?/{_ABBREVIATION}(-{_ABBREVIATION})*$",
    },
    "SchoolYear": {
        "type": "string",
        "description": "A school year, such as 2017-2018.",
        "pattern": "^[12][0-9]{3}-[12][0-9]{3}$",
    },
}
"""The classes that a file writes as text."""

_ATTRIBUTE = re.compile(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)
"""A line of a docstring's list of attributes, with the lines that continue it."""


def build_schema(version: int, cls: type, forms: Iterable[SchoolDataForm] = ()) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a file with the facts of a class, its figures by any of the forms.

    Raises:
        MissingExtraError: msgspec is not installed.
    """
    try:
        import msgspec  # noqa: PLC0415 - an optional dependency, needed here alone
    except ImportError:
        raise MissingExtraError("msgspec", "schema") from None
    _, definitions = msgspec.json.schema_components((cls,), schema_hook=functools.partial(_describe, forms))
    shapes = {name: _TEXTS.get(name) or _close(shape) for name, shape in sorted(definitions.items())}
    top = shapes.pop(cls.__name__)
    top["properties"] = {"schema_version": {"const": version}, **top["properties"]}
    top["required"] = ["schema_version", *top["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **top, "$defs": shapes}


def _describe(forms: Iterable[SchoolDataForm], kind: type) -> dict[str, Any]:
    """Return the schema of the ratings or the data, the two types that msgspec does not know."""
    if kind is SchoolData:
        shapes = [data_schema(form) for form in forms]
        return shapes[0] if len(shapes) == 1 else {"anyOf": shapes}
    return {
        "type": "object",
        "propertyNames": {"pattern": _INDICATOR},
        "additionalProperties": {"enum": [rating.value for rating in Rating]},
    }


def _close(shape: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one class, closed against unknown keys, with what its docstring says of its facts."""
    # some releases of msgspec and of Python give a docstring as it is indented, others without
    first, _, rest = inspect.cleandoc(shape.get("description", "")).partition("\n\n")
    closed = {**shape, "description": first}
    if "properties" in shape:
        said = {name: " ".join(text.split()) for name, text in _ATTRIBUTE.findall(rest)}
        closed["properties"] = {name: _property(fact, said.get(name)) for name, fact in shape["properties"].items()}
        closed["additionalProperties"] = False
    return closed


def _property(fact: dict[str, Any], said: str | None) -> dict[str, Any]:
    """Return the schema of one fact, its description added; a date is always written in full."""
    described = fact if said is None else {**fact, "description": said}
    dated = {"type": "string", "format": "date", "pattern": _DATE}
    if {"type": "string", "format": "date"} in fact.get("anyOf", ()):
        return {**described, "anyOf": [dated, {"type": "null"}]}
    return {**described, **dated} if fact.get("format") == "date" else described
