"""A framework as plain values, by a JSON Schema that is published with it."""

from __future__ import annotations

import datetime as dt
import enum
import json
from pathlib import Path
from typing import Any, Final

import attrs

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.exchange.identifiers import make_urn
from kdcl.law import Criterion, Framework, Indicator, LegalNumber, LevelRules, Standard

VERSION: Final = 1
"""The version of the shape; a change that readers would notice raises it, and so the schema's ``$id``."""
_SCHEMA: Final = Path(__file__).with_name("framework.schema.json")


def framework_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `export_framework` gives."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _schema_id(),
        **json.loads(_SCHEMA.read_text("utf-8")),
    }


def export_framework(framework: Framework) -> dict[str, Any]:
    """Return a framework as plain values with stable keys, ready for JSON.

    Standards, criteria and indicators carry an ``id`` that never changes. Every fact has its citation and says how sure
    it is. Texts are in both languages; official wording that was laid over the framework is in them, and named.
    """
    return {
        "$schema": _schema_id(),
        "$id": make_urn(framework.id),
        "version": VERSION,
        "framework": framework.id,
        "institution": framework.institution.value,
        "title": _plain(framework.title),
        "circular": _plain(framework.circular),
        "letter": _plain(framework.letter),
        "wording": None if framework.wording is None else str(framework.wording.source.message),
        "standards": [_plain_standard(framework.id, standard) for standard in framework.standards],
        "level_rules": None if framework.level_rules is None else export_level_rules(framework.level_rules),
        "measures": [_plain(measure) for measure in framework.measures],
        "unmeasured": [_plain(left) for left in framework.unmeasured],
    }


def export_item(framework: Framework, item: Standard | Criterion | Indicator) -> dict[str, Any]:
    """Return a standard, criterion or indicator as it stands in the exported framework."""
    match item:
        case Standard():
            return _plain_standard(framework.id, item)
        case Criterion():
            return _plain_criterion(framework.id, item)
        case _:
            return _plain_indicator(framework.id, item)


def export_level_rules(rules: LevelRules) -> dict[str, Any]:
    """Return level rules as plain values, as they stand in an exported framework."""
    plain: dict[str, Any] = _plain(rules)
    return plain


def _schema_id() -> str:
    return make_urn("schema", "framework", VERSION)


def _plain_standard(framework: str, standard: Standard) -> dict[str, Any]:
    return {
        "id": make_urn(framework, standard.number),
        "number": standard.number,
        "title": _plain(standard.title),
        "citation": _plain(standard.citation),
        "criteria": [_plain_criterion(framework, criterion) for criterion in standard.criteria],
    }


def _plain_criterion(framework: str, criterion: Criterion) -> dict[str, Any]:
    return {
        "id": make_urn(framework, criterion.code),
        "code": str(criterion.code),
        "title": _plain(criterion.title),
        "citation": _plain(criterion.citation),
        "indicators": [_plain_indicator(framework, indicator) for indicator in criterion.indicators],
    }


def _plain_indicator(framework: str, indicator: Indicator) -> dict[str, Any]:
    facts: dict[str, Any] = _plain(indicator)
    return {"id": make_urn(framework, indicator.code), **facts}


def _plain(value: Any) -> Any:  # noqa: ANN401 - a fact of the law may be of any type
    """Return a fact of the law as JSON has it: codes and numbers of documents as texts, the exact numbers too."""
    match value:
        case enum.Enum():
            return value.value
        case CriterionCode() | IndicatorCode() | LegalNumber():
            return str(value)
        case dt.date():
            return value.isoformat()
        case tuple():
            return [_plain(part) for part in value]
        case _ if attrs.has(type(value)):
            return {field.name: _plain(getattr(value, field.name)) for field in attrs.fields(type(value))}
        case _:
            return value
