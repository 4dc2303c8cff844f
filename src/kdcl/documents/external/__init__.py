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
from kdcl.messages import Message

if TYPE_CHECKING:
    from kdcl.blocks import Document
    from kdcl.external import ExternalAssessment
    from kdcl.law import Framework
    from kdcl.school import SelfAssessment

__all__ = ["EXTERNAL_PAPERS", "BuildPaper", "ExternalPaper", "get_external_paper"]


class BuildPaper(Protocol):
    """Composes a paper from a team's file."""

    def __call__(
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
            framework: the framework that the school is assessed under.
            assessment: the school's own file; without it, what comes from it is left open.
            language: ``"vi"`` or ``"en"``; what people wrote is printed as it is.

        Raises:
            RatingsError: it prints results, and a verdict is on an indicator that the framework does not have.
            UnknownLanguageError: the library does not speak the language.
        """


@attrs.frozen(kw_only=True)
class ExternalPaper:
    """A paper that can be asked for.

    Attributes:
        id: what it is asked for by.
        title: its title.
        builder: where the function that composes it lives, as ``module:function``.
        annex: the annex of the guidance that has the form; empty where none has.
    """

    id: str
    title: Message
    builder: str
    annex: str = ""

    @property
    def build(self) -> BuildPaper:
        """The function that composes it."""
        module, _, function = self.builder.partition(":")
        return cast("BuildPaper", getattr(import_module(f"kdcl.documents.external.{module}"), function))


EXTERNAL_PAPERS: tuple[ExternalPaper, ...] = (
    ExternalPaper(id="intake-letter", title=labels.INTAKE_LETTER, builder="intake:build_intake_letter"),
    ExternalPaper(id="team-decision", title=labels.TEAM_DECISION_TITLE, builder="team:build_team_decision"),
    ExternalPaper(id="working-plan", title=labels.WORKING_PLAN, builder="team:build_working_plan"),
    ExternalPaper(
        id="preliminary-report",
        title=labels.PRELIMINARY_REPORT,
        builder="members:build_preliminary_reports",
        annex="VII",
    ),
    ExternalPaper(
        id="criteria-remarks", title=labels.CRITERIA_REMARKS, builder="members:build_criteria_remarks", annex="VIII"
    ),
    ExternalPaper(id="team-sheets", title=labels.TEAM_SHEETS, builder="sheets:build_team_sheets", annex="IX"),
    ExternalPaper(id="file-study", title=labels.FILE_STUDY, builder="study:build_file_study", annex="X"),
    ExternalPaper(
        id="preliminary-survey",
        title=labels.PRELIMINARY_SURVEY,
        builder="surveys:build_preliminary_survey",
        annex="XI",
    ),
    ExternalPaper(id="main-survey", title=labels.MAIN_SURVEY, builder="surveys:build_main_survey", annex="XII"),
    ExternalPaper(
        id="external-report", title=labels.EXTERNAL_REPORT, builder="report:build_external_report", annex="XIII"
    ),
    ExternalPaper(id="comparison", title=labels.COMPARISON, builder="comparison:build_comparison"),
    ExternalPaper(id="school-answer", title=labels.SCHOOL_ANSWER, builder="answer:build_school_answer"),
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
