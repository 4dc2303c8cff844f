"""A school's file as msgspec and pydantic read and write it: the same shape, the same codes and ratings refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

import msgspec
import pydantic

NUMBER = "(0?[1-9]|[1-9][0-9])"
CRITERION = rf"^[1-9]\.{NUMBER}$"
INDICATOR = rf"^[1-9]\.{NUMBER}\.[a-z]$"
EVIDENCE = rf"^\[H{NUMBER}-[1-9]-{NUMBER}-[0-9]{{1,3}}\]$"
YEAR = r"^[0-9]{4}-[0-9]{4}$"

Said = Literal["met", "not_met"]


class SchoolRecord(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The school."""

    name: str
    authority: str = ""
    place: str = ""


class ParagraphRecord(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A paragraph of the current state."""

    text: str
    indicator: Annotated[str, msgspec.Meta(pattern="^[a-z]$")] | None = None


class SheetRecord(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The sheet of a criterion."""

    criterion: Annotated[str, msgspec.Meta(pattern=CRITERION)]
    current_state: tuple[ParagraphRecord, ...] = ()
    strengths: str = ""
    weaknesses: str = ""
    improvement_plan: str = ""


class EvidenceRecord(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A piece of evidence."""

    code: Annotated[str, msgspec.Meta(pattern=EVIDENCE)]
    name: str
    reference: str = ""
    issuer: str = ""


class FileRecord(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The file."""

    schema_version: int
    framework: str
    school: SchoolRecord
    school_year: Annotated[str, msgspec.Meta(pattern=YEAR)]
    ratings: dict[Annotated[str, msgspec.Meta(pattern=INDICATOR)], Said]
    sheets: tuple[SheetRecord, ...] = ()
    evidence: tuple[EvidenceRecord, ...] = ()


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


def iter_round_trips() -> tuple[tuple[str, Callable[[str], str]], ...]:
    """Return each peer's name, and how it reads a text into its classes and writes these as a text again."""
    decoder = msgspec.json.Decoder(FileRecord)
    encoder = msgspec.json.Encoder()

    def with_msgspec(text: str) -> str:
        return msgspec.json.format(encoder.encode(decoder.decode(text)), indent=2).decode()

    def with_pydantic(text: str) -> str:
        return FileModel.model_validate_json(text).model_dump_json(indent=2, exclude_defaults=True)

    return (("pydantic v2", with_pydantic), ("msgspec", with_msgspec))
