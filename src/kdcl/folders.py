"""A tree of folders for scanned evidence: a folder for each box, in it standards, criteria and pieces of evidence.

`plan_folders` says which folders there would be and touches no disk; `write_folders` makes them and never replaces
anything. Names are readable, and every system accepts them: Windows is the strictest, so its rules hold.
"""

from __future__ import annotations

import itertools
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from kdcl.codes import EvidenceCode
from kdcl.errors import FoldersError
from kdcl.evidence import ListedPiece, list_boxes
from kdcl.files import write_file
from kdcl.findings import Finding, refuse
from kdcl.law import Framework
from kdcl.locale import LANGUAGES, Locale, get_locale
from kdcl.messages import Message, message
from kdcl.places import in_file
from kdcl.school import Box, SelfAssessment
from kdcl.school.held_against import framework_for

__all__ = ["LONGEST_PATH", "FolderPlan", "WrittenFolders", "plan_folders", "write_folders"]

LONGEST_PATH = 199
"""The longest path below the root, in characters as Windows counts them; it allows 260 for the whole, root included."""

_INDEX = message("index")
_LONGEST_NAME = {"box": 30, "standard": 40, "criterion": 40, "evidence": 80}
_REFUSED = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(
    r"(?:CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9\u00b9\u00b2\u00b3])", re.IGNORECASE
)
_NO_LETTERS = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Characters that no name shows: controls, marks that turn the writing direction, halves of characters."""


@attrs.frozen(kw_only=True)
class FolderPlan:
    """A folder that is to be.

    Attributes:
        parts: its path below the root, one name for each level.
        code: the evidence it is for; None for a box with nothing in it.
        names: what is listed under the code.
    """

    parts: tuple[str, ...]
    code: EvidenceCode | None = None
    names: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The path below the root, with slashes."""
        return "/".join(self.parts)


@attrs.frozen(kw_only=True)
class WrittenFolders:
    """What was written.

    Attributes:
        created: the folders that were not there before, as paths below the root.
        index: the file that says where each code is.
    """

    created: tuple[str, ...]
    index: Path


def plan_folders(
    assessment: SelfAssessment, framework: Framework | None = None, *, language: str = "vi"
) -> tuple[FolderPlan, ...]:
    """Return the folders for the evidence of a self-assessment: one for each code, and one for each empty box.

    A code that is listed twice has one folder.

    Args:
        assessment: the school's facts.
        framework: the framework they are assessed under; it names standards and criteria.
        language: the language of the names, ``"vi"`` or ``"en"``.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    framework = framework_for(assessment, framework, SelfAssessment, "plan_folders(assessment, framework)")
    planner = _Planner(framework=framework, locale=get_locale(language))
    plans: list[FolderPlan] = []
    for contents in list_boxes(assessment):
        box = planner.box_name(contents.box)
        if not contents.items:
            plans.append(FolderPlan(parts=(box,)))
        plans += [planner.plan(box, piece) for piece in contents.pieces]
    return tuple(plans)


def write_folders(root: str | os.PathLike[str], plan: Iterable[FolderPlan], *, language: str = "vi") -> WrittenFolders:
    """Make the folders below the root, with an index file of codes and folders; nothing that exists is replaced.

    Folders that exist stay as they are, with all that is in them. Where an index file stands already that says
    something else, the new one gets the next free number.

    Args:
        root: the folder they are made in; it is made where it does not exist.
        plan: the folders.
        language: the language of the index file.

    Raises:
        FoldersError: a name is unsafe, or a path leads out of the root or to a file; nothing was made then.
        UnknownLanguageError: the library does not speak the language.
        OSError: the disk refuses.
    """
    locale, plans, top = get_locale(language), tuple(plan), Path(root)
    if problems := tuple(_iter_problems(top, plans)):
        raise FoldersError(str(root), problems)
    top.mkdir(parents=True, exist_ok=True)
    created: list[str] = []
    for folder in plans:
        for depth in range(1, len(folder.parts) + 1):
            target = top.joinpath(*folder.parts[:depth])
            if not target.is_dir():
                target.mkdir()
                created.append("/".join(folder.parts[:depth]))
    return WrittenFolders(created=tuple(created), index=_write_index(top, plans, locale))


@attrs.frozen(kw_only=True)
class _Planner:
    """Gives folders their names."""

    framework: Framework
    locale: Locale

    def box_name(self, box: Box) -> str:
        return self._name("box", message("Box {number} {title}", number=box.number, title=box.title))

    def plan(self, box: str, piece: ListedPiece) -> FolderPlan:
        code = piece.code
        names = tuple(dict.fromkeys(entry.name for entry in piece.entries))
        plain = str(code).strip("[]")
        evidence = safe_name(f"{plain} {names[0]}", _LONGEST_NAME["evidence"])
        return FolderPlan(parts=(box, self._standard(code), self._criterion(code), evidence), code=code, names=names)

    def _standard(self, code: EvidenceCode) -> str:
        known = code.standard in self.framework
        title = self.framework.get_standard(code.standard).title if known else ""
        return self._name("standard", message("Standard {number} {title}", number=code.standard, title=title))

    def _criterion(self, code: EvidenceCode) -> str:
        number = code.criterion_code
        title = self.framework.get_criterion(number).title if number in self.framework else ""
        padded = f"{number.standard}.{number.criterion:02}"  # so that a folder sorts 1.10 behind 1.09
        return self._name("criterion", message("Criterion {number} {title}", number=padded, title=title))

    def _name(self, kind: str, text: Message) -> str:
        return safe_name(self.locale.text(text), _LONGEST_NAME[kind])


def free_name(text: str, suffix: str, taken: set[str], longest: int) -> str:
    """Return a name that no other file of these has, on systems that do not tell capitals from small letters too.

    Args:
        text: what the name says; see `safe_name`.
        suffix: how it ends.
        taken: the names taken, without capitals; this one is added.
        longest: how long it may be before the suffix.
    """
    stem = safe_name(text, longest)
    number, name = 1, f"{stem}{suffix}"
    while name.casefold() in taken:
        number += 1
        name = f"{stem} {number}{suffix}"
    taken.add(name.casefold())
    return name


def safe_name(text: str, longest: int) -> str:
    """Return a text as a name: what Windows refuses becomes a blank, and it is cut between words where it is long.

    Every text given here begins with a word of ours, so that it cannot become empty or a reserved name.
    """
    # some systems keep accents apart in names: composed, a name is the same on each and shorter
    text = unicodedata.normalize("NFC", text)
    text = "".join(" " if unicodedata.category(letter) in _NO_LETTERS else letter for letter in text)
    text = " ".join(_REFUSED.sub(" ", text).split())
    if _length(text) > longest:
        text = text[:longest]
        while _length(text) > longest:
            text = text[:-1]
        text = text.rpartition(" ")[0] if " " in text[longest // 2 :] else text
    return text.rstrip(". ")


def _length(text: str) -> int:
    """Return the length as Windows counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _iter_problems(root: Path, plans: tuple[FolderPlan, ...]) -> Iterator[Finding]:
    top = root.resolve()
    seen: dict[str, FolderPlan] = {}
    for folder in plans:
        if reason := _find_flaw(folder):
            yield refuse(in_file(file=folder.path), reason)
            continue
        first = seen.setdefault(folder.path.casefold(), folder)
        if first is not folder:
            yield refuse(in_file(file=folder.path), message("the plan has this folder twice; name each once"))
        for depth in range(1, len(folder.parts) + 1):
            target = root.joinpath(*folder.parts[:depth])
            if not target.resolve().is_relative_to(top):
                yield refuse(in_file(file=folder.path), message("a link leads out of the folder; remove the link"))
                break
            if target.exists() and not target.is_dir():
                yield refuse(
                    in_file(file=folder.path), message("a file stands there already; move it or choose another folder")
                )
                break


