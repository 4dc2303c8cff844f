"""What every file of ours is when it was read: as much of its facts as could be, and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, TypeVar

import attrs

from kdcl.convert import _json
from kdcl.convert._json import read_object
from kdcl.convert._salvage import Removed, Salvage, find_salvaged, locate, salvage
from kdcl.errors import SchoolFileError
from kdcl.figures.form import SchoolDataForm
from kdcl.findings import Finding
from kdcl.places import Place
from kdcl.school import ExternalAssessment, SelfAssessment

_Facts = TypeVar("_Facts", SelfAssessment, ExternalAssessment)


@attrs.frozen(kw_only=True)
class Loaded:
    """A file that was read.

    Attributes:
        source: the file as the caller named it.
        problems: everything that could not be read; empty where the file is sound.
    """

    source: str
    problems: tuple[Finding, ...]
    _removed: Removed = attrs.field(factory=dict, repr=False)
    _lost: tuple[Place, ...] = attrs.field(default=(), repr=False)

    def with_found(self, found: Collection[Finding]) -> tuple[Finding, ...]:
        """Return every problem of the file, and then what checks found in what could be read, at its place in the file.

        What only follows from a part that could not be read is no finding of its own.
        """
        located = [attrs.evolve(finding, place=self._locate(finding.place)) for finding in found]
        return (*self.problems, *(finding for finding in located if not any(map(finding.place.is_within, self._lost))))

    def find_place(self, place: Place) -> Place | None:
        """Return where a place in the file stands in the facts that could be read; None where it was left out."""
        steps = find_salvaged(place.steps, self._removed)
        return None if steps is None else attrs.evolve(place, steps=steps)

    def _locate(self, place: Place) -> Place:
        return attrs.evolve(place, steps=locate(place.steps, self._removed)) if self._removed else place


def read_facts(
    get_text: Callable[[], str],
    source: str,
    cls: type[_Facts],
    find_form: Callable[[dict[str, Any]], SchoolDataForm | None] = lambda _: None,
) -> tuple[_Facts | None, dict[str, Any]]:
    """Return what can be read of a JSON text, and what a `Loaded` keeps of it; nothing is raised for a damaged one.

    The facts are None where the text cannot be had or is no JSON object.

    Args:
        get_text: returns the text.
        source: its name.
        cls: whose facts it holds.
        find_form: given the object, returns the form that its figures are held against.
    """
    problems: tuple[Finding, ...]
    try:
        tree, problems = read_object(get_text(), source)
    except SchoolFileError as error:
        return None, {"source": source, "problems": error.problems}
    salvaged: Salvage[_Facts] = salvage(tree, cls, find_form(tree))
    return salvaged.facts, {
        "source": source,
        "problems": (*problems, *(fault.finding for fault in salvaged.faults)),
        "removed": salvaged.removed,
        "lost": tuple(place for fault in salvaged.faults for place in fault.lost),
    }


def read_text(source: str) -> str:
    """Return the text of a file.

    Raises:
        SchoolFileError: it does not exist, or is not UTF-8.
    """
    return _json.decode(_json.read_bytes(Path(source)), source)
