"""``kdcl frameworks`` and ``kdcl show``: look into the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from kdcl.cli.console import SpokenGroup, option, speaker, spoken
from kdcl.cli.formats import has_format
from kdcl.cli.official import WordingChoice, chooses_wording, iter_usable_frameworks
from kdcl.cli.publishing import diff, export, schema
from kdcl.cli.streams import echo, echo_json
from kdcl.errors import FrameworkError, UnknownItemError
from kdcl.exchange import export_item
from kdcl.law import Criterion, Framework, Indicator, Measure, Standard, Status, Threshold
from kdcl.locale import Locale
from kdcl.measures import describe_measure, iter_number_facts, say_asked, say_unmeasured
from kdcl.messages import BilingualText, Message, message
from kdcl.standards import (
    FrameworkNotice,
    available_frameworks,
    framework_notices,
    get_framework,
)
from kdcl.standards.facts import SourcedFact, iter_document_facts, iter_framework_facts, iter_shared_facts
from kdcl.standards.legal import get_legal_documents


@click.group(
    cls=SpokenGroup,
    commands=[export, schema, diff],
    invoke_without_command=True,
    told=message(
        "List the frameworks and whether they are available; with --unverified, everything that was not read in the "
        "law itself: what is unread, inferred or seen in practice only."
    ),
)
@option(
    "--unverified",
    "is_unverified",
    is_flag=True,
    told=message("Name every fact that was not read in the law itself, with its status and its source."),
)
@has_format("text", "json")
@click.pass_context
def frameworks(ctx: click.Context, is_unverified: bool, form: str) -> None:
    """Print one line for each framework, or one for each fact that is not verified."""
    if ctx.invoked_subcommand is not None:
        return
    if form == "json":
        unverified = {"unverified": list(_iter_unverified_values())} if is_unverified else {}
        echo_json({"frameworks": [_notice_values(notice) for notice in framework_notices()], **unverified})
        return
    locale = speaker()
    for notice in framework_notices():
        echo(f"{notice.id}  {locale.text(_describe(notice))}")
        if is_unverified and (framework := _find(notice)[0]):
            _print_unverified(iter_framework_facts(framework, iter_number_facts))
    if is_unverified:
        _print_unverified(iter_shared_facts(get_framework(available_frameworks()[0])))
        _print_unverified(iter_document_facts(get_legal_documents()))


def _print_unverified(facts: Iterable[SourcedFact]) -> None:
    tell = speaker().text
    for fact in facts:
        if fact.status is not Status.VERIFIED:
            echo(f"  {tell(fact.status.words)}: {tell(fact.about)} [{tell(fact.source)}]")


def _find(notice: FrameworkNotice) -> tuple[Framework | None, Message | BilingualText | None]:
    """Return the framework of a notice; or None, and why it cannot be had: that of another package may be broken."""
    if not notice.is_available:
        return None, notice.reason
    try:
        return get_framework(notice.id), None
    except FrameworkError as error:
        return None, error.message


def _notice_values(notice: FrameworkNotice) -> dict[str, Any]:
    """Return a framework as plain values: what it is called, whether it can be had, and how much is in it."""
    tell = speaker().text
    framework, reason = _find(notice)
    return {
        "id": notice.id,
        "title": tell(framework.title if framework else notice.title),
        "is_available": framework is not None,
        "reason": reason and tell(reason),
        "standards": framework and len(framework.standards),
        "criteria": framework and len(framework.criteria),
        "indicators": framework and len(framework.indicators),
    }


def _iter_unverified_values() -> Iterator[dict[str, Any]]:
    """Iterate over the facts that were not read in the law itself, each with the framework it belongs to, if to one."""
    for framework in iter_usable_frameworks():
        yield from _fact_values(iter_framework_facts(framework, iter_number_facts), framework.id)
    yield from _fact_values(iter_shared_facts(get_framework(available_frameworks()[0])), None)
    yield from _fact_values(iter_document_facts(get_legal_documents()), None)


def _fact_values(facts: Iterable[SourcedFact], framework: str | None) -> Iterator[dict[str, Any]]:
    tell = speaker().text
    for fact in facts:
        if fact.status is not Status.VERIFIED:
            about, source = tell(fact.about), tell(fact.source)
            yield {"framework": framework, "status": fact.status.value, "about": about, "source": source}


def _describe(notice: FrameworkNotice) -> Message:
    framework, reason = _find(notice)
    if framework is None:
        return message("{title}: not available: {reason}", title=notice.title, reason=reason)
    return message(
        "{title}: standards {standards}, criteria {criteria}, indicators {indicators}",
        title=framework.title,
        standards=len(framework.standards),
        criteria=len(framework.criteria),
        indicators=len(framework.indicators),
    )


@spoken(message("Show a standard (1), a criterion (1.3) or an indicator (1.3.b): what it asks, checks, evidence."))
@click.argument("item")
@option("-f", "--framework", "name", told=message("Only in this framework."))
@chooses_wording
@has_format("text", "json")
def show(item: str, name: str | None, official: WordingChoice, form: str) -> None:
    """Print the item in every framework that has it."""
    searched = (get_framework(name),) if name else tuple(iter_usable_frameworks())
    found = [framework for framework in searched if item in framework]
    if not found:
        raise UnknownItemError(item, ", ".join(framework.id for framework in searched))
    locale = speaker()
    wording = official.load()
    found = [
        framework.with_wording(wording) if wording and wording.find_framework(framework.id) else framework
        for framework in found
    ]
    if form == "json":
        echo_json([{"framework": each.id, "item": export_item(each, each[item])} for each in found])
        return
    for framework in found:
        echo(f"{locale.text(framework.title)} ({framework.id})")
        if framework.wording and locale.language == "vi":  # the English is restated, always
            echo(locale.text(message("Official wording: {source}", source=framework.wording.source.message)))
        for line in _iter_lines(locale, framework, framework[item]):
            echo(line)


def _iter_lines(locale: Locale, framework: Framework, item: Standard | Criterion | Indicator) -> Iterator[str]:
    tell = locale.text
    match item:
        case Standard():
            yield tell(message("Standard {number}: {title}", number=item.number, title=item.title))
            yield from (f"  {criterion.code} {tell(criterion.title)}" for criterion in item.criteria)
        case Criterion():
            yield tell(message("Criterion {code}: {title}", code=item.code, title=item.title))
            yield from (f"  {indicator.code} {_say_alone(locale, indicator)}" for indicator in item.indicators)
        case _:
            yield tell(message("Indicator {code}: {title}", code=item.code, title=_say_alone(locale, item)))
            yield from _indicator_lines(locale, framework, item)
    citation, status = item.citation.place, item.citation.status.words
    yield tell(message("Source: {citation} ({status})", citation=citation, status=status))


def _say_alone(locale: Locale, indicator: Indicator) -> str:
    """Return what an indicator asks without the mark that parts it from the next one in an official text."""
    return locale.text(indicator.requirement).rstrip(" ;")


def _indicator_lines(locale: Locale, framework: Framework, indicator: Indicator) -> Iterator[str]:
    tell = locale.text
    if indicator.checks:
        yield tell(message("To check:"))
        yield from (f"  - {tell(check)}" for check in indicator.checks)
    if measures := [measure for measure in framework.measures if measure.indicator == indicator.code]:
        yield tell(message("Numbers:"))
        yield from (line for measure in measures for line in _measure_lines(locale, framework, measure))
    if left := [each for each in framework.unmeasured if each.indicator == indicator.code]:
        yield tell(message("Not held against figures:"))
        yield from (f"  - {tell(say_unmeasured(each))}" for each in left)
    yield tell(message("Suggested evidence (suggestions only):"))
    for evidence in indicator.evidence:
        if evidence.is_alternative:
            yield f"    {tell(message('or: {text}', text=evidence.text))}"
        else:
            yield f"  - {tell(evidence.text)}"
    if indicator.note:
        if indicator.note_status is None:
            yield tell(message("Note: {note}", note=indicator.note))
        else:
            yield tell(message("Note ({status}): {note}", status=indicator.note_status.words, note=indicator.note))


def _measure_lines(locale: Locale, framework: Framework, measure: Measure) -> Iterator[str]:
    tell = locale.text
    for threshold in measure.thresholds:
        where = f" ({tell(_where(threshold))})" if _where(threshold) else ""
        yield f"  - {tell(say_asked(measure, framework, threshold))}{where}"
    yield from (f"      {tell(part)}" for part in describe_measure(measure, framework))


def _where(threshold: Threshold) -> tuple[Message, ...]:
    category = (threshold.category.words,) if threshold.category else ()
    return (*category, threshold.region.words) if threshold.region else category
