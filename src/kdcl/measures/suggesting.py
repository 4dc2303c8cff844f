"""Suggested ratings: what the figures say of each indicator that asks for numbers; never written into the ratings."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from types import MappingProxyType
from typing import overload

import attrs

from kdcl.codes import IndicatorCode
from kdcl.figures import Figures
from kdcl.law import Framework, Unmeasured
from kdcl.measures.judging import SHIPPED, Judgement, judge
from kdcl.measures.numbers import joined
from kdcl.measures.readings import Readings
from kdcl.measures.verdicts import Verdict
from kdcl.measures.wording import say_unmeasured
from kdcl.messages import Message, message
from kdcl.school import Rating, School, SchoolData, SchoolYear, SelfAssessment
from kdcl.school.held_against import framework_for
from kdcl.shown import SelfDescribing, SelfDescription


@attrs.frozen(kw_only=True)
class Suggestion(SelfDescribing):
    """What the figures say of an indicator: it needs all its measures.

    Where the indicator asks for more than its numbers, figures that reach them suggest no rating: they are enough, and
    the rest is not judged. A suggestion of not met is certain as far as the figures are.

    Attributes:
        indicator: the indicator.
        rating: the rating suggested; None where the figures are missing, where nothing is asked of this school, or
            where the figures are enough and yet only a part of the indicator.
        judgements: the judgement of each of its measures.
        left: the rest of the indicator that no figure is held against; empty where its numbers are all of it.
    """

    indicator: IndicatorCode
    rating: Rating | None
    judgements: tuple[Judgement, ...]
    left: tuple[Unmeasured, ...]

    def __repr__(self) -> str:
        """Return the indicator and what is suggested."""
        rating = "no rating" if self.rating is None else self.rating.value
        part = f"; figures alone: {self.verdict.value}, the rest not judged" if self.left else ""
        return f"<Suggestion {self.indicator}: {rating}{part}>"

    def describe(self) -> SelfDescription:
        """Return what the figures say of the indicator, each of its judgements, and the rest that is not judged."""
        return SelfDescription(
            title=message("{code}: {said}", code=self.indicator, said=self.in_words),
            rows=tuple((each.title, each.verdict.words, each.reason) for each in self.judgements),
            notes=tuple(say_unmeasured(each) for each in self.left),
        )

    @property
    def in_words(self) -> Message:
        """What the figures say: a rating, or, where they are only a part of the indicator, what they alone come to."""
        match self.verdict:
            case Verdict.MET if self.left:
                return message("the figures are enough; the rest of the indicator is not judged")
            case Verdict.NOT_MET if self.left:
                return message("the figures are not enough; the rest of the indicator is not judged")
            case Verdict.MET:
                return Rating.MET.words
            case Verdict.NOT_MET:
                return Rating.NOT_MET.words
            case Verdict.NOT_JUDGED:
                return message("not judged")
            case _:
                return Verdict.NOT_APPLICABLE.words

    @property
    def verdict(self) -> Verdict:
        """What the figures alone come to: not reached as soon as one number is not, reached only where all are."""
        return self.deciding[0].verdict

    @property
    def is_asked(self) -> bool:
        """Whether any of its measures asks something of this school."""
        return any(judgement.verdict is not Verdict.NOT_APPLICABLE for judgement in self.judgements)

    @property
    def reason(self) -> Message:
        """Why, in words: the judgements that decided, each with its measure."""
        return joined(tuple(dict.fromkeys(map(_words, self.deciding))))  # measures of one number may lack the same

    @property
    def deciding(self) -> tuple[Judgement, ...]:
        """The judgements that decided: those not met, else those that cannot be judged, else those met."""
        for verdict in (Verdict.NOT_MET, Verdict.NOT_JUDGED, Verdict.MET):
            if found := tuple(judgement for judgement in self.judgements if judgement.verdict is verdict):
                return found
        return self.judgements


@overload
def suggest(
    data: SelfAssessment, framework: Framework | None = None, *, readings: Readings = SHIPPED
) -> Mapping[IndicatorCode, Suggestion]: ...
@overload
def suggest(
    data: SchoolData,
    framework: Framework,
    school: School,
    year: SchoolYear | None = None,
    readings: Readings = SHIPPED,
) -> Mapping[IndicatorCode, Suggestion]: ...
def suggest(
    data: SelfAssessment | SchoolData,
    framework: Framework | None = None,
    school: School | None = None,
    year: SchoolYear | None = None,
    readings: Readings = SHIPPED,
) -> Mapping[IndicatorCode, Suggestion]:
    """Return what the figures say of each indicator that has measures, in the law's order.

    Args:
        data: a school's file, or figures alone.
        framework: the framework; where it is not given, the one that the school's file names.
        school: whose category and region choose the thresholds; only beside figures alone.
        year: the school year assessed, only beside figures alone; where none is given, the last one that has figures.
        readings: how the law is read where it is open.
    """
    if isinstance(data, SelfAssessment):
        law = framework_for(data, framework, SelfAssessment, "suggest(assessment, framework)")
        return suggest_from(Figures.of(data, law), law, readings)
    law = framework_for(data, framework, SchoolData, "suggest(data, framework, school)")
    if school is None:
        raise TypeError("figures alone do not say which school they are of: call suggest(data, framework, school)")
    years = data.years or (SchoolYear(1000),)
    figures = Figures(
        data=data,
        institution=law.institution,
        category=school.category,
        region=school.region,
        features=school.features,
        year=year or years[-1],
        law=law.shared,
    )
    return suggest_from(figures, law, readings)


def suggest_from(
    figures: Figures, framework: Framework, readings: Readings = SHIPPED
) -> Mapping[IndicatorCode, Suggestion]:
    """Return what figures say of each indicator that has measures, in the law's order."""
    law = framework_for(figures, framework, Figures, "suggest_from(figures, framework)")
    judgements = sorted(judge_all(figures, law, readings), key=lambda judgement: judgement.measure.indicator)
    grouped = itertools.groupby(judgements, key=lambda judgement: judgement.measure.indicator)
    left: dict[IndicatorCode, list[Unmeasured]] = {}
    for each in law.unmeasured:
        if not each.of_other_schools:
            left.setdefault(each.indicator, []).append(each)
    return MappingProxyType(
        {code: _suggestion(code, tuple(group), tuple(left.get(code, ()))) for code, group in grouped}
    )


def judge_all(figures: Figures, framework: Framework, readings: Readings = SHIPPED) -> tuple[Judgement, ...]:
    """Return a judgement of every measure of a framework, in its order."""
    law = framework_for(figures, framework, Figures, "judge_all(figures, framework)")
    return tuple(judge(measure, figures, readings, law) for measure in law.measures)


def _suggestion(code: IndicatorCode, judgements: tuple[Judgement, ...], left: tuple[Unmeasured, ...]) -> Suggestion:
    verdicts = {judgement.verdict for judgement in judgements} - {Verdict.NOT_APPLICABLE}
    rating = None
    if Verdict.NOT_MET in verdicts:
        rating = Rating.NOT_MET
    elif verdicts == {Verdict.MET} and not left:
        rating = Rating.MET
    return Suggestion(indicator=code, rating=rating, judgements=judgements, left=left)


def _words(judgement: Judgement) -> Message:
    title = judgement.title
    words = message("{title}: {reason}", title=title, reason=judgement.reason)
    if judgement.reading is None:
        return words
    return message("{words} ({reading})", words=words, reading=judgement.reading)
