"""A school's own Word file: opened within the limits of every foreign file, and written as a copy with marks in it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from kdcl.errors import UnreadableFileError
from kdcl.messages import message
from kdcl.office.kinds import FileKind, find_kind
from kdcl.office.limits import Limits
from kdcl.office.package import Package, read_file
from kdcl.office.parts import find_targets
from kdcl.office.settling import with_parts
from kdcl.readers.files.body import number_paragraphs
from kdcl.readers.files.parts import find_main_part
from kdcl.review.comments import add_comments, find_comments_part, find_free_id
from kdcl.review.edits import PartEditor
from kdcl.review.scan import ReportScan, scan_part

_TEXT_PARTS = frozenset({"header", "footer", "footnotes", "endnotes"})


@attrs.define
class MarkedFile:
    """A Word file to put marks into.

    Attributes:
        source: its name in errors.
        data: its bytes.
        package: its parts.
        main_part: the part with the document itself.
        editors: by name the parts that hold text, the document itself first.
    """

    source: str
    data: bytes
    package: Package
    main_part: str
    editors: dict[str, PartEditor]
    _comments: dict[int, tuple[str, ...]] = attrs.field(factory=dict, init=False)
    _next_comment: int = attrs.field(default=0, init=False)

    @property
    def main(self) -> PartEditor:
        """What puts marks into the document itself."""
        return self.editors[self.main_part]

    def add_comment(self, *lines: str) -> int:
        """Return the number of a new comment with these lines; where it stands is the editor's to say."""
        if not self._comments:
            name = find_comments_part(self.package, self.main_part)
            known = b"" if name is None else self.package.read(name)
            self._next_comment = max(find_free_id(known), find_free_id(self.main.scan.data))
        number = self._next_comment
        self._next_comment += 1
        self._comments[number] = lines
        return number

    def write(self) -> bytes:
        """Return the copy: what was marked changed at the marks, all other parts are as they were."""
        parts = {name: editor.write() for name, editor in self.editors.items()}
        changed = {name: part for name, part in parts.items() if part != self.editors[name].scan.data}
        if self._comments:
            changed |= add_comments(self.package, self.main_part, self._comments)
        return with_parts(self.data, changed)


def open_word_file(path: str | os.PathLike[str], *, limits: Limits | None = None) -> MarkedFile:
    """Return a Word file to put marks into.

    Raises:
        LimitError: it asks for too much work.
        UnreadableFileError: it cannot be read, is no Word file of today, or is damaged or unsafe.
    """
    source, data = str(Path(path)), read_file(path, limits)
    kind = find_kind(data)
    if kind is not FileKind.PACKAGE:
        raise UnreadableFileError(source, kind.in_words, message("save it as a Word document (.docx) first"))
    package = Package(data, source, limits)
    main = find_main_part(package)
    targets = find_targets(package, main).values()
    others = sorted({target for kind, target in targets if kind in _TEXT_PARTS and target in package.names})
    numbers = number_paragraphs(package)
    scans = [(name, _scan(package, name, numbers if name == main else ())) for name in (main, *others)]
    return MarkedFile(
        source, data, package, main, {name: PartEditor(scan, find_free_id(scan.data)) for name, scan in scans}
    )


def is_word_file(path: str | os.PathLike[str], *, limits: Limits | None = None) -> bool:
    """Whether a file is a Word file of today."""
    data = read_file(path, limits)
    if find_kind(data) is not FileKind.PACKAGE:
        return False
    return any(name.startswith("word/") for name in Package(data, str(path), limits).names)


def _scan(package: Package, name: str, numbers: Sequence[int | None]) -> ReportScan:
    package.read_xml(name)  # what is unsafe or unsound in it is refused before its bytes are followed
    return scan_part(package.read(name), package.source, numbers)


def iter_parts(file: MarkedFile) -> Iterator[tuple[str, PartEditor]]:
    """Yield the parts with text, each with a name for people: empty for the document itself."""
    for name, editor in file.editors.items():
        yield ("" if name == file.main_part else Path(name).stem), editor
