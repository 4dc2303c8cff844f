"""The places of a sheet form that people fill in: which fact each holds, and what becomes of what was written there."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from kdcl.codes import CriterionCode
from kdcl.documents import labels
from kdcl.documents.criterion_sheet import verdict_label
from kdcl.findings import Finding
from kdcl.forms.facts import get_fact, with_fact
from kdcl.forms.state import FormState
from kdcl.law import Criterion
from kdcl.locale import LANGUAGES, get_locale
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.school import Rating, SelfAssessment, StateParagraph
from kdcl.text.folding import fold_case, run_together

STATE: Final = "current_state"
WRITTEN_ITEMS: Final[tuple[tuple[str, Message], ...]] = (
    ("strengths", labels.STRENGTHS),
    ("weaknesses", labels.WEAKNESSES),
    ("improvement_plan", labels.IMPROVEMENT_PLAN),
)
"""The items of a sheet that are one text each, with their headings."""

UNCLEAR: Final = "verdict"
"""The kind of the finding that what stands in the place of a verdict is none."""


@attrs.frozen(kw_only=True)
class StatePlace:
    """A place for one paragraph of a sheet's current state.

    Attributes:
        tag: its name.
        text: what stands there.
        letter: the indicator it speaks of; None where it speaks of the whole criterion.
    """

    tag: Place
    text: str
    letter: str | None


def sheet_field(code: CriterionCode, name: str) -> Place:
    """Return the field of an item of a criterion's sheet."""
    return ROOT.at("sheets", str(code), name)


def list_fields(criterion: Criterion) -> tuple[Place, ...]:
    """Return the facts that the form of a criterion asks for."""
    names = (STATE, *(name for name, _ in WRITTEN_ITEMS))
    return (
        *(sheet_field(criterion.code, name) for name in names),
        *(ROOT.at("ratings", str(indicator.code)) for indicator in criterion.indicators),
    )


def list_state_places(assessment: SelfAssessment, criterion: Criterion) -> tuple[StatePlace, ...]:
    """Return the places for a sheet's current state: one for each paragraph, and one for each letter without any.

    Those of the whole criterion stand first, then those of each indicator, each in the order of the sheet. Letters that
    the criterion does not have come last, so that nothing is left out.
    """
    field = sheet_field(criterion.code, STATE)
    paragraphs: tuple[StateParagraph, ...] = get_fact(assessment, field)
    letters = [indicator.code.letter for indicator in criterion.indicators]
    others = sorted({each.indicator for each in paragraphs if each.indicator is not None}.difference(letters))
    places = []
    for letter in (None, *letters, *others):
        numbered = [(number, each) for number, each in enumerate(paragraphs) if each.indicator == letter]
        places += [StatePlace(tag=field.at(number), text=each.text, letter=letter) for number, each in numbered]
        if not numbered and letter is not None:
            places.append(StatePlace(tag=field.at(letter), text="", letter=letter))
    return tuple(places)


def put_texts(state: FormState, texts: Mapping[str, str]) -> tuple[SelfAssessment, tuple[Finding, ...]]:
    """Return the facts that a form came back with, and what in it is no verdict.

    Args:
        state: what the form knows of itself.
        texts: what stands in its places, by their tags; a place that is not named is as it was sent.
    """
    edited = find_edited(state, texts)
    facts, findings = state.sent, []
    for field in state.fields:
        if field.steps[0] == "ratings":
            text = edited.get(str(field))
            if text is None:
                continue
            try:
                facts = with_fact(facts, field, read_verdict(text))
            except ValueError:
                findings.append(refuse_verdict(field, text))
        elif field.steps[-1] == STATE:
            facts = with_fact(facts, field, tuple(_edited_state(field, get_fact(facts, field), edited)))
        elif str(field) in edited:
            facts = with_fact(facts, field, edited[str(field)])
    return facts, tuple(findings)


def find_edited(state: FormState, texts: Mapping[str, str]) -> dict[str, str]:
    """Return those texts of a form that are not as they were sent."""
    shown = {control.tag: control.shown for control in state.controls}
    return {tag: text for tag, text in texts.items() if text != shown.get(tag)}


def refuse_verdict(field: Place, text: str) -> Finding:
    """Return the finding that what stands in the place of a verdict is none."""
    what = message("this is no verdict; it stays as it was, choose one of the three")
    return Finding(kind=UNCLEAR, message=what, place=field, texts=(text,))


def _edited_state(
    field: Place, sent: tuple[StateParagraph, ...], edited: Mapping[str, str]
) -> Iterator[StateParagraph]:
    """Iterate over the paragraphs of a current state; new ones stand before those of later letters."""
    new = [
        StateParagraph(text=edited[tag], indicator=str(letter))
        for tag in edited
        if (place := Place.parse(tag)).steps[:-1] == field.steps and type(letter := place.steps[-1]) is str
    ]
    waiting = sorted((each for each in new if each.text), key=lambda each: each.indicator or "")
    for number, paragraph in enumerate(sent):
        earlier = itertools.takewhile(lambda each: (each.indicator or "") < (paragraph.indicator or ""), waiting)  # noqa: B023 - used at once
        passed = list(earlier)
        yield from passed
        del waiting[: len(passed)]
        text = edited.get(str(field.at(number)), paragraph.text)
        if text or not paragraph.text:
            yield attrs.evolve(paragraph, text=text)
    yield from waiting


def verdict_choices() -> tuple[Message, ...]:
    """Return what can be said of an indicator, as it stands in a form."""
    return tuple(verdict_label(verdict) for verdict in (Rating.MET, Rating.NOT_MET, None))


def read_verdict(text: str) -> Rating | None:
    """Return the verdict that a text states, in either language; None where it says that nothing is assessed.

    Raises:
        ValueError: it states none plainly.
    """
    wanted = _fold(text)
    for verdict, label in zip((Rating.MET, Rating.NOT_MET, None), verdict_choices(), strict=True):
        if wanted in {_fold(get_locale(language).text(label)) for language in LANGUAGES}:
            return verdict
    raise ValueError(text)


def _fold(text: str) -> str:
    return run_together(fold_case(text))
