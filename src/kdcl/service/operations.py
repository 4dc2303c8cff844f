"""What the service answers: each operation with its proof and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any, Final

import attrs

from kdcl.checks import CHECKS, Check
from kdcl.codes import find_broken_codes, find_codes
from kdcl.convert import LoadResult, reads
from kdcl.convert.stopping import find_stopping
from kdcl.documents import DocumentForm, available_documents, get_document
from kdcl.errors import FrameworkError
from kdcl.exchange import export_framework, export_item
from kdcl.figures.form_file import FORM
from kdcl.findings import Finding
from kdcl.law import (
    Citation,
    Criterion,
    Framework,
    Indicator,
    Level,
    LevelReading,
    LevelRules,
    Standard,
    Status,
    find_weakest,
)
from kdcl.locale import Locale
from kdcl.measures import iter_number_facts
from kdcl.messages import message
from kdcl.renderers import available_renderers, get_renderer, render
from kdcl.school import Ratings, SelfAssessment
from kdcl.scoring import Basis, Reason, Score, bounds, gap, iter_other_levels, score
from kdcl.service.declaring import BODY, Answer, Call, Operation, Parameter, operation
from kdcl.service.problems import ProblemError
from kdcl.standards import framework_notices, get_framework
from kdcl.standards.facts import SourcedFact, iter_framework_facts

_ONLY: Final = "only"
_FRAMEWORK: Final = Parameter(
    name="framework", kind="string", is_required=True, told="The framework's id, such as tt42-2012/primary."
)
_RATINGS: Final = Parameter(
    name="ratings",
    kind="object",
    is_required=True,
    told="Indicators by their codes, each met, not_met, true, false, or null for not assessed.",
)
_READING: Final = Parameter(
    name="reading", kind="string", known=tuple(LevelReading), told="How the upper bound of a level is read."
)


@operation("frameworks", "The frameworks, and whether they can be had.", is_post=False)
def _list_frameworks(call: Call) -> Answer:
    tell = call.locale.text
    frameworks = [
        {
            "id": notice.id,
            "title": tell(notice.title),
            "is_available": notice.is_available,
            "reason": notice.reason and tell(notice.reason),
        }
        for notice in framework_notices()
    ]
    return Answer(result=frameworks, proof=[], status=None)


@operation("framework", "A framework whole, as `kdcl frameworks export` writes it.", _FRAMEWORK, is_post=False)
def _export(call: Call) -> Answer:
    framework = get_framework(call.values["framework"])
    circular = framework.circular
    facts = [fact for fact in iter_framework_facts(framework, iter_number_facts) if fact.status is not Status.VERIFIED]
    proof = [{"statement": str(circular.number), "citation": None, "status": circular.status.value}]
    proof += [_say_fact(fact, call.locale) for fact in facts]
    weakest = find_weakest((circular.status, *(fact.status for fact in facts)))
    return Answer(result=export_framework(framework), proof=proof, status=weakest.value)


def _say_fact(fact: SourcedFact, locale: Locale) -> dict[str, Any]:
    return {
        "statement": locale.text(fact.about),
        "citation": locale.text(fact.source),
        "status": fact.status.value,
    }


@operation(
    "show",
    "A standard, criterion or indicator: what it asks, with its citation.",
    _FRAMEWORK,
    Parameter(name="item", kind="string", is_required=True, told="Its number: 1, 1.3 or 1.3.b."),
    is_post=False,
)
def _show(call: Call) -> Answer:
    framework = get_framework(call.values["framework"])
    item = framework[call.values["item"]]
    return Answer(
        result=export_item(framework, item),
        proof=[_say_citation(item.citation, call.locale)],
        status=find_weakest(_iter_statuses(item)).value,
    )


def _iter_statuses(item: Standard | Criterion | Indicator) -> Iterator[Status]:
    """Iterate over how sure all is that is shown of an item: its clause, requirements, and what is read into them."""
    yield item.citation.status
    if isinstance(item, Indicator):
        yield item.status
        if item.note_status is not None:
            yield item.note_status
        return
    for part in item.criteria if isinstance(item, Standard) else item.indicators:
        yield from _iter_statuses(part)


@operation("score", "The level that ratings reach, what is still possible, and why.", _FRAMEWORK, _RATINGS, _READING)
def _score(call: Call) -> Answer:
    framework, ratings = _read_ratings(call)
    computed = score(ratings, framework)
    if computed.rules is None:
        raise FrameworkError(
            framework.id, (message("no level rules are known for {framework}", framework=framework.id),)
        )
    others = [
        {"level": level, "conditions": call.locale.text(conditions)}
        for level, conditions in iter_other_levels(computed)
    ]
    return Answer(
        result={
            **computed.to_dict(call.locale),
            "bounds": bounds(ratings, framework).to_dict(call.locale),
            "other_levels": others,
        },
        proof=[*(_say_reason(reason, call.locale) for reason in computed.reasons), _say_premise(computed.rules, call)],
        status=_find_status(computed, computed.rules).value,
    )


def _find_status(computed: Score, rules: LevelRules) -> Status:
    """Return how sure a level is: as what granted it, what refused the next one, and what makes a criterion met."""
    reached = computed.level or 0
    decisive = computed.reasons[max(reached - 1, 0) : reached + 1]
    return find_weakest((rules.criterion_status, *(reason.status for reason in decisive)))


def _say_premise(rules: LevelRules, call: Call) -> dict[str, Any]:
    """Return what every level presumes: what makes a criterion met."""
    rule = message("{text}", text=rules.criterion_rule or message("no source is named"))
    return _say_reason(Reason(statement=rule, holds=True, status=rules.criterion_status), call.locale)


@operation(
    "gap",
    "A smallest set of indicators that would reach a level; null where there is none.",
    _FRAMEWORK,
    _RATINGS,
    _READING,
    Parameter(name="level", kind="integer", known=tuple(map(int, Level)), is_required=True, told="The level."),
    Parameter(name="basis", kind="string", known=tuple(Basis), told="What the level must rest on."),
)
def _gap(call: Call) -> Answer:
    framework, ratings = _read_ratings(call)
    level = Level(call.values["level"])
    step = gap(ratings, framework, level, basis=call.values.get("basis", Basis.ASSUMED))
    computed = score(ratings, framework)
    reason = computed.reasons[level - 1]
    premises = [] if computed.rules is None else [computed.rules]
    statuses = [reason.status, *(rules.criterion_status for rules in premises)]
    if step is not None and any(item.is_mandatory and item.required_status is None for item in step.items):
        statuses.append(Status.UNKNOWN)
    return Answer(
        result=None if step is None else step.to_dict(call.locale),
        proof=[_say_reason(reason, call.locale), *(_say_premise(rules, call) for rules in premises)],
        status=find_weakest(statuses).value,
    )


def _read_ratings(call: Call) -> tuple[Framework, Ratings]:
    framework = get_framework(call.values["framework"])
    if "reading" in call.values and framework.level_rules is not None:
        rules = framework.level_rules.with_reading(LevelReading(call.values["reading"]))
        framework = framework.with_level_rules(rules)
    return framework, Ratings(call.values["ratings"])


@operation(
    "check",
    "Everything that is wrong with a school's file, which is the body.",
    Parameter(name=_ONLY, kind="string", known=tuple(rule.id for rule in CHECKS), told="One check to make."),
    takes_school=True,
)
def _check(call: Call) -> Answer:
    loaded = reads(call.text, BODY)
    framework = loaded.get_framework()
    only = (call.values["only"],) if "only" in call.values else None
    findings = loaded.check(framework, only=only, checks=call.checks)
    cited = [finding.citation for finding in findings if isinstance(finding.citation, Citation)]
    weakest = max((citation.status for citation in cited), key=lambda status: status.doubt, default=None)
    return Answer(
        result=[_say_finding(finding, loaded, framework, call.locale) for finding in findings],
        proof=[_say_citation(citation, call.locale) for citation in dict.fromkeys(cited)],
        status=weakest and weakest.value,
    )


def _say_finding(finding: Finding, loaded: LoadResult, framework: Framework, locale: Locale) -> dict[str, Any]:
    place = locale.text(loaded.name_place(finding.place, framework.part(FORM)))
    return {**finding.to_dict(locale), "place": place}


@operation(
    "codes",
    "Every evidence code in a text, and what was meant for one and is none.",
    Parameter(name="text", kind="string", is_required=True, told="Any text."),
)
def _codes(call: Call) -> Answer:
    text = call.values["text"]
    found = [
        {
            "start": each.start,
            "end": each.end,
            "text": each.text,
            "codes": [str(code) for code in each.codes],
            "is_official": each.is_official,
        }
        for each in find_codes(text)
    ]
    broken = [{"start": each.start, "end": each.end, "text": each.text} for each in find_broken_codes(text)]
    told = call.locale.text(message("the printed form of evidence codes, 2013 to 2017"))
    proof = [{"statement": told, "citation": None, "status": Status.PRACTICE.value}]
    return Answer(result={"found": found, "broken": broken}, proof=proof, status=Status.PRACTICE.value)


@operation(
    "render",
    "A document of a school's file, which is the body, as a file.",
    Parameter(name="kind", kind="string", known=available_documents(), told="The kind of document."),
    Parameter(name="format", kind="string", known=available_renderers(), told="The format of the file."),
    takes_school=True,
)
def _render(call: Call) -> Answer:
    form = get_document(call.values.get("kind", "report"))
    renderer = get_renderer(call.values.get("format", "docx"))
    loaded = reads(call.text, BODY)
    framework = loaded.get_framework()
    stopping, _ = find_stopping(loaded.check(framework, checks=call.checks), form.reads)
    if stopping:
        told = message("errors in the school's file stop this document; errors: {count}", count=len(stopping))
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, told, stopping)
    assessment = loaded.assessment or loaded.get_assessment()
    document = form.build(assessment, framework, language=call.locale.language)
    return Answer(
        proof=[],
        status=_find_paper_status(assessment, framework, form).value,
        file=render(document, renderer),
        file_name=f"{form.id}{renderer.suffix}",
    )


def _find_paper_status(assessment: SelfAssessment, framework: Framework, form: DocumentForm) -> Status:
    """Return how sure a document is: as the level where its ratings are counted, as the numbers its data is held to."""
    reads = ("ratings", "data") if form.reads is None else form.reads
    statuses = [framework.circular.status]
    if "ratings" in reads:
        computed = score(assessment, framework)
        statuses += [] if computed.rules is None else [_find_status(computed, computed.rules)]
    if "data" in reads:
        statuses += [status for measure in framework.measures for status in (measure.status, measure.period_status)]
    return find_weakest(statuses)


def _say_citation(citation: Citation, locale: Locale) -> dict[str, Any]:
    return {
        "statement": locale.text(citation.message),
        "citation": str(citation.place),
        "status": citation.status.value,
    }


def _say_reason(reason: Reason, locale: Locale) -> dict[str, Any]:
    return {
        "statement": locale.text(reason.statement),
        "holds": reason.holds,
        "citation": None if reason.citation is None else locale.text(reason.citation.message),
        "status": reason.status.value,
        "assumption": None if reason.assumption is None else locale.text(reason.assumption),
        "assumption_status": None if reason.assumption_status is None else reason.assumption_status.value,
        "parts": [_say_reason(part, locale) for part in reason.parts],
    }


OPERATIONS: Final = (_list_frameworks, _export, _show, _score, _gap, _check, _codes, _render)
"""All operations."""


def with_checks(operations: Iterable[Operation], checks: Iterable[Check]) -> tuple[Operation, ...]:
    """Return operations with the names of these checks as those that can be made alone."""
    known = tuple(rule.id for rule in checks)
    return tuple(
        attrs.evolve(
            each,
            parameters=tuple(attrs.evolve(one, known=known) if one.name == _ONLY else one for one in each.parameters),
        )
        for each in operations
    )
