"""``kdcl codes``: find evidence codes in a text and repair their typing."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs
import click

from kdcl.cli.console import EXISTING_FILE, SpokenGroup, complain, end_if, option, say, speaker, spoken, usage_error
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import STANDARD, takes_file, takes_files
from kdcl.cli.issues import open_school
from kdcl.cli.many import Told, tells_each
from kdcl.cli.output import Output, writes_file
from kdcl.cli.streams import echo, echo_json
from kdcl.codes import EvidenceCode, find_homes
from kdcl.errors import CodeError, UnreadableFileError
from kdcl.messages import message
from kdcl.office.kinds import FileKind, find_kind
from kdcl.office.package import read_file
from kdcl.places import PartKind
from kdcl.review.codes import (
    CodeInFile,
    RepairMode,
    find_codes_in_lines,
    find_codes_in_word,
    repair_text,
    repair_word,
)
from kdcl.review.word_files import is_word_file, open_word_file

NEW_LINE = "\n"

ENCODING = option(
    "--encoding", default=None, told=message("The encoding of a text; without it, UTF-8, or UTF-16 where it says so.")
)


@spoken(message("List every code in a text or Word file (-: standard input); exit code 1 if one is not official."))
@takes_files
@has_format("text", "json")
@ENCODING
@tells_each
def find(file: str, form: str, encoding: str | None) -> Told:
    """Print line, column, the code as written and its official form; nothing for the form where it cannot be read."""
    rows = [row for item in _find(file, encoding) for row in _rows_of(item)]
    for row in rows if form == "text" else ():
        repair = "" if row["is_official"] else f" -> {row['code'] or '?'}"
        part = f"{row['part']}:" if "part" in row else ""
        echo(f"{part}{row['line']}:{row['column']}: {row['text'].replace(NEW_LINE, ' ')}{repair}")
    return Told(rows, not all(row["is_official"] for row in rows))


def _find(file: str, encoding: str | None) -> Iterator[CodeInFile]:
    """Yield the codes of a text file or a Word file."""
    if encoding is None and is_word_file(file):
        yield from find_codes_in_word(open_word_file(file))
        return
    yield from find_codes_in_lines(_read_text(file, encoding).text)


def _rows_of(item: CodeInFile) -> Iterator[dict[str, Any]]:
    """Yield what is printed of a code: each code of a range, and what was meant for a code and is none."""
    place = item.place
    line = place.find_part(PartKind.LINE) or place.find_part(PartKind.PARAGRAPH)
    written = {"line": line, "column": (place.start or 0) + 1, "text": item.found.text}
    if part := place.find_part(PartKind.FILE):
        written = {"part": part, **written}
    if not item.codes:
        yield {**written, "code": None, "is_official": False}
    for code in item.codes:
        yield {**written, "code": str(code), "is_official": item.found.text == str(code)}


@attrs.frozen
class EncodedText:
    """A text, its encoding, and the mark of it that it began with."""

    text: str
    encoding: str
    mark: bytes

    def encode(self, text: str) -> bytes:
        """Return another text written in the same way."""
        return self.mark + text.encode(self.encoding)


_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _read_text(file: str, encoding: str | None) -> EncodedText:
    """Return a text.

    Raises:
        UnreadableFileError: it is in another encoding, or no text at all.
    """
    data = read_file(file)
    kind = find_kind(data)
    if kind is not FileKind.UNKNOWN:
        raise UnreadableFileError(file, kind.in_words, message("give a text, or save it as a Word document (.docx)"))
    mark, known = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", "utf-8"))
    known = known if encoding is None else encoding
    try:
        return EncodedText(data[len(mark) :].decode(known), known, mark)
    except (UnicodeDecodeError, LookupError) as error:
        reason = message("the file is no text in the encoding {encoding}", encoding=known)
        remedy = message("save it as a text in UTF-8, or name its encoding with --encoding")
        raise UnreadableFileError(file, reason, remedy) from error


@spoken(message("Print codes in the official notation, however they were typed; of a file, each of its codes once."))
@click.argument("texts", nargs=-1, required=True)
@has_format("text", "json")
@ENCODING
@click.pass_context
def normalize(ctx: click.Context, texts: tuple[str, ...], form: str, encoding: str | None) -> None:
    """Print each code officially; complain of those that cannot be read and go on."""
    unreadable = 0
    rows: list[dict[str, str]] = []

    def tell(code: EvidenceCode, text: str) -> None:
        rows.append({"text": text, "code": str(code)})
        if form == "text":
            echo(str(code))

    for text in texts:
        if text == STANDARD or Path(text).is_file():
            found = list(_find(EXISTING_FILE.convert(text, None, ctx), encoding))
            for code, written in _first_uses(found).items():
                tell(code, written)
            unreadable += _complain_of_broken(found)
            continue
        try:
            tell(EvidenceCode.normalize(text), text)
        except CodeError as error:
            complain(error.message)
            unreadable += 1
    if form == "json":
        echo_json(rows)
    end_if(unreadable)


def _first_uses(found: Iterable[CodeInFile]) -> dict[EvidenceCode, str]:
    """Return each code once, with how it is written first."""
    uses: dict[EvidenceCode, str] = {}
    for item in found:
        for code in item.codes:
            uses.setdefault(code, item.found.text)
    return uses


def _complain_of_broken(found: Iterable[CodeInFile]) -> int:
    """Print what was meant for a code and is none, and return how often."""
    broken = [(item.place.whole, item.problem) for item in found if item.problem is not None]
    for place, problem in broken:
        complain(message("{problem} @ {path}", problem=problem, path=place.in_words))
    return len(broken)


@spoken(message("Write a copy of a text or Word file in which only the codes change, each to the official notation."))
@takes_file
@writes_file(told=message("The copy to write."))
@option("--tracked", is_flag=True, told=message("In a Word file, make each repair a tracked change."))
@option(
    "--comment", is_flag=True, told=message("In a Word file, leave the codes and say in comments how they are written.")
)
@option(
    "--school",
    type=EXISTING_FILE,
    told=message("The school's file, whose list says which boxes codes without one mean."),
)
@ENCODING
def repair(  # noqa: PLR0913, PLR0917 - the options of the command, which click names
    file: str, output: str, force: bool, tracked: bool, comment: bool, school: str | None, encoding: str | None
) -> None:
    """Repair the codes of a file in a copy, and name those that cannot be read."""
    if tracked and comment:
        raise usage_error(message("--tracked and --comment exclude each other"))
    target = Output(path=output, inputs=(file, *filter(None, (school,))), force=force)
    target.ensure_free()
    listed = open_school(school)[0].evidence if school else ()
    homes = find_homes(frozenset(item.code for item in listed))
    found = list(_find(file, encoding))
    if encoding is None and is_word_file(file):
        mode = RepairMode.TRACKED if tracked else RepairMode.COMMENTED if comment else RepairMode.EXCHANGED
        word = open_word_file(file)
        repairs = repair_word(word, homes, mode, language=speaker().language)
        data = word.write()
    elif tracked or comment:
        raise usage_error(message("--tracked and --comment are for Word files"))
    else:
        text = _read_text(file, encoding)
        repaired, repairs = repair_text(text.text, homes)
        data = text.encode(repaired)
    for item in repairs:
        say(message("{place}: {before} -> {code}", place=item.place.whole.in_words, before=item.before, code=item.code))
    say(message("Codes to repair: {count}", count=len(repairs)))
    target.write_and_tell(data)
    end_if(_complain_of_broken(found))


codes: SpokenGroup = SpokenGroup(
    "codes",
    told=message("Find evidence codes in a text, or repair their typing."),
    commands=[find, normalize, repair],
)
