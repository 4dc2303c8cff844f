"""A starting point for the study of a file: what the library already knows of it, each with its reason.

Nothing here is a verdict. What the checks find, what the figures say, where evidence is missing or overused and how
the texts are typed is put in the order of the report on the study of the file, so that the team knows where to look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import attrs

from kdcl.checks import check
from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode
from kdcl.evidence import Coverage, Outcome, coverage
from kdcl.evidence.texts import list_texts
from kdcl.external.typing_slips import Slip, find_typing_slips
from kdcl.findings import Finding, Severity
from kdcl.law import Framework
from kdcl.messages import Message, Translator, WordedEnum, message
from kdcl.places import ROOT, Place
from kdcl.school import SelfAssessment
from kdcl.school.external import (
    EvidenceRequest,
    ExternalAssessment,
    FileStudy,
    Interview,
    PreliminaryReport,
    RequestKind,
    TypingSlip,
)
from kdcl.school.held_against import framework_for
from kdcl.standards.vocabulary import VOCABULARY, Vocabulary
from kdcl.text.folding import begin_large
from kdcl.typed import typed

OVERUSED: Final = 4
"""On the sheets of how many criteria a piece of evidence is cited before it is called overused; by own choice."""

_SHEETS: Final = ROOT.at("sheets")


class HintKind(WordedEnum):
    """What a hint is about, in the order of the report on the study of the file."""

    TYPING = "typing", message("typing")
    FIGURES = "figures", message("figures that contradict each other")
    NOT_ASSESSED = "not_assessed", message("criteria not assessed")
    WRONG = "wrong", message("verdicts to be looked at: they contradict figures or other statements")
    IN_PART = "in_part", message("criteria not fully analysed")
    UNPROVEN = "unproven", message("statements without evidence")
    TO_CHECK = "to_check", message("evidence to check")
    TO_ADD = "to_add", message("evidence that may have to be added")


@attrs.frozen(kw_only=True)
@typed
class Hint:
    """Something that the team may want to look at.

    Attributes:
        kind: what it is about.
        criterion: the criterion; None where it is about the file as a whole.
        finding: what is so, where in the school's file, and by which rule.
        code: the piece of evidence that it is about; None where it is about none.
        slip: the slip of typing that it is about; None where it is about none.
    """

    kind: HintKind
    criterion: CriterionCode | None
    finding: Finding
    code: EvidenceCode | None = None
    slip: Slip | None = None


@attrs.frozen(kw_only=True)
@typed
class Question:
    """A question for an interview.

    Attributes:
        criterion: the criterion it is for.
        content: what to ask.
        reason: why.
    """

    criterion: CriterionCode
    content: Message
    reason: Message


@attrs.frozen(kw_only=True)
@typed
class Aid:
    """What the library knows of a file, for a team that studies it.

    Attributes:
        hints: where to look, in the order of their kinds, and of criteria within each.
        questions: what to ask, in the order of criteria.
    """

    hints: tuple[Hint, ...]
    questions: tuple[Question, ...]

    def find(self, kind: HintKind) -> tuple[Hint, ...]:
        """Return the hints of a kind in their order."""
        return tuple(hint for hint in self.hints if hint.kind is kind)

    def find_criteria(self, kind: HintKind) -> tuple[CriterionCode, ...]:
        """Return the criteria that hints of a kind are about, in the law's order."""
        return tuple(sorted({hint.criterion for hint in self.find(kind) if hint.criterion is not None}))


_BY_CHECK: Final[Mapping[str, HintKind]] = {
    "total-contradicts-parts": HintKind.FIGURES,
    "part-exceeds-whole": HintKind.FIGURES,
    "sums-differ": HintKind.FIGURES,
    "rating-contradicts-data": HintKind.WRONG,
    "rating-below-data": HintKind.WRONG,
    "verdict-contradicts-ratings": HintKind.WRONG,
    "claim-contradicts-ratings": HintKind.WRONG,
    "prose-contradicts-ratings": HintKind.WRONG,
    "met-without-text": HintKind.IN_PART,
    "empty-item": HintKind.IN_PART,
    "dangling-code": HintKind.TO_CHECK,
    "unreadable-code": HintKind.TO_CHECK,
    "doubled-evidence": HintKind.TO_CHECK,
    "evidence-before-period": HintKind.TO_CHECK,
    "misplaced-evidence": HintKind.TO_CHECK,
    "met-without-evidence": HintKind.TO_ADD,
}
"""What the findings of checks are to a team."""


