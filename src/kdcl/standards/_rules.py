"""The level rules of a framework from a file of their own."""

from __future__ import annotations

from importlib.resources.abc import Traversable

from kdcl.codes import CriterionCode
from kdcl.law import Citation, Framework, Level, LevelReading, LevelRule, LevelRules, Status
from kdcl.messages import message
from kdcl.standards._numbers import find_number, parse_number
from kdcl.standards._table import LawFile, LawTable


def read_level_rules(file: Traversable, framework: Framework) -> LevelRules:
    """Return the level rules of a file, checked against the framework that they are for.

    Raises:
        FrameworkFileError: the file has problems.
    """
    with LawFile(file) as root:
        note_other_framework(root, framework)
        reading = root.table("reading")
        is_cumulative = reading.flag("cumulative")
        criterion = root.table("criterion") if "criterion" in root else None
        numbered = sorted(root.table("level").named(parse_number, 1).items())
        for place, (number, table) in enumerate(numbered, start=1):
            if number != place or number > len(Level):
                table.note_here(message("levels are numbered from 1 to 3 without a gap; correct the number"))
        rules = LevelRules(
            rules=tuple(_build_rule(table, number, framework) for number, table in numbered),
            reading=LevelReading.CUMULATIVE if is_cumulative else LevelReading.LITERAL,
            reading_status=reading.find_choice("status", Status) or Status.INFERRED,
            criterion_rule=criterion.bilingual("rule") if criterion else None,
            criterion_status=criterion.choice("status", Status) if criterion else Status.INFERRED,
            citation=_read_citation(root, framework, Status.VERIFIED),
        )
        if not numbered and "level" in root:
            root.note("level", message("there is no level; add [level.1]"))
        return rules


def note_other_framework(root: LawTable, framework: Framework) -> None:
    """Note that a file is meant for another framework."""
    found = root.text("framework")
    if found.strip() and found != framework.id:
        root.note(
            "framework",
            message("the file is for {found}, but was read for {wanted}", found=found, wanted=framework.id),
        )


def _build_rule(table: LawTable, number: int, framework: Framework) -> LevelRule:
    status = table.choice("status", Status)
    required_status = table.find_choice("required_status", Status) or status
    is_unread = required_status is Status.UNKNOWN
    at_least = table.whole("at_least_percent", 1, 100)
    return LevelRule(
        level=Level(min(number, len(Level))),
        at_least_percent=at_least,
        below_percent=table.find_whole("below_percent", min(at_least + 1, 100), 100),
        required=_read_required(table, framework, is_unread=is_unread),
        status=status,
        required_status=required_status,
        assumption=table.bilingual("assumption") if is_unread else None,
        assumption_status=(table.find_choice("assumption_status", Status) or Status.UNKNOWN) if is_unread else None,
        citation=_read_citation(table, framework, status),
    )


def _read_required(table: LawTable, framework: Framework, *, is_unread: bool) -> tuple[CriterionCode, ...]:
    """Return the list of required criteria; an unread one stands under another key, so that it is never mistaken."""
    codes = table.codes("required_assumed" if is_unread else "required", CriterionCode.parse)
    for place, code in codes:
        if code not in framework:
            table.note_at(
                place,
                message(
                    "criterion {code} does not exist in {framework}; correct it", code=code, framework=framework.id
                ),
            )
    return tuple(code for _, code in codes)


def _read_citation(table: LawTable, framework: Framework, status: Status) -> Citation:
    place = table.table("citation")
    return Citation(
        document=find_number(place, "document") or framework.circular.number,
        article=place.whole("article", 1, 999),
        clause=place.find_whole("clause", 1, 999),
        point=place.find_text("point"),
        status=place.find_choice("status", Status) or status,
        is_article_read=place.find_choice("article_status", Status) is Status.VERIFIED,
    )
