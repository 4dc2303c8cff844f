"""Writing files at once or not at all, and never over what is no ordinary file."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kdcl import files
from kdcl.files import explain, write_file
from kdcl.locale import get_locale

POSIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="pipes, owners and links of this kind are of POSIX")


def refuse(*_: object, **__: object) -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, "no space left")


class TestWriteFile:
    """A crash leaves the old file whole."""

    def test_writes_a_new_file_with_usual_permissions(self, tmp_path: Path) -> None:
        """A new file holds the data and may be read as any other new file."""
        path, other = tmp_path / "new.json", tmp_path / "other"
        other.touch()
        write_file(path, b"data")
        assert path.read_bytes() == b"data"
        assert path.stat().st_mode == other.stat().st_mode

    def test_replaces_a_file_and_keeps_its_permissions(self, tmp_path: Path) -> None:
        """The new data takes the old file's place, and nothing else changes or is left behind."""
        path = tmp_path / "old.json"
        path.write_bytes(b"old")
        path.chmod(0o640)
        write_file(str(path), b"new")
        assert path.read_bytes() == b"new"
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert list(tmp_path.iterdir()) == [path]

    def test_keeps_the_owner_as_far_as_the_system_allows(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The owner of the old file is asked for; where only the administrator may give files away, it stays."""
        path = tmp_path / "old.json"
        path.write_bytes(b"old")
        asked: list[tuple[int, int]] = []

        def refuse_owner(_: Path, user: int, group: int) -> None:
            asked.append((user, group))
            raise PermissionError(errno.EPERM, "not permitted")

        monkeypatch.setattr(files, "_chown", refuse_owner)
        status = os.stat_result((stat.S_IFREG | 0o600, 1, 1, 1, 4321, 1234, 3, 0, 0, 0))
        monkeypatch.setattr(files, "_find_status", lambda _: status)
        write_file(path, b"new")
        assert asked == [(4321, 1234)]
        assert path.read_bytes() == b"new"

    @pytest.mark.parametrize("name", ["fsync", "replace"])
    def test_keeps_the_old_file_when_writing_fails(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        """When the disk refuses, the old file stands, nothing is left, and the error names the user's file."""
        path = tmp_path / "old.json"
        path.write_bytes(b"old")
        monkeypatch.setattr(os if name == "fsync" else Path, name, refuse)
        with pytest.raises(OSError, match="no space left") as caught:
            write_file(path, b"new")
        assert caught.value.filename == str(path)
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]

    def test_an_error_with_a_sentence_of_its_own_keeps_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Naming the file must not wipe out what the error says."""

        def fail(_: int) -> None:
            raise OSError("the stick was pulled out")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="pulled out"):
            write_file(tmp_path / "new.json", b"new")

    @POSIX_ONLY
    def test_writes_through_a_link(self, tmp_path: Path) -> None:
        """A symbolic link stays one; the file it points to is replaced, or made where it points to nothing yet."""
        path, link = tmp_path / "real.json", tmp_path / "link.json"
        link.symlink_to(path)
        for data in (b"old", b"new"):
            write_file(link, data)
            assert link.is_symlink()
            assert path.read_bytes() == data

    @POSIX_ONLY
    def test_a_link_that_leads_to_itself(self, tmp_path: Path) -> None:
        """A loop of links is an error of the file system, with a sentence."""
        link = tmp_path / "loop"
        link.symlink_to(link)
        with pytest.raises(OSError, match="loop") as caught:
            write_file(link, b"data")
        assert caught.value.errno == errno.ELOOP
        assert "leads back to itself" in str(explain(caught.value))

    def test_a_loop_found_only_by_the_path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the path module tells of a loop in its own way, it is the same error."""

        def fail(_: Path) -> None:
            raise RuntimeError("Symlink loop")

        monkeypatch.setattr(Path, "resolve", fail)
        with pytest.raises(OSError, match="loop") as caught:
            write_file(tmp_path / "new", b"data")
        assert caught.value.errno == errno.ELOOP

    def test_a_long_name(self, tmp_path: Path) -> None:
        """A name as long as the disk allows can be written: the temporary name is short whatever the target's is."""
        path = tmp_path / ("\u1ebf" * 80 + ".json")
        write_file(path, b"data")
        assert path.read_bytes() == b"data"

    def test_a_disk_without_permissions(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A memory stick that knows no permissions is written all the same."""
        path = tmp_path / "old.json"
        path.write_bytes(b"old")
        monkeypatch.setattr(Path, "chmod", refuse)
        write_file(path, b"new")
        assert path.read_bytes() == b"new"

    def test_a_folder_that_cannot_be_forced_to_the_disk(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where folders cannot be opened, as on Windows, the file is written all the same."""
        real = os.open

        def refuse_folders(path: Path, flags: int, mode: int = 0o777) -> int:
            if flags == os.O_RDONLY:
                raise PermissionError(errno.EACCES, "a folder")
            return real(path, flags, mode)

        monkeypatch.setattr(os, "open", refuse_folders)
        write_file(tmp_path / "new.json", b"new")
        assert (tmp_path / "new.json").read_bytes() == b"new"


class TestNewFiles:
    """With `is_new`, what exists is left alone."""

    def test_leaves_an_existing_file_alone(self, tmp_path: Path) -> None:
        """An existing file is an error; a free name is written."""
        path = tmp_path / "file.json"
        write_file(path, b"first", is_new=True)
        with pytest.raises(FileExistsError):
            write_file(path, b"second", is_new=True)
        assert path.read_bytes() == b"first"
        assert list(tmp_path.iterdir()) == [path]

    def test_one_that_appears_meanwhile(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file that another program makes in the same moment is left alone too."""
        path = tmp_path / "file.json"
        path.write_bytes(b"first")
        monkeypatch.setattr(files, "_find_status", lambda _: None)
        with pytest.raises(FileExistsError):
            write_file(path, b"second", is_new=True)
        assert path.read_bytes() == b"first"

    def test_a_memory_stick(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """On a disk that knows no second name of a file, a new file is written, and an existing one left alone."""
        monkeypatch.setattr(Path, "hardlink_to", refuse)
        path = tmp_path / "file.json"
        write_file(path, b"first", is_new=True)
        monkeypatch.setattr(files, "_find_status", lambda _: None)
        with pytest.raises(FileExistsError):
            write_file(path, b"second", is_new=True)
        assert path.read_bytes() == b"first"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_memory_stick_that_is_full(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the last step fails, no empty file of that name is left."""
        monkeypatch.setattr(Path, "hardlink_to", refuse)
        monkeypatch.setattr(Path, "replace", refuse)
        with pytest.raises(OSError, match="no space left"):
            write_file(tmp_path / "file.json", b"first", is_new=True)
        assert list(tmp_path.iterdir()) == []


class TestWhatIsNoFile:
    """A pipe, a device, a socket and a folder are never replaced."""

    @POSIX_ONLY
    def test_a_pipe_is_written_into(self, tmp_path: Path) -> None:
        """Whoever reads from the pipe gets all bytes, and the pipe stays one."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        data, received = b"x" * 300_000, bytearray()
        handle = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        os.set_blocking(handle, True)

        def read() -> None:
            while piece := os.read(handle, 65_536):
                received.extend(piece)

        # The reading end is open before anything is written, so the first read cannot see an end too early.
        writer = threading.Thread(target=write_file, args=(pipe, data))
        writer.start()
        while writer.is_alive() and not received:
            read()
        writer.join()
        read()
        os.close(handle)
        assert bytes(received) == data
        assert stat.S_ISFIFO(pipe.stat().st_mode)

    @POSIX_ONLY
    def test_a_pipe_that_nobody_reads(self, tmp_path: Path) -> None:
        """Nobody waits for ever: it is an error that says so."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        with pytest.raises(OSError, match=r"\S") as caught:
            write_file(pipe, b"data")
        assert caught.value.errno == errno.ENXIO
        assert "nobody reads from this pipe" in str(explain(caught.value))

    @POSIX_ONLY
    def test_a_pipe_is_something_that_exists(self, tmp_path: Path) -> None:
        """Where a new file is wanted, a pipe stands in the way like any file."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        with pytest.raises(FileExistsError):
            write_file(pipe, b"data", is_new=True)

    def test_a_folder(self, tmp_path: Path) -> None:
        """A folder is refused."""
        with pytest.raises(IsADirectoryError) as caught:
            write_file(tmp_path, b"data")
        assert "this is a folder" in str(explain(caught.value))

    def test_what_cannot_be_written_into(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A socket is refused."""
        status = os.stat_result((stat.S_IFSOCK | 0o600, 1, 1, 1, 0, 0, 0, 0, 0, 0))
        monkeypatch.setattr(files, "_find_status", lambda _: status)
        with pytest.raises(OSError, match=r"\S") as caught:
            write_file(tmp_path / "socket", b"data")
        assert caught.value.errno == errno.ENOTSUP


class TestStaleFiles:
    """What a killed run left beside a file is removed by the next one that writes it."""

    @pytest.fixture
    def gone(self) -> int:
        """Return the number of a process that has ended."""
        process = subprocess.Popen([sys.executable, "-c", ""])
        process.wait()
        return process.pid

    def leave(self, path: Path, process: object) -> Path:
        """Leave what a run of this process would have left."""
        stale = path.with_name(files.temporary_name(path, process))
        stale.write_bytes(b"half")
        return stale

    def test_of_a_process_that_is_gone(self, tmp_path: Path, gone: int) -> None:
        """It goes; those of other files, of running processes and of strange names stay."""
        path = tmp_path / "file.json"
        stale = self.leave(path, gone)
        kept = [self.leave(path, os.getppid()), self.leave(path, "x"), self.leave(tmp_path / "other.json", gone)]
        write_file(path, b"data")
        assert not stale.exists()
        assert all(other.exists() for other in kept)

    def test_where_it_cannot_be_known(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A process of another user runs; one whose number no system can have counts as running too."""

        def forbid(*_: int) -> None:
            raise PermissionError

        stale = self.leave(tmp_path / "file.json", 10**30)
        write_file(tmp_path / "file.json", b"data")
        assert stale.exists()
        monkeypatch.setattr(os, "kill", forbid)
        write_file(tmp_path / "file.json", b"data")
        assert stale.exists()

    def test_one_that_cannot_be_removed(self, tmp_path: Path, gone: int, monkeypatch: pytest.MonkeyPatch) -> None:
        """It does not stop the writing."""
        self.leave(tmp_path / "file.json", gone)
        monkeypatch.setattr(Path, "unlink", refuse)
        write_file(tmp_path / "file.json", b"data")
        assert (tmp_path / "file.json").read_bytes() == b"data"


class TestExplain:
    """What the system refuses is said in words, with the user's file and what to do."""

    @pytest.mark.parametrize("number", sorted(files.REASONS))
    def test_every_reason_has_a_remedy_in_both_languages(self, number: int) -> None:
        """The sentence names the file, and differs between the languages."""
        told = explain(OSError(number, "reason", "file.docx"))
        vietnamese = get_locale("vi").text(told)
        assert vietnamese.startswith("file.docx: ")
        assert str(told).startswith("file.docx: ")
        assert vietnamese != str(told)

    def test_an_unknown_reason(self) -> None:
        """What is not known is said in the system's own words."""
        assert "odd" in str(explain(OSError(errno.EXDEV, "odd", "file.docx")))
        assert "OSError" in str(explain(OSError()))
