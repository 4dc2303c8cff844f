"""A school's file: load it, say everything that is wrong with it at once, and write it so that it can be compared.

``load`` gives a `SelfAssessment` or raises with every problem; ``read`` gives what can be salvaged together with the
problems, so that one run can report them next to what `kdcl.checks` finds in the rest. ``dumps`` leaves defaults out
and keeps the order of the facts, so a file stays small and two versions of it can be compared line by line.

The format and its versions are described in ``docs/analysis/files.md``.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

import attrs

from kdcl.convert import _json
from kdcl.convert._converter import unstructure_fact, unstructure_facts
from kdcl.convert._json import SCHEMA_VERSION, UNREADABLE
from kdcl.convert._loaded import Loaded, read_facts, read_text
from kdcl.convert._schema import build_schema
from kdcl.errors import FrameworkNotAvailableError, SchoolFileError, UnknownFrameworkError
from kdcl.figures.form import SchoolDataForm
from kdcl.figures.form_file import FORM
from kdcl.files import write_file
from kdcl.findings import Findings, refuse
from kdcl.law import Framework
from kdcl.messages import Message
from kdcl.place_names import name_place
from kdcl.places import ROOT, Place
from kdcl.school import SelfAssessment
from kdcl.standards import available_frameworks, find_shared_law, get_framework

if TYPE_CHECKING:
    from kdcl.checks import Check

__all__ = [
    "SCHEMA_VERSION",
    "UNREADABLE",
    "LoadResult",
    "dump",
    "dumps",
    "json_schema",
    "load",
    "loads",
    "read",
    "read_text",
    "reads",
    "unstructure_fact",
]


@attrs.frozen(kw_only=True)
class LoadResult(Loaded):
    """What a school's file holds, and everything that is wrong with it.

    Attributes:
        source: the file as the caller named it.
        assessment: what could be read; None where the file is no JSON object. Where there are problems it is only fit
            to be checked: unreadable parts are left out, and required facts among them are empty.
        problems: everything that could not be read; empty where the file is sound.
    """

    assessment: SelfAssessment | None

    def get_assessment(self) -> SelfAssessment:
        """Return the self-assessment of a sound file.

        Raises:
            SchoolFileError: there are problems.
        """
        if self.problems or self.assessment is None:
            raise SchoolFileError(self.source, self.problems)
        return self.assessment

    def get_framework(self) -> Framework:
        """Return the framework that the file names.

        Raises:
            SchoolFileError: it names none, or none that can be had; with every other problem of the file.
        """
        if self.assessment is None or not self.assessment.framework:
            raise SchoolFileError(self.source, self.problems)
        try:
            return get_framework(self.assessment.framework)
        except (UnknownFrameworkError, FrameworkNotAvailableError) as error:
            problems = (*self.problems, refuse(ROOT.at("framework"), error.message))
            raise SchoolFileError(self.source, problems) from error

    def check(
        self,
        framework: Framework,
        *,
        only: Collection[str] | None = None,
        today: dt.date | None = None,
        checks: Collection[Check] | None = None,
    ) -> Findings:
        """Return every problem of the file, and then what the checks find in what could be read.

        Places are those of the file, also after an unreadable item of a list. What only follows from a part that could
        not be read is no finding of its own.

        Args:
            framework: the framework that the file is held against.
            only: the ids of the checks to make; None makes them all.
            today: the day, for what ends on one.
            checks: the rulebook; None for the library's with the checks of installed packages.

        Raises:
            UnknownCheckError: `only` names a check that does not exist.
        """
        from kdcl.checks import check, find_rulebook  # noqa: PLC0415 - whoever only reads files needs none of their rooms

        if self.assessment is None:
            return Findings(self.problems)
        lost = {place.steps[0] for place in self._lost if len(place.steps) == 1}
        rules = find_rulebook() if checks is None else tuple(checks)
        blind = {rule.id for rule in rules if lost.intersection(rule.reads)}
        wanted = [rule.id for rule in rules] if only is None else only
        seen = [name for name in wanted if name not in blind]
        found = self.with_found(check(self.assessment, framework, only=seen, today=today, checks=rules))
        return Findings.of_file(found, lambda place: self.name_place(place, framework.part(FORM)))

    def name_place(self, place: Place, form: SchoolDataForm) -> Message:
        """Return a place of the file in words, as far as its facts could be read; else as it is written."""
        found = self.find_place(place)
        if self.assessment is None or found is None:
            return place.in_words
        return name_place(found, self.assessment, form)


def load(path: str | os.PathLike[str], framework: Framework | None = None) -> SelfAssessment:
    """Return the self-assessment in a JSON file.

    Its figures are held against the form of the framework: of the one that is given, else of the one that the file
    names. Where none is given and the file's is not known, figures are taken as they stand.

    Raises:
        SchoolFileError: there is no such file, or it has problems: all of them at once.
    """
    return read(path, framework).get_assessment()


def loads(text: str, source: str = "text", framework: Framework | None = None) -> SelfAssessment:
    """Return the self-assessment in a JSON text as `load` does; the source names it in errors.

    Raises:
        SchoolFileError: the text has problems: all of them at once.
    """
    return reads(text, source, framework).get_assessment()


def read(path: str | os.PathLike[str], framework: Framework | None = None) -> LoadResult:
    """Return what can be read of a JSON file, with its problems; nothing is raised for a damaged one.

    A file that does not exist, is not UTF-8 or not JSON gives one problem and no self-assessment.
    """
    source = os.fspath(path)
    return _read(lambda: read_text(source), source, framework)


def reads(text: str, source: str = "text", framework: Framework | None = None) -> LoadResult:
    """Return what can be read of a JSON text, with its problems; nothing is raised for a damaged one."""
    return _read(lambda: text, source, framework)


def _read(get_text: Callable[[], str], source: str, framework: Framework | None) -> LoadResult:
    assessment, about = read_facts(get_text, source, SelfAssessment, lambda tree: _find_form(tree, framework))
    return LoadResult(assessment=assessment, **about)


def _find_form(tree: dict[str, Any], framework: Framework | None) -> SchoolDataForm | None:
    """Return the form that the figures of a file are held against; a file without figures needs none."""
    if not tree.get("data"):
        return None
    if framework is not None:
        return framework.part(FORM)
    shared = find_shared_law(str(tree.get("framework")))
    return None if shared is None else shared.part(FORM)


def dump(assessment: SelfAssessment, path: str | os.PathLike[str]) -> None:
    """Write the self-assessment to a JSON file, which is replaced at once or not at all.

    Raises:
        SchoolFileError: a text holds a character that no document can print; nothing is written.
        OSError: the file cannot be written; what stood there before is untouched.
    """
    write_file(path, dumps(assessment).encode())


def dumps(assessment: SelfAssessment, *, with_defaults: bool = False) -> str:
    """Return the self-assessment as JSON text that `loads` reads back, without the facts that are at their default.

    Args:
        assessment: the facts.
        with_defaults: whether the facts at their default are written too, for a file that people fill in by hand.

    Raises:
        SchoolFileError: a text holds a character that no document can print.
    """
    facts = {"schema_version": SCHEMA_VERSION, **unstructure_facts(assessment, with_defaults=with_defaults)}
    return _json.write(facts)


def json_schema(framework: Framework | None = None) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a school's file, for editors and other programs.

    It says what `load` asks for as far as a schema can: not that the years of a school year follow each other, nor that
    a key stands once.

    Args:
        framework: whose form the figures follow; without it, they follow the form of any framework that can be had.

    Raises:
        MissingExtraError: msgspec is not installed (extra ``schema``).
    """
    frameworks = map(get_framework, available_frameworks()) if framework is None else (framework,)
    return build_schema(SCHEMA_VERSION, SelfAssessment, tuple(dict.fromkeys(each.part(FORM) for each in frameworks)))
