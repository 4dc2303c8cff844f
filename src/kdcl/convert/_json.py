"""JSON text in: decoded, parsed, normalised to NFC, its version read, with every flaw of the text itself found."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from kdcl.errors import SchoolFileError
from kdcl.findings import Finding, refuse
from kdcl.messages import Message, message
from kdcl.office.kinds import FileKind, find_kind
from kdcl.office.limits import VARIABLE, get_limits
from kdcl.places import ROOT, Place
from kdcl.text.characters import drop_refused, find_refused, is_surely_clean

SCHEMA_VERSION: Final = 1
"""The version of the file format that this release writes; it reads this one and every earlier one."""

UNREADABLE: Final = "unreadable"
"""The kind of what cannot be read."""

_ESCAPE = re.compile(r"\\[ubf]")
_PACKAGES: Final = {
    b"word/document.xml": message("the file is a Word file"),
    b"xl/workbook.xml": message("the file is an Excel file"),
}
"""What packages of Office are to people, by the name of their main part."""
_SHOWN_CHARACTERS = 60
_LINE: Final = "\n"
_quote = json.encoder.encode_basestring


@attrs.frozen
class Constant:
    """A word such as ``NaN`` that Python's reader takes for a number and JSON does not know."""

    word: str


@attrs.frozen
class Tree:
    """What a JSON text holds, and the flaws that the text itself has."""

    value: Any
    problems: tuple[Finding, ...]


def show(value: object) -> Any:  # noqa: ANN401 - a fact of a message may be of any type
    """Return what a message says of a value: itself where it is short, else its beginning or its kind."""
    match value:
        case Constant():
            return value.word
        case dict():
            return message("an object")
        case list():
            return message("a list")
        case str() if len(value) > _SHOWN_CHARACTERS:
            return json.dumps(value[:_SHOWN_CHARACTERS] + "…", ensure_ascii=False)
        case _:
            return json.dumps(value, ensure_ascii=False)


def read_bytes(path: Path) -> bytes:
    """Return the file's bytes; of an endless stream no more is read than a school's file may have.

    Raises:
        SchoolFileError: there is no such file, it cannot be opened, or it is larger than any school's file.
    """
    limit = get_limits().text_bytes
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
        if len(data) <= limit:
            return data
        reason = message(
            "the file is larger than {limit} bytes, which no school's file is; if you trust it, raise this limit in "
            "the environment: {setting}",
            limit=limit,
            setting=f"{VARIABLE}=text_bytes={2 * limit}",
        )
    except FileNotFoundError:
        reason = message("there is no such file; check the name and the folder")
    except IsADirectoryError:
        reason = message("this is a folder; give the file in it")
    except OSError as error:
        reason = message("the file cannot be opened ({reason}); check the permissions", reason=error.strerror)
    raise _broken(str(path), reason)


