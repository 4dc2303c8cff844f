"""Changes the library in small ways, one at a time, and tells which changes its tests do not notice.

::

    python tools/mutants.py                        # a sample of every room below, with the room's own tests
    python tools/mutants.py scoring --most 60      # one room
    python tools/mutants.py codes --all            # every change that can be made there

A change that no test notices (a survivor) is a hole in the tests, or makes no difference; those that make none are
listed with their reason in ``tools/mutants.toml``. The sample is drawn with a fixed seed, so that a run can be
repeated; before a room is begun its tests have to pass without any change. Each change runs in a process of its own
that has loaded everything but kdcl already.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import signal
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
SECONDS = 120
"""How long the tests of one change may take; a change that makes them run for ever is noticed."""

ROOMS: dict[str, tuple[str, ...]] = {
    "codes": ("tests/test_codes.py",),
    "law": (
        "tests/test_law.py",
        "tests/test_legal_documents.py",
        "tests/test_shared_law.py",
        "tests/test_scoring.py",
        "tests/test_wording.py",
    ),
    "scoring": ("tests/test_scoring.py", "tests/test_scoring_proofs.py", "tests/test_law.py", "tests/test_shown.py"),
    "measures": ("tests/test_measures.py", "tests/test_measure_cases.py", "tests/test_metrics.py"),
    "evidence": ("tests/test_evidence.py", "tests/test_evidence_coverage.py", "tests/test_shown.py"),
    "changes": ("tests/test_changes.py", "tests/test_cli_changes.py"),
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
        line: the line, counted from 1.
        what: what was changed, as source before and after.
        source: the whole file with the change made.
    """

    path: Path
    line: int
    what: str
    source: str

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


def iter_mutants(path: Path) -> Iterator[Mutant]:
    """Yield every change that can be made in a file, in its order."""
    tree = ast.parse(path.read_text("utf-8"))
    spared = _find_spared(tree)
    for number, node in enumerate(ast.walk(tree)):
        if node in spared or not hasattr(node, "lineno"):
            continue
        for change in range(3):
            changed = copy.deepcopy(tree)
            target = next(other for place, other in enumerate(ast.walk(changed)) if place == number)
            before = ast.unparse(target)
            if not _mutate(target, change):
                break
            line = getattr(node, "lineno", 0)
            yield Mutant(path, line, f"{before[:60]} => {ast.unparse(target)[:60]}", ast.unparse(changed))


def _find_spared(tree: ast.AST) -> set[ast.AST]:
    """Return what says nothing at run time: annotations, and what is only there for type checkers."""
    spared: set[ast.AST] = set()
    for node in ast.walk(tree):
        hints = [getattr(node, name, None) for name in ("annotation", "returns")]
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
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


class Loader(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Loads one module from changed source."""

    def __init__(self, mutant: Mutant) -> None:
        """Keep the change."""
        self.mutant = mutant

    def find_spec(self, name: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        """Return how the changed module is loaded; None for every other."""
        del path, target
        if name != self.mutant.module:
            return None
        is_package = self.mutant.path.name == "__init__.py"
        spec = importlib.util.spec_from_loader(name, self, origin=str(self.mutant.path), is_package=is_package)
        if spec is not None and is_package:
            spec.submodule_search_locations = [str(self.mutant.path.parent)]
        return spec

    def get_source(self, fullname: str) -> str:
        """Return the changed source."""
        del fullname
        return self.mutant.source

    def exec_module(self, module: object) -> None:
        """Execute the changed source with the file's name, as readers of data beside it need."""
        module.__file__ = str(self.mutant.path)  # type: ignore[attr-defined] # a module
        exec(compile(self.mutant.source, str(self.mutant.path), "exec"), module.__dict__)  # noqa: S102 - that is the point


def tests_of(room: str) -> tuple[str, ...]:
    """Return the tests of a room, the quickest first."""
    return SHARED.format(room=room), *ROOMS[room]


def is_noticed(mutant: Mutant, tests: tuple[str, ...], told: str = os.devnull) -> bool:
    """Return whether the tests fail with the change made; what they print goes to a file."""
    child = os.fork()
    if child == 0:
        _run_tests(mutant, tests, told)
    _, status = os.waitpid(child, 0)
    return status != 0


def tell_whether_sound(room: str, first: Path) -> bool:
    """Return whether the tests of a room pass without any change, and print what they say where they do not."""
    with tempfile.NamedTemporaryFile(suffix=".txt") as told:
        if not is_noticed(Mutant(first, 0, "nothing", first.read_text("utf-8")), tests_of(room), told.name):
            return True
        print(f"{room}: its tests fail without any change: {' '.join(ROOMS[room])}")
        print(told.read().decode("utf-8", "replace")[-4000:], flush=True)
    return False


def _run_tests(mutant: Mutant, tests: tuple[str, ...], told: str) -> None:
    """Run the tests in this process, which ends with their exit code."""
    import pytest  # noqa: PLC0415 - loaded before in the parent; it must not load kdcl there

    signal.alarm(SECONDS)
    output = os.open(told, os.O_WRONLY)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.meta_path.insert(0, Loader(mutant))
    quiet = "ignore::pytest.PytestAssertRewriteWarning"  # the parent has loaded plugins already, which is the point
    options = ["-q", "-x", "-n0", "-p", "no:cacheprovider", "--no-header", "--no-cov", "-W", quiet, *tests]
    os._exit(0 if pytest.main(options) == 0 else 1)


def main() -> int:
    """Make the changes, and say which were not noticed; the exit code is 1 below the share that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", choices=[*ROOMS, []], help="the rooms; all where none is named")
    parser.add_argument("--most", type=int, default=25, help="changes of each room at most (25)")
    parser.add_argument("--all", action="store_true", help="every change, however long it takes")
    parser.add_argument("--seed", type=int, default=42, help="of the sample")
    given = parser.parse_args()
    os.chdir(ROOT)
    os.environ.setdefault("KDCL_EXAMPLES", "unshrunk")
    sys.path[:0] = [str(SOURCE), str(ROOT / "tests")]
    for name in ("pytest", "hypothesis", "lxml.etree", "docx", "openpyxl", "cattrs", "babel", "click"):
        __import__(name)
    justified = tomllib.loads((ROOT / "tools/mutants.toml").read_text("utf-8"))["equivalent"]
    counts = {"noticed": 0, "justified": 0, "survived": 0}
    for room in given.rooms or ROOMS:
        place = SOURCE / "kdcl" / room
        first = (place / "__init__.py") if place.is_dir() else place.with_suffix(".py")
        if not tell_whether_sound(room, first):
            return 2
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
        found = [mutant for path in files for mutant in iter_mutants(path)]
        chosen = found if given.all or len(found) <= given.most else random.Random(given.seed).sample(found, given.most)  # noqa: S311 - a sample
        for mutant in chosen:
            outcome = (
                "noticed"
                if is_noticed(mutant, tests_of(room))
                else "justified"
                if mutant.key in justified
                else "survived"
            )
            counts[outcome] += 1
            if outcome == "survived":
                print(f"survived: {mutant.name}", flush=True)
        print(f"{room}: {len(chosen)} of {len(found)} changes tried; so far {counts}", flush=True)
    share = 100 * (counts["noticed"] + counts["justified"]) / max(1, sum(counts.values()))
    print(f"noticed or justified: {share:.1f} % of {sum(counts.values())}")
    return 0 if share >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
