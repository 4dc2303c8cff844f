"""What a school says of the indicators."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Protocol, TypeAlias, cast

from kdcl.codes import IndicatorCode
from kdcl.errors import CodeError, RatingsError
from kdcl.findings import Finding, refuse
from kdcl.messages import Message, WordedEnum, message
from kdcl.places import ROOT
from kdcl.text.folding import fold_name


class Rating(WordedEnum):
    """What a school says of an indicator; an indicator that is not assessed has no rating at all."""

    MET = "met", message("met")
    """Đạt."""
    NOT_MET = "not_met", message("not met")
    """Không đạt."""

    @classmethod
    def parse(cls, value: RatingLike) -> Rating | None:
        """Return the rating that a value stands for, or None where it says that the indicator is not assessed.

        Args:
            value: a rating; ``met`` or ``not_met``; the words of reports, ``đạt`` or ``không đạt``, in any case and
                normal form; True or False; None, an empty text or a missing value of a table for "not assessed".
                Numbers are refused: in some lists 1 is "met", in others it is the number of a level or of a row.

        Raises:
            ValueError: it stands for no rating.

        >>> Rating.parse(True), Rating.parse("không đạt"), Rating.parse(None)
        (<Rating.MET: 'met'>, <Rating.NOT_MET: 'not_met'>, None)
        """
        plain: Any = value if isinstance(value, str) else _plain(value)
        if isinstance(plain, str):
            written = _written()
            words = plain if plain in written else fold_name(plain)
            if words in written:
                return written[words]
        elif plain is None or isinstance(plain, bool):
            return None if plain is None else cls.MET if plain else cls.NOT_MET
        raise ValueError(str(_no_rating(value)))


RatingLike: TypeAlias = Rating | str | bool | None
"""What may be said of one indicator; see `Rating.parse`."""


class _HasItems(Protocol):
    """Whatever has pairs: a mapping, or a column of a table with the codes as its index."""

    def items(self) -> Iterable[tuple[IndicatorCode | str, RatingLike]]: ...


RatingsLike: TypeAlias = _HasItems | Iterable[tuple[IndicatorCode | str, RatingLike]]
"""What ratings can be given as: a mapping or another thing with `items`, or pairs of codes and what is said of them."""

_WORDS: Final = Path(__file__).with_name("ratings.toml")
"""How reports say it in words."""


@functools.cache
def _written() -> Mapping[str, Rating | None]:
    words = tomllib.loads(_WORDS.read_text("utf-8"))
    values = {rating.value: rating for rating in Rating}
    spaced = {rating.value.replace("_", " "): rating for rating in Rating}
    return {"": None, **values, **spaced, **{said: Rating(value) for value, said in words.items()}}


@functools.cache
def _files_words() -> Mapping[str, Rating | None]:
    return {rating.value: rating for rating in Rating}


_RATINGS = ROOT.at("ratings")
_MOST_KEYS: Final = 1_000
"""No framework has so many indicators."""


def _find_plain(ratings: object, words: Mapping[str, Rating | None]) -> dict[IndicatorCode, Rating] | None:
    """Return the ratings of a dictionary of texts that are all written plainly; None where each has to be looked at.

    The rows of a table have the same keys, so their codes are read and ordered once: with that, a school's ratings are
    read in an eighth of the time.
    """
    if type(ratings) is not dict:
        return None
    given = cast("dict[object, Any]", ratings)
    if len(given) > _MOST_KEYS or (order := _find_order(tuple(given))) is None:
        return None
    codes, keys = order
    try:
        said = [words[given[key]] for key in keys]
    except (KeyError, TypeError):  # another word, or what cannot be a key at all
        return None
    return {code: rating for code, rating in zip(codes, said, strict=True) if rating is not None}


@functools.lru_cache(maxsize=64)
def _find_order(keys: tuple[object, ...]) -> tuple[tuple[IndicatorCode, ...], tuple[str, ...]] | None:
    """Return the codes of keys in their order, and the key of each; None unless all are texts of different codes."""
    texts = [key for key in keys if type(key) is str]
    try:
        pairs = sorted(((IndicatorCode.parse(text), text) for text in texts), key=_numbers)
    except CodeError:
        return None
    codes = tuple(code for code, _ in pairs)
    return (codes, tuple(text for _, text in pairs)) if len(set(codes)) == len(keys) else None


def _numbers(pair: tuple[IndicatorCode, object]) -> tuple[int, int, str]:
    """Order as the codes do, without a call for each comparison."""
    code = pair[0]
    return code.standard, code.criterion, code.letter


class Ratings(Mapping[IndicatorCode, Rating]):
    """The ratings of a school's indicators: immutable, in the order of their codes, absent where not assessed.

    They can be given in what people have: a mapping, a row of a table as a dictionary, a column with the codes as its
    index, or two columns as pairs; what each value may be says `Rating.parse`.

    Raises:
        RatingsError: a key is no indicator code, is given twice, or a value is no rating; all of them at once.

    >>> Ratings({"1.10.a": "met", "1.9.a": "not_met"})
    Ratings({'1.9.a': 'not_met', '1.10.a': 'met'})
    >>> Ratings(zip(["1.1.a", "1.1.b", "1.1.c"], [True, False, None]))
    Ratings({'1.1.a': 'met', '1.1.b': 'not_met'})
    """

    __slots__ = ("_by_code",)

    def __init__(self, ratings: RatingsLike | None = None, *, is_strict: bool = False) -> None:
        """Read and order the ratings.

        Args:
            ratings: the ratings.
            is_strict: whether values have to be ratings, or ``met`` and ``not_met`` as in a school's file.
        """
        plain = _find_plain(ratings, _files_words() if is_strict else _written())
        self._by_code = self._read_each(ratings, is_strict=is_strict) if plain is None else plain

    @staticmethod
    def _read_each(ratings: RatingsLike | None, *, is_strict: bool) -> dict[IndicatorCode, Rating]:
        parse = Rating if is_strict else Rating.parse
        pairs: dict[IndicatorCode, Rating | None] = {}
        problems: list[Finding] = []
        for key, value in _pairs(() if ratings is None else ratings):
            try:
                code = key if isinstance(key, IndicatorCode) else IndicatorCode.parse(str(key))
                rating = parse(value)
            except CodeError as error:
                problems.append(refuse(_RATINGS.at(str(key)), error.message))
            except ValueError:
                problems.append(refuse(_RATINGS.at(str(key)), _no_rating(value)))
            else:
                before = len(pairs)
                pairs[code] = rating
                if len(pairs) == before:  # a lookup less than asking first
                    reason = message("this indicator is rated twice; keep one")
                    problems.append(refuse(_RATINGS.at(str(key)), reason))
        if problems:
            raise RatingsError(None, tuple(problems))
        rated = [(code, rating) for code, rating in pairs.items() if rating is not None]
        return dict(sorted(rated, key=_numbers))

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


def to_ratings(given: RatingsLike) -> Ratings:
    """Return ratings of whatever they are given as; None, which no type checker lets pass, stays what it is."""
    if isinstance(given, Ratings):
        return given
    missing: Any = given
    return cast("Ratings", missing) if missing is None else Ratings(given)  # the file that holds it refuses None


def _pairs(ratings: RatingsLike) -> Iterator[tuple[Any, Any]]:
    """Iterate over what was given.

    Raises:
        TypeError: it is nothing that holds ratings.
    """
    given: Any = ratings
    try:
        pairs: Iterator[Any] = iter(given.items() if hasattr(given, "items") else given)
    except TypeError:
        raise TypeError(f"ratings are given as a mapping or as pairs, not as {type(ratings).__name__}") from None
    for pair in pairs:
        if not isinstance(pair, list | tuple) or len(pair) != len(("code", "rating")):  # pyright: ignore[reportUnknownArgumentType] - anything
            raise TypeError(f"ratings are given as pairs of a code and what is said of it, not as {pair!r}")
        yield pair[0], pair[1]


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever somebody's table holds
    """Return a cell of a table as Python has it; None where the table marks it as missing."""
    if type(value).__module__.partition(".")[0] in {"numpy", "pandas"}:
        value = value.item() if hasattr(value, "item") else None  # what is missing in pandas has no value of Python
    return None if isinstance(value, float) and value != value else value  # noqa: PLR0124 - only "not a number" differs


def _no_rating(value: object) -> Message:
    if isinstance(_plain(value), int | float):
        return message("{value} may mean anything; write met or not_met, or leave the indicator out", value=repr(value))
    return message("{value} is no rating; write met or not_met, or leave the indicator out", value=repr(value))


def _read(text: str) -> IndicatorCode:
    """Return the code that a key stands for.

    Raises:
        KeyError: it stands for none, so nothing is rated under it.
    """
    try:
        return IndicatorCode.parse(text)
    except CodeError:
        raise KeyError(text) from None
