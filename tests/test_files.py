"""Writing files at once or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kdcl.files import write_file


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
        assert path.stat().st_mode & 0o777 == 0o640
        assert list(tmp_path.iterdir()) == [path]

    def test_keeps_the_old_file_when_writing_fails(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """When the disk refuses, the old file stands and no temporary file is left."""

        def refuse(_: int) -> None:
            raise OSError("no space left")

        path = tmp_path / "old.json"
        path.write_bytes(b"old")
        monkeypatch.setattr(os, "fsync", refuse)
        with pytest.raises(OSError, match="no space left"):
            write_file(path, b"new")
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]

    def test_writes_through_a_link(self, tmp_path: Path) -> None:
        """A symbolic link stays one; the file it points to is replaced."""
        path, link = tmp_path / "real.json", tmp_path / "link.json"
        path.write_bytes(b"old")
        link.symlink_to(path)
        write_file(link, b"new")
        assert link.is_symlink()
        assert path.read_bytes() == b"new"

    def test_leaves_an_existing_file_alone_where_a_new_one_is_wanted(self, tmp_path: Path) -> None:
        """With `is_new` an existing file is an error; a free name is written."""
        path = tmp_path / "file.json"
        write_file(path, b"first", is_new=True)
        with pytest.raises(FileExistsError):
            write_file(path, b"second", is_new=True)
        assert path.read_bytes() == b"first"
        assert list(tmp_path.iterdir()) == [path]
