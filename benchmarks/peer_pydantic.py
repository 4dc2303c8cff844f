"""A school's file as pydantic reads and writes it: the same shape, the same codes and ratings refused."""

from __future__ import annotations

from typing import Annotated

import pydantic

from peer_shapes import CRITERION, EVIDENCE, INDICATOR, YEAR, Said


class Model(pydantic.BaseModel):
    """What is refused and what is fixed in every model."""

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid")


class SchoolModel(Model):
    """The school."""

    name: str
    authority: str = ""
    place: str = ""


class ParagraphModel(Model):
    """A paragraph of the current state."""

    text: str
    indicator: Annotated[str, pydantic.StringConstraints(pattern="^[a-z]$")] | None = None


class SheetModel(Model):
    """The sheet of a criterion."""

    criterion: Annotated[str, pydantic.StringConstraints(pattern=CRITERION)]
    current_state: tuple[ParagraphModel, ...] = ()
    strengths: str = ""
    weaknesses: str = ""
    improvement_plan: str = ""


class EvidenceModel(Model):
    """A piece of evidence."""

    code: Annotated[str, pydantic.StringConstraints(pattern=EVIDENCE)]
    name: str
    reference: str = ""
    issuer: str = ""


class FileModel(Model):
    """The file."""

    schema_version: int
    framework: str
    school: SchoolModel
    school_year: Annotated[str, pydantic.StringConstraints(pattern=YEAR)]
    ratings: dict[Annotated[str, pydantic.StringConstraints(pattern=INDICATOR)], Said]
    sheets: tuple[SheetModel, ...] = ()
    evidence: tuple[EvidenceModel, ...] = ()


def round_trip(text: str) -> str:
    """Return a file read into models and written again."""
    return FileModel.model_validate_json(text).model_dump_json(indent=2, exclude_defaults=True)
