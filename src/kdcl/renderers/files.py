"""Files that are replaced as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def write_file(path: str | os.PathLike[str], data: bytes) -> None:
    """Write the data to the path; whatever fails, the old file stays whole and nothing is left beside it.

    The data goes to a temporary neighbour first, is forced to the disk, and takes the old file's place in one step.

    Raises:
        OSError: the file cannot be written.
    """
    target = Path(path).resolve()
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".tmp", dir=target.parent)
    neighbour = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        neighbour.chmod(_mode_for(target))
        neighbour.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            neighbour.unlink()
        raise


def _mode_for(target: Path) -> int:
    """Return the rights of the file that is replaced, or those any new file of this process gets."""
    try:
        return target.stat().st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
