"""``kdcl codes``: find evidence codes in a text and repair their typing."""

from __future__ import annotations

from typing import Any, TextIO

import click

from kdcl.cli.console import FINDINGS, SpokenGroup, complain, option, spoken
from kdcl.cli.streams import echo, echo_json
from kdcl.codes import BrokenCode, EvidenceCode, FoundCode, find_broken_codes, find_codes
from kdcl.errors import CodeError
from kdcl.messages import message


@click.group(cls=SpokenGroup, told=message("Find evidence codes in a text, or repair their typing."))
def codes() -> None:
    """Group the commands on codes."""


@spoken(message("List every code in a text file (- is standard input); exit code 1 if one is not written officially."))
@click.argument("file", type=click.File("r", encoding="utf-8-sig"))
@option("--json", "as_json", is_flag=True, told=message("Print a JSON list with stable keys."))
def find(file: TextIO, as_json: bool) -> None:
    """Print line, column, the code as written and its official form; nothing for the form where it cannot be read."""
    rows = [row for line, text in enumerate(file, start=1) for row in _find_rows(line, text)]
    if as_json:
        echo_json(rows)
    else:
        for row in rows:
            repair = "" if row["is_official"] else f" -> {row['code'] or '?'}"
            echo(f"{row['line']}:{row['column']}: {row['text']}{repair}")
    if not all(row["is_official"] for row in rows):
        raise click.exceptions.Exit(FINDINGS)


def _find_rows(line: int, text: str) -> list[dict[str, Any]]:
    """Return what a line has of codes in order: each code of a range, and what was meant for a code and is none."""
    rows: list[dict[str, Any]] = []
    every: tuple[FoundCode | BrokenCode, ...] = (*find_codes(text), *find_broken_codes(text))
    for found in every:
        written = {"line": line, "column": found.start + 1, "text": found.text}
        if isinstance(found, BrokenCode):
            rows.append({**written, "code": None, "is_official": False})
        else:
            rows += ({**written, "code": str(code), "is_official": found.text == str(code)} for code in found.codes)
    return sorted(rows, key=lambda row: int(row["column"]))


@spoken(message("Print codes in the official notation, however they were typed."))
@click.argument("texts", nargs=-1, required=True)
def normalize(texts: tuple[str, ...]) -> None:
    """Print each code officially; complain of those that cannot be read and go on."""
    unreadable = 0
    for text in texts:
        try:
            echo(str(EvidenceCode.normalize(text)))
        except CodeError as error:
            complain(error.message)
            unreadable += 1
    if unreadable:
        raise click.exceptions.Exit(FINDINGS)


codes.add_command(find)
codes.add_command(normalize)
