"""A framework in the exchange format of 1EdTech: Competencies and Academic Standards Exchange (CASE), version 1.1.

The tree of standards, criteria and indicators becomes items with ``isChildOf`` associations. What the format has no
place for, such as how sure a fact is, stands in the items' ``extensions``, which version 1.1 provides; level rules and
measures have no place in it at all: `kdcl.exchange.export_framework` has them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from kdcl.errors import FrameworkError
from kdcl.exchange.identifiers import identify, make_urn
from kdcl.law import Criterion, Framework, Indicator, Standard, Status
from kdcl.messages import BilingualText, message

VERSION: Final = "1.1"
_SCHEMA: Final = Path(__file__).with_name("case-package.schema.json")
_VIETNAM: Final = dt.timezone(dt.timedelta(hours=7))
_NAMESPACE: Final = "kdcl"
"""The key of this library's facts in what the format leaves open."""
_KINDS: Final = (Standard, Criterion, Indicator)

_Item = Standard | Criterion | Indicator


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a CFPackage as far as this library writes one.

    It is written from the published data model of version 1.1: names, types and which are required; what the model
    does not name is refused.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": make_urn("schema", "case", VERSION),
        **json.loads(_SCHEMA.read_text("utf-8")),
    }


def build_case_package(
    framework: Framework, *, base_uri: str | None = None, changed: dt.datetime | None = None
) -> dict[str, Any]:
    """Return a framework as a CFPackage of CASE 1.1, ready for JSON; the same values each time.

    Args:
        framework: the framework.
        base_uri: where the package will be published, with the stroke at its end, so that each part has an address
            there; where none is given the addresses are URNs, which name the parts without a host.
        changed: when it was last changed; where none is given, the day the circular was signed or came into force.

    Raises:
        FrameworkError: no time of change is given, and neither day of the circular is known.
    """
    return _Package(framework, base_uri, _write_time(framework, changed)).build()


def _write_time(framework: Framework, changed: dt.datetime | None) -> str:
    if changed is None:
        day = framework.circular.issued or framework.circular.in_force
        if day is None:
            reason = message("neither day of its circular is known; say when it was last changed")
            raise FrameworkError(framework.id, (reason,))
        # the format wants a moment with its zone; of a signed paper only the day in Vietnam is known
        changed = dt.datetime.combine(day, dt.time(), _VIETNAM)
    return changed.isoformat()


@attrs.frozen
class _Package:
    """Builds a package."""

    framework: Framework
    base_uri: str | None
    changed: str

    def build(self) -> dict[str, Any]:
        """Return the package."""
        items = tuple(self._iter_items())
        return {
            "CFDocument": self._document(),
            "CFItems": [self._item(item) for item, _, _ in items],
            "CFAssociations": [self._association(item, parent, place) for item, parent, place in items],
            "CFDefinitions": {"CFItemTypes": [self._item_type(kind, depth) for depth, kind in enumerate(_KINDS, 1)]},
        }

    def _iter_items(self) -> Iterator[tuple[_Item, _Item | None, int]]:
        """Iterate over every item in the law's order, with the one above it and its place below that."""
        for place, standard in enumerate(self.framework.standards, 1):
            yield standard, None, place
            for number, criterion in enumerate(standard.criteria, 1):
                yield criterion, standard, number
                for letter, indicator in enumerate(criterion.indicators, 1):
                    yield indicator, criterion, letter

    def _document(self) -> dict[str, Any]:
        framework, circular = self.framework, self.framework.circular
        end = circular.find_end(framework.institution)
        facts: dict[str, Any] = {
            **self._head(framework.id),
            "caseVersion": VERSION,
            "creator": circular.issuer.vi if circular.issuer else str(circular.number),
            "title": framework.title.vi,
            "lastChangeDateTime": self.changed,
            "description": str(circular.number),
            "language": "vi",
            "version": str(circular.number),
            "adoptionStatus": "Adopted" if end is None else "Deprecated",
            "extensions": {
                _NAMESPACE: {
                    "framework": framework.id,
                    "title_en": framework.title.en,
                    "is_restated": framework.wording is None,
                }
            },
        }
        if circular.in_force is not None:
            facts["statusStartDate"] = circular.in_force.isoformat()
        if end is not None:
            facts["statusEndDate"] = end.isoformat()
        return facts

    def _item(self, item: _Item) -> dict[str, Any]:
        number = _number_of(item)
        return {
            **self._head(self.framework.id, number),
            "fullStatement": _text_of(item).vi,
            "CFItemType": type(item).__name__,
            "CFItemTypeURI": self._link(type(item).__name__, "type", type(item).__name__),
            "humanCodingScheme": number,
            "language": "vi",
            "lastChangeDateTime": self.changed,
            "extensions": {
                _NAMESPACE: {
                    "statement_en": _text_of(item).en,
                    "citation": str(item.citation.place),
                    "citation_status": item.citation.status.value,
                    "status": _status_of(item).value,
                }
            },
        }

    def _association(self, item: _Item, parent: _Item | None, place: int) -> dict[str, Any]:
        number = _number_of(item)
        above = (self.framework.id,) if parent is None else (self.framework.id, _number_of(parent))
        title = self.framework.title.vi if parent is None else _text_of(parent).vi
        return {
            **self._head(self.framework.id, number, "isChildOf"),
            "associationType": "isChildOf",
            "sequenceNumber": place,
            "originNodeURI": self._link(_text_of(item).vi, self.framework.id, number),
            "destinationNodeURI": self._link(title, *above),
            "lastChangeDateTime": self.changed,
        }

    def _item_type(self, kind: type[_Item], depth: int) -> dict[str, Any]:
        name = kind.__name__
        return {
            **self._head("type", name),
            "title": name,
            "description": (kind.__doc__ or name).partition("\n")[0],
            "hierarchyCode": str(depth),
            "lastChangeDateTime": self.changed,
        }

    def _link(self, title: str, *parts: object) -> dict[str, str]:
        return {"title": title, **self._head(*parts)}

    def _head(self, *parts: object) -> dict[str, str]:
        identifier = identify("case", *parts)
        uri = identifier.urn if self.base_uri is None else f"{self.base_uri}{identifier}"
        return {"identifier": str(identifier), "uri": uri}


def _number_of(item: _Item) -> str:
    return str(item.number if isinstance(item, Standard) else item.code)


def _text_of(item: _Item) -> BilingualText:
    return item.requirement if isinstance(item, Indicator) else item.title


def _status_of(item: _Item) -> Status:
    return item.status if isinstance(item, Indicator) else item.citation.status
