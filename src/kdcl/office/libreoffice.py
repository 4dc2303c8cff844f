"""The one door to LibreOffice: found by name, run on a copy in a folder and with a profile of its own, and cleaned up.

Neither the user's file name nor the user's settings take part, several runs side by side do not wait for each other,
and nothing is left behind.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

SECONDS: Final = 120
"""How long one conversion may take."""


class ConversionError(Exception):
    """LibreOffice failed, wrote nothing, or took longer than it may; it never leaves this library."""


def find_libreoffice() -> str | None:
    """Return the program, or None where LibreOffice is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


@contextmanager
def converted(program: str, data: bytes, suffix: str, target: str, *, seconds: float | None = None) -> Iterator[Path]:
    """Give the path of a file converted by LibreOffice; it is gone when the block is left.

    Args:
        program: LibreOffice, as `find_libreoffice` gives it.
        data: the file.
        suffix: the suffix that the copy gets; LibreOffice looks at the content, and at this where that is not enough.
        target: what to convert to, as ``--convert-to`` takes it: ``docx`` or ``pdf:writer_pdf_Export:...``.
        seconds: how long it may take, when not `SECONDS`.

    Raises:
        ConversionError: it failed.
    """
    with tempfile.TemporaryDirectory(prefix="kdcl-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"source{suffix}")
        source.write_bytes(data)
        made = Path(folder, "made", "source").with_suffix(f".{target.partition(':')[0]}")
        command = [program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", target, "--outdir", str(made.parent), str(source)]
        try:
            run_program(command, SECONDS if seconds is None else seconds)
        except (subprocess.SubprocessError, OSError) as failure:
            raise ConversionError(type(failure).__name__) from failure
        # LibreOffice ends without an error also where it could not convert
        if not made.exists():
            raise ConversionError(target)
        yield made


def run_program(command: list[str], seconds: float) -> str:
    """Return what a program prints.

    Raises:
        OSError: it cannot be started.
        SubprocessError: it failed or took too long.
    """
    run = subprocess.run(  # noqa: S603 - a program found by name, on a file of a name of ours
        command, check=True, capture_output=True, encoding="utf-8", errors="replace", timeout=seconds
    )
    return run.stdout
