"""A school's file as msgspec reads and writes it: the same shape, the same codes and ratings refused."""

from __future__ import annotations

from typing import Annotated

import msgspec

from peer_shapes import CRITERION, EVIDENCE, INDICATOR, YEAR, Said


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


_DECODER = msgspec.json.Decoder(FileRecord)
_ENCODER = msgspec.json.Encoder()


def round_trip(text: str) -> str:
    """Return a file read into records and written again."""
    return msgspec.json.format(_ENCODER.encode(_DECODER.decode(text)), indent=2).decode()
