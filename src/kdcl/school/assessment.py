"""The self-assessment: everything that one file of a school holds."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping

import attrs

from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.figures.data import SchoolData
from kdcl.law import Level
from kdcl.messages import WordedEnum, message
from kdcl.school.council import Council
from kdcl.school.evidence import Box, Evidence, Renumbering, in_code_order
from kdcl.school.external import ExternalAssessment
from kdcl.school.identity import School
from kdcl.school.plan import AssessmentPlan
from kdcl.school.ratings import Ratings, to_ratings
from kdcl.school.sheets import CriterionSheet, StandardSummary
from kdcl.typed import COUNT, typed
from kdcl.years import SchoolYear


@attrs.frozen(kw_only=True)
@typed
class Abbreviation:
    """An abbreviation used in the report and what it stands for."""

    short: str
    meaning: str


@attrs.frozen(kw_only=True)
@typed
class Claims:
    """What the school itself says it reached; compared with what follows from its ratings, never used for it."""

    level: Level | None = None
    indicators_met: int | None = attrs.field(default=None, validator=COUNT)
    criteria_met: int | None = attrs.field(default=None, validator=COUNT)


@attrs.frozen(kw_only=True)
@typed
class Signature:
    """Who signs the report, and when."""

    role: str = ""
    name: str = ""
    date: dt.date | None = None


class Wish(WordedEnum):
    """Whether a school wants something printed that papers may have."""

    PRINTED = "printed", message("printed")
    LEFT_OUT = "left_out", message("left out")


@attrs.frozen(kw_only=True)
class PaperLayout:
    """What a school chooses where its papers may look in several ways; what it leaves open is the library's choice.

    Attributes:
        rules: the id of the rules of layout for all of its papers, such as ``"nd30-2020"``; empty for those in force on
            the day of each paper.
        title_rule: the rule below titles: the rules of layout have it, and many schools print none.
        default_texts: the library's own words for purpose, scope and requirements of a plan that states none.
    """

    rules: str = ""
    title_rule: Wish | None = None
    default_texts: Wish | None = None


@attrs.frozen(kw_only=True)
@typed
class AcceptedFinding:
    """A finding of a check that the council accepts as an exception (ngoại lệ), for a time.

    It speaks of one finding in the words it had: when the facts change so that the check says something else, the
    exception says nothing of that.

    Attributes:
        check: the id of the check.
        place: where, with items of lists named by what they are known by: ``sheets."1.3".strengths``.
        sentence: what the check found, in English as programs have it.
        accepted_by: who accepted it, by role.
        accepted_on: the day of that.
        reason: why.
        until: the last day on which it holds.
    """

    check: str
    place: str
    sentence: str
    accepted_by: str
    accepted_on: dt.date
    reason: str
    until: dt.date


class OpinionOutcome(WordedEnum):
    """What was decided on an opinion; one not decided yet has no outcome."""

    ACCEPTED = "accepted", message("accepted")
    """Tiếp thu."""
    PARTLY_ACCEPTED = "partly_accepted", message("accepted in part")
    """Tiếp thu một phần."""
    DECLINED = "declined", message("not accepted")
    """Không tiếp thu."""


@attrs.frozen(kw_only=True)
@typed
class Opinion:
    """An opinion on the published draft (ý kiến góp ý).

    Attributes:
        text: what was said.
        source: who said it, by role or group and never by name.
        criterion: the criterion it is about; None where it is about another part.
        part: the part of the report it is about, where no criterion says it.
        received_on: the day it was received.
        outcome: what was decided; None while nothing is.
        reason: why, or what was changed.
    """

    text: str
    source: str = ""
    criterion: CriterionCode | None = None
    part: str = ""
    received_on: dt.date | None = None
    outcome: OpinionOutcome | None = None
    reason: str = ""


@attrs.frozen(kw_only=True)
@typed
class SelfAssessment:
    """A school's self-assessment (tự đánh giá): everything one file holds.

    Attributes:
        framework: the id of the framework it was made under.
        school: the school.
        school_year: the school year assessed.
        data: the figures of Part I.
        ratings: the indicators that are assessed, met or not met; whatever `Ratings` takes may be given.
        sheets: a sheet for each criterion written so far.
        standards: what the report says of whole standards.
        evidence: the list of evidence.
        retired_codes: codes that were given once and belong to no piece any more; they are never given again.
        boxes: what is known of the boxes besides what lies in them.
        renumberings: the log of renumberings, oldest first; the last one can be undone.
        council: the self-assessment council.
        abbreviations: the abbreviations used in the report.
        introduction: the report's introduction (đặt vấn đề).
        conclusion: what the school adds to the general conclusion (kết luận chung).
        claims: what the school says it reached.
        plan: the self-assessment plan.
        opinions: what was said of the published draft, and what was decided.
        external: the external assessment that followed; None where there was none, or it has a file of its own.
        signature: who signs, and when.
        layout: what it chooses of the looks of its papers.
        exceptions: findings that the council accepts for a time.
        note: a remark on the file itself; printed nowhere.
    """

    framework: str
    school: School
    school_year: SchoolYear
    data: SchoolData = attrs.field(factory=SchoolData)
    ratings: Ratings = attrs.field(factory=Ratings, converter=to_ratings)
    sheets: tuple[CriterionSheet, ...] = ()
    standards: tuple[StandardSummary, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    retired_codes: tuple[EvidenceCode, ...] = attrs.field(default=(), converter=in_code_order)
    boxes: tuple[Box, ...] = ()
    renumberings: tuple[Renumbering, ...] = ()
    council: Council = attrs.field(factory=Council)
    abbreviations: tuple[Abbreviation, ...] = ()
    introduction: str = ""
    conclusion: str = ""
    claims: Claims = attrs.field(factory=Claims)
    plan: AssessmentPlan = attrs.field(factory=AssessmentPlan)
    opinions: tuple[Opinion, ...] = ()
    external: ExternalAssessment | None = None
    signature: Signature = attrs.field(factory=Signature)
    layout: PaperLayout = attrs.field(factory=PaperLayout)
    exceptions: tuple[AcceptedFinding, ...] = ()
    note: str = ""

    def __repr__(self) -> str:
        """Return whose it is, under which framework, and how much of it is there."""
        pieces = len({item.code for item in self.evidence})
        parts = f"{len(self.ratings)} ratings, {len(self.sheets)} sheets, {pieces} pieces of evidence"
        return f"<SelfAssessment {self.school.name!r} {self.school_year}, {self.framework}: {parts}>"

    def find_sheet(self, criterion: CriterionCode) -> CriterionSheet | None:
        """Return the sheet of a criterion, or None where none is written yet."""
        return next((sheet for sheet in self.sheets if sheet.criterion == criterion), None)

    def find_standard(self, number: int) -> StandardSummary | None:
        """Return what the report says of a standard as a whole, or None where nothing is written yet."""
        return next((standard for standard in self.standards if standard.standard == number), None)

    def find_evidence(self, code: EvidenceCode) -> Evidence | None:
        """Return the piece of evidence with this code, or None where the list has none."""
        return self._by_code.get(code)

    @functools.cached_property
    def _by_code(self) -> Mapping[EvidenceCode, Evidence]:
        return {evidence.code: evidence for evidence in reversed(self.evidence)}
