"""The file of a team that assesses a school from outside: load it with every problem at once, and write it.

It is a file of its own, of the same format as a school's file, and names the school's file it speaks of.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import attrs

from kdcl.convert import _json
from kdcl.convert._converter import unstructure_facts
from kdcl.convert._json import SCHEMA_VERSION
from kdcl.convert._loaded import Loaded, read_facts, read_text
from kdcl.convert._schema import build_schema
from kdcl.errors import SchoolFileError
from kdcl.files import write_file
from kdcl.messages import Message
from kdcl.place_names.external import name_external_place
from kdcl.places import Place
from kdcl.school import ExternalAssessment


@attrs.frozen(kw_only=True)
class ExternalLoadResult(Loaded):
    """What a team's file holds, and everything that is wrong with it.

    Attributes:
        source: the file as the caller named it.
        external: what could be read; None where the file is no JSON object. Where there are problems it is only fit to
            be checked: unreadable parts are left out, and required facts among them are empty.
        problems: everything that could not be read; empty where the file is sound.
    """

    external: ExternalAssessment | None

    def get_external(self) -> ExternalAssessment:
        """Return the external assessment of a sound file.

        Raises:
            SchoolFileError: there are problems.
        """
        if self.problems or self.external is None:
            raise SchoolFileError(self.source, self.problems)
        return self.external

    def name_place(self, place: Place) -> Message:
        """Return a place of the file in words, as far as its facts could be read; else as it is written."""
        found = self.find_place(place)
        if self.external is None or found is None:
            return place.in_words
        return name_external_place(found, self.external)

    def find_school_file(self) -> Path | None:
        """Return where the school's file is that this one names; None where it names none."""
        if self.external is None or not self.external.school_file.strip():
            return None
        return Path(self.source).parent / self.external.school_file.strip()


def load_external(path: str | os.PathLike[str]) -> ExternalAssessment:
    """Return the external assessment in a JSON file.

    Raises:
        SchoolFileError: there is no such file, or it has problems: all of them at once.
    """
    return read_external(path).get_external()


def loads_external(text: str, source: str = "text") -> ExternalAssessment:
    """Return the external assessment in a JSON text as `load_external` does; the source names it in errors.

    Raises:
        SchoolFileError: the text has problems: all of them at once.
    """
    return reads_external(text, source).get_external()


def read_external(path: str | os.PathLike[str]) -> ExternalLoadResult:
    """Return what can be read of a JSON file, with its problems; nothing is raised for a damaged one."""
    source = os.fspath(path)
    external, about = read_facts(lambda: read_text(source), source, ExternalAssessment)
    return ExternalLoadResult(external=external, **about)


def reads_external(text: str, source: str = "text") -> ExternalLoadResult:
    """Return what can be read of a JSON text, with its problems; nothing is raised for a damaged one."""
    external, about = read_facts(lambda: text, source, ExternalAssessment)
    return ExternalLoadResult(external=external, **about)


def is_school_text(text: str) -> bool:
    """Whether a JSON text is a school's file and not a team's: in it the school is an object with its facts."""
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(tree, dict) and isinstance(tree.get("school"), dict)


def dump_external(external: ExternalAssessment, path: str | os.PathLike[str]) -> None:
    """Write the external assessment to a JSON file, which is replaced at once or not at all.

    Raises:
        SchoolFileError: a text holds a character that no document can print; nothing is written.
        OSError: the file cannot be written; what stood there before is untouched.
    """
    write_file(path, dumps_external(external).encode())


def dumps_external(external: ExternalAssessment, *, with_defaults: bool = False) -> str:
    """Return the external assessment as JSON text that `loads_external` reads back, without facts at their default.

    Args:
        external: the facts.
        with_defaults: whether the facts at their default are written too, for a file that people fill in by hand.

    Raises:
        SchoolFileError: a text holds a character that no document can print.
    """
    facts = unstructure_facts(external, with_defaults=with_defaults)
    return _json.write({"schema_version": SCHEMA_VERSION, **facts})


def external_json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a team's file, for editors and other programs.

    Raises:
        MissingExtraError: msgspec is not installed (extra ``schema``).
    """
    return build_schema(SCHEMA_VERSION, ExternalAssessment)
