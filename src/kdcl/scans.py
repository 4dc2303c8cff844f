"""Scans of evidence: a folder held against the list, and a pack of both that can be handed on.

`scan_folder` looks and sets nothing: what a folder lacks or has too much are findings. A file belongs to the code in
its own name, or else in the name of the nearest folder that has one, as `kdcl.folders` names them; where names and
folders do not agree, to none.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote

import attrs

from kdcl.blocks.addresses import find_address, leads_to_web
from kdcl.codes import EvidenceCode, find_codes
from kdcl.errors import UnreadableFileError
from kdcl.evidence import list_pieces
from kdcl.files import explain
from kdcl.findings import Finding, Severity
from kdcl.folders import is_index_name
from kdcl.messages import Message, WordedEnum, message
from kdcl.office.limits import get_limits
from kdcl.office.settling import build_package
from kdcl.places import ROOT, Place, in_file
from kdcl.school import Evidence, EvidenceStatus, SelfAssessment
from kdcl.text.characters import make_line

_CHUNK: Final = 1 << 20
_FORMAT: Final = "kdcl_scans"
_UNNAMED: Final = message("its name is no text in any known encoding; rename the file")
_NOT_FOLLOWED: Final = message("this is a link to elsewhere and was not followed; put what it leads to in its place")
_UNSAFE: Final = re.compile(r"[:\\]")
"""What a line may hold, and no link can lead to."""


class ScanKind(WordedEnum):
    """What is noticed of a folder of scans."""

    MISSING = "missing-scan", message("listed evidence without a scan")
    EMPTY = "empty-scan", message("a file with nothing in it")
    UNKNOWN = "unknown-scan", message("a file without a code")
    WRONG_CODE = "wrong-code", message("a code that does not fit")
    CHANGED = "changed-scan", message("a file that changed since")
    GONE = "gone-scan", message("a file that is gone since")
    LINK = "linked-scan", message("a link to elsewhere")


@attrs.frozen(kw_only=True)
class Scan:
    """A file of the folder.

    Attributes:
        path: its path below the folder, with slashes.
        size: its size in bytes.
        sha256: the hash of its content.
        code: the code it belongs to; None where its name and its folders' names have none, or do not agree.
    """

    path: str
    size: int
    sha256: str
    code: EvidenceCode | None


@attrs.frozen(kw_only=True)
class ScannedFolder:
    """A folder of scans held against a list of evidence.

    Attributes:
        files: its files, in the order of their paths.
        findings: what does not fit, in the order of the list and then of the files.
    """

    files: tuple[Scan, ...]
    findings: tuple[Finding, ...]

    def of(self, code: EvidenceCode) -> tuple[Scan, ...]:
        """Return the files of a code that hold something."""
        return tuple(scan for scan in self.files if scan.code == code and scan.size)

    @property
    def hashes(self) -> Mapping[str, str]:
        """The hash of each file by its path."""
        return {scan.path: scan.sha256 for scan in self.files}


def scan_folder(
    folder: str | os.PathLike[str], assessment: SelfAssessment, *, earlier: Mapping[str, str] | None = None
) -> ScannedFolder:
    """Return what stands in a folder of scans, and what of it does not fit the school's list of evidence.

    Hidden files and those that systems leave in folders are passed over. Links are not followed, and named.

    Args:
        folder: the folder.
        assessment: the school's facts.
        earlier: the hashes of an earlier time, as `load_hashes` returns them; None where there are none.

    Raises:
        OSError: the folder or a file in it cannot be read.
    """
    root = Path(folder)
    links: list[Path] = []
    paths = tuple(_iter_paths(root, links))
    # Archives made by old systems give names that no encoding explains; they can be neither written down nor packed.
    files = tuple(_read(root, path) for path in paths if _is_text(str(path)))
    unnamed = [path for path in paths if not _is_text(str(path))]
    listed = {row.code for row in assessment.evidence}
    found = (
        *(_note(ScanKind.UNKNOWN, _UNNAMED, in_file(file=_shown(path.relative_to(root)))) for path in unnamed),
        *(_note(ScanKind.LINK, _NOT_FOLLOWED, in_file(file=_shown(path.relative_to(root)))) for path in links),
        *(finding for scan in files for finding in _iter_flaws(scan, listed)),
        *_iter_changes(files, earlier or {}),
        *_iter_missing(files, assessment),  # last, as they are many while scanning has only begun
    )
    return ScannedFolder(files=files, findings=found)


def _iter_paths(root: Path, links: list[Path]) -> Iterator[Path]:
    """Iterate over the files below a folder, and gather the links among them."""

    def refuse(error: OSError) -> None:
        raise error

    for parent, folders, names in os.walk(root, onerror=refuse):
        folders.sort()
        folders[:] = [name for name in folders if not name.startswith(".")]
        links += (Path(parent, name) for name in folders if Path(parent, name).is_symlink())
        for name in sorted(names):
            path = Path(parent, name)
            is_index = parent == str(root) and is_index_name(name)
            if is_index or _is_passed_over(name) or not (path.is_symlink() or path.is_file()):
                continue
            if path.is_symlink():
                links.append(path)
            else:
                yield path


def _is_text(name: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in name)


def _shown(path: Path) -> str:
    # a name whose bytes are no UTF-8 has half surrogates in Python, which cannot be printed
    return path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _is_passed_over(name: str) -> bool:
    """Whether a file is hidden, the lock of an open office file, or one that a system leaves behind."""
    return name.startswith((".", "~$")) or name.casefold() in {"thumbs.db", "desktop.ini"}


def _read(root: Path, path: Path) -> Scan:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    inside = path.relative_to(root)
    return Scan(path=inside.as_posix(), size=size, sha256=digest.hexdigest(), code=_find_code(inside.parts))


def _find_code(parts: Iterable[str]) -> EvidenceCode | None:
    """Return the code that the last name with any has alone and that no folder around it contradicts."""
    named = [codes for part in parts if (codes := _list_codes(part))]
    if not named or len(named[-1]) > 1 or any(named[-1][0] not in codes for codes in named):
        return None
    return named[-1][0]


def _list_codes(name: str) -> tuple[EvidenceCode, ...]:
    return tuple(dict.fromkeys(found.code for found in find_codes(name)))


def _iter_missing(files: tuple[Scan, ...], assessment: SelfAssessment) -> Iterator[Finding]:
    scanned = {scan.code for scan in files if scan.size}
    places: dict[EvidenceCode, int] = {}
    for number, row in enumerate(assessment.evidence):
        places.setdefault(row.code, number)
    for piece in list_pieces(assessment.evidence):
        wanted = any(entry.status is not EvidenceStatus.MISSING for entry in piece.entries)
        if piece.code not in scanned and wanted and not any(map(_has_link, piece.entries)):
            yield _note(
                ScanKind.MISSING,
                message("there is no scan of {code}, {name}", code=piece.code, name=piece.entries[0].name),
                ROOT.at("evidence", places[piece.code]),
            )


def _has_link(row: Evidence) -> bool:
    """Whether a scan is elsewhere, at an address of the web."""
    links = (row.link, *(piece.link for piece in row.pieces))
    return any(map(leads_to_web, links))


def _iter_flaws(scan: Scan, listed: set[EvidenceCode]) -> Iterator[Finding]:
    place = in_file(file=scan.path)
    if not scan.size:
        yield _note(ScanKind.EMPTY, message("this file is empty; scan it again"), place)
    codes = dict.fromkeys(code for part in scan.path.split("/") for code in _list_codes(part))
    if not codes:
        yield _note(ScanKind.UNKNOWN, message("no code of evidence is in its name or its folder's name"), place)
    elif scan.code is None:
        yield _note(
            ScanKind.WRONG_CODE,
            message("its name and its folders name different codes: {codes}", codes=tuple(codes)),
            place,
        )
    elif scan.code not in listed:
        yield _note(ScanKind.WRONG_CODE, message("code {code} is not in the list of evidence", code=scan.code), place)


def _iter_changes(files: tuple[Scan, ...], earlier: Mapping[str, str]) -> Iterator[Finding]:
    now = {scan.path: scan.sha256 for scan in files}
    for path, sha256 in earlier.items():
        if path not in now:
            yield _note(ScanKind.GONE, message("this file is there no more"), in_file(file=path))
        elif now[path] != sha256:
            yield _note(ScanKind.CHANGED, message("what is in this file changed since"), in_file(file=path))


def _note(kind: ScanKind, words: Message, place: Place) -> Finding:
    return Finding(kind=str(kind), message=words, place=place, severity=Severity.WARNING)


def build_pack(folder: str | os.PathLike[str], scans: Iterable[Scan], index: bytes) -> bytes:
    """Return a ZIP archive with the scans below ``scans/`` and an index beside them: the same bytes for the same files.

    Args:
        folder: the folder that was scanned.
        scans: those of its files that go into the pack.
        index: the page that leads to them.

    Raises:
        LimitError: they are larger together than `kdcl.office.limits.Limits.file_bytes`.
        OSError: a file cannot be read.
    """
    chosen, limits = tuple(scans), get_limits()
    if (size := sum(scan.size for scan in chosen)) > limits.file_bytes:
        reason = message("the scans have {size} bytes together", size=size)
        raise limits.exceeded("file_bytes", os.fspath(folder), reason)
    parts = ((pack_path(scan), Path(folder, *scan.path.split("/")).read_bytes()) for scan in chosen)
    return build_package((("index.html", index), *parts))


def pack_path(scan: Scan) -> str:
    """Return the path of a scan in a pack, to which a link can lead.

    Names with line breaks, colons or without an ending, which no link leads to, are made anew; a part of the hash keeps
    them apart from others.
    """
    # macOS hands out names with their accents apart; in a pack they are alike, whatever machine made it
    path = PurePosixPath(unicodedata.normalize("NFC", f"scans/{scan.path}"))
    address = find_address(str(path))
    if address is not None and unquote(address) == str(path):
        return str(path)
    safe = PurePosixPath(_UNSAFE.sub("_", make_line(str(path), "_")))
    return str(safe.with_name(f"{safe.stem} {scan.sha256[:8]}{safe.suffix or '.bin'}"))


def dump_hashes(scanned: ScannedFolder) -> str:
    """Return the hashes of a folder's files as JSON text, to be held against it later: the same for the same files."""
    return json.dumps({_FORMAT: 1, "files": dict(scanned.hashes)}, ensure_ascii=False, indent=2) + "\n"


def load_hashes(path: str | os.PathLike[str]) -> Mapping[str, str]:
    """Return the hashes by path that `dump_hashes` wrote to a file.

    Raises:
        UnreadableFileError: it cannot be read, or is no such file.
    """
    source = os.fspath(path)
    remedy = message("name a file that kdcl evidence scan has written with -o")
    try:
        held = json.loads(Path(path).read_text("utf-8"))
    except OSError as error:
        raise UnreadableFileError(source, explain(error), remedy) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(source, message("this is no JSON text"), remedy) from error
    files = held.get("files") if isinstance(held, dict) and held.get(_FORMAT) == 1 else None
    if not isinstance(files, dict) or not all(isinstance(value, str) for value in files.values()):
        raise UnreadableFileError(source, message("this file holds no hashes of scans"), remedy)
    return files
