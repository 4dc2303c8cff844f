"""What one file says of a school, as a row of an overview: claimed, computed, contradicted, or why it was not read."""

from __future__ import annotations

import contextlib
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import attrs

from kdcl.checks import Check, check
from kdcl.checks.own import load_rulebook
from kdcl.convert import read as read_school
from kdcl.convert.external import read_external
from kdcl.errors import FrameworkNotAvailableError, UnreadableFileError
from kdcl.figures import Figures
from kdcl.figures.published import read_school_figures
from kdcl.law import Framework
from kdcl.locale import get_locale
from kdcl.measures import Verdict, judge_all
from kdcl.messages import Message, Translator, WordedEnum, message
from kdcl.overview.work import Result, Settings
from kdcl.readers import FileRecognition, PaperKind, open_paper, read_evidence_list
from kdcl.readers.recognising.result import Certainty
from kdcl.school import SelfAssessment
from kdcl.scoring import bounds, score
from kdcl.standards import available_frameworks, get_framework
from kdcl.summaries import MeasureResult, SchoolResult

WORKBOOKS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"})
PAPERS: Final = frozenset({".docx", ".docm", ".dotx", ".doc", ".rtf", ".odt", ".txt", ".htm", ".html", ".mht", ".pdf"})
SCHOOL_FILES: Final = frozenset({".json"})
_CONTRADICTIONS: Final = (
    "claim-contradicts-ratings", "verdict-contradicts-ratings", "prose-contradicts-ratings", "rating-contradicts-data"
)  # fmt: skip
_CERTAINTIES: Final = {
    Certainty.STATED: message("stated"),
    Certainty.CONCLUDED: message("concluded"),
    Certainty.GUESSED: message("guessed"),
}


class RowState(WordedEnum):
    """What an overview can say of a file, in the order of its rows."""

    CONTRADICTORY = "contradictory", message("contradicts itself")
    """A school's level is computed, and something in the file speaks against it."""
    FAILED = "failed", message("not read")
    """The file could not be read; the reason is in the row."""
    RATED = "rated", message("rated")
    """A school's level is computed."""
    UNRATED = "unrated", message("has no ratings")
    """The file is of a school, and rates nothing."""
    FOREIGN = "foreign", message("under other rules, or no paper of a school")
    """The file was made under rules of others, or says nothing of a school; it is named and not rated."""