def _find_flaw(folder: FolderPlan) -> Message | None:
    if not folder.parts or not all(map(_is_safe, folder.parts)):
        return message("a name in it is one that Windows refuses; plan the folders with kdcl.folders.plan_folders")
    if _length(folder.path) > LONGEST_PATH:
        return message("the path is longer than {limit} characters; shorten the names", limit=LONGEST_PATH)
    return None


def _is_safe(name: str) -> bool:
    is_plain = not _REFUSED.search(name) and not {unicodedata.category(letter) for letter in name} & _NO_LETTERS
    # Windows drops points and blanks at the end of a name without a word
    is_whole = name == unicodedata.normalize("NFC", name).strip().rstrip(".") != ""
    return is_plain and is_whole and not _RESERVED.fullmatch(name.partition(".")[0].strip())


def is_index_name(name: str) -> bool:
    """Whether a file has the name of the index that `write_folders` puts beside the folders, in any language."""
    stems = "|".join(re.escape(get_locale(language).text(_INDEX)) for language in LANGUAGES)
    return re.fullmatch(rf"(?:{stems})(?: \d{{1,4}})?\.txt", name) is not None


def _write_index(root: Path, plans: tuple[FolderPlan, ...], locale: Locale) -> Path:
    """Write which folder each code has, as text that every editor of Windows opens."""
    lines = [locale.text(message("Evidence codes and their folders")), ""]
    for folder in sorted((folder for folder in plans if folder.code is not None), key=_official_order):
        names = " / ".join(" ".join(name.split()) for name in folder.names)
        lines += [f"{folder.code} {names}".rstrip(), f"    {folder.path}"]
    # Notepad of older Windows shows one line where line feeds stand alone, and takes UTF-8 without a mark for the
    # region's encoding
    data = "\r\n".join((*lines, "")).encode("utf-8-sig", "replace")
    stem = locale.text(_INDEX)
    candidates = (root / (f"{stem}.txt" if number == 1 else f"{stem} {number}.txt") for number in itertools.count(1))
    return next(path for path in candidates if _has_written(path, data))


def _has_written(path: Path, data: bytes) -> bool:
    try:
        write_file(path, data, is_new=True)
    except FileExistsError:
        return path.is_file() and path.read_bytes() == data
    return True


def _official_order(folder: FolderPlan) -> tuple[int, ...]:
    code = folder.code
    return () if code is None else (code.standard, code.criterion, code.number, code.box)
