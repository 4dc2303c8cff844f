"""Every fact of the law that the library holds, with how sure it is and where it was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from kdcl.law import Framework, LegalDocument, LevelRules, Status
from kdcl.messages import Message, message
from kdcl.standards.council import COUNCIL, CouncilRules, SourcedRule
from kdcl.standards.external import EXTERNAL, ExternalRules, PaperRule
from kdcl.standards.guidance import GUIDANCE, GuidanceFact
from kdcl.standards.layout import LAYOUTS, LayoutRules


@attrs.frozen(kw_only=True)
class SourcedFact:
    """A fact of the law.

    Attributes:
        about: what is stated.
        status: how sure it is.
        source: where it was read, or where it is known from.
    """

    about: Message
    status: Status
    source: Message


_UNREAD = message("not read")


def iter_framework_facts(
    framework: Framework, iter_numbers: Callable[[Framework], Iterable[SourcedFact]]
) -> Iterator[SourcedFact]:
    """Iterate over the facts of a framework: articles, level rules, numbers, what is not judged, requirements, notes.

    Args:
        framework: the framework.
        iter_numbers: gives the facts on the numbers it asks for, as `kdcl.measures.iter_number_facts` does.
    """
    letter = say_letter(framework)
    for standard in framework:
        yield SourcedFact(
            about=message("standard {number} is {article}", number=standard.number, article=standard.citation.place),
            status=standard.citation.status,
            source=message("the order of the standards"),
        )
    if framework.level_rules is not None:
        yield from _iter_level_facts(framework.level_rules)
    yield from iter_numbers(framework)
    for left in framework.unmeasured:
        yield SourcedFact(
            about=message("{code}, not judged: {requirement}", code=left.indicator, requirement=left.requirement),
            status=left.status,
            source=letter if left.letter is not None else framework.get_indicator(left.indicator).citation.message,
        )
    for indicator in framework.indicators:
        yield SourcedFact(
            about=message(
                "{code}: requirement, checks ({checks}) and suggested evidence ({evidence})",
                code=indicator.code,
                checks=len(indicator.checks),
                evidence=len(indicator.evidence),
            ),
            status=indicator.status,
            source=letter,
        )
        if indicator.note is not None and indicator.note_status is not None:
            yield SourcedFact(
                about=message("{code}, read into the text: {note}", code=indicator.code, note=indicator.note),
                status=indicator.note_status,
                source=letter,
            )


def say_letter(framework: Framework) -> Message:
    """Return the letter that explains the indicators of a framework, as a source."""
    return _UNREAD if framework.letter is None else message("letter {number}", number=framework.letter)


def _iter_level_facts(rules: LevelRules) -> Iterator[SourcedFact]:
    for rule in rules.rules:
        yield SourcedFact(
            about=message(
                "level {level}: at least {percent}% of the criteria", level=rule.level, percent=rule.at_least_percent
            ),
            status=rule.status,
            source=rule.citation.message,
        )
        yield SourcedFact(
            about=message("level {level}: the criteria required by name", level=rule.level),
            status=rule.required_status,
            source=rule.citation.message,
        )
        if rule.assumption is not None and rule.assumption_status is not None:
            yield SourcedFact(
                about=message(
                    "level {level}, assumed to be required: {required}", level=rule.level, required=rule.required
                ),
                status=rule.assumption_status,
                source=message("{assumption}", assumption=rule.assumption),
            )
    yield SourcedFact(
        about=message("the upper bound of a level is read as: {reading}", reading=rules.reading.words),
        status=rules.reading_status,
        source=rules.citation.message,
    )
    yield SourcedFact(
        about=message("a criterion is met exactly when all its indicators are"),
        status=rules.criterion_status,
        source=message("{source}", source=rules.criterion_rule or _UNREAD),
    )


def iter_shared_facts(framework: Framework) -> Iterator[SourcedFact]:
    """Iterate over the facts that the frameworks of a circular share: council, outside assessment, guidance, layout."""
    council, external = framework.shared.part(COUNCIL), framework.shared.part(EXTERNAL)
    if council is not None:
        yield from _iter_council_facts(council)
    if external is not None:
        yield from _iter_external_facts(external)
    for fact in framework.shared.part(GUIDANCE):
        yield _say_stated(message("{says}", says=fact.says), fact)
    for rules in framework.shared.part(LAYOUTS).rules:
        yield from _iter_layout_facts(rules)


def _iter_layout_facts(rules: LayoutRules) -> Iterator[SourcedFact]:
    for point, rule in rules.points:
        yield SourcedFact(
            about=message("layout of papers, {rules}: {point}", rules=rules.id, point=point),
            status=rule.status,
            source=message("{document}, {clause}", document=rules.document, clause=rule.clause),
        )


def _iter_council_facts(rules: CouncilRules) -> Iterator[SourcedFact]:
    posts = ((message("the post of the chair"), rules.chair), (message("the post of the vice-chair"), rules.vice_chair))
    for about, post in (
        *posts,
        *(((message("the post of the secretary"), rules.secretary),) if rules.secretary else ()),
    ):
        yield SourcedFact(about=about, status=post.status, source=rules.citation.message)
    for about, size in (
        (message("the size of the council"), rules.council),
        (message("the size of the secretariat"), rules.secretariat),
        (message("the size of a working group"), rules.working_group),
    ):
        source = rules.citation.message if size.source is None else message("{source}", source=size.source)
        yield SourcedFact(about=about, status=size.status, source=source)


def _iter_external_facts(rules: ExternalRules) -> Iterator[SourcedFact]:
    team, certificate = rules.team, rules.certificate
    article = team.citation.message
    yield SourcedFact(about=message("the size of the team"), status=team.size.status, source=article)
    yield SourcedFact(about=message("the post of the team's leader"), status=team.leader.status, source=article)
    for stated in (team.secretary, team.outsiders):
        yield _say_stated(message("{says}", says=stated.says), stated)
    for rule in rules.steps:
        about = message("step of an external assessment: {step}", step=rule.step.label)
        if rule.citation is None:
            yield _say_stated(about, rule)
        else:
            yield SourcedFact(about=about, status=rule.status, source=rule.citation.message)
    for period in rules.periods:
        about = message("{says}: {days} working days", says=period.says, days=period.working_days)
        yield _say_stated(about, period)
    about = message(
        "a certificate holds for {years} years; a higher level may be asked for after {higher}",
        years=certificate.valid_years,
        higher=certificate.higher_level_after_years,
    )
    yield _say_stated(about, certificate)
    for paper in rules.papers:
        yield _say_stated(message("what stands in Annex {annex}: {title}", annex=paper.annex, title=paper.title), paper)


def _say_stated(about: Message, rule: SourcedRule | PaperRule | GuidanceFact) -> SourcedFact:
    return SourcedFact(about=about, status=rule.status, source=message("{source}", source=rule.source or ""))


def iter_document_facts(documents: tuple[LegalDocument, ...]) -> Iterator[SourcedFact]:
    """Iterate over the facts of legal documents, and of when each ceased to apply."""
    for document in documents:
        yield SourcedFact(
            about=message("document {number}", number=document.number),
            status=document.status,
            source=message("{note}", note=document.note or message("its own text or a citation of it")),
        )
        for end in document.cessations:
            yield SourcedFact(
                about=message("document {number} ceased to apply", number=document.number),
                status=end.status,
                source=message("{successor}", successor=end.replaced_by or _UNREAD),
            )
