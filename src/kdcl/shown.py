"""What results say of themselves to people: one description, shown as text, in a notebook and by rich.

A result says once what there is to say (`SelfDescribing.describe`), and is shown in three ways. The language is the one
chosen for the program (`kdcl.use_language`), else English; `repr` stays a line for those who write programs.
"""

from __future__ import annotations

from contextvars import ContextVar, Token
from html import escape
from importlib import import_module
from typing import Any, Final

import attrs

from kdcl.messages import ENGLISH, Message, Translator, message, render_fact

_SPOKEN: Final[ContextVar[Translator]] = ContextVar("kdcl.spoken", default=ENGLISH)
_NOTHING: Final = "—"


def spoken() -> Translator:
    """Return the language in which results show themselves."""
    return _SPOKEN.get()


def speak(translator: Translator) -> Token[Translator]:
    """Let results show themselves in a language; the token takes it back with `stop_speaking`."""
    return _SPOKEN.set(translator)


def stop_speaking(token: Token[Translator]) -> None:
    """Let results show themselves in the language that was spoken before."""
    _SPOKEN.reset(token)


@attrs.frozen(kw_only=True)
class SelfDescription:
    """What a result says of itself.

    Attributes:
        title: what it is, in a line.
        heads: the heads of the columns; empty where the rows need none.
        rows: facts of any kind that a message takes; None where there is nothing to say.
        notes: what to know besides.
    """

    title: Message
    heads: tuple[Message, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    notes: tuple[Message, ...] = ()

    def cells(self, translator: Translator) -> list[list[str]]:
        """Return the rows as texts in a language, each as long as the longest."""
        rows = [[_NOTHING if fact is None else render_fact(fact, translator) for fact in row] for row in self.rows]
        width = max(map(len, rows), default=0)
        return [row + [""] * (width - len(row)) for row in rows]


class SelfDescribing:
    """A result that shows itself to people; below it, a class says in `describe` what there is to say."""

    __slots__ = ()

    def describe(self) -> SelfDescription:
        """Return what there is to say, apart from its language and its form."""
        raise NotImplementedError

    def __str__(self) -> str:
        """Return the description as lines of text, columns below each other."""
        told, translator = self.describe(), spoken()
        rows = told.cells(translator)
        if told.heads and rows:
            rows = [[head.render(translator) for head in told.heads], *rows]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
        notes = [note.render(translator) for note in told.notes]
        return "\n".join([told.title.render(translator), *(f"  {line}".rstrip() for line in lines), *notes])

    def _repr_html_(self) -> str:
        """Return the description as the table that a notebook shows."""
        told, translator = self.describe(), spoken()
        heads = "".join(f'<th scope="col">{escape(head.render(translator))}</th>' for head in told.heads)
        body = "".join(
            "<tr>" + "".join(f'<td style="text-align:left">{escape(cell)}</td>' for cell in row) + "</tr>"
            for row in told.cells(translator)
        )
        notes = "".join(f"<li>{escape(note.render(translator))}</li>" for note in told.notes)
        return (
            f'<table lang="{translator.language}"><caption><strong>{escape(told.title.render(translator))}</strong>'
            f"</caption>{f'<thead><tr>{heads}</tr></thead>' if heads else ''}<tbody>{body}</tbody></table>"
            + (f"<ul>{notes}</ul>" if notes else "")
        )

    def __rich__(self) -> Any:  # noqa: ANN401 - what rich is told to print; rich need not be installed
        """Return the description as a table of rich, which alone asks for it."""
        told, translator = self.describe(), spoken()
        rows = told.cells(translator)
        notes = "\n".join(note.render(translator) for note in told.notes)
        # Nothing that a school wrote is taken for rich's marks: texts are given as `Text`.
        text = import_module("rich.text").Text
        table = import_module("rich.table").Table(
            title=text(told.title.render(translator)),
            caption=text(notes) if notes else None,
            show_header=bool(told.heads),
        )
        for number in range(len(rows[0]) if rows else len(told.heads)):
            table.add_column(text(told.heads[number].render(translator)) if told.heads else "")
        for row in rows:
            table.add_row(*map(text, row))
        return table


def in_short(fact: Any) -> Any:  # noqa: ANN401 - any fact
    """Return a fact as a cell shows it: a long text by its beginning, a thing with parts in its own short words."""
    if isinstance(fact, tuple):
        return message("{count} items", count=len(fact)) if len(fact) > _FEW else tuple(map(in_short, fact))
    if fact is None or isinstance(fact, Message | int | float):
        return fact
    words = " ".join(str(fact).split())
    return words if len(words) <= _CELL else f"{words[:_CELL]}…"


_FEW: Final = 3
_CELL: Final = 80
