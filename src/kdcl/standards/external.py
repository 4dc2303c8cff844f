"""The rules of external assessment (đánh giá ngoài): the team, the steps, the periods, the certificate, the papers."""

from __future__ import annotations

import enum
from importlib.resources.abc import Traversable
from typing import Final

import attrs

from kdcl.errors import CodeError
from kdcl.law import Citation, LawPart, LegalNumber, Route, Status, Step
from kdcl.messages import BilingualText, Message, message
from kdcl.standards._fields import read_fields
from kdcl.standards._numbers import read_number
from kdcl.standards._table import LawFile, LawTable
from kdcl.standards.council import PostRule, SizeRule, SourcedRule, read_posts, read_size
from kdcl.typed import Within


class Paper(enum.StrEnum):
    """A paper of the external assessment, by the annex of the guidance that has its form."""

    PRELIMINARY_REPORT = "preliminary-report"
    CRITERIA_REMARKS = "criteria-remarks"
    TEAM_SHEETS = "team-sheets"
    FILE_STUDY = "file-study"
    PRELIMINARY_SURVEY = "preliminary-survey"
    MAIN_SURVEY = "main-survey"
    EXTERNAL_REPORT = "external-report"


@attrs.frozen(kw_only=True)
class StatedRule(SourcedRule):
    """A rule in words.

    Attributes:
        says: what is asked for.
    """

    says: BilingualText


@attrs.frozen(kw_only=True)
class TeamRules:
    """Who may assess.

    Attributes:
        citation: where the circular speaks of the team.
        size: how many members it has.
        leader: whose post fits its leader.
        secretary: whether it has a secretary.
        outsiders: who may not be in it.
    """

    citation: Citation
    size: SizeRule
    leader: PostRule
    secretary: StatedRule
    outsiders: StatedRule


@attrs.frozen(kw_only=True)
class StepRule(SourcedRule):
    """A step, and where it is prescribed.

    Attributes:
        step: the step.
        citation: the article that prescribes it; None where none that was read does.
    """

    step: Step
    citation: Citation | None

    @property
    def clause(self) -> Citation | Message:
        """Where the step comes from, and how sure that is."""
        return super().clause if self.citation is None else self.citation


@attrs.frozen(kw_only=True)
class Transition:
    """One step that may follow another.

    Attributes:
        after: the step before; None where a case begins with it.
        step: the step that may follow.
        route: the way of handing in that has it; None for both.
        after_silence: whether it may follow only once the period that runs is over without an answer.
    """

    after: Step | None
    step: Step
    route: Route | None
    after_silence: bool


@attrs.frozen(kw_only=True)
class CasePeriod(SourcedRule):
    """How long a step may take.

    Attributes:
        id: its name, for ever.
        says: what it is for.
        starts: the step whose day it runs from.
        ends: the steps that end it.
        working_days: how many working days it has; the day it runs from is not one of them.
        is_silence_agreement: whether not answering in time is agreeing.
    """

    id: str
    says: BilingualText
    starts: Step
    ends: tuple[Step, ...]
    working_days: int = attrs.field(validator=Within(1, 999))
    is_silence_agreement: bool


@attrs.frozen(kw_only=True)
class CertificateRule(SourcedRule):
    """What a certificate is worth.

    Attributes:
        valid_years: for how many years it holds.
        higher_level_after_years: after how many years a higher level may be asked for.
    """

    valid_years: int = attrs.field(validator=Within(1, 99))
    higher_level_after_years: int = attrs.field(validator=Within(1, 99))


@attrs.frozen(kw_only=True)
class PaperRule:
    """A paper of the external assessment.

    Attributes:
        paper: which paper.
        annex: the annex of the guidance that has its form.
        title: its title.
        status: how sure it is what stands in the form.
        source: where that was seen.
    """

    paper: Paper
    annex: str
    title: BilingualText
    status: Status
    source: BilingualText


@attrs.frozen(kw_only=True)
class ExternalRules:
    """The rules of one circular for external assessment.

    Attributes:
        circular: the circular's number.
        team: who may assess.
        steps: every step, in the order in which a case usually takes them.
        transitions: which step may follow which.
        periods: how long steps may take.
        certificate: what a certificate is worth.
        papers: the papers, in the order of their annexes.
    """

    circular: LegalNumber
    team: TeamRules
    steps: tuple[StepRule, ...]
    transitions: tuple[Transition, ...]
    periods: tuple[CasePeriod, ...]
    certificate: CertificateRule
    papers: tuple[PaperRule, ...]

    def get_step(self, step: Step) -> StepRule:
        """Return the rule of a step; the loader sees to it that each has one."""
        return next(rule for rule in self.steps if rule.step is step)

    def get_paper(self, paper: Paper) -> PaperRule:
        """Return the rule of a paper; the loader sees to it that each has one."""
        return next(rule for rule in self.papers if rule.paper is paper)


def load_external_rules(file: Traversable) -> ExternalRules:
    """Return the rules of a file.

    Raises:
        FrameworkFileError: the file has problems; it names all of them with their places.
    """
    with LawFile(file) as root:
        circular, team = read_number(root, "circular"), root.table("team")

        def read_step(table: LawTable) -> StepRule:
            article = table.find_whole("article", 1, 999)
            citation = None if article is None else Citation(document=circular, article=article)
            return read_fields(table, StepRule, citation=citation)

        rules = read_fields(
            root,
            ExternalRules,
            {StepRule: read_step, CasePeriod: _read_period},
            circular=circular,
            team=read_fields(
                team,
                TeamRules,
                {SizeRule: read_size, PostRule: read_posts},
                citation=Citation(document=circular, article=team.whole("article", 1, 999)),
            ),
        )
        _note_gaps(rules, root)
        return rules


def _read_period(table: LawTable) -> CasePeriod:
    ends = tuple(step for _, step in table.codes("ends", _parse_step, message("steps in quotation marks")))
    return read_fields(table, CasePeriod, ends=ends)


def _parse_step(text: str) -> Step:
    for step in Step:
        if step.value == text:
            return step
    raise CodeError(text, 0, message("this is no step"), message("write one of: {known}", known=tuple(Step)))


def _note_gaps(rules: ExternalRules, root: LawTable) -> None:
    """Note steps and papers without a rule of their own, or with two: nobody could cite them."""
    steps, papers = [rule.step for rule in rules.steps], [rule.paper for rule in rules.papers]
    for step in Step:
        if steps.count(step) != 1:
            root.note("step", message("{name} has to stand here once", name=step.value))
    for paper in Paper:
        if papers.count(paper) != 1:
            root.note("paper", message("{name} has to stand here once", name=paper.value))


EXTERNAL: Final = LawPart[ExternalRules | None](
    file="external.toml", load=lambda file, _: load_external_rules(file), absent=None
)
"""The part of the law with these rules; None where the circular has none that are known."""
