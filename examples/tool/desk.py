"""What an office of education asks of a folder of school files: who is where, what is missing, what contradicts itself.

    python examples/tool/desk.py FOLDER [--target 2] [--language vi] [--letters OUT]

It prints a row for each school and, where it is asked to, writes each school a letter with what is missing for the
target level. Everything it uses stands in the documentation; nothing else of the library is touched.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import kdcl
from kdcl import KdclError, Level, SelfAssessment
from kdcl.blocks import Document, Heading, Paragraph, Run, Section
from kdcl.checks import Severity
from kdcl.renderers import render


@dataclass(frozen=True)
class Row:
    """What is told of one school."""

    file: str
    school: str
    year: str
    level: Level | None
    certain: Level | None
    highest: Level | None
    missing: tuple[str, ...] | None
    errors: int
    warnings: int

    def cells(self) -> tuple[str, ...]:
        """Return the row as texts."""
        missing = "-" if self.missing is None else " ".join(self.missing) or "reached"
        levels = (level_text(self.level), level_text(self.certain), level_text(self.highest))
        return (self.school, self.year, *levels, str(self.errors), str(self.warnings), missing)


HEADS = ("school", "year", "level", "certain", "possible", "errors", "warnings", "missing for the target")


def level_text(level: Level | None) -> str:
    """Return a level as a cell has it."""
    return "none" if level is None else str(int(level))


def iter_files(folder: Path) -> Iterator[Path]:
    """Iterate over the school files of a folder and of those in it, in order of their names."""
    yield from sorted(path for path in folder.rglob("*.json") if not path.name.startswith("."))


def look_at(file: str, assessment: SelfAssessment, target: Level) -> Row:
    """Return what is told of a school's file."""
    score = kdcl.score(assessment)
    step = kdcl.gap(assessment, target)
    found = Counter(finding.severity for finding in kdcl.check(assessment))
    return Row(
        file=file,
        school=assessment.school.name,
        year=str(assessment.school_year),
        level=score.level,
        certain=score.certain_level,
        highest=kdcl.bounds(assessment).highest,
        missing=None if step is None else tuple(str(item.code) for item in step.items),
        errors=found[Severity.ERROR],
        warnings=found[Severity.WARNING],
    )


def build_letter(assessment: SelfAssessment, target: Level, language: str) -> Document:
    """Return the letter to a school: its level, what is missing for the target, and what each indicator asks."""
    framework = kdcl.get_framework(assessment.framework)
    with kdcl.use_language(language):
        level = str(kdcl.score(assessment)).splitlines()[0]
    blocks: list[Heading | Paragraph] = [
        Heading(text=assessment.school.name, level=1, bookmark="school"),
        Paragraph(runs=(Run(text=level),)),
    ]
    step = kdcl.gap(assessment, target)
    for item in () if step is None else step.items:
        indicator = framework.get_indicator(item.code)
        asked = indicator.requirement.in_language(language)
        blocks.append(Paragraph(runs=(Run(text=f"{item.code}: ", bold=True), Run(text=asked))))
    return Document(
        title=f"{assessment.school.name}, {assessment.school_year}",
        author="",
        subject="",
        language=language,
        sections=(Section(blocks=tuple(blocks)),),
    )


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows with their columns below each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--target", type=int, choices=[int(level) for level in Level], default=1)
    parser.add_argument("--language", choices=["vi", "en"], default="vi")
    parser.add_argument("--letters", type=Path)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Look at every file of a folder; return 1 where one cannot be read or contradicts itself, else 0."""
    asked = parse_arguments(arguments)
    target = Level(asked.target)
    rows: list[Row] = []
    failed = 0
    for path in iter_files(asked.folder):
        try:
            assessment = kdcl.load(path)
            rows.append(look_at(path.name, assessment, target))
        except KdclError as error:
            failed += 1
            print(error, file=sys.stderr)
            continue
        if asked.letters:
            asked.letters.mkdir(parents=True, exist_ok=True)
            letter = build_letter(assessment, target, asked.language)
            Path(asked.letters, f"{path.stem}.docx").write_bytes(render(letter, "docx"))
    print_table([HEADS, *(row.cells() for row in sorted(rows, key=lambda row: (row.school, row.year)))])
    return 1 if failed or any(row.errors for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
