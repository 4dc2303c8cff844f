"""Running cases: what comes out for each expectation, by which clause and why."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Final, cast

import attrs

from kdcl.cases.facts import Asked, CaseOutcome, Expectation, Failure, LawCase, Unrated, Value
from kdcl.checks import CHECKS, check
from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.findings import Finding
from kdcl.law import Level, Measure
from kdcl.measures import Judgement, Verdict, judge, suggest_from
from kdcl.messages import Message, message
from kdcl.school import Rating
from kdcl.scoring import Bounds, Gap, Score, bounds, gap, score

_MOST_REASONS: Final = 6
"""Reasons that a failure names."""


@attrs.frozen
class _Answer:
    """What came out, the clause that decides it, and why."""

    found: Value
    clause: Message | None = None
    because: tuple[Message, ...] = ()


def run_cases(cases: tuple[LawCase, ...], source: str) -> tuple[CaseOutcome, ...]:
    """Return what came of cases, in their order."""
    return tuple(CaseOutcome(source=source, case=case, failures=_Run(case).failures()) for case in cases)


@attrs.frozen(slots=False)
class _Run:
    """A case while it is run: what several expectations ask for is computed once."""

    case: LawCase

    @functools.cached_property
    def score(self) -> Score:
        return score(self.case.ratings, self.case.framework)

    @functools.cached_property
    def bounds(self) -> Bounds:
        return bounds(self.case.ratings, self.case.framework)

    @functools.cached_property
    def findings(self) -> tuple[Finding, ...]:
        case = self.case
        if case.loaded is not None:
            return case.loaded.check(case.framework, checks=CHECKS)
        return check(case.assessment, case.framework, checks=CHECKS)

    def failures(self) -> tuple[Failure, ...]:
        """Return what did not come out as expected."""
        found = ((each, _ANSWERS[each.asked](self, each)) for each in self.case.expectations)
        return tuple(
            Failure(expectation=each, found=answer.found, clause=answer.clause, because=answer.because[:_MOST_REASONS])
            for each, answer in found
            if answer.found != each.expected
        )

    def judge(self, expectation: Expectation) -> Judgement:
        """Return the judgement of a number of the law."""
        return judge(cast("Measure", expectation.measure), self.case.figures, framework=self.case.framework)

    def gap(self, expectation: Expectation) -> Gap | None:
        """Return the smallest step to a level."""
        wanted = cast("Level", expectation.level)
        return gap(self.case.ratings, self.case.framework, wanted, basis=expectation.basis)


def _answer_level(run: _Run, expectation: Expectation) -> _Answer:
    found: Level | None = getattr(run.score, expectation.asked.value)
    # The rule that decides is that of the higher of both: it holds, or says why it does not.
    decisive = max((each for each in (found, expectation.expected) if isinstance(each, Level)), default=Level.ONE)
    reason = run.score.reasons[decisive - 1]
    caveats = () if expectation.asked is Asked.LEVEL else run.score.caveats
    because = (reason.statement, *(part.statement for part in reason.parts), *caveats)
    return _Answer(found, None if reason.citation is None else reason.citation.message, because)


def _answer_bound(run: _Run, expectation: Expectation) -> _Answer:
    is_lowest = expectation.asked is Asked.LOWEST_LEVEL
    rules = run.score.rules
    found = run.bounds.lowest if is_lowest else run.bounds.highest
    return _Answer(found, None if rules is None else rules.citation.message, run.bounds.caveats)


def _answer_count(run: _Run, expectation: Expectation) -> _Answer:
    return _Answer(getattr(run.score, expectation.asked.value), None, (_say_not_met(run.score),))


def _say_not_met(computed: Score) -> Message:
    return message(
        "criteria not met: {not_met}; not fully assessed: {open}",
        not_met=computed.not_met or message("none"),
        open=computed.open or message("none"),
    )


def _answer_gap(run: _Run, expectation: Expectation) -> _Answer:
    step, rules = run.gap(expectation), run.score.rules
    clause = None if rules is None else rules.get_rule(cast("Level", expectation.level)).citation.message
    if step is None:
        return _Answer(None, clause, (message("no step reaches the level"),))
    codes = tuple(str(item.code) for item in step.items)
    return _Answer(codes if expectation.asked is Asked.GAP else len(codes), clause, step.caveats)


def _answer_criterion(run: _Run, expectation: Expectation) -> _Answer:
    code = CriterionCode.parse(expectation.of)
    counted = run.score.get_criterion(code)
    found = Rating.MET if code in run.score.met else Rating.NOT_MET if code in run.score.not_met else Unrated.OPEN
    reason = message(
        "indicators not met: {not_met}; not assessed: {open}",
        not_met=counted.not_met or message("none"),
        open=counted.open or message("none"),
    )
    return _Answer(found, run.case.framework.get_criterion(code).citation.message, (reason,))


def _answer_indicator(run: _Run, expectation: Expectation) -> _Answer:
    suggestion = suggest_from(run.case.figures, run.case.framework)[IndicatorCode.parse(expectation.of)]
    citation = run.case.framework.get_indicator(suggestion.indicator).citation
    return _Answer(suggestion.rating or Verdict.NOT_JUDGED, citation.message, (suggestion.reason,))


def _answer_measure(run: _Run, expectation: Expectation) -> _Answer:
    judgement = run.judge(expectation)
    found: Mapping[Asked, Value] = {
        Asked.MEASURE: judgement.verdict,
        Asked.ASKS: judgement.threshold,
        Asked.VALUE: judgement.value,
    }
    clause = message(
        "{cited}; {source}", cited=(judgement.citation and judgement.citation.message), source=judgement.source
    )
    return _Answer(found[expectation.asked], clause, (judgement.reason,))


def _answer_finding(run: _Run, expectation: Expectation) -> _Answer:
    name, _, place = (part.strip() for part in expectation.of.partition("@"))
    found = [each for each in run.findings if each.kind == name and (not place or str(each.place.whole) == place)]
    others = dict.fromkeys(each.kind for each in run.findings)
    told = message("found instead: {others}", others=tuple(others) or message("nothing"))
    because = tuple(each.in_words for each in found) or (told,)
    return _Answer(bool(found), found[0].source if found else _find_source(name), because)


def _find_source(name: str) -> Message | None:
    """Return the rule behind a check in words; None where there is none, and of what cannot be read."""
    sources = {rule.id: rule.source for rule in CHECKS}
    source = sources.get(name)
    return source if source is None or isinstance(source, Message) else source.message


_ANSWERS: Final[Mapping[Asked, Callable[[_Run, Expectation], _Answer]]] = {
    **dict.fromkeys((Asked.LEVEL, Asked.CERTAIN_LEVEL, Asked.SUPPORTED_LEVEL), _answer_level),
    **dict.fromkeys((Asked.LOWEST_LEVEL, Asked.HIGHEST_LEVEL), _answer_bound),
    **dict.fromkeys((Asked.CRITERIA_MET, Asked.INDICATORS_MET), _answer_count),
    **dict.fromkeys((Asked.GAP, Asked.GAP_COUNT), _answer_gap),
    Asked.CRITERION: _answer_criterion,
    Asked.INDICATOR: _answer_indicator,
    **dict.fromkeys((Asked.MEASURE, Asked.ASKS, Asked.VALUE), _answer_measure),
    **dict.fromkeys((Asked.FINDING, Asked.NO_FINDING), _answer_finding),
}
