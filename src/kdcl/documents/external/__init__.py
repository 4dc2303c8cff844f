"""The papers of an external assessment, composed as trees of neutral blocks from a team's file.

`EXTERNAL_PAPERS` lists them; what composes one is imported when it is first asked for. Papers whose form was seen only
in the sister guidance of 2018 say so at their end.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

import attrs

from kdcl.documents.external import labels
from kdcl.errors import UnknownDocumentError
from kdcl.external import ExternalAssessment
from kdcl.messages import Message, message
from kdcl.school.held_against import framework_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kdcl.blocks import Block, Document, Section
    from kdcl.documents.external.paper import TeamPaper
    from kdcl.law import Framework
    from kdcl.school import SelfAssessment

__all__ = ["EXTERNAL_PAPERS", "ExternalPaper", "IterBlocks", "get_external_paper"]


class IterBlocks(Protocol):
    """Composes the blocks of a paper."""

    def __call__(self, paper: TeamPaper, /) -> Iterator[Block | Section]:
        """Iterate over the blocks, head and foot included."""


@attrs.frozen(kw_only=True)
class ExternalPaper:
    """A paper that can be asked for.

    Attributes:
        id: what it is asked for by; of a paper with an annex, the name that the law's file has for it.
        title: its title.
        composer: where the function that composes its blocks lives, as ``module:function``.
        annex: the annex of the guidance that has the form; empty where none has.
        reads: the facts of the case that it prints or reckons with, by their names in `ExternalAssessment`, beside the
            school, its year and the framework, on which all rest.
        school_reads: the facts of the school's own file that it prints or reckons with, likewise.
        is_of_team: whether it has the team's head and its leader's signature.
    """

    id: str
    title: Message
    composer: str
    annex: str = ""
    reads: tuple[str, ...] = ()
    school_reads: tuple[str, ...] = ()
    is_of_team: bool = True

    def build(
        self,
        external: ExternalAssessment,
        framework: Framework | None = None,
        assessment: SelfAssessment | None = None,
        *,
        language: str = "vi",
    ) -> Document:
        """Return the paper in a language: the same paper for the same facts.

        Args:
            external: the team's facts.
            framework: the framework that the school is assessed under; without it, the one that the facts name.
            assessment: the school's own file; without it, what comes from it is left open.
            language: ``"vi"`` or ``"en"``; what people wrote is printed as it is.

        Raises:
            RatingsError: it prints results, and a verdict is on an indicator that the framework does not have.
            UnknownLanguageError: the library does not speak the language.
        """
        from kdcl.documents.external.paper import TeamPaper  # noqa: PLC0415 - composing is what costs
        from kdcl.standards.external import Paper  # noqa: PLC0415 - see above

        known = framework_for(external, framework, ExternalAssessment, "build(external, framework)")
        paper = TeamPaper.start(external, known, assessment, language)
        module, _, function = self.composer.partition(":")
        compose = cast("IterBlocks", getattr(import_module(f"kdcl.documents.external.{module}"), function))
        return paper.document(self.title, compose(paper), Paper(self.id) if self.annex else None)


EXTERNAL_PAPERS: tuple[ExternalPaper, ...] = (
    ExternalPaper(
        id="intake-letter",
        title=message("LETTER ON THE REGISTRATION FOR EXTERNAL ASSESSMENT"),
        composer="intake:iter_intake_letter",
        reads=("steps",),
        is_of_team=False,
    ),
    ExternalPaper(
        id="team-decision",
        title=message("DECISION ON THE EXTERNAL ASSESSMENT TEAM"),
        composer="team:iter_team_decision",
        reads=("team",),
    ),
    ExternalPaper(
        id="working-plan",
        title=labels.WORKING_PLAN,
        composer="team:iter_working_plan",
        reads=("team",),
    ),
    ExternalPaper(
        id="preliminary-report",
        title=labels.PRELIMINARY_REPORT,
        composer="members:iter_preliminary_reports",
        annex="VII",
        reads=("preliminary_reports",),
        is_of_team=False,
    ),
    ExternalPaper(
        id="criteria-remarks",
        title=labels.CRITERIA_REMARKS,
        composer="members:iter_criteria_remarks",
        annex="VIII",
        reads=("sheets", "requests", "interviews"),
    ),
    ExternalPaper(
        id="team-sheets",
        title=labels.TEAM_SHEETS,
        composer="sheets:iter_team_sheets",
        annex="IX",
        reads=("sheets", "ratings"),
    ),
    ExternalPaper(
        id="file-study",
        title=labels.FILE_STUDY,
        composer="study:iter_file_study",
        annex="X",
        reads=("study", "requests", "interviews", "observations"),
    ),
    ExternalPaper(
        id="preliminary-survey",
        title=labels.PRELIMINARY_SURVEY,
        composer="surveys:iter_preliminary_survey",
        annex="XI",
        reads=("preliminary_survey",),
        school_reads=("signature",),
    ),
    ExternalPaper(
        id="main-survey",
        title=labels.MAIN_SURVEY,
        composer="surveys:iter_main_survey",
        annex="XII",
        reads=("main_survey", "sheets", "requests", "interviews", "observations", "standards"),
    ),
    ExternalPaper(
        id="external-report",
        title=labels.EXTERNAL_REPORT,
        composer="report:iter_external_report",
        annex="XIII",
        reads=("report", "study", "ratings", "sheets", "requests", "standards"),
        school_reads=("ratings",),
    ),
    ExternalPaper(
        id="comparison",
        title=labels.COMPARISON,
        composer="comparison:iter_comparison",
        reads=("ratings", "sheets", "requests"),
        school_reads=("ratings",),
    ),
    ExternalPaper(
        id="school-answer",
        title=labels.SCHOOL_ANSWER,
        composer="answer:iter_school_answer",
        reads=("answer",),
        school_reads=("signature",),
        is_of_team=False,
    ),
)
"""The papers, in the order in which a case needs them."""


def get_external_paper(paper: str) -> ExternalPaper:
    """Return the paper of this id.

    Raises:
        UnknownDocumentError: there is none.
    """
    for form in EXTERNAL_PAPERS:
        if form.id == paper:
            return form
    raise UnknownDocumentError(paper, tuple(form.id for form in EXTERNAL_PAPERS))
