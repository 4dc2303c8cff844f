"""What the library says, kept apart from the language it says it in.

A :class:`Message` is an English template with the facts that fill it; a :class:`BilingualText` is a piece of the law's
own vocabulary in both languages. Neither knows a catalogue: ``str()`` gives English, and `kdcl.locale` gives any other
language by handing :meth:`Message.render` a translator. So the core can explain itself without importing a
translation library.
"""

from __future__ import annotations

import datetime as dt
import enum
import itertools
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol, Self

import attrs


class Translator(Protocol):
    """The language a message is rendered in."""

    @property
    def language(self) -> str:
        """The language's code, ``"vi"`` or ``"en"``."""

    def gettext(self, template: str, /) -> str:
        """Return the template in this language."""

    def date(self, day: dt.date, /) -> str:
        """Return the date as this language writes it."""

    def number(self, number: int | Decimal, /) -> str:
        """Return the number with this language's decimal sign and groups of thousands."""

    def percent(self, part: int, whole: int, /) -> str:
        """Return the share in percent, rounded half up to two decimals, as this language writes it."""


class _English:
    """The source language: templates are already in it."""

    language = "en"

    def gettext(self, template: str, /) -> str:
        return template

    def date(self, day: dt.date, /) -> str:
        return day.isoformat()

    def number(self, number: int | Decimal, /) -> str:
        return f"{number:,}"

    def percent(self, part: int, whole: int, /) -> str:
        hundredths = (20_000 * part + whole) // (2 * whole)
        return f"{hundredths // 100}.{hundredths % 100:02}".rstrip("0").rstrip(".") + "%"


ENGLISH: Translator = _English()


@attrs.frozen
class BilingualText:
    """The same statement in Vietnamese, the source, and in English."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the Vietnamese text for ``"vi"`` and the English text for every other language."""
        return self.vi if language == "vi" else self.en

    def __str__(self) -> str:
        """Return the English text: the API speaks English."""
        return self.en


@attrs.frozen
class Share:
    """So many of so many: exact, and rounded only where it is printed.

    Attributes:
        part: the number of those counted.
        whole: the number of all, at least 1.
    """

    part: int
    whole: int

    @property
    def fraction(self) -> Fraction:
        """The share as an exact number from 0 to 1."""
        return Fraction(self.part, self.whole)

    def is_at_least(self, percent: int) -> bool:
        """Whether the share is so many percent or more, in whole numbers."""
        return self.part * 100 >= percent * self.whole

    def __str__(self) -> str:
        """Return the share in percent, in English."""
        return self.render(ENGLISH)

    def render(self, translator: Translator) -> str:
        """Return the share in percent, in the translator's language."""
        return translator.percent(self.part, self.whole)


@attrs.frozen
class Quantity:
    """So many of something: printed with the marks of the language, unlike numbers that only name (years, weeks).

    Attributes:
        value: the number, exact.
    """

    value: int | Decimal

    def render(self, translator: Translator) -> str:
        """Return the number in the translator's language."""
        return translator.number(self.value)

    def __str__(self) -> str:
        """Return the number in English."""
        return self.render(ENGLISH)


@attrs.frozen
class Message:
    """A sentence: an English template with ``{named}`` places, and the facts that fill them.

    Facts may be text, numbers, quantities, shares, dates, codes, bilingual texts, other messages, or tuples of these;
    each is rendered in the language of the whole.
    """

    template: str
    facts: tuple[tuple[str, Any], ...] = ()

    def render(self, translator: Translator) -> str:
        """Return the sentence in the translator's language."""
        facts = {name: render_fact(value, translator) for name, value in self.facts}
        return translator.gettext(self.template).format(**facts)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - a fact may be of any type
        """Return the fact of this name.

        Raises:
            KeyError: the message has no such fact.
        """
        return dict(self.facts)[name]

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.render(ENGLISH)


def message(template: str, /, **facts: Any) -> Message:  # noqa: ANN401 - see `Message`
    """Return the message that the template makes with these facts.

    >>> str(message("{met} of {total} criteria are met", met=33, total=36))
    '33 of 36 criteria are met'
    """
    return Message(template, tuple(facts.items()))


class WordedEnum(enum.StrEnum):
    """An enumeration that carries its own words: ``MET = "met", message("met")``.

    The value is what files hold; the words are what people read, in any language.

    Attributes:
        words: the words inside a sentence.
        label: the words by themselves, as a title or in a cell; the same where nothing else is declared.
    """

    _value_: str
    words: Message
    label: Message

    def __new__(cls, value: str, words: Message | None = None, label: Message | None = None) -> Self:
        """Make a member of its value and its words.

        Type checkers take this for the look-up by value too, which has no words; a member without any is refused.
        """
        if words is None:
            raise TypeError(f"{cls.__name__} {value!r} declares no words")
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        member.label = words if label is None else label
        return member


def render_fact(value: Any, translator: Translator) -> str:  # noqa: ANN401 - see `Message`
    """Return one fact as text in the translator's language; the parts of a tuple are joined by commas."""
    match value:
        case Message() | Quantity() | Share():
            return value.render(translator)
        case BilingualText():
            return value.in_language(translator.language)
        case dt.date():
            return translator.date(value)
        case tuple():
            return ", ".join(render_fact(part, translator) for part in value)
        case _:
            return str(value)


def below(head: Message, told: Iterable[Message]) -> Message:
    """Return messages below a head, joined in pairs: one inside the other, a thousand are too deep to be rendered."""
    lines = [head, *told]
    while len(lines) > 1:
        pairs = itertools.zip_longest(lines[::2], lines[1::2])
        lines = [
            one if other is None else message("{lines}\n  {problem}", lines=one, problem=other) for one, other in pairs
        ]
    return lines[0]
