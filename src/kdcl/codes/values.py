"""The numbers of the framework as values; see `kdcl.codes`."""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Callable
from typing import Any, Self

import attrs

from kdcl.errors import CodeError
from kdcl.messages import Message, message

_RANGE = message("{field} is not a whole number from {low} to {high}")
_SUCH = message("give such a number")


def whole_number(
    low: int, high: int, reason: Message = _RANGE, remedy: Message = _SUCH
) -> Callable[[object, attrs.Attribute[Any], int], None]:
    """Return a validator for the whole numbers from low to high: those that a notation can write."""

    def validate(_: object, field: attrs.Attribute[Any], value: int) -> None:
        if type(value) is not int or not low <= value <= high:
            told = message(reason.template, field=field.name, low=low, high=high)
            raise CodeError(str(value), 0, told, remedy)

    return validate


def _letter(_: object, __: attrs.Attribute[str], value: str) -> None:
    if len(value) != 1 or not "a" <= value <= "z":
        raise CodeError(value, 0, message("an indicator has one letter"), message("give a letter from a to z"))


@attrs.frozen(order=True, cache_hash=True)
class CriterionCode:
    """The number of a criterion (tiêu chí): standard and criterion, as in ``1.10``."""

    standard: int = attrs.field(validator=whole_number(1, 99))
    criterion: int = attrs.field(validator=whole_number(1, 99))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the criterion code written in the text.

        Raises:
            CodeError: the text is not exactly a code such as ``1.10``.

        >>> CriterionCode.parse("1.10") > CriterionCode.parse("1.9")
        True
        """
        if (found := _CRITERION(text)) is None:
            raise explain(text, _CRITERION_PARTS, message("write standard and criterion, as in 1.10"))
        standard, criterion = found.groups()
        return cls(int(standard), int(criterion))

    def __str__(self) -> str:
        """Return the official notation, ``1.10``."""
        return f"{self.standard}.{self.criterion}"


@attrs.frozen(order=True, cache_hash=True)
class IndicatorCode:
    """The number of an indicator (chỉ số): standard, criterion and letter, as in ``1.3.b``."""

    standard: int = attrs.field(validator=whole_number(1, 99))
    criterion: int = attrs.field(validator=whole_number(1, 99))
    letter: str = attrs.field(validator=_letter)

    @classmethod
    def parse(cls, text: str) -> IndicatorCode:
        """Return the indicator code written in the text.

        Raises:
            CodeError: the text is not exactly a code such as ``1.3.b``.
        """
        return _indicator(text)

    @classmethod
    def find(cls, text: str) -> IndicatorCode | None:
        """Return the indicator code that a text is exactly, such as a key of ratings in a place, or None."""
        try:
            return _indicator(text)
        except CodeError:
            return None

    @property
    def criterion_code(self) -> CriterionCode:
        """The criterion that this indicator belongs to."""
        return CriterionCode(self.standard, self.criterion)

    def __str__(self) -> str:
        """Return the official notation, ``1.3.b``."""
        return f"{self.standard}.{self.criterion}.{self.letter}"


@functools.lru_cache(maxsize=4096)
def _indicator(text: str) -> IndicatorCode:
    """Return the code of a text; many schools write the same few hundred, and making one takes ten times as long."""
    if (found := _INDICATOR(text)) is None:
        raise explain(text, _INDICATOR_PARTS, message("write standard, criterion and letter, as in 1.3.b"))
    standard, criterion, letter = found.groups()
    return IndicatorCode(int(standard), int(criterion), letter)


Home = tuple[int, int, int]
"""The standard, criterion and number of a code, without its box."""


class Notation(enum.Enum):
    """The ways evidence codes are written; only the first belongs to this circular's guidance.

    The value is a format of the code's four numbers. ``UNBOXED`` leaves the box out: converting to it loses the box.
    """

    OFFICIAL = "[H{box}-{standard}-{criterion:02}-{number:02}]"
    """Reports of 2013-2017."""
    DOTTED = "[H{box}.{standard}.{criterion:02}.{number:02}]"
    """The accreditation software of those years."""
    SUCCESSOR = "[H{box}-{standard}.{criterion}-{number:02}]"
    """Guidance 5932/BGDĐT-QLCL of 2018."""
    HIGHER_EDUCATION = "[H{box}.{standard:02}.{criterion:02}.{number:02}]"
    """Accreditation of universities."""
    UNBOXED = "[MC.{standard}.{criterion}.{number:02}]"
    """Lists that name no box."""


@attrs.frozen(order=True)
class EvidenceCode:
    """The code of a piece of evidence (mã minh chứng): box, standard, criterion and number.

    In ``[Hn-a-bc-de]`` *n* is the box, *a* the standard, *bc* the criterion in two digits and *de* the number of the
    evidence within its criterion, in two digits or more. The box often equals the standard but need not.
    """

    box: int = attrs.field(validator=whole_number(1, 99))
    # the notation has one digit for it
    standard: int = attrs.field(validator=whole_number(1, 9))
    criterion: int = attrs.field(validator=whole_number(1, 99))
    # a code that was given is never given again, so that numbers go past 99
    number: int = attrs.field(validator=whole_number(1, 999_999_999))

    @classmethod
    def parse(cls, text: str) -> EvidenceCode:
        """Return the evidence code written in the text in the official notation.

        Raises:
            CodeError: the text is written in any other way; it names the position and the remedy.

        >>> EvidenceCode.parse("[H1-1-03-02]").criterion_code
        CriterionCode(standard=1, criterion=3)
        """
        if (found := _OFFICIAL(text)) is None:
            raise explain(text, _OFFICIAL_PARTS, message("write box, standard, criterion, number: [H1-1-03-02]"))
        return code_of(found)

    @classmethod
    def normalize(cls, text: str) -> EvidenceCode:
        """Return the evidence code that the text means, read tolerantly.

        Dots, blanks and any dash may stand between the numbers, brackets may be missing, the letter may be small and
        leading zeros may be missing or doubled. Only the digits 0-9 are digits.

        Raises:
            CodeError: the text is not one evidence code with its box.

        >>> str(EvidenceCode.normalize("h1.1.3 – 2"))
        '[H1-1-03-02]'
        """
        if (found := _TYPED(text)) is None:
            raise explain(text, _TYPED_PARTS, message("write box, standard, criterion, number: H1-1-03-02"))
        return code_of(found)

    @property
    def criterion_code(self) -> CriterionCode:
        """The criterion that the evidence was first collected for."""
        return CriterionCode(self.standard, self.criterion)

    @property
    def home(self) -> Home:
        """Standard, criterion and number: what tells evidence apart whichever box it lies in."""
        return self.standard, self.criterion, self.number

    def format(self, notation: Notation) -> str:
        """Return the code in another notation.

        >>> EvidenceCode(1, 1, 3, 2).format(Notation.DOTTED)
        '[H1.1.03.02]'
        """
        return notation.value.format(box=self.box, standard=self.standard, criterion=self.criterion, number=self.number)

    def __str__(self) -> str:
        """Return the official notation, ``[H1-1-03-02]``."""
        return f"[H{self.box}-{self.standard}-{self.criterion:02}-{self.number:02}]"


class _WholeNumbers(dict[str, int]):
    """The value of a text of digits; the two-digit ones are kept, for reading them one by one is what takes time."""

    def __missing__(self, digits: str) -> int:
        return int(digits)


_WHOLE = _WholeNumbers({digits: number for number in range(1, 100) for digits in (f"{number}", f"{number:02}")})

# Setting the slots directly spares the validators a second look: the patterns admit only numbers in range.
_new = EvidenceCode.__new__
_set_box, _set_standard, _set_criterion, _set_number = (
    vars(EvidenceCode)[name].__set__ for name in ("box", "standard", "criterion", "number")
)


def code_of(found: re.Match[str]) -> EvidenceCode:
    """Return the code whose four numbers, all in range, are the groups of a match."""
    box, standard, criterion, number = found.groups()
    code = _new(EvidenceCode)
    _set_box(code, _WHOLE[box])
    _set_standard(code, _WHOLE[standard])
    _set_criterion(code, _WHOLE[criterion])
    _set_number(code, _WHOLE[number])
    return code


Parts = tuple[tuple[re.Pattern[str], Message], ...]


_ENDED = message("the code ends here, but the text goes on")


def explain(text: str, parts: Parts, remedy: Message, ended: Message = _ENDED) -> CodeError:
    """Return the error that says at which character reading stopped, and what was expected there.

    Args:
        text: what could not be read.
        parts: what it is made of, each with what it is called.
        remedy: how it is written.
        ended: what is wrong where all parts are there.
    """
    position = 0
    for pattern, expected in parts:
        found = pattern.match(text, position)
        if found is None:
            return CodeError(text, position, message("expected {what}", what=expected), remedy)
        position = found.end()
    return CodeError(text, position, ended, remedy)


ONE_TO_99 = "[1-9][0-9]?"
_TWO_DIGITS = "0[1-9]|[1-9][0-9]"
_NUMBER = "0[1-9]|[1-9][0-9]{1,8}"
_MARKS = ".\\-\u2010\u2011\u2012\u2013\u2014\u2212"  # dot and every dash a keyboard or Word makes
MARKED_GAP = rf"\s*[{_MARKS}][\s{_MARKS}]*"
_GAP = rf"[\s{_MARKS}]+"
ANY_NUMBER = "0*([1-9][0-9]{0,8})(?![0-9])"

_CRITERION = re.compile(rf"({ONE_TO_99})\.({ONE_TO_99})").fullmatch
_INDICATOR = re.compile(rf"({ONE_TO_99})\.({ONE_TO_99})\.([a-z])").fullmatch
_OFFICIAL = re.compile(rf"\[H({ONE_TO_99})-([1-9])-({_TWO_DIGITS})-({_NUMBER})\]").fullmatch
_TYPED = re.compile(
    rf"[\s\[]*[Hh]\s*0?({ONE_TO_99}){_GAP}0?([1-9]){_GAP}0?({ONE_TO_99}){_GAP}{ANY_NUMBER}[\s\]]*"
).fullmatch


def _parts(*parts: tuple[str, Message]) -> Parts:
    return tuple((re.compile(pattern), expected) for pattern, expected in parts)


_STANDARD = message("the number of a standard (1 to 9)")
_CRITERION_NUMBER = message("the number of a criterion (1 to 99)")
_DASH = message("a hyphen")

_CRITERION_PARTS = _parts(
    (ONE_TO_99, message("the number of a standard (1 to 99)")),
    (r"\.", message("a dot")),
    (ONE_TO_99, _CRITERION_NUMBER),
)
_INDICATOR_PARTS = (*_CRITERION_PARTS, *_parts((r"\.", message("a dot")), ("[a-z]", message("a letter from a to z"))))
_OFFICIAL_PARTS = _parts(
    (r"\[", message("an opening bracket")),
    ("H", message("the letter H")),
    (ONE_TO_99, message("the number of a box (1 to 99)")),
    ("-", _DASH),
    ("[1-9](?![0-9])", _STANDARD),
    ("-", _DASH),
    (f"(?:{_TWO_DIGITS})(?![0-9])", message("the number of a criterion in two digits (01 to 99)")),
    ("-", _DASH),
    (_NUMBER, message("the number of the evidence in two digits or more, from 01")),
    (r"\]", message("a closing bracket")),
)
_TYPED_PARTS = _parts(
    (r"[\s\[]*[Hh]\s*", message("the letter H")),
    (f"0?{ONE_TO_99}", message("the number of a box (1 to 99)")),
    (_GAP, _DASH),
    ("0?[1-9](?![0-9])", _STANDARD),
    (_GAP, _DASH),
    (f"0?{ONE_TO_99}", _CRITERION_NUMBER),
    (_GAP, _DASH),
    (ANY_NUMBER, message("the number of the evidence, from 1")),
    (r"[\s\]]*", message("a closing bracket")),
)
