"""What becomes of last year's facts when a school begins a new year: a choice for each group of them."""

from __future__ import annotations

import attrs

from kdcl.messages import WordedEnum, message


class CouncilChoice(WordedEnum):
    """What becomes of the council; number and day of its decision are cleared in any case."""

    PEOPLE = "people", message("people, groups and their criteria stay")
    CLEAR = "clear", message("nothing stays")


class TextChoice(WordedEnum):
    """What becomes of texts."""

    MARKED = "marked", message("texts stay, each marked with the year it was written in")
    UNMARKED = "unmarked", message("texts stay as they are")
    CLEAR = "clear", message("nothing stays")


class ImprovementChoice(WordedEnum):
    """What becomes of improvements, which the next year's self-assessment has to report on."""

    OPEN = "open", message("those not done and not dropped stay, with their days")
    ALL = "all", message("all stay")
    CLEAR = "clear", message("nothing stays")


class EvidenceChoice(WordedEnum):
    """What becomes of the list of evidence; the days of collecting are cleared in any case."""

    CITED = "cited", message("what is valid stays, and what the texts of the new file still cite; others are retired")
    VALID = "valid", message("what was found and speaks of the five school years stays; other codes are retired")
    ALL = "all", message("all stays")
    CLEAR = "clear", message("a new list begins")


class FigureChoice(WordedEnum):
    """What becomes of the figures of Part I; what stands for the present year alone is cleared in any case."""

    SHIFT = "shift", message("those of the five school years that end with the new one stay")
    ALL = "all", message("those of every school year stay")
    CLEAR = "clear", message("nothing stays")


@attrs.frozen(kw_only=True)
class NextYearPolicy:
    """What carries over into the next year's file, group by group.

    Beside these groups, the framework, the school, the abbreviations, who signs, and the remark on the file always
    stay; ratings, written verdicts, claims, opinions, the external assessment and the days of papers never do.

    Attributes:
        council: the council, its secretariat and its groups.
        texts: introduction, sheets, what is said of standards, and conclusion.
        improvements: the improvements item by item.
        evidence: the list of evidence with its boxes, retired codes and log.
        figures: the figures of Part I.
        plan: the texts of the plan; its timetable and tables stay with them, months moved on by a year, without days.
    """

    council: CouncilChoice = CouncilChoice.PEOPLE
    texts: TextChoice = TextChoice.MARKED
    improvements: ImprovementChoice = ImprovementChoice.OPEN
    evidence: EvidenceChoice = EvidenceChoice.CITED
    figures: FigureChoice = FigureChoice.SHIFT
    plan: TextChoice = TextChoice.MARKED
