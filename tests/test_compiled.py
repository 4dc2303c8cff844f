"""What takes long to read is kept, and never stale."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from kdcl._compiled import read_compiled


class Reader:
    """Reads bytes into words, and knows how often."""

    def __init__(self) -> None:
        """Begin."""
        self.times = 0

    def __call__(self, data: bytes) -> list[str]:
        """Return the words."""
        self.times += 1
        return data.decode().split()


@pytest.fixture
def read() -> Reader:
    """Return a reader."""
    return Reader()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the path of a file whose reading is kept beside it."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    return str(tmp_path / "words.po")


def kept(path: str) -> list[Path]:
    """Return what stands beside a file."""
    return list(Path(path).parent.glob("__pycache__/*"))


class TestKept:
    """What was read once is not read again."""

    def test_once(self, path: str, read: Reader) -> None:
        """The same bytes are read once; the values are equal, and each caller has its own."""
        first, second = (read_compiled(path, b"one two", read) for _ in range(2))
        assert first == second == ["one", "two"]
        assert first is not second
        assert read.times == 1
        (file,) = kept(path)
        assert file.name.startswith("words.po.")

    def test_other_bytes_are_read_anew(self, path: str, read: Reader) -> None:
        """An edited file is never taken for what it was, whatever its time; nor is the old one after it."""
        assert [read_compiled(path, data, read) for data in (b"one", b"two", b"one")] == [["one"], ["two"], ["one"]]
        assert read.times == 3
        assert len(kept(path)) == 1

    def test_nothing_to_read_is_kept_too(self, path: str, read: Reader) -> None:
        """An empty value is a value."""
        assert [read_compiled(path, b"", read) for _ in range(2)] == [[], []]
        assert read.times == 1

    @pytest.mark.parametrize("cut", [0, 5, -3])
    def test_what_is_damaged_is_read_anew(self, path: str, read: Reader, cut: int) -> None:
        """Half a file, or none of it, does no harm, and is mended."""
        read_compiled(path, b"one", read)
        (file,) = kept(path)
        whole = file.read_bytes()
        file.write_bytes(whole[:cut])
        assert read_compiled(path, b"one", read) == ["one"]
        assert file.read_bytes() == whole

    def test_an_error_is_the_callers(self, path: str, read: Reader) -> None:
        """What cannot be read is not kept."""
        with pytest.raises(UnicodeDecodeError):
            read_compiled(path, b"\xff", read)
        assert kept(path) == []


class TestNotKept:
    """Where nothing can be kept, the source is read."""

    def test_bytecode_is_not_wanted(self, path: str, read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whoever wants no compiled modules wants none of these."""
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
        assert [read_compiled(path, b"one", read) for _ in range(2)] == [["one"], ["one"]]
        assert kept(path) == []

    def test_a_python_that_keeps_nothing(self, path: str, read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
        """Such a Python has no name for compiled files."""

        def refuse(_: str) -> str:
            raise NotImplementedError

        monkeypatch.setattr(importlib.util, "cache_from_source", refuse)
        assert read_compiled(path, b"one", read) == ["one"]
        assert kept(path) == []

    def test_a_folder_that_cannot_be_written(self, path: str, read: Reader) -> None:
        """A file stands where the folder would: nothing is kept, and nothing is said."""
        Path(path).parent.joinpath("__pycache__").write_bytes(b"")
        assert read_compiled(path, b"one", read) == ["one"]
