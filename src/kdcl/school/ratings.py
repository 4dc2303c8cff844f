"""What a school says of the indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter
from types import MappingProxyType

from kdcl.codes import IndicatorCode
from kdcl.errors import CodeError, RatingsError
from kdcl.findings import Finding, refuse
from kdcl.messages import WordedEnum, message
from kdcl.places import ROOT


class Rating(WordedEnum):
    """What a school says of an indicator; an indicator that is not assessed has no rating at all."""

    MET = "met", message("met")
    """Đạt."""
    NOT_MET = "not_met", message("not met")
    """Không đạt."""


_RATINGS = ROOT.at("ratings")
_NUMBERS = attrgetter("standard", "criterion", "letter")  # orders as the codes do, without a call for each comparison


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
        problems: list[Finding] = []
        for key, value in (ratings or {}).items():
            try:
                code = key if isinstance(key, IndicatorCode) else IndicatorCode.parse(key)
                rating = Rating(value)
            except CodeError as error:
                problems.append(refuse(_RATINGS.at(str(key)), error.message))
            except ValueError:
                reason = message(
                    "{value} is no rating; write met or not_met, or leave the indicator out", value=repr(value)
                )
                problems.append(refuse(_RATINGS.at(str(key)), reason))
            else:
                if code in pairs:
                    reason = message("this indicator is rated twice; keep one")
                    problems.append(refuse(_RATINGS.at(str(key)), reason))
                pairs[code] = rating
        if problems:
            raise RatingsError("ratings", tuple(problems))
        self._by_code = {code: pairs[code] for code in sorted(pairs, key=_NUMBERS)}

    def __getitem__(self, code: IndicatorCode | str) -> Rating:
        """Return the rating of an indicator.

        Raises:
            KeyError: it is not assessed, or the text is no code at all.
        """
        return self._by_code[_read(code) if isinstance(code, str) else code]

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


def _read(text: str) -> IndicatorCode:
    """Return the code that a key stands for.

    Raises:
        KeyError: it stands for none, so nothing is rated under it.
    """
    try:
        return IndicatorCode.parse(text)
    except CodeError:
        raise KeyError(text) from None
