"""The facts of one school's self-assessment, as the school states them.

Nothing here is computed: no level, no total, no criterion verdict. What follows from the facts is the business of
`kdcl.scoring`; what contradicts itself in them, of `kdcl.checks`. Optional facts that a school has not written down are
empty, and documents print their empty form.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Self

import attrs

from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode
from kdcl.errors import CodeError, Problem, RatingsError
from kdcl.law import Level, Region, SchoolCategory
from kdcl.messages import message


class Rating(enum.StrEnum):
    """What a school says of an indicator; an indicator that is not assessed has no rating at all."""

    MET = "met"
    """Đạt."""
    NOT_MET = "not_met"
    """Không đạt."""


class Ratings(Mapping[IndicatorCode, Rating]):
    """The ratings of a school's indicators: immutable, in the order of their codes, absent where not assessed.

    Keys and values may be given as text.

    Raises:
        RatingsError: a key is no indicator code, is given twice, or a value is no rating; all of them at once.

    >>> Ratings({"1.10.a": "met", "1.9.a": "not_met"})
    Ratings({'1.9.a': 'not_met', '1.10.a': 'met'})
    """

    __slots__ = ("_by_code",)

    def __init__(self, ratings: Mapping[IndicatorCode, Rating] | Mapping[str, str] | None = None) -> None:
        """Read and order the ratings."""
        pairs: dict[IndicatorCode, Rating] = {}
        problems: list[Problem] = []
        for key, value in (ratings or {}).items():
            try:
                code = key if isinstance(key, IndicatorCode) else IndicatorCode.parse(key)
                rating = Rating(value)
            except CodeError as error:
                problems.append(Problem(f"ratings.{key}", error.message))
            except ValueError:
                problems.append(
                    Problem(
                        f"ratings.{key}",
                        message(
                            "{value} is no rating; write met or not_met, or leave the indicator out", value=repr(value)
                        ),
                    )
                )
            else:
                if code in pairs:
                    problems.append(Problem(f"ratings.{key}", message("this indicator is rated twice; keep one")))
                pairs[code] = rating
        if problems:
            raise RatingsError("ratings", tuple(problems))
        self._by_code = {code: pairs[code] for code in sorted(pairs)}

    def __getitem__(self, code: IndicatorCode | str) -> Rating:
        """Return the rating of an indicator.

        Raises:
            KeyError: it is not assessed.
        """
        return self._by_code[IndicatorCode.parse(code) if isinstance(code, str) else code]

    def __iter__(self) -> Iterator[IndicatorCode]:
        """Iterate over the assessed indicators in the order of their codes."""
        return iter(self._by_code)

    def __len__(self) -> int:
        """Return the number of assessed indicators."""
        return len(self._by_code)

    @property
    def by_code(self) -> Mapping[IndicatorCode, Rating]:
        """The ratings as a plain read-only mapping, for loops that look up many."""
        return MappingProxyType(self._by_code)

    def with_ratings(self, changes: Mapping[IndicatorCode, Rating | None]) -> Ratings:
        """Return these ratings with the changes made; None takes a rating away."""
        changed = {**self._by_code, **changes}
        return Ratings({code: rating for code, rating in changed.items() if rating is not None})

    def __reduce__(self) -> tuple[type[Ratings], tuple[dict[IndicatorCode, Rating]]]:
        """Return what builds the same ratings again: copying and pickling go the one way through the constructor."""
        return Ratings, (self._by_code,)

    def __hash__(self) -> int:
        """Return a hash of all ratings."""
        return hash(tuple(self._by_code.items()))

    def __repr__(self) -> str:
        """Return the ratings as they are written in a file."""
        return f"Ratings({ {str(code): str(rating) for code, rating in self._by_code.items()} })"


@attrs.frozen(order=True)
class SchoolYear:
    """A school year (năm học) by the calendar year it begins in: ``SchoolYear(2017)`` is 2017-2018."""

    start: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the school year written as ``2017-2018``.

        Raises:
            CodeError: the text is written in any other way, or the years do not follow each other.
        """
        remedy = message("write two years that follow each other, as in 2017-2018")
        found = re.fullmatch("([12][0-9]{3})-([12][0-9]{3})", text)
        if found is None:
            raise CodeError(text, 0, message("this is no school year"), remedy)
        if int(found[2]) != int(found[1]) + 1:
            raise CodeError(text, found.start(2), message("the second year does not follow the first"), remedy)
        return cls(int(found[1]))

    def __str__(self) -> str:
        """Return ``2017-2018``."""
        return f"{self.start}-{self.start + 1}"


class SchoolFeature(enum.StrEnum):
    """The boxes that Part I of the report lets a school tick."""

    PUBLIC = "public"
    PRIVATE = "private"
    EXTREMELY_DISADVANTAGED_AREA = "extremely_disadvantaged_area"
    PARTNERSHIP_ABROAD = "partnership_abroad"
    ETHNIC_MINORITY_BOARDING = "ethnic_minority_boarding"
    PUPILS_WITH_DISABILITIES = "pupils_with_disabilities"
    DAY_BOARDING = "day_boarding"
    BOARDING = "boarding"
    OTHER = "other"


