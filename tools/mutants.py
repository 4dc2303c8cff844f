"""Changes the library in small ways, one at a time, and tells which changes its tests do not notice.

::

    python tools/mutants.py                        # a sample of every room below, with the room's own tests
    python tools/mutants.py scoring --most 60      # one room
    python tools/mutants.py codes --all            # every change that can be made there

A change that no test notices (a survivor) is a hole in the tests, or makes no difference; those that make none are
listed with their reason in ``tools/mutants.toml``. The sample is drawn with a fixed seed, so that a run can be
repeated; before a room is begun its tests have to pass without any change. How a change is tried stands in
``tools/mutant_trials.py``.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import CodeType

import attrs

from mutant_trials import Trial

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
ROOMS: dict[str, tuple[str, ...]] = {
    "codes": ("tests/test_codes.py", "tests/test_unbroken.py"),
    "law": (
        "tests/test_law.py",
        "tests/test_legal_documents.py",
        "tests/test_shared_law.py",
        "tests/test_scoring.py",
        "tests/test_wording.py",
    ),
    "scoring": ("tests/test_scoring.py", "tests/test_scoring_proofs.py", "tests/test_law.py", "tests/test_shown.py"),
    "measures": ("tests/test_measures.py", "tests/test_measure_cases.py", "tests/test_metrics.py"),
    "evidence": (
        "tests/test_evidence.py",
        "tests/test_evidence_coverage.py",
        "tests/test_pieces.py",
        "tests/test_shown.py",
    ),
    "changes": (
        "tests/test_changes.py",
        "tests/test_changes_crosswalk.py",
        "tests/test_changes_following.py",
        "tests/test_changes_lists.py",
        "tests/test_changes_words.py",
        "tests/test_cli_changes.py",
        "tests/test_documents_changes.py",
        "tests/test_framework_changes.py",
        "tests/test_next_year.py",
    ),
    "frames": ("tests/test_frames.py", "tests/test_frames_summaries.py", "tests/test_batch.py"),
}
"""Rooms of the core, and the tests that are theirs."""

SHARED = "tests/test_by_name.py::test_facts_are_given_by_name[{room}]"
"""What holds for the classes of each of them."""

WANTED = 95
"""Percent of the changes that have to be noticed or justified."""

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
}


@attrs.frozen
class Mutant:
    """One small change.

    Attributes:
        path: the file.
        number: the place of the changed node on a walk through the file.
        change: which of the changes that the node allows.
        line: the line, counted from 1.
        what: what is changed, as source before and after.
        function: first line and name of the outermost function whose body is changed; None for what runs on import.
    """

    path: Path
    number: int
    change: int
    line: int
    what: str
    function: tuple[int, str] | None

    @property
    def name(self) -> str:
        """The change as it is listed."""
        return f"{self.path.relative_to(SOURCE)}:{self.line}: {self.what}"

    @property
    def key(self) -> str:
        """The change as it is justified: with its line's source, not with its number, which moves."""
        line = self.path.read_text("utf-8").splitlines()[self.line - 1].strip()
        return f"{self.path.relative_to(SOURCE)}: {self.what}: {line}"

    @property
    def module(self) -> str:
        """The module's name."""
        parts = self.path.relative_to(SOURCE).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def compile(self) -> CodeType:
        """Return the file's code with the change made; lines keep their numbers."""
        tree = ast.parse(self.path.read_text("utf-8"))
        _mutate(next(node for place, node in enumerate(ast.walk(tree)) if place == self.number), self.change)
        return compile(tree, str(self.path), "exec")


def iter_mutants(path: Path) -> Iterator[Mutant]:
    """Yield every change that can be made in a file, in its order."""
    tree = ast.parse(path.read_text("utf-8"))
    spared = _find_spared(tree)
    functions = _find_functions(tree)
    for number, node in enumerate(ast.walk(tree)):
        if node in spared or not hasattr(node, "lineno"):
            continue
        for change in range(3):
            target = copy.deepcopy(node)
            if not _mutate(target, change):
                break
            what = f"{ast.unparse(node)[:60]} => {ast.unparse(target)[:60]}"
            yield Mutant(path, number, change, getattr(node, "lineno", 0), what, functions.get(node))


def _find_functions(tree: ast.AST) -> dict[ast.AST, tuple[int, str]]:
    """Return the outermost function of every node that only runs when one is called."""
    found: dict[ast.AST, tuple[int, str]] = {}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min(node.lineno for node in (function, *function.decorator_list))
            for statement in function.body:
                for node in ast.walk(statement):
                    found.setdefault(node, (first, function.name))
    return found


