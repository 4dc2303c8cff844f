"""What stands in papers of a team, as values: verdicts, criteria, codes, days; what is not plain is a finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode, find_codes
from kdcl.documents.criterion_sheet import verdict_label
from kdcl.documents.external import labels
from kdcl.errors import CodeError
from kdcl.external import TeamRole
from kdcl.law import Criterion, Framework
from kdcl.messages import message
from kdcl.readers.files.content import Line, Use
from kdcl.readers.papers.page import Page
from kdcl.readers.papers.team.labelled import capture, says
from kdcl.readers.word.result import FindingKind
from kdcl.school import Rating
from kdcl.text.dates import find_dates


def read_verdict(text: str) -> Rating | None:
    """Return the verdict that a text states; None where it says that nothing is assessed.

    Raises:
        ValueError: it states none plainly.
    """
    for verdict in (Rating.MET, Rating.NOT_MET, None):
        if says(text, verdict_label(verdict)):
            return verdict
    raise ValueError(text)


def conclude(criterion: Criterion, ratings: Mapping[IndicatorCode, Rating]) -> Rating | None:
    """Return the verdict on a criterion that follows from those on its indicators; None where one of them is open."""
    known = [ratings.get(indicator.code) for indicator in criterion.indicators]
    return Rating.NOT_MET if Rating.NOT_MET in known else None if None in known else Rating.MET


def read_criteria(page: Page, text: str, line: Line) -> tuple[CriterionCode, ...]:
    """Return the criteria that a line lists; with one that the framework does not have it is handed back too."""
    line.use = Use.FACT
    if says(text, labels.NOT_WRITTEN):
        return ()
    codes: list[CriterionCode] = []
    for word in filter(None, (part.strip() for part in text.replace(";", ",").split(","))):
        code = find_criterion_code(word, page.framework)
        if code is None:
            page.note(FindingKind.CRITERION, message("{text} is no criterion", text=word), line.place)
            line.use = None
        else:
            codes.append(code)
    return tuple(codes)


def find_criterion_code(text: str, framework: Framework) -> CriterionCode | None:
    """Return the criterion whose number a text is; None where the framework has none of it."""
    try:
        code = CriterionCode.parse(text.strip())
    except CodeError:
        return None
    return code if any(criterion.code == code for criterion in framework.criteria) else None


def split_code(text: str) -> tuple[EvidenceCode | None, str]:
    """Return the code that a text begins with, and what stands behind it and a colon or on the next line."""
    found = next(iter(find_codes(text)), None)
    if found is None or found.start != 0 or len(found.codes) != 1:
        return None, text
    rest = text[found.end :]
    if rest and not rest.startswith((":", "\n", ";")):
        return None, text
    return found.code, rest.lstrip(":;").strip()


def read_role(text: str) -> TeamRole | None:
    """Return the role in a team that a text names, or None."""
    return next((role for role in TeamRole if any(says(text, label) for label in (role.label, role.words))), None)


def read_days(text: str) -> tuple[dt.date | None, dt.date | None] | None:
    """Return the first and the last day of a time in words; None where it is none."""
    ends = capture(text, message("From {first} to {last}")) or capture(text, message("By {last}"))
    if ends is None:
        day = read_day_alone(text)
        return None if day is None else (day, day)
    days = {name: read_day_alone(written) for name, written in ends.items()}
    if None in days.values():
        return None
    return days.get("first"), days["last"]


def read_day_alone(text: str) -> dt.date | None:
    """Return the day that a text is, or None where it says more or something else."""
    dates = find_dates(text)
    is_alone = len(dates) == 1 and dates[0].text == text.strip()
    return dates[0].day if is_alone else None