@attrs.frozen(kw_only=True)
class School:
    """A school and what identifies it in Part I of the report.

    Attributes:
        name: its name by the latest decision.
        authority: the parent authority (cơ quan chủ quản).
        place: the place name before dates (địa danh).
        principal: the principal's name.
        national_standard: the national-standard status, with level and year.
        founded: the year.
        sites: the number of sites (điểm trường).
        category: the group of secondary schools; None for other institutions.
        region: the region whose thresholds apply.
    """

    name: str
    former_name: str = ""
    authority: str = ""
    place: str = ""
    province: str = ""
    district: str = ""
    commune: str = ""
    principal: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""
    national_standard: str = ""
    founded: int | None = None
    sites: int | None = None
    category: SchoolCategory | None = None
    region: Region | None = None
    features: tuple[SchoolFeature, ...] = ()


@attrs.frozen(kw_only=True)
class CouncilMember:
    """A member of the self-assessment council.

    Attributes:
        name: the person's name.
        position: the post held in the school (chức vụ).
        duty: the duty in the council (nhiệm vụ).
    """

    name: str
    position: str = ""
    duty: str = ""


@attrs.frozen(kw_only=True)
class Council:
    """The self-assessment council (hội đồng tự đánh giá), Article 24 of the circular."""

    members: tuple[CouncilMember, ...] = ()


@attrs.frozen(kw_only=True)
class Abbreviation:
    """An abbreviation used in the report and what it stands for."""

    short: str
    meaning: str


@attrs.frozen(kw_only=True)
class StateParagraph:
    """One paragraph of a sheet's current state.

    Attributes:
        text: what is so, each statement followed by its evidence codes.
        indicator: the letter of the indicator it speaks of; None where it speaks of the whole criterion.
    """

    text: str
    indicator: str | None = None


@attrs.frozen(kw_only=True)
class CriterionSheet:
    """The sheet of one criterion (phiếu đánh giá tiêu chí) with its five items.

    Attributes:
        criterion: the criterion it assesses.
        current_state: item 1 (mô tả hiện trạng).
        strengths: item 2 (điểm mạnh).
        weaknesses: item 3 (điểm yếu).
        improvement_plan: item 4 (kế hoạch cải tiến chất lượng).
        stated_verdict: item 5 (tự đánh giá) where the school wrote it down. The verdict that holds follows from the
            ratings of the indicators.
    """

    criterion: CriterionCode
    current_state: tuple[StateParagraph, ...] = ()
    strengths: str = ""
    weaknesses: str = ""
    improvement_plan: str = ""
    stated_verdict: Rating | None = None


@attrs.frozen(kw_only=True)
class StandardSummary:
    """What the report says of a standard as a whole: the opening (mở đầu) and the conclusion (kết luận)."""

    standard: int
    opening: str = ""
    strengths: str = ""
    weaknesses: str = ""


@attrs.frozen(kw_only=True)
class Evidence:
    """A piece of evidence (minh chứng), in the columns of the official list.

    Attributes:
        code: its code.
        name: what it is.
        reference: number and date, or the time of a survey, interview or observation.
        issuer: who issued it or carried it out.
        note: anything else.
    """

    code: EvidenceCode
    name: str
    reference: str = ""
    issuer: str = ""
    note: str = ""


@attrs.frozen(kw_only=True)
class Claims:
    """What the school itself says it reached; compared with what follows from its ratings, never used for it."""

    level: Level | None = None
    indicators_met: int | None = None
    criteria_met: int | None = None


@attrs.frozen(kw_only=True)
class AssessmentPlan:
    """The self-assessment plan (kế hoạch tự đánh giá).

    Attributes:
        target_level: the level that the school sets out to reach.
    """

    target_level: Level | None = None


@attrs.frozen(kw_only=True)
class Signature:
    """Who signs the report, and when."""

    role: str = ""
    name: str = ""
    date: dt.date | None = None


@attrs.frozen(kw_only=True)
class SelfAssessment:
    """A school's self-assessment (tự đánh giá): everything one file holds.

    Attributes:
        framework: the id of the framework it was made under.
        school: the school.
        school_year: the school year assessed.
        ratings: the indicators that are assessed, met or not met.
        sheets: a sheet for each criterion written so far.
        standards: what the report says of whole standards.
        evidence: the list of evidence.
        council: the self-assessment council.
        abbreviations: the abbreviations used in the report.
        introduction: the report's introduction (đặt vấn đề).
        conclusion: what the school adds to the general conclusion (kết luận chung).
        claims: what the school says it reached.
        plan: the self-assessment plan.
        signature: who signs, and when.
        note: a remark on the file itself; printed nowhere.
    """

    framework: str
    school: School
    school_year: SchoolYear
    ratings: Ratings = attrs.field(factory=Ratings)
    sheets: tuple[CriterionSheet, ...] = ()
    standards: tuple[StandardSummary, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    council: Council = attrs.field(factory=Council)
    abbreviations: tuple[Abbreviation, ...] = ()
    introduction: str = ""
    conclusion: str = ""
    claims: Claims = attrs.field(factory=Claims)
    plan: AssessmentPlan = attrs.field(factory=AssessmentPlan)
    signature: Signature = attrs.field(factory=Signature)
    note: str = ""

    def find_sheet(self, criterion: CriterionCode) -> CriterionSheet | None:
        """Return the sheet of a criterion, or None where none is written yet."""
        return next((sheet for sheet in self.sheets if sheet.criterion == criterion), None)

    def find_standard(self, number: int) -> StandardSummary | None:
        """Return what the report says of a standard as a whole, or None where nothing is written yet."""
        return next((standard for standard in self.standards if standard.standard == number), None)

    def find_evidence(self, code: EvidenceCode) -> Evidence | None:
        """Return the piece of evidence with this code, or None where the list has none."""
        return next((evidence for evidence in self.evidence if evidence.code == code), None)