def _find_spared(tree: ast.AST) -> set[ast.AST]:
    """Return what says nothing of results: annotations, what is there for type checkers, how much is kept ready."""
    spared: set[ast.AST] = set()
    for node in ast.walk(tree):
        hints = [getattr(node, name, None) for name in ("annotation", "returns")]
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            hints.append(node)
        if isinstance(node, ast.keyword) and node.arg in {"maxsize", "cache_hash", "slots"}:
            hints.append(node)
        for hint in filter(None, hints):
            spared.update(ast.walk(hint))
    return spared


def _mutate(node: ast.AST, change: int) -> bool:
    """Make the n-th change that a node allows; False where it allows no more."""
    match node:
        case ast.Compare(ops=[operator]) if change == 0 and type(operator) in SWAPS:
            node.ops = [SWAPS[type(operator)]()]  # type: ignore[list-item] # an operator for an operator
        case ast.BoolOp(op=operator) if change == 0:
            node.op = SWAPS[type(operator)]()  # type: ignore[assignment] # an operator for an operator
        case ast.BinOp(op=operator) if change == 0 and type(operator) in SWAPS and not _is_text(node):
            node.op = SWAPS[type(operator)]()  # type: ignore[assignment] # an operator for an operator
        case ast.If() | ast.IfExp() if change in {0, 1}:
            node.test = ast.copy_location(ast.Constant(change == 0), node.test)
        case ast.UnaryOp(op=ast.Not(), operand=operand) if change == 0:
            node.op, node.operand = ast.Not(), ast.copy_location(ast.UnaryOp(ast.Not(), operand), operand)
        case ast.Constant(value=bool() as value) if change == 0:
            node.value = not value
        case ast.Constant(value=int() as number) if change == 0:
            node.value = number + 1
        case ast.Return(value=ast.expr() as value) if change == 0 and ast.unparse(value) != "None":
            node.value = ast.Constant(None)
        case _:
            return False
    ast.fix_missing_locations(node)
    return True


def _is_text(node: ast.BinOp) -> bool:
    sides = (node.left, node.right)
    return any(isinstance(side, ast.JoinedStr | ast.Constant) and not _is_number(side) for side in sides)


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int)


def tests_of(room: str) -> tuple[str, ...]:
    """Return the tests of a room."""
    return SHARED.format(room=room), *ROOMS[room]


def files_of(room: str) -> tuple[Path, ...]:
    """Return the files of a room."""
    place = SOURCE / "kdcl" / room
    return tuple(sorted(place.rglob("*.py"))) if place.is_dir() else (place.with_suffix(".py"),)


def main() -> int:
    """Make the changes, and say which were not noticed; the exit code is 1 where a room is below the share wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", choices=[*ROOMS, []], help="the rooms; all where none is named")
    parser.add_argument("--most", type=int, default=25, help="changes of each room at most (25)")
    parser.add_argument("--all", action="store_true", help="every change, however long it takes")
    parser.add_argument("--seed", type=int, default=42, help="of the sample")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="changes tried at once (one a processor)")
    given = parser.parse_args()
    os.chdir(ROOT)
    os.environ.setdefault("KDCL_EXAMPLES", "unshrunk")
    sys.path[:0] = [str(SOURCE), str(ROOT / "tests")]
    for name in ("pytest", "hypothesis", "lxml.etree", "docx", "openpyxl", "cattrs", "babel", "click"):
        __import__(name)
    justified = tomllib.loads((ROOT / "tools/mutants.toml").read_text("utf-8"))["equivalent"]
    is_enough = True
    for room in given.rooms or ROOMS:
        found = [mutant for path in files_of(room) for mutant in iter_mutants(path)]
        chosen = found if given.all or len(found) <= given.most else random.Random(given.seed).sample(found, given.most)  # noqa: S311 - a sample
        chosen.sort(key=lambda mutant: (mutant.path, mutant.line))
        trial = Trial(tests_of(room), files_of(room), given.jobs)
        if (faults := trial.find_faults()) is not None:
            print(f"{room}: its tests fail without any change: {' '.join(ROOMS[room])}", faults, sep="\n")
            return 2
        silent = [mutant for mutant, noticed in zip(chosen, trial.try_all(chosen), strict=True) if not noticed]
        survived = [mutant for mutant in silent if mutant.key not in justified]
        for mutant in survived:
            print(f"survived: {mutant.name}")
        share = 100 * (1 - len(survived) / max(1, len(chosen)))
        is_enough = is_enough and share >= WANTED
        told = f"{len(chosen) - len(silent)} noticed, {len(silent) - len(survived)} justified, {len(survived)} survived"
        print(f"{room}: {len(chosen)} of {len(found)} changes tried: {told}: {share:.1f} %", flush=True)
    return 0 if is_enough else 1


if __name__ == "__main__":
    sys.exit(main())