def decode(data: bytes, source: str) -> str:
    """Return the text of UTF-8 bytes, without a byte order mark.

    Raises:
        SchoolFileError: the bytes are not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        kind = find_kind(data)
        if kind is not FileKind.UNKNOWN:
            words = next((words for part, words in _PACKAGES.items() if part in data), kind.in_words)
            reason = message("{kind}, and no school's file; read it with kdcl import first", kind=words)
            raise _broken(source, reason) from None
        line = data.count(b"\n", 0, error.start) + 1
        reason = message("the file is not UTF-8 (line {line}); save it again with the encoding UTF-8", line=line)
        raise _broken(source, reason) from None


def parse(text: str, source: str) -> Tree:
    """Return what the JSON text holds, keys and values in NFC, with its doubled keys and unprintable characters.

    Where a key stands twice the last one holds; an unprintable character is left out.

    Raises:
        SchoolFileError: the text is not JSON, or nested too deeply; then nothing of it can be read.
    """
    doubled: list[tuple[dict[str, Any], list[str]]] = []

    def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        built = dict(pairs)
        if len(built) != len(pairs):
            doubled.append((built, [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]))
        return built

    try:
        value = json.loads(text, object_pairs_hook=build, parse_constant=Constant)
        places = ((place, keys) for owner, keys in doubled for place in _find_object(value, owner, ROOT))
        problems = [_doubled_key(place.at(key)) for place, keys in places for key in keys]
        if _is_suspicious(text):
            value = clean(value, ROOT, problems)
    except json.JSONDecodeError as error:
        raise _broken(source, _syntax(error)) from None
    except RecursionError:
        reason = message("lists and objects are nested too deeply; a school's file needs a handful of levels")
        raise _broken(source, reason) from None
    except ValueError:
        raise _broken(source, message("a number has too many digits; no fact of a school needs so many")) from None
    return Tree(value, tuple(problems))


def clean(value: Any, place: Place, problems: list[Finding]) -> Any:  # noqa: ANN401 - JSON has no one type
    """Return the value in NFC without unprintable characters, and add what was wrong to the problems."""
    match value:
        case str():
            return _clean_text(value, place, problems)
        case list() | tuple():
            return [clean(item, place.at(index), problems) for index, item in enumerate(value)]
        case dict():
            return _clean_object(value, place, problems)
        case _:
            return value


def _clean_text(text: str, place: Place, problems: list[Finding]) -> str:
    if (refused := find_refused(text)) is not None:
        problems.append(refuse(place, refused, UNREADABLE))
        text = drop_refused(text)
    return unicodedata.normalize("NFC", text)


def _clean_object(owner: dict[str, Any], place: Place, problems: list[Finding]) -> dict[str, Any]:
    cleaned: dict[str, Any] = {}
    for key, value in owner.items():
        name = _clean_text(key, place.at(key.encode("ascii", "replace").decode()), problems)
        if name in cleaned:
            problems.append(_doubled_key(place.at(name)))
        cleaned[name] = clean(value, place.at(name), problems)
    return cleaned


def _find_object(value: object, owner: dict[str, Any], place: Place) -> Iterator[Place]:
    """Yield the place of an object; none where it stood under a key that is doubled itself."""
    if value is owner:
        yield place
    match value:
        case dict():
            for key, item in value.items():
                yield from _find_object(item, owner, place.at(key))
        case list():
            for index, item in enumerate(value):
                yield from _find_object(item, owner, place.at(index))


def _doubled_key(place: Place) -> Finding:
    return refuse(place, message("this key stands twice in its object; keep one of them"), UNREADABLE)


_HINTS = (
    ("Expecting property name", message("a key in double quotes is expected here")),
    ("Expecting ',' delimiter", message("a comma or a closing bracket is expected here")),
    ("Expecting ':' delimiter", message("a colon is expected here")),
    ("Unterminated string", message("a text begins here and is never closed by a double quote")),
    ("Invalid control character", message("a text runs over the end of its line, or holds a tab; write \\n or \\t")),
    ("Invalid \\", message("a backslash in a text must be doubled")),
    ("Illegal trailing comma", message("a comma stands before a closing bracket; delete it")),
    ("Extra data", message("the file goes on after its end; delete what follows")),
)


def _syntax(error: json.JSONDecodeError) -> Message:
    reason = next(
        (hint for beginning, hint in _HINTS if error.msg.startswith(beginning)), message("a value is expected here")
    )
    return message(
        "line {line}, column {column}: this is not JSON: {reason}", line=error.lineno, column=error.colno, reason=reason
    )


def _broken(source: str, reason: Message) -> SchoolFileError:
    return SchoolFileError(source, (refuse(ROOT, reason, UNREADABLE),))


def write(tree: dict[str, Any]) -> str:
    """Return the tree as JSON text, in NFC, indented, with a line break at its end.

    Raises:
        SchoolFileError: a text holds a character that no document can print.
    """
    text = _indented(tree)
    if _is_suspicious(text):
        problems: list[Finding] = []
        text = _indented(clean(tree, ROOT, problems))
        if problems:
            raise SchoolFileError("dumps", tuple(problems))
    return text


def _is_suspicious(text: str) -> bool:
    """Whether JSON text may hold what is not in NFC or cannot be printed; cheaper than looking at each character."""
    return ("\\" in text and _ESCAPE.search(text) is not None) or not is_surely_clean(text)


def _indented(tree: dict[str, Any]) -> str:
    """Return what ``json.dumps`` gives with an indent of two, but faster: there, an indent means slow code.

    Keys are names of facts and codes, which need no escapes. All pieces are joined once: joining level by level would
    copy the whole text at each.
    """
    pieces: list[str] = []
    _add(pieces, tree, _LINE)
    return "".join([*pieces, _LINE])


def _add(pieces: list[str], value: Any, line: str) -> None:  # noqa: ANN401 - JSON has no one type
    deeper = f"{line}  "
    following = f",{deeper}"
    if isinstance(value, dict) and value:
        lead = f"{{{deeper}"
        for key, item in value.items():
            if type(item) is str:
                pieces.append(f'{lead}"{key}": {_quote(item)}')
            else:
                pieces.append(f'{lead}"{key}": ')
                _add(pieces, item, deeper)
            lead = following
        pieces.append(f"{line}}}")
    elif isinstance(value, list | tuple) and value:
        lead = f"[{deeper}"
        for item in value:
            pieces.append(lead)
            _add(pieces, item, deeper)
            lead = following
        pieces.append(f"{line}]")
    else:
        pieces.append(json.dumps(value, ensure_ascii=False))


def read_object(text: str, source: str) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Return the object of a JSON text without its version, and what is wrong with the version and with the text.

    Raises:
        SchoolFileError: the text is not JSON, or no object.
    """
    tree = parse(text, source)
    if type(tree.value) is not dict:
        reason = message("{value} is not an object; write {{ }} with keys and values", value=show(tree.value))
        raise SchoolFileError(source, (refuse(ROOT, reason, UNREADABLE),))
    return tree.value, (*_version_problems(tree.value), *tree.problems)


def _version_problems(tree: dict[str, Any]) -> tuple[Finding, ...]:
    """Take the version out of the tree and return what is wrong with it."""
    if "schema_version" not in tree:
        reason = message("this is missing; write {version}", version=SCHEMA_VERSION)
        return (refuse(ROOT.at("schema_version"), reason, UNREADABLE),)
    version = tree.pop("schema_version")
    if type(version) is int and version == SCHEMA_VERSION:
        return ()
    if type(version) is int and version > SCHEMA_VERSION:
        reason = message(
            "version {version} is newer than this release of kdcl, which knows {known}; install a newer one",
            version=version,
            known=SCHEMA_VERSION,
        )
    else:
        reason = message(
            "{value} is not a version of the file format; write {known}",
            value=show(version),
            known=SCHEMA_VERSION,
        )
    return (refuse(ROOT.at("schema_version"), reason, UNREADABLE),)
