"""Concludes the ratings of indicators from what the sheets and the summary of a report state."""

from __future__ import annotations

import attrs

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.findings import Finding
from kdcl.law import Criterion, Framework
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.readers.word.result import FindingKind
from kdcl.readers.word.sheets import ReadSheet
from kdcl.readers.word.summary import Marks
from kdcl.school import CriterionSheet, Rating, Ratings


@attrs.define(kw_only=True)
class RatingReader:
    """Concludes ratings: what is plainly stated of an indicator holds; else what is of its criterion, if that decides.

    A criterion is met exactly when all its indicators are, so "met" rates them all. "Not met" says of none of them
    alone that it is not met, so they stay unrated. What is unclear, and what contradicts another place, rates nothing:
    it is handed back, and a finding asks for it.

    Attributes:
        framework: the framework.
        marks: the marks of the summary.
        findings: what was noticed.
        is_whole: whether a report is read, which has every criterion.
    """

    framework: Framework
    marks: Marks
    findings: list[Finding]
    is_whole: bool = True

    def read(self, sheets: list[ReadSheet]) -> tuple[Ratings, tuple[CriterionSheet, ...]]:
        """Return the ratings, and the sheets with the verdicts that the summary adds."""
        by_code = {read.sheet.criterion: read for read in sheets}
        ratings: dict[IndicatorCode, Rating] = {}
        complete = []
        open_codes = []
        marked_only = []
        for criterion in self.framework.criteria:
            code = criterion.code
            read = by_code.get(code)
            verdict = self._verdict(code, read)
            if read is None:
                ratings |= self._rate(criterion, verdict, {}, ROOT)
                if verdict is not None:
                    marked_only.append(code)
                    complete.append(CriterionSheet(criterion=code, stated_verdict=verdict))
                continue
            if self._contradicts_itself(criterion, verdict, read):
                verdict = None
            stated = read.verdicts.indicators
            ratings |= self._rate(criterion, verdict, stated, read.place)
            complete.append(attrs.evolve(read.sheet, stated_verdict=verdict))
            is_said = stated or read.verdicts.open or read.verdicts.unclear
            if verdict is None and not is_said and (code.standard, code.criterion) not in self.marks:
                open_codes.append(code)
        if open_codes:
            self._add(message("no verdict was found on the criteria: {codes}", codes=tuple(open_codes)), ROOT)
        self._report_missing({sheet.criterion for sheet in complete}, tuple(marked_only))
        return Ratings(ratings), tuple(complete)

    def _report_missing(self, found: set[CriterionCode], marked_only: tuple[CriterionCode, ...]) -> None:
        missing = tuple(criterion.code for criterion in self.framework.criteria if criterion.code not in found)
        if missing and self.is_whole:
            self._add(message("criteria without a sheet: {codes}", codes=missing), ROOT, FindingKind.CRITERION)
        if marked_only:
            what = message("criteria of which only the mark in the summary was found: {codes}", codes=marked_only)
            self._add(what, ROOT, FindingKind.CRITERION)

    def _verdict(self, code: CriterionCode, read: ReadSheet | None) -> Rating | None:
        """Return the verdict on a criterion, where sheet and summary do not contradict each other."""
        mark = self.marks.get((code.standard, code.criterion))
        marked = None if mark is None else mark.rating
        if read is None:
            return marked
        verdicts = read.verdicts
        if verdicts.unclear:
            what = message("criterion {code}: what the fifth item says is not clear", code=code)
            place = verdicts.places[0] if verdicts.places else read.place
            finding = Finding(kind=FindingKind.VERDICT, message=what, place=place, texts=tuple(verdicts.texts))
            self.findings.append(finding)
            return None
        stated = verdicts.criterion
        if mark is not None and marked is None:  # not clear: it contradicts whatever the sheet says
            verdicts.withdraw([""])
            return None
        if marked is None or marked is stated:
            return stated
        if stated is not None or "" in verdicts.open:
            what = message(
                "the sheet of criterion {code} and the summary contradict each other; rate it yourself", code=code
            )
            self._add(what, read.place)
            verdicts.withdraw([""])
            self.marks[code.standard, code.criterion].withdraw()
            if marked is Rating.NOT_MET and Rating.NOT_MET not in verdicts.indicators.values():
                verdicts.withdraw(verdicts.indicators)
                verdicts.indicators = {}
            return None
        return marked

    def _contradicts_itself(self, criterion: Criterion, verdict: Rating | None, read: ReadSheet) -> bool:
        """Whether the verdicts on criterion and indicators cannot all be true; those that clash are handed back."""
        verdicts = read.verdicts
        stated = verdicts.indicators
        not_met = [letter for letter, rating in stated.items() if rating is Rating.NOT_MET]
        is_whole = len(stated) == len(criterion.indicators)
        if verdict is Rating.MET and (not_met or verdicts.open):
            clashing = not_met
        elif verdict is Rating.NOT_MET and is_whole and not not_met:
            clashing = list(stated)
        else:
            return False
        what = message(
            "criterion {code}: what is said of it and of its indicators contradicts each other; rate it yourself",
            code=criterion.code,
        )
        self._add(what, read.place)
        verdicts.withdraw(["", *clashing])
        for letter in clashing:
            del stated[letter]
        return True

    def _rate(
        self, criterion: Criterion, verdict: Rating | None, stated: dict[str, Rating], place: Place
    ) -> dict[IndicatorCode, Rating]:
        ratings = {
            indicator.code: stated[indicator.code.letter]
            for indicator in criterion.indicators
            if indicator.code.letter in stated
        }
        if verdict is Rating.MET:
            return {indicator.code: Rating.MET for indicator in criterion.indicators}
        if verdict is Rating.NOT_MET and Rating.NOT_MET not in ratings.values():
            what = message(
                "criterion {code} is stated as not met, but not by which of its indicators; rate them yourself",
                code=criterion.code,
            )
            self._add(what, place)
        return ratings

    def _add(self, what: Message, place: Place, kind: FindingKind = FindingKind.VERDICT) -> None:
        self.findings.append(Finding(kind=kind, message=what, place=place))
