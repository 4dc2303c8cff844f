"""Opens Office files of any age: LibreOffice converts those of before 2007, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from kdcl.errors import OldFormatError, UnreadableFileError
from kdcl.messages import Message, message
from kdcl.readers.files.package import LIMITS, Limits, Package, read_file

SECONDS = 120


def open_office_file(
    data: bytes, source: str, suffix: str, limits: Limits = LIMITS
) -> tuple[Package, tuple[Message, ...]]:
    """Return the package of an Office file, and what there is to say of opening it.

    Args:
        data: the file.
        source: its name in errors.
        suffix: the format an old file is converted to, ``"docx"`` or ``"xlsx"``.
        limits: what is read at most.

    Raises:
        OldFormatError: the file is in an old format, and LibreOffice is not installed.
        UnreadableFileError: it is no Office file, is damaged or unsafe, or could not be converted.
    """
    try:
        return Package(data, source, limits), ()
    except OldFormatError as error:
        converted = convert_old_file(data, error, suffix, limits)
        what = message("the file is in an old format; LibreOffice converted it before it was read")
        return Package(converted, source, limits), (what,)


def convert_old_file(data: bytes, error: OldFormatError, suffix: str, limits: Limits = LIMITS) -> bytes:
    """Return an old file in today's format, converted by LibreOffice in a folder of its own that is removed after it.

    The copy that is converted has a name of ours and LibreOffice a profile of its own, so that neither the file's name
    nor the user's settings take part.

    Args:
        data: the old file.
        error: why it cannot be read as it is; raised where LibreOffice is not installed.
        suffix: the suffix of the wanted format, ``"docx"`` or ``"xlsx"``.
        limits: what is read at most.

    Raises:
        OldFormatError: LibreOffice is not installed.
        UnreadableFileError: LibreOffice could not convert the file, or took longer than two minutes.
    """
    program = shutil.which("soffice")
    if program is None:
        raise error
    with tempfile.TemporaryDirectory(prefix="kdcl-") as folder:
        old = Path(folder, "old")
        old.write_bytes(data)
        profile = Path(folder, "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", suffix]
        try:
            subprocess.run(  # noqa: S603 - LibreOffice, on a file of a name of ours
                [*command, "--outdir", folder, str(old)], check=True, capture_output=True, timeout=SECONDS
            )
        except (subprocess.SubprocessError, OSError) as failure:
            raise _not_converted(error.source) from failure
        converted = old.with_suffix(f".{suffix}")
        if not converted.exists():
            raise _not_converted(error.source)
        return read_file(converted, limits)


def _not_converted(source: str) -> UnreadableFileError:
    return UnreadableFileError(
        source,
        message("the file is in the old format of Office 97-2003, and LibreOffice could not convert it"),
        message("open it in Word and save it in today's format"),
    )