def build_aid(assessment: SelfAssessment, framework: Framework | None = None, *, overused_from: int = OVERUSED) -> Aid:
    """Return where a team may look in a school's file, and what it may ask.

    Args:
        assessment: the school's file.
        framework: the framework it is assessed under.
        overused_from: on the sheets of how many criteria a piece of evidence is cited before it is called overused.
    """
    framework = framework_for(assessment, framework, SelfAssessment, "build_aid(assessment, framework)")
    covered = coverage(assessment, framework)
    hints = (
        *_iter_typing(assessment),
        *_iter_open(assessment, framework),
        *_iter_found(assessment, framework),
        *_iter_unproven(covered, framework.part(VOCABULARY)),
        *_iter_overused(covered, overused_from),
        *_iter_missing(covered, frozenset(sheet.criterion for sheet in assessment.sheets)),
    )
    order = list(HintKind)
    ordered = sorted(
        hints,
        key=lambda hint: (order.index(hint.kind), hint.criterion is not None, hint.criterion or CriterionCode(1, 1)),
    )
    questions = {(question.criterion, question.content): question for question in _iter_questions(reversed(ordered))}
    return Aid(hints=tuple(ordered), questions=tuple(sorted(questions.values(), key=lambda each: each.criterion)))


def _iter_typing(assessment: SelfAssessment) -> Iterator[Hint]:
    for place, text in list_texts(assessment):
        for slip in find_typing_slips(text):
            finding = Finding(
                message=message("{reason}: {shown}", reason=slip.reason, shown=repr(slip.shown)),
                place=place.with_span(slip.start, slip.end),
                severity=Severity.NOTE,
            )
            criterion = _criterion_at(place, assessment)
            yield Hint(kind=HintKind.TYPING, criterion=criterion, finding=finding, slip=slip)


def _iter_open(assessment: SelfAssessment, framework: Framework) -> Iterator[Hint]:
    """Yield criteria of which no indicator is assessed, or not all, and those without a sheet."""
    for criterion in framework.criteria:
        if assessment.find_sheet(criterion.code) is None:
            finding = Finding(message=message("criterion {code} has no sheet", code=criterion.code), place=_SHEETS)
            yield Hint(kind=HintKind.IN_PART, criterion=criterion.code, finding=finding)
        codes = [indicator.code for indicator in criterion.indicators]
        left = tuple(code for code in codes if code not in assessment.ratings)
        if left:
            kind = HintKind.NOT_ASSESSED if len(left) == len(codes) else HintKind.IN_PART
            finding = Finding(
                message=message("not assessed: {indicators}", indicators=left),
                place=ROOT.at("ratings", str(left[0])),
                citation=criterion.indicators[0].citation,
            )
            yield Hint(kind=kind, criterion=criterion.code, finding=finding)


def _iter_found(assessment: SelfAssessment, framework: Framework) -> Iterator[Hint]:
    for finding in check(assessment, framework, only=_BY_CHECK):
        yield Hint(
            kind=_BY_CHECK[finding.kind],
            criterion=_criterion_at(finding.place, assessment),
            finding=finding,
            code=_code_in(finding),
        )


def _iter_unproven(covered: Coverage, vocabulary: Vocabulary) -> Iterator[Hint]:
    """Yield statements without a code; the school's own conclusions rest on what stands before them."""
    for statement in (each for each in covered.unproven if not vocabulary.is_conclusion(each.text)):
        finding = Finding(
            message=message("no evidence is cited for this statement"),
            place=statement.place,
            severity=Severity.NOTE,
            texts=(statement.text,),
        )
        yield Hint(kind=HintKind.UNPROVEN, criterion=statement.criterion, finding=finding)


def _iter_overused(covered: Coverage, overused_from: int) -> Iterator[Hint]:
    for code, uses in covered.citations.by_code.items():
        criteria = covered.citations.find_criteria(code)
        if len(criteria) >= overused_from:
            finding = Finding(
                message=message(
                    "{code} is cited on the sheets of {count} criteria: {criteria}",
                    code=code,
                    count=len(criteria),
                    criteria=criteria,
                ),
                place=uses[0].place,
                severity=Severity.NOTE,
            )
            yield Hint(kind=HintKind.TO_CHECK, criterion=code.criterion_code, finding=finding, code=code)


