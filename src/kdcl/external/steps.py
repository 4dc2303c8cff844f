"""The steps of a case as a small state machine: what is legal next, and what in a file is not.

Pure: the day is given by the caller where a period has to be over. Which step may follow which is in the framework's
file ``external.toml``, each with its clause.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import attrs

from kdcl.errors import StepError
from kdcl.external.workdays import WorkCalendar
from kdcl.law import LegalNumber, Route, Step
from kdcl.messages import Message, message
from kdcl.school.external import ExternalAssessment, StepTaken
from kdcl.standards.external import CasePeriod, ExternalRules, Transition
from kdcl.typed import typed


@attrs.frozen(kw_only=True)
@typed
class StepFlaw:
    """A step that may not stand where it stands.

    Attributes:
        number: its number in the list, from 0.
        reason: why.
    """

    number: int
    reason: Message


def calendar_of(external: ExternalAssessment, days_off: Iterable[dt.date] = ()) -> WorkCalendar:
    """Return the working days of a case: without its own days off, and without further ones."""
    return WorkCalendar(days_off=(*external.days_off, *days_off))


def find_state(external: ExternalAssessment) -> StepTaken | None:
    """Return the last step that was taken; None where the case has not begun."""
    return external.steps[-1] if external.steps else None


def find_next(
    external: ExternalAssessment,
    rules: ExternalRules,
    *,
    on: dt.date | None = None,
    days_off: Iterable[dt.date] = (),
) -> tuple[Transition, ...]:
    """Return what may follow, in the order of the law's file.

    Args:
        external: the case.
        rules: the rules of its circular.
        on: the day on which it is to follow; what may follow only after silence needs it.
        days_off: days off besides those of the case, such as public holidays.
    """
    calendar = calendar_of(external, days_off)
    return tuple(_iter_legal(external.steps, external.route, rules, calendar, on))


def find_after_silence(
    external: ExternalAssessment, rules: ExternalRules, *, days_off: Iterable[dt.date] = ()
) -> tuple[tuple[Transition, ...], dt.date | None]:
    """Return what may follow only if the period that runs goes by without an answer, and the last day of that period.

    Of a period that runs from a day nobody stated, the last day is None.
    """
    running = find_running_silence(external.steps, rules)
    if running is None:
        return (), None
    taken, period = running
    calendar = calendar_of(external, days_off)
    last = None if taken.date is None else calendar.add(taken.date, period.working_days)
    return tuple(each for each in rules.transitions if each.after is taken.step and each.after_silence), last


def take_step(  # noqa: PLR0913 - what a step holds
    external: ExternalAssessment,
    rules: ExternalRules,
    step: Step,
    *,
    date: dt.date | None = None,
    number: LegalNumber | None = None,
    note: str = "",
    days_off: Iterable[dt.date] = (),
) -> ExternalAssessment:
    """Return the case with a step taken.

    Raises:
        StepError: the step may not follow, or its day is before that of the step before it.
    """
    taken = StepTaken(step=step, date=date, number=number, note=note)
    longer = attrs.evolve(external, steps=(*external.steps, taken))
    for flaw in find_flaws(longer, rules, days_off=days_off):
        if flaw.number == len(external.steps):
            raise StepError(step.value, step.label, flaw.reason)
    return longer


def find_flaws(
    external: ExternalAssessment, rules: ExternalRules, *, days_off: Iterable[dt.date] = ()
) -> tuple[StepFlaw, ...]:
    """Return the steps of a case that may not stand where they stand, in their order.

    Each is held against the one before it, whether that one may stand there or not: one mistake is one flaw.
    """
    calendar = calendar_of(external, days_off)
    found: list[StepFlaw] = []
    for number, taken in enumerate(external.steps):
        before = external.steps[:number]
        legal = tuple(_iter_legal(before, external.route, rules, calendar, taken.date))
        if all(transition.step is not taken.step for transition in legal):
            found.append(StepFlaw(number=number, reason=_say_illegal(before, taken, external.route, rules)))
        elif (earlier := _find_later_day(before, taken)) is not None:
            reason = message("{day} is before {earlier}, the day of a step before it", day=taken.date, earlier=earlier)
            found.append(StepFlaw(number=number, reason=reason))
    return tuple(found)


def find_running_silence(steps: Sequence[StepTaken], rules: ExternalRules) -> tuple[StepTaken, CasePeriod] | None:
    """Return the last step and the period it began in which silence is agreement; None where none runs."""
    running = (each for each in rules.periods if each.is_silence_agreement and each.starts is steps[-1].step)
    period = next(running, None) if steps else None
    return None if period is None else (steps[-1], period)


def _iter_legal(
    steps: Sequence[StepTaken],
    route: Route | None,
    rules: ExternalRules,
    calendar: WorkCalendar,
    on: dt.date | None,
) -> Iterator[Transition]:
    last = steps[-1].step if steps else None
    for transition in rules.transitions:
        if transition.after is not last:
            continue
        if transition.route is not None and route is not None and transition.route is not route:
            continue
        if transition.after_silence and not _is_over(steps, rules, calendar, on):
            continue
        yield transition


def _is_over(steps: Sequence[StepTaken], rules: ExternalRules, calendar: WorkCalendar, on: dt.date | None) -> bool:
    """Whether the period in which silence is agreement is over on a day; unknown days are never over."""
    running = find_running_silence(steps, rules)
    if running is None or on is None:
        return False
    taken, period = running
    # On the last day itself the school may still answer.
    return taken.date is not None and on > calendar.add(taken.date, period.working_days)


def _say_illegal(steps: Sequence[StepTaken], taken: StepTaken, route: Route | None, rules: ExternalRules) -> Message:
    last = steps[-1] if steps else None
    known = [transition for transition in rules.transitions if transition.after is (last.step if last else None)]
    meant = next((transition for transition in known if transition.step is taken.step), None)
    if meant is None:
        may = tuple(dict.fromkeys(transition.step.words for transition in known)) or message("nothing")
        after = message("the beginning") if last is None else last.step.words
        return message("after {after} may follow: {steps}", after=after, steps=may)
    if meant.after_silence:
        return message("without an answer this may follow only once the period for the answer is over; date both steps")
    return message("a school that hands in {route} does not have this step here", route=route.words if route else "")


def _find_later_day(steps: Sequence[StepTaken], taken: StepTaken) -> dt.date | None:
    days = [step.date for step in steps if step.date is not None]
    return max(days) if taken.date is not None and days and max(days) > taken.date else None
