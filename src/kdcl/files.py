"""Writing files so that a crash leaves the old one whole."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def write_file(path: str | os.PathLike[str], data: bytes, *, is_new: bool = False) -> None:
    """Write the data to the file at once or not at all.

    The data goes to a temporary neighbour first, is forced to the disk and then takes the file's name in one step. An
    existing file keeps its permissions, and a symbolic link keeps pointing to the file that is replaced.

    Args:
        path: the file.
        data: all that it will hold.
        is_new: whether a file that exists is to be left alone.

    Raises:
        FileExistsError: the file exists and should not.
        OSError: the file cannot be written; what stood there before is untouched and no temporary file is left.
    """
    target = Path(path).resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_permissions(target))
        if is_new:
            target.hardlink_to(temporary)  # unlike a rename it fails where a file stands already
            temporary.unlink()
        else:
            temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _permissions(target: Path) -> int:
    """Return the permissions of an existing file, or those that any new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)  # the only way to read it is to set it
    os.umask(mask)
    return 0o666 & ~mask