def _iter_missing(covered: Coverage, written: frozenset[CriterionCode]) -> Iterator[Hint]:
    """Yield indicators for which nothing of a suggested kind is cited; suggestions are no obligations.

    Of a criterion without a sheet nothing is cited at all, which is told once and not for each of its indicators.
    """
    for indicator in covered.indicators:
        if indicator.indicator.code.criterion_code not in written:
            continue
        missing = [entry for entry in indicator.suggestions if entry.outcome is Outcome.MISSING]
        if missing and len(missing) == len(indicator.suggestions):
            finding = Finding(
                message=message(
                    "indicator {code}: of all that is suggested, nothing of that kind is cited; suggested: {texts}",
                    code=indicator.indicator.code,
                    texts=tuple(entry.options[0].suggestion.text for entry in missing),
                ),
                place=ROOT.at("ratings", str(indicator.indicator.code)),
                severity=Severity.NOTE,
                citation=message("a suggestion, which is no obligation"),
            )
            yield Hint(kind=HintKind.TO_ADD, criterion=indicator.indicator.code.criterion_code, finding=finding)


def _iter_questions(hints: Iterable[Hint]) -> Iterator[Question]:
    for hint in hints:
        if hint.criterion is None:
            continue
        reason = hint.finding.message
        match hint.kind:
            case HintKind.WRONG:
                content = message("How did the school come to its verdict on criterion {code}?", code=hint.criterion)
            case HintKind.UNPROVEN:
                content = message("What shows that this is so: {statement}", statement=hint.finding.texts)
            case HintKind.IN_PART | HintKind.NOT_ASSESSED:
                content = message(
                    "How is criterion {code} carried out, in each of its indicators?", code=hint.criterion
                )
            case HintKind.TO_ADD:
                content = message(
                    "By which papers does the school keep track of criterion {code}?", code=hint.criterion
                )
            case _:
                continue
        yield Question(criterion=hint.criterion, content=content, reason=reason)


def _criterion_at(place: Place, assessment: SelfAssessment) -> CriterionCode | None:
    """Return the criterion that a place of the school's file belongs to, where it belongs to one."""
    match place.steps:
        case ("sheets", int(number), *_) if number < len(assessment.sheets):
            return assessment.sheets[number].criterion
        case ("evidence", int(number), *_):
            return assessment.evidence[number].code.criterion_code
        case ("ratings", str(code)):
            return IndicatorCode.parse(code).criterion_code
        case _:
            return None


def _code_in(finding: Finding) -> EvidenceCode | None:
    """Return the piece of evidence that a finding speaks of, where its sentence names one."""
    return next((fact for _, fact in finding.message.facts if isinstance(fact, EvidenceCode)), None)


def _without_code(text: str, code: EvidenceCode | None) -> str:
    """Return a sentence without the code that it begins with: papers have that before it."""
    return text if code is None else text.removeprefix(str(code)).strip()


def draft_assessment(
    aid: Aid,
    assessment: SelfAssessment,
    translator: Translator,
    say_where: Callable[[Hint], str] = lambda hint: str(hint.finding.place),
) -> ExternalAssessment:
    """Return a team's file that begins with what is known of the school's file: slips, criteria, requests, interviews.

    No verdict stands in it. Whom to ask, and how many, is left to the team.

    Args:
        aid: what is known.
        assessment: the school's file.
        translator: the language of the sentences.
        say_where: says where a slip of typing stands: on which page and line, or in words.
    """
    slips = tuple(
        TypingSlip(where=say_where(hint), **{"extra" if hint.slip.is_extra else "missing": hint.slip.shown})
        for hint in aid.find(HintKind.TYPING)
        if hint.slip is not None
    )
    requests = [
        EvidenceRequest(
            criterion=hint.criterion,
            kind=RequestKind.CHECK if hint.kind is HintKind.TO_CHECK else RequestKind.ADD,
            code=hint.code,
            what=begin_large(_without_code(hint.finding.message.render(translator), hint.code)),
        )
        for hint in (*aid.find(HintKind.TO_CHECK), *aid.find(HintKind.TO_ADD))
        if hint.criterion is not None
    ]
    found = ((kind.words, len(aid.find(kind))) for kind in HintKind)
    counted = tuple(message("{label}: {count}", label=words, count=count) for words, count in found if count)
    return ExternalAssessment(
        framework=assessment.framework,
        school=assessment.school.name,
        school_year=assessment.school_year,
        preliminary_reports=(PreliminaryReport(author="", typing=slips),) if slips else (),
        study=FileStudy(
            content="\n".join(sentence.render(translator) for sentence in counted),
            not_assessed=aid.find_criteria(HintKind.NOT_ASSESSED),
            assessed_wrongly=aid.find_criteria(HintKind.WRONG),
            assessed_in_part=aid.find_criteria(HintKind.IN_PART),
        ),
        requests=tuple(requests),
        interviews=tuple(
            Interview(criterion=question.criterion, content=question.content.render(translator))
            for question in aid.questions
        ),
    )
