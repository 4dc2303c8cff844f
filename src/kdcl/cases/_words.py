"""The words of a file of cases: its keys and values in Vietnamese or in English, brought to one form."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from kdcl.messages import Message, message
from kdcl.places import ROOT, Place, Step, Steps
from kdcl.text.folding import fold, run_together

_WORDS: Final = Path(__file__).with_name("words.toml")
_INSIDE: Final[Mapping[tuple[str, str], str]] = {
    ("file", "case"): "case",
    ("case", "expect"): "expect",
    ("expect", "gap"): "gap",
    ("file", "measure"): "measure",
    ("measure", "cases"): "measure_case",
}
"""Which table of the words holds for a table inside another one; every other table has keys of its own."""
_WORDED: Final = frozenset(
    {"others", "reading", "category", "region", "basis", "verdict", "value", "ratings", "verdicts"}
)
"""The keys whose texts are words of the file's language too."""
_LEVELS: Final = frozenset({"level", "certain_level", "supported_level", "lowest_level", "highest_level"})
"""The keys that hold a level, or a word for none."""


@attrs.frozen
class Understood:
    """The content of a file in the library's words.

    Attributes:
        content: keys and values as the library names them.
        written: how a key was written, by the way to it in `content`.
        is_vietnamese: whether a key of the file is Vietnamese.
        problems: keys that stand twice, in two languages.
    """

    content: dict[str, Any]
    written: Mapping[Steps, str]
    is_vietnamese: bool
    problems: tuple[tuple[Place, Message], ...]

    def name_place(self, place: Place) -> Place:
        """Return a place of the content as the file writes it; a missing key in the language of the others."""
        steps = tuple(self._name_step(place.steps[:end]) for end in range(1, len(place.steps) + 1))
        return attrs.evolve(place, steps=steps)

    def _name_step(self, way: Steps) -> Step:
        last = way[-1]
        if way in self.written or not self.is_vietnamese or not isinstance(last, str):
            return self.written.get(way, last)
        return _vietnamese().get(last, last)


def understand(content: dict[str, Any]) -> Understood:
    """Return a file's content in the library's words; what is no word stands as it is."""
    written: dict[Steps, str] = {}
    problems: list[tuple[Place, Message]] = []
    understood = _understand(content, "file", ROOT, written, problems)
    words = {_plain(word) for word in _vietnamese().values()}
    is_vietnamese = any(_plain(key) in words for key in set(written.values()))
    return Understood(understood, written, is_vietnamese, tuple(problems))


def _understand(
    content: dict[str, Any],
    kind: str,
    place: Place,
    written: dict[Steps, str],
    problems: list[tuple[Place, Message]],
) -> dict[str, Any]:
    keys, understood = _keys(kind), dict[str, Any]()
    for key, value in content.items():
        name = keys.get(_plain(key), key)
        if name in understood:
            problems.append(
                (place.at(key), message("this stands in the table twice, also as {key}; keep one", key=name))
            )
            continue
        here = place.at(name)
        written[here.steps] = key
        inside = _INSIDE.get((kind, name))
        if inside is None:
            understood[name] = _understand_value(name, value)
        elif isinstance(value, list):
            understood[name] = [
                _understand(part, inside, here.at(number), written, problems) if isinstance(part, dict) else part
                for number, part in enumerate(value)
            ]
        else:
            understood[name] = _understand(value, inside, here, written, problems) if isinstance(value, dict) else value
    return understood


def _understand_value(name: str, value: Any) -> Any:  # noqa: ANN401 - TOML has no one type
    if name in _WORDED:
        if isinstance(value, dict):
            return {key: _find_word(part) for key, part in value.items()}
        return _find_word(value)
    return 0 if name in _LEVELS and _find_word(value) == "none" else value


def _find_word(value: Any) -> Any:  # noqa: ANN401 - TOML has no one type
    return _keys("values").get(_plain(value), value) if isinstance(value, str) else value


def _plain(text: str) -> str:
    return run_together(fold(text).replace("_", " ").replace("-", " "))


@functools.cache
def _words() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(_WORDS.read_text("utf-8"))


@functools.cache
def _keys(kind: str) -> Mapping[str, str]:
    """Return the library's word for each word of a kind."""
    return {_plain(word): name for name, others in _words()[kind].items() for word in (name, *others)}


@functools.cache
def _vietnamese() -> Mapping[str, str]:
    """Return the Vietnamese of each key."""
    return {name: others[0] for kind, words in _words().items() if kind != "values" for name, others in words.items()}
