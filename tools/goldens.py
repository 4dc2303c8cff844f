"""Writes what every example gives in every form, and tells where two such folders differ.

A change of the house must leave every byte that a user sees as it was, unless the change is meant::

    python tools/goldens.py write before
    ...the change...
    python tools/goldens.py write after
    python tools/goldens.py compare before after

Written are, for each school file in ``examples/`` and in each language: every kind of document in every format, the
findings, the score and the judgement of the figures.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from kdcl.cli import main as kdcl
from kdcl.documents import available_documents
from kdcl.renderers import available_renderers

ROOT = Path(__file__).parents[1]
LANGUAGES = ("vi", "en")
EXTENSIONS = {"markdown": "md", "text": "txt"}
SHOWN = 6
"""Lines of a difference that are printed of one file."""


def iter_commands(directory: Path) -> Iterator[tuple[Path, list[str]]]:
    """Yield each command that prints with the file its output goes to, and each that writes a file of its own."""
    for example in sorted((ROOT / "examples").glob("*.json")):
        for language in LANGUAGES:
            room = directory / example.stem / language
            file = str(example)
            yield room / "score.json", ["score", file, "--json", "--lang", language]
            yield room / "score.txt", ["score", file, "--lang", language]
            yield room / "check.json", ["check", file, "--format", "json", "--lang", language]
            yield room / "judge.txt", ["data", "judge", file, "--lang", language]
            for kind in available_documents():
                for name in available_renderers():
                    target = room / f"{kind}.{EXTENSIONS.get(name, name)}"
                    options = ["-o", str(target), "--format", name, "--draft", "--no-pages", "--lang", language]
                    yield target, ["render", kind, file, *options]


def write(directory: Path) -> int:
    """Write everything into the directory; return how many files were written."""
    runner = CliRunner()
    count = 0
    for target, arguments in iter_commands(directory):
        target.parent.mkdir(parents=True, exist_ok=True)
        result = runner.invoke(kdcl, arguments)
        if not target.exists():
            target.write_text(f"{result.output}\nexit code {result.exit_code}\n", encoding="utf-8")
        count += 1
    return count


def read_parts(path: Path) -> dict[str, bytes]:
    """Return the parts of a package, or the whole of any other file under an empty name."""
    data = path.read_bytes()
    with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
    return {"": data}


def iter_differences(before: Path, after: Path) -> Iterator[str]:
    """Yield in words where two folders differ."""
    names = {path.relative_to(room) for room in (before, after) for path in room.rglob("*") if path.is_file()}
    for name in sorted(names):
        if not (before / name).exists() or not (after / name).exists():
            yield f"{name}: only in {after if (after / name).exists() else before}"
        elif (before / name).read_bytes() != (after / name).read_bytes():
            old, new = read_parts(before / name), read_parts(after / name)
            for part in sorted(old.keys() | new.keys()):
                if old.get(part) != new.get(part):
                    yield f"{name} {part}"
                    yield from _show(old.get(part, b""), new.get(part, b""))


def _show(old: bytes, new: bytes) -> Iterator[str]:
    was, now = (data.decode("utf-8", "replace").replace("><", ">\n<").splitlines() for data in (old, new))
    lines = [line for line in difflib.unified_diff(was, now, lineterm="", n=0) if line[:2] not in ("--", "++", "@@")]
    yield from (f"    {line[:200]}" for line in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield f"    and {len(lines) - SHOWN} lines more"


def main() -> int:
    """Write or compare; the exit code is 1 where something differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("write").add_argument("directory", type=Path)
    comparing = commands.add_parser("compare")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    given = parser.parse_args()
    if given.command == "write":
        print(f"{write(given.directory)} files in {given.directory}")
        return 0
    found = list(iter_differences(given.before, given.after))
    print("\n".join(found) or "no difference")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
