"""Writing files so that nothing is destroyed, and saying in words what a file system refuses.

Bytes go to a temporary neighbour first and take the file's name in one step, so a crash leaves the old file whole.
What is no ordinary file is never replaced: bytes are written *into* a pipe or a device, and a folder or a socket is
refused.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import itertools
import os
import platform
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from kdcl.messages import Message, message

_SUFFIX: Final = ".kdcl-tmp"
_HASH: Final = 12
_serial = itertools.count()


def write_file(path: str | os.PathLike[str], data: bytes, *, is_new: bool = False) -> None:
    """Write the data to the file at once or not at all.

    The data goes to a temporary neighbour first, is forced to the disk and then takes the file's name in one step. An
    existing file keeps its permissions and, as far as the system allows, its owner; a symbolic link keeps pointing to
    the file that is replaced. A second name of the same file (a hard link) keeps the old content: replacing at once
    and writing through both names exclude each other, and a whole file is worth more. Temporary files that a killed
    run left beside the file are removed.

    Args:
        path: the file; a pipe or a character device is written into.
        data: all that it will hold.
        is_new: whether a file that exists is to be left alone.

    Raises:
        FileExistsError: something of this name exists and should not.
        OSError: the file cannot be written; `OSError.filename` is the path as it was given. What stood there before
            is untouched and no temporary file is left.
    """
    try:
        status = _find_status(path)
        if status is not None and not stat.S_ISREG(status.st_mode):
            if is_new:
                raise _refusal(errno.EEXIST, path)
            _write_into(path, status, data)
        else:
            _replace(_resolve(path), status, data, is_new=is_new)
    except OSError as error:
        _rename(error, path)
        raise


def explain(error: OSError) -> Message:
    """Return what the system refused and what to do about it, in words that name the file."""
    path = str(error.filename or error.filename2 or "-")
    reason = REASONS.get(error.errno or 0)
    if reason is None:
        return message(
            "{path}: the system refuses this ({reason}); try another name or folder",
            path=path,
            reason=error.strerror or type(error).__name__,
        )
    return message("{path}: {reason}", path=path, reason=reason)


REASONS: Final[dict[int, Message]] = {
    errno.ENOENT: message("there is no such file or folder; check the name, and make the folder first"),
    errno.ENOTDIR: message("a part of this path is a file and no folder; check the path"),
    errno.EISDIR: message("this is a folder; name a file in it"),
    errno.EEXIST: message("something of this name exists already; choose another name"),
    errno.EACCES: message("access is not allowed; close it in other programs, or choose a folder of your own"),
    errno.EPERM: message("the system does not permit this; choose a folder of your own"),
    errno.EROFS: message("this disk can only be read; choose another one"),
    errno.ENOSPC: message("the disk is full; make room, or choose another one"),
    errno.EFBIG: message("the file is too large for this disk; choose another one"),
    errno.ENAMETOOLONG: message("the name is too long for this disk; choose a shorter one"),
    errno.ELOOP: message("this link leads back to itself; remove the link, or choose another name"),
    errno.ENXIO: message("nobody reads from this pipe; start the reader first, or name a file"),
    errno.ENOTSUP: message("this is neither a file nor something one can write into; name a file"),
    errno.EBUSY: message("another program is using this; close it there and try again"),
    errno.ETXTBSY: message("another program is using this; close it there and try again"),
    errno.EIO: message("the disk does not answer as it should; check the disk, or choose another one"),
    getattr(errno, "EDQUOT", -1): message("your share of the disk is used up; make room, or choose another one"),
}


def _find_status(path: str | os.PathLike[str]) -> os.stat_result | None:
    """Return what stands at the path, links followed; None where nothing does.

    The path itself is asked and not what it resolves to: ``/dev/stdout`` leads through a link that only the kernel can
    follow.
    """
    try:
        return os.stat(path)  # noqa: PTH116 - pathlib's resolve() is what must not happen before
    except FileNotFoundError:
        return None


def _resolve(path: str | os.PathLike[str]) -> Path:
    try:
        return Path(path).resolve()
    except RuntimeError as error:  # pathlib of Python 3.11 and 3.12 says so of a loop of links
        raise _refusal(errno.ELOOP, path) from error


def _write_into(path: str | os.PathLike[str], status: os.stat_result, data: bytes) -> None:
    """Write into a pipe or a character device; everything else that is no file is refused."""
    if stat.S_ISDIR(status.st_mode):
        raise _refusal(errno.EISDIR, path)
    if not (stat.S_ISFIFO(status.st_mode) or stat.S_ISCHR(status.st_mode)):
        raise _refusal(errno.ENOTSUP, path)
    # Without O_NONBLOCK, opening a pipe that nobody reads would wait for ever.
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "wb", buffering=0) as stream:
        os.set_blocking(handle, True)
        rest = memoryview(data)
        while rest:
            rest = rest[stream.write(rest) :]


def _replace(target: Path, status: os.stat_result | None, data: bytes, *, is_new: bool) -> None:
    if is_new and status is not None:
        raise _refusal(errno.EEXIST, target)
    _remove_stale(target)
    temporary = target.with_name(temporary_name(target, os.getpid()))
    try:
        # The system applies the user's umask to a file made in this way; asking for the umask would change it for
        # every thread of the process.
        # O_BINARY: Windows would make two bytes of each line feed
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            # else the new name may be on the disk before the content, and a power cut between them leaves an empty file
            os.fsync(stream.fileno())
        if status is not None:
            _take_over(temporary, status)
        if is_new:
            _name_new(temporary, target)
        else:
            temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _settle(target.parent)


def _name_new(temporary: Path, target: Path) -> None:
    """Give the file its name, where nothing of this name may stand."""
    try:
        target.hardlink_to(temporary)  # unlike a rename it fails where a file stands already
    except FileExistsError:
        raise
    except OSError:
        # Memory sticks (FAT) know no second name of a file: the name is taken first, then filled.
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        try:
            temporary.replace(target)
        except BaseException:
            target.unlink()
            raise
    else:
        temporary.unlink()


def _take_over(temporary: Path, status: os.stat_result) -> None:
    """Give the new file the owner and the permissions of the old one, as far as the system allows."""
    own = temporary.stat()
    if (own.st_uid, own.st_gid) != (status.st_uid, status.st_gid):
        with contextlib.suppress(OSError):  # only the administrator may give files away
            _chown(temporary, status.st_uid, status.st_gid)
    with contextlib.suppress(OSError):  # some disks, such as memory sticks, know no permissions
        temporary.chmod(stat.S_IMODE(status.st_mode))


_chown: Final[Callable[[Path, int, int], None]] = getattr(os, "chown", lambda *_: None)  # Windows has none


def _settle(folder: Path) -> None:
    """Force the new name to the disk, where folders can be opened (not on Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def temporary_name(target: Path, process: object) -> str:
    """Return a name for a file beside the target: short whatever the target is called, and telling whose it is."""
    return f".{_stem(target)}-{process}-{next(_serial)}{_SUFFIX}"


def _stem(target: Path) -> str:
    # with the machine: on a shared disk two of them may have a process of the same number; a name whose bytes are no
    # UTF-8 has half surrogates in Python
    return hashlib.sha256(f"{platform.node()}\0{target.name}".encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]


def _remove_stale(target: Path) -> None:
    """Remove the temporary files of this target whose process is gone; those of other machines are let be."""
    for stale in _iter_temporary(target):
        process = stale.name.split("-")[1]
        if process.isdecimal() and not _is_running(int(process)):
            with contextlib.suppress(OSError):
                stale.unlink()


def _iter_temporary(target: Path) -> Iterator[Path]:
    start = f".{_stem(target)}-"
    with contextlib.suppress(OSError), os.scandir(target.parent) as entries:
        yield from (
            Path(entry.path) for entry in entries if entry.name.startswith(start) and entry.name[-9:] == _SUFFIX
        )


def _is_running(process: int) -> bool:
    if sys.platform == "win32":  # pragma: no cover - os.kill ends a process there; an open file cannot be removed
        return False
    try:
        # signal 0 reaches nobody: the system only says whether it could
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _refusal(number: int, path: str | os.PathLike[str]) -> OSError:
    return OSError(number, os.strerror(number), os.fspath(path))


def _rename(error: OSError, path: str | os.PathLike[str]) -> None:
    """Let the error name the file that the user named, never the temporary one."""
    if error.errno is not None:  # an error that has a sentence of its own would lose it
        error.filename, error.filename2 = os.fspath(path), None
