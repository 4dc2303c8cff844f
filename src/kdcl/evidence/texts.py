"""The texts of a self-assessment, each with its place: those that cite evidence, and all that may name a code."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs

from kdcl.codes import CriterionCode, EvidenceCode, Home, IndicatorCode, find_codes, find_homes
from kdcl.places import ROOT, Place, Step
from kdcl.school import SelfAssessment

_NOT_PROSE: Final = frozenset({"framework", "link", "retired_codes", "renumberings", "school_file"})
"""Fields whose content is never rewritten: names of files stay what the files are called, and the log is history."""

_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz")

Change = Callable[[Place, str], str]
"""Given a place and the text there, returns the text that shall stand there."""


@attrs.frozen(kw_only=True)
class Text:
    """A text of the report that may cite evidence.

    Attributes:
        place: where it stands in the file, such as ``sheets[3].current_state[1].text``.
        text: what stands there.
        criterion: the criterion on whose sheet it stands; None outside the sheets.
        indicator: the letter of the indicator it speaks of, where it names one.
    """

    place: Place
    text: str
    criterion: CriterionCode | None = None
    indicator: str | None = None

    @property
    def is_current_state(self) -> bool:
        """Whether it is a paragraph of a current state, where evidence has to stand."""
        return "current_state" in self.place.steps

    @property
    def indicator_code(self) -> IndicatorCode | None:
        """The indicator it speaks of; None where it names none, or a letter that can be none."""
        if self.criterion is None or self.indicator is None or self.indicator not in _LETTERS:
            return None
        return IndicatorCode(self.criterion.standard, self.criterion.criterion, self.indicator)


def iter_texts(assessment: SelfAssessment) -> Iterator[Text]:
    """Iterate over the texts of the report that may cite evidence, in its order."""
    yield Text(place=ROOT.at("introduction"), text=assessment.introduction)
    for index, summary in enumerate(assessment.standards):
        for name in ("opening", "strengths", "weaknesses"):
            yield Text(place=ROOT.at("standards", index, name), text=getattr(summary, name))
    for index, sheet in enumerate(assessment.sheets):
        on_sheet = ROOT.at("sheets", index)
        for number, paragraph in enumerate(sheet.current_state):
            place = on_sheet.at("current_state", number, "text")
            yield Text(place=place, text=paragraph.text, criterion=sheet.criterion, indicator=paragraph.indicator)
        for name in ("strengths", "weaknesses", "improvement_plan"):
            yield Text(place=on_sheet.at(name), text=getattr(sheet, name), criterion=sheet.criterion)
        for number, item in enumerate(sheet.improvements):
            for name in ("what", "resources", "expected_result"):
                place = on_sheet.at("improvements", number, name)
                yield Text(place=place, text=getattr(item, name), criterion=sheet.criterion)
    yield Text(place=ROOT.at("conclusion"), text=assessment.conclusion)


def homes_of(assessment: SelfAssessment) -> Mapping[Home, EvidenceCode]:
    """Return the listed code of each home that one code alone has, for codes typed without a box."""
    return find_homes(frozenset(evidence.code for evidence in assessment.evidence))


def find_mentioned(assessment: SelfAssessment) -> frozenset[EvidenceCode]:
    """Return every code that any text of the file names, whether it cites or only mentions it."""
    homes = homes_of(assessment)
    texts = list_texts(assessment)
    return frozenset(code for _, text in texts for found in find_codes(text, homes) for code in found.codes)


def list_texts(assessment: SelfAssessment) -> tuple[tuple[Place, str], ...]:
    """Return every text of the file that people wrote, names and lists included, with its place."""
    return tuple((Place(steps), text) for steps, text in _walk(assessment, ()))


def _walk(value: Any, steps: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], str]]:  # noqa: ANN401 - any fact
    """Iterate over the texts inside a value: those that `with_changes` visits."""
    kind: Any = type(value)
    if kind is str:
        yield steps, value
    elif kind is tuple:
        for index, part in enumerate(value):
            yield from _walk(part, (*steps, index))
    else:
        for name in _prose_fields(kind):
            yield from _walk(getattr(value, name), (*steps, name))


def with_changes(
    assessment: SelfAssessment, change: Change, codes: Mapping[EvidenceCode, EvidenceCode]
) -> SelfAssessment:
    """Return the self-assessment with every text changed and every code of its facts exchanged.

    All facts are visited, also those that later releases add, so no text can be forgotten. Links to files, the
    retired codes and the log of renumberings stay as they are.
    """
    changed: SelfAssessment = _changed(assessment, (), change, codes)
    return changed


def _changed(value: Any, steps: tuple[Step, ...], change: Change, codes: Mapping[EvidenceCode, EvidenceCode]) -> Any:  # noqa: ANN401 - any fact
    kind: Any = type(value)
    if kind is str:
        return change(Place(steps), value)
    if kind is EvidenceCode:
        return codes.get(value, value)
    if kind is tuple:
        parts = tuple(_changed(part, (*steps, index), change, codes) for index, part in enumerate(value))
        return value if all(map(operator.is_, parts, value)) else parts
    fields = {name: _changed(getattr(value, name), (*steps, name), change, codes) for name in _prose_fields(kind)}
    changes = {name: new for name, new in fields.items() if new is not getattr(value, name)}
    return attrs.evolve(value, **changes) if changes else value


@functools.cache
def _prose_fields(kind: type[object]) -> tuple[str, ...]:
    """Return the names of the facts to visit in a value of this kind; none where it has no facts inside."""
    return tuple(field.name for field in attrs.fields(kind) if field.name not in _NOT_PROSE) if attrs.has(kind) else ()
