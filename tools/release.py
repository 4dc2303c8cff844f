"""Builds the two files of a release, and shows that anybody who builds them gets the same bytes.

::

    python tools/release.py dist    # leave kdcl-*.whl and kdcl-*.tar.gz in dist/, after all comparisons

The project is built twice, from two copies in two folders, with other times and rights on their files; then the wheel
is built once more out of the sdist. Each pair has to be the same to the byte. Exit code 1 if it is not.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LEFT_OUT = shutil.ignore_patterns(
    ".*_cache", ".coverage*", ".git", ".hypothesis", ".venv*", "__pycache__", "build", "dist"
)
A_DAY = 86_400


def build(folder: Path, target: Path) -> dict[str, bytes]:
    """Return the files that the build backend makes of a folder by their names, the sdist and the wheel."""
    subprocess.run(  # noqa: S603 - this interpreter and the project's own build backend
        [sys.executable, "-m", "hatchling", "build", "--directory", str(target)],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return {path.name: path.read_bytes() for path in sorted(target.iterdir())}


def copy(target: Path, *, is_touched: bool) -> Path:
    """Copy the project; touched, every file has another time and other rights, as on another machine."""
    shutil.copytree(ROOT, target, ignore=LEFT_OUT)
    for path in sorted(target.rglob("*")) if is_touched else ():
        if path.is_file():
            path.chmod(path.stat().st_mode & ~0o077)
            os.utime(path, (A_DAY * 365, A_DAY * 365))
    return target


def unpack(name: str, data: bytes, target: Path) -> Path:
    """Return the folder that an sdist unpacks to."""
    packed = target / name
    target.mkdir()
    packed.write_bytes(data)
    with tarfile.open(packed) as archive:
        archive.extractall(target, filter="data")
    return target / name.removesuffix(".tar.gz")


def iter_differences(first: dict[str, bytes], second: dict[str, bytes]) -> Iterator[str]:
    """Iterate over the names of files that are not the same in both."""
    for name in sorted({*first, *second}):
        if first.get(name) != second.get(name):
            yield name


def main(target: Path) -> int:
    """Build, compare, and leave the files in the target; return the exit code."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        first = build(copy(room / "first", is_touched=False), room / "one")
        second = build(copy(room / "second" / "deeper", is_touched=True), room / "two")
        (sdist,) = (name for name in first if name.endswith(".tar.gz"))
        third = build(unpack(sdist, first[sdist], room / "unpacked"), room / "three")
        different = [*iter_differences(first, second), *iter_differences(first, third)]
    for name in different:
        print(f"not reproducible: {name}")
    if different:
        return 1
    target.mkdir(parents=True, exist_ok=True)
    for name, data in first.items():
        (target / name).write_bytes(data)
        print(f"{hashlib.sha256(data).hexdigest()}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist")))