@attrs.frozen(kw_only=True)
class OverviewRow:
    """One file of an overview.

    Attributes:
        file: its path.
        state: what can be said of it.
        school: the school's name as the file has it.
        school_year: the school year.
        category: the group of secondary schools, a value of `kdcl.law.SchoolCategory`, where it is stated.
        region: the region, a value of `kdcl.law.Region`, where it is stated.
        kind: what the file is, in words.
        kind_certainty: how sure that is.
        framework: the framework's id, or which other rules it was made under.
        framework_certainty: how sure that is.
        claimed_level: the level the school says it reached.
        level: the level that follows from its ratings.
        certain_level: the level that is certain.
        supported_level: the level that published outcomes support.
        lowest: the lowest level that the open indicators leave possible.
        highest: the highest such level.
        criteria_met: how many criteria are met.
        criteria_total: how many there are.
        not_met: the criteria that are not met.
        open: the criteria that are open.
        indicators_open: how many indicators are not assessed.
        placed_percent: how much of its text has a place in a school's file, for show.
        findings: how much was noticed while reading and checking it.
        contradictions: what in it contradicts its ratings.
        reason: why it could not be read, or not rated.
        measures: what its figures say of the numbers of the law.
    """

    file: str
    state: RowState
    school: str = ""
    school_year: str = ""
    category: str = ""
    region: str = ""
    kind: str = ""
    kind_certainty: str = ""
    framework: str = ""
    framework_certainty: str = ""
    claimed_level: int | None = None
    level: int | None = None
    certain_level: int | None = None
    supported_level: int | None = None
    lowest: int | None = None
    highest: int | None = None
    criteria_met: int | None = None
    criteria_total: int | None = None
    not_met: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    indicators_open: int | None = None
    placed_percent: float | None = None
    findings: int = 0
    contradictions: tuple[str, ...] = ()
    reason: str = ""
    measures: tuple[MeasureResult, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Whether a level of it is computed."""
        return self.state in {RowState.CONTRADICTORY, RowState.RATED}

    @property
    def result(self) -> SchoolResult:
        """What is known of the school without its name."""
        return SchoolResult(
            framework=self.framework,
            category=self.category,
            region=self.region,
            year=self.school_year,
            level=self.level,
            not_met=self.not_met,
            open=self.open,
            measures=self.measures,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the row as plain values with stable keys."""
        return {
            **attrs.asdict(self, recurse=False),
            "state": self.state.value,
            "not_met": list(self.not_met),
            "open": list(self.open),
            "contradictions": list(self.contradictions),
            "measures": [tell_measure(each) for each in self.measures],
        }


def tell_measure(result: MeasureResult) -> dict[str, str | None]:
    """Return what the figures of a school say of a measure as plain values."""
    value = None if result.value is None else str(result.value)
    return {**attrs.asdict(result), "verdict": result.verdict.value, "value": value}


def read_measure(told: dict[str, Any]) -> MeasureResult:
    """Return what was told by `tell_measure`."""
    value = None if told["value"] is None else Fraction(told["value"])
    return MeasureResult(**{**told, "verdict": Verdict(told["verdict"]), "value": value})


def build_row(file: str, result: Result) -> OverviewRow:
    """Return the row of a file from the plain values that `read_row` gave for it or for its twin."""
    if "failure" in result:
        return OverviewRow(file=file, state=RowState.FAILED, reason=result["failure"])
    lists: dict[str, Any] = {name: tuple(result.get(name, ())) for name in ("not_met", "open", "contradictions")}
    lists["measures"] = tuple(map(read_measure, result.get("measures", ())))
    return OverviewRow(**{**result, **lists, "file": file, "state": RowState(result["state"])})


def sort_rows(rows: list[OverviewRow]) -> list[OverviewRow]:
    """Return the rows as an overview has them: contradictions first, then what was not read, then the rest by file."""
    order = list(RowState)
    return sorted(rows, key=lambda row: (order.index(row.state), row.file))


def read_row(file: str, settings: Settings) -> Result:
    """Return what a file says of a school, as plain values; the work on one file of an overview.

    Raises:
        KdclError: it cannot be read; the message says why.
        OSError: the file system refuses it.
    """
    translator = get_locale(settings["language"])
    given = get_framework(settings["framework"]) if settings.get("framework") else None
    rules = load_rulebook(settings.get("checks", ""))
    suffix = Path(file).suffix.lower()
    if suffix in SCHOOL_FILES:
        return _read_school_file(file, translator, rules)
    if suffix in WORKBOOKS:
        return _read_workbook(file, given, translator)
    return _read_paper(file, given, translator, rules)


def _read_school_file(file: str, translator: Translator, rules: tuple[Check, ...]) -> Result:
    loaded = read_school(file)
    stated = _CERTAINTIES[Certainty.STATED].render(translator)
    team = read_external(file) if loaded.problems else None
    if team is not None and team.external is not None and not team.problems:
        return {
            "kind": message("a team's file").render(translator),
            "kind_certainty": stated,
            "state": RowState.FOREIGN.value,
            "framework": team.external.framework,
            "reason": message("it is of an external assessment, whose ratings are not the school's").render(translator),
        }
    assessment = loaded.get_assessment()
    told = {
        "kind": message("a school's file").render(translator),
        "kind_certainty": stated,
        "framework_certainty": stated,
    }
    return told | _judge(assessment, get_framework(assessment.framework), 0, translator, rules)


def _read_workbook(file: str, given: Framework | None, translator: Translator) -> Result:
    """Read a workbook for what it is: a list or figures are a school's, and rate nothing."""
    try:
        noticed, kind = len(read_evidence_list(file).findings), PaperKind.EVIDENCE_LIST
    except UnreadableFileError:
        problems = _find_figures(file, given)
        if problems is None:
            raise
        noticed, kind = problems, PaperKind.PART_ONE
    concluded = _CERTAINTIES[Certainty.CONCLUDED].render(translator)
    return {
        "state": RowState.UNRATED.value,
        "kind": kind.words.render(translator),
        "kind_certainty": concluded,
        "findings": noticed,
    }


def _find_figures(file: str, given: Framework | None) -> int | None:
    """Return how much was noticed in the figures of Part I that a workbook has; None where it has none."""
    for framework in (given,) if given else map(get_framework, available_frameworks()):
        with contextlib.suppress(UnreadableFileError):
            return len(read_school_figures(file, framework).problems)
    return None


def _read_paper(file: str, given: Framework | None, translator: Translator, rules: tuple[Check, ...]) -> Result:
    opened = open_paper(file)
    try:
        paper = opened.read(framework=given, of_school=True)
    except (UnreadableFileError, FrameworkNotAvailableError) as error:
        return _name_foreign(opened.recognise(), error.message, translator)
    told = _describe(paper.recognition, translator)
    whole = sum(len(paragraph.text) for paragraph in paper.paragraphs)
    rest = sum(len(paragraph.text) for paragraph in paper.unplaced)
    told["placed_percent"] = round(100 * (whole - rest) / max(whole, 1), 2)
    assessment = paper.assessment
    if paper.recognition.is_framework_guessed:
        # A level under guessed rules would be a guess that looks like a verdict.
        reason = message("under which framework it was made is only guessed; say it with --framework")
        return told | _describe_school(assessment, len(paper.findings)) | {"reason": reason.render(translator)}
    return told | _judge(assessment, get_framework(assessment.framework), len(paper.findings), translator, rules)


def _describe(recognition: FileRecognition, translator: Translator) -> Result:
    return {
        "kind": recognition.kind.words.render(translator),
        "kind_certainty": _CERTAINTIES[recognition.certainty].render(translator),
        "framework_certainty": _CERTAINTIES[recognition.rules.certainty].render(translator),
    }


def _name_foreign(recognition: FileRecognition, reason: Message, translator: Translator) -> Result:
    rules = recognition.rules
    foreign = rules.foreign.render(translator) if rules.foreign is not None else ""
    return {
        **_describe(recognition, translator),
        "state": RowState.FOREIGN.value,
        "framework": foreign or (rules.framework.id if rules.framework else ""),
        "reason": reason.render(translator),
    }


def _describe_school(assessment: SelfAssessment, findings: int) -> Result:
    claimed = assessment.claims.level
    return {
        "state": RowState.UNRATED.value,
        "school": assessment.school.name,
        "school_year": str(assessment.school_year),
        "category": assessment.school.category or "",
        "region": assessment.school.region or "",
        "framework": assessment.framework,
        "claimed_level": None if claimed is None else int(claimed),
        "findings": findings,
    }


def _judge(
    assessment: SelfAssessment, framework: Framework, findings: int, translator: Translator, rules: tuple[Check, ...]
) -> Result:
    told = _describe_school(assessment, findings)
    issues = check(assessment, framework, checks=rules)
    told["findings"] += len(issues)
    judged = judge_all(Figures.of(assessment, framework), framework)
    told["measures"] = [tell_measure(MeasureResult.of(each)) for each in judged]
    if not assessment.ratings:
        return told
    computed = score(assessment.ratings, framework)
    levels = {name: getattr(computed, name) for name in ("level", "certain_level", "supported_level")}
    possible = bounds(assessment.ratings, framework)
    levels |= {"lowest": possible.lowest, "highest": possible.highest}
    against = [issue.message.render(translator) for kind in _CONTRADICTIONS for issue in issues if issue.kind == kind]
    return {
        **told,
        **{name: None if level is None else int(level) for name, level in levels.items()},
        "state": (RowState.CONTRADICTORY if against else RowState.RATED).value,
        "criteria_met": computed.criteria_met,
        "criteria_total": computed.criteria_total,
        "not_met": [str(code) for code in computed.not_met],
        "open": [str(code) for code in computed.open],
        "indicators_open": computed.indicators_open,
        "contradictions": against,
    }
