"""What is true of a file that was drawn: the facts it states plainly, and every text it holds."""

from __future__ import annotations

import datetime as dt
import enum
import unicodedata

import attrs

from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode
from kdcl.law import Level
from kdcl.school import Evidence, Rating, SchoolYear


class Role(enum.StrEnum):
    """What a text of a drawn file is, and so what has to become of it."""

    PROSE = "prose"
    """A text of somebody's own: its words come back, in the facts or beside them."""
    CONCLUSION = "conclusion"
    """It states a verdict: that is taken, or the words come back."""
    DOUBTFUL = "doubtful"
    """It speaks of a verdict and states none plainly: the words come back, and nothing is taken from them."""
    FORM = "form"
    """It belongs to the printed form: a heading, a label."""


@attrs.frozen(kw_only=True)
class WrittenText:
    """A text of a drawn file.

    Attributes:
        text: its words, in composed Unicode with single blanks: how it was meant, not how it was spelled.
        role: what it is.
        criterion: the criterion whose sheet it stands in, if any.
        place: where it stands when it is not in the body: the name of an `AsidePlace` of hands.
    """

    text: str
    role: Role
    criterion: CriterionCode | None = None
    place: str = "body"


@attrs.frozen(kw_only=True)
class WrittenCriterion:
    """The sheet of a criterion, as it was meant.

    Attributes:
        code: the criterion.
        state: the paragraphs of the current state, one for each indicator.
        strengths: the text of item 2.
        weaknesses: the text of item 3.
        improvement_plan: the text of item 4.
        verdict: what is concluded, where it is; shared by the sheet and the summary.
        letters: what is concluded on each indicator, where the hand says so one by one.
        doubt: the words in place of a plain conclusion in the sheet; empty where it is plain.
        summary: what the summary marks: nothing, one verdict, or both.
    """

    code: CriterionCode
    state: tuple[str, ...]
    strengths: str
    weaknesses: str
    improvement_plan: str
    verdict: Rating
    letters: tuple[tuple[str, Rating], ...]
    doubt: str = ""
    summary: frozenset[Rating] = frozenset()


@attrs.frozen(kw_only=True)
class Truth:
    """What a drawn file plainly states; a reader may take this, and nothing else.

    Attributes:
        texts: every text of the file.
        criteria: the criteria written about, in the order of the file.
        verdicts: the verdicts stated of criteria; two where the file contradicts itself.
        ratings: the verdicts stated of indicators, by themselves or by a criterion that is met.
        doubtful: the criteria of which some conclusion is not plain.
        codes: the evidence codes that are cited or listed, in the order of the file.
        school: the name of the school.
        school_year: the school year.
        signed_on: the day of the signature.
        level: the level that is claimed.
        criteria_met: how many criteria are said to be met.
        indicators_met: how many indicators are said to be met.
        evidence: the evidence that is listed.
    """

    texts: tuple[WrittenText, ...]
    criteria: tuple[WrittenCriterion, ...] = ()
    verdicts: dict[CriterionCode, frozenset[Rating]] = attrs.field(factory=dict)
    ratings: dict[IndicatorCode, frozenset[Rating]] = attrs.field(factory=dict)
    doubtful: frozenset[CriterionCode] = frozenset()
    codes: tuple[EvidenceCode, ...] = ()
    school: str = ""
    school_year: SchoolYear | None = None
    signed_on: dt.date | None = None
    level: Level | None = None
    criteria_met: int | None = None
    indicators_met: int | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether everything is stated once and plainly, so that a reader has to find it all."""
        return not self.doubtful and all(len(stated) == 1 for stated in self.verdicts.values())


@attrs.frozen(kw_only=True)
class DrawnFile:
    """A file in one hand, with what is true of it.

    Attributes:
        suffix: the suffix of its name.
        data: the file.
        truth: what is true of it.
    """

    suffix: str
    data: bytes = attrs.field(repr=False)
    truth: Truth


_DROPPED = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0xFEFF))


def as_meant(text: str) -> str:
    r"""Return a text as it was meant, however it was spelled: to compare what was written with what was read.

    Composed Unicode, the Vietnamese D with stroke for the Icelandic one, single blanks, nothing invisible.

    >>> as_meant("A\u00a0\u00a0b\u200bc ")
    'A bc'
    """
    composed = unicodedata.normalize("NFC", text.translate(_DROPPED)).replace("\u00d0", "\u0110")
    return " ".join(composed.split())
