"""Kills every command that writes files at random moments, and tells what is not as it should be afterwards.

::

    python tools/kills.py                    # a thousand kills over all commands, two writers, readers beside them
    python tools/kills.py --kills 5 --only new --only import

A killed command leaves each of its files as it was or as it was to be, whole. What it left beside them is gone when the
same command has run to its end, and then every file is as after a run that nobody disturbed. Half of the kills fall at
any moment of a run, half as soon as a temporary file is seen: that is where a file can be harmed. Of two commands that
write to one place at once, the file is one's or the other's; whoever reads meanwhile reads a whole file.

Each command runs in a process of its own, which has everything loaded already, so that a kill meets its work.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

import wordings  # noqa: E402 - found by the line above
from kdcl.cli import main as kdcl  # noqa: E402 - as above
from kdcl.convert import dump, load  # noqa: E402 - as above
from kdcl.standards import get_framework  # noqa: E402 - as above

TEMPORARY: Final = ".kdcl-tmp"
JOURNAL: Final = "kdcl-read.jsonl"
"""What was read so far, a line each: a killed run leaves it for the next, which reads a line that broke off again."""
CHANCE: Final = random.SystemRandom()
"""Kills come when they come: what is found is a state of files, which speaks for itself."""
MANY: Final = 1000
GLANCE: Final = 0.0002
"""Seconds between two looks at a folder."""
SHARE: Final = 0.002
"""Seconds at most between seeing a temporary file and the kill."""

LOADED: Final = dict(kdcl.commands)
"""Every command, imported before any process is made."""

State = dict[str, bytes]
"""What stands in a folder: each file's name within it and its content."""


@attrs.frozen
class Writing:
    """A command that writes, its words as they are typed in a folder that holds `material`.

    Attributes:
        name: the command.
        words: what stands behind it; outputs go to the folder ``out``.
        is_numbered: whether it puts a number to the name of its file where one stands already.
        is_slow: whether it takes seconds, and so gets a tenth of the kills.
    """

    name: str
    words: str
    is_numbered: bool = False
    is_slow: bool = False

    @property
    def line(self) -> list[str]:
        """The words of the command line."""
        return [*self.name.split(), *self.words.split()]


ACCEPTED: Final = "--check evidence-before-period --place evidence[16].reference --by NVA"
EXCEPTION: Final = f"{ACCEPTED} --reason x --until 31/12/2017 --on 18/9/2017"

WRITINGS: Final = (
    Writing("wording read", "letter.txt -o out/letter.toml --force"),
    Writing("wording install", "letter.txt --force"),
    Writing("new", "-o out/new.json --school TH --year 2016-2017 --force"),
    Writing("report", "school.json -o out/report.docx --draft --no-pages --force"),
    Writing("render", "summary school.json -o out/summary.html --force"),
    Writing("render", "all plan.json -d out --format markdown --draft --force", is_slow=True),
    Writing("mail", "school.json -o out/mail.eml --from a@b.invalid --to c@d.invalid --on 18/9/2017 --force"),
    Writing("evidence from-citations", "cited.json -o out/cited.json --force"),
    Writing("evidence order", "school.json -o out/ordered.json --force"),
    Writing("frameworks export", "tt42-2012/primary -o out/framework.json --force"),
    Writing("evidence renumber", "school.json -o out/renumbered.json --force"),
    Writing("evidence repair", "school.json -o out/repaired.json --force"),
    Writing("evidence folders", "school.json -d out/folders", is_numbered=True),
    Writing("codes repair", "report.docx -o out/report.docx --force"),
    Writing("data form", "school.json -o out/form.xlsx --force"),
    Writing("data read", "form.xlsx --into bare.json -o out/read.json --force"),
    Writing("plan calendar", "plan.json -o out/plan.ics --on 18/9/2017 --force"),
    Writing("diff", "school.json bare.json -o out/diff.html --force"),
    Writing("next-year", "school.json -o out/next.json --force"),
    Writing("merge", "school.json cited.json bare.json -o out/merged.json --force"),
    Writing("plan assignment", "school.json -o out/assignment.docx --force"),
    Writing("plan pages", "school.json -o out/pages.html --on 18/9/2017 --force"),
    Writing("forms workbook", "school.json -o out/book.xlsx --force"),
    Writing("external aid", "school.json -o out/external.json --force"),
    Writing("exceptions add", f"school.json {EXCEPTION} -o out/excepted.json --force"),
    Writing("exceptions remove", "excepted.json 1 -o out/less.json --force"),
    Writing("evidence scan", "school.json -d scans -o out/scan.json --force"),
    Writing("evidence order", "school.json -o out/ordered.json --force"),
    Writing("evidence pack", "school.json -d scans -o out/pack.zip --force"),
    Writing("overview", "school.json plan.json -o out/table.csv --processes 1 --force"),
    Writing("batch import", "report.docx list.xlsx -d out --processes 1 --force", is_slow=True),
    Writing("batch render", "summary school.json bare.json -d out --renderer html --processes 1 --force", is_slow=True),
    Writing("batch table", "evidence school.json bare.json -o out/evidence.csv --processes 1 --force"),
    Writing("batch fill", "evidence-table.csv bare.json -d out/filled --processes 1 --force", is_slow=True),
    Writing("batch score", "ratings.csv -o out/scores.csv -f tt42-2012/primary --force"),
    Writing("frameworks export", "tt42-2012/primary -o out/framework.json --force"),
    Writing("external paper", "external-report cases/2018.json -o out/paper.html --draft --force"),
    Writing("external attach", "cases/2018.json --into primary-2017.json -o out/with.json --force"),
    Writing("external detach", "with.json -o out/case.json --force"),
    Writing("external sheets", "cases/2018.json -d out/members --force"),
    Writing("external collect", "members --into cases/2018.json -o out/collected-case.json --force"),
    Writing("external import", "study.docx -o out/study.json --force"),
    Writing("external register", "cases/2018.json -o out/register.html --force"),
    Writing("forms sheets", "school.json -d out/forms --criterion 1.1 --force"),
    Writing("forms collect", "filled --into school.json -o out/collected.json --force"),
    Writing("review", "report.docx -o out/reviewed.docx --force"),
    Writing("import", "report.docx list.xlsx -o out/imported.json --force"),
)
"""Every command that writes files."""


def build_material(folder: Path, chosen: tuple[Writing, ...]) -> None:
    """Put what these commands read into a folder."""
    examples = ROOT / "examples"
    shutil.copy(examples / "plan-2017.json", folder / "plan.json")
    (folder / "cases").mkdir()
    shutil.copy(examples / "external" / "case-2018.json", folder / "cases" / "2018.json")
    shutil.copy(examples / "primary-2017.json", folder)
    whole = load(examples / "primary-2017.json")
    # A few of each say as much, and leave more kills for the time there is.
    school = attrs.evolve(whole, sheets=whole.sheets[:3], evidence=whole.evidence[:20])
    dump(school, folder / "school.json")
    dump(attrs.evolve(school, evidence=()), folder / "cited.json")
    dump(attrs.evolve(school, data=type(school.data)()), folder / "bare.json")
    rows = "".join(f"A,{code},{rating.value}\n" for code, rating in whole.ratings.items())
    (folder / "ratings.csv").write_text(f"school,indicator,rating\n{rows}", encoding="utf-8")
    wordings.write_text(folder / "letter.txt", wordings.letter_rows([get_framework(school.framework)])[:60])
    for name, line in (
        ("report.docx", "report school.json -o report.docx --draft --no-pages"),
        ("list.xlsx", "render evidence-list school.json -o list.xlsx"),
        ("form.xlsx", "data form school.json -o form.xlsx"),
        ("excepted.json", f"exceptions add school.json {EXCEPTION} -o excepted.json"),
        ("members", "external sheets cases/2018.json -d members"),
        ("study.docx", "external paper file-study cases/2018.json -o study.docx"),
        ("with.json", "external attach cases/2018.json --into primary-2017.json -o with.json"),
        ("evidence-table.csv", "batch table evidence school.json bare.json -o evidence-table.csv --processes 1"),
        ("scans", "evidence folders school.json -d scans"),
        ("filled", "forms sheets school.json --criterion 1.1 -d filled"),
    ):
        if any(name in writing.line for writing in chosen):
            run(folder, line.split())


def run(folder: Path, words: list[str]) -> int:
    """Run a command line in a folder, in silence, and return its exit code."""
    code = 1
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.chdir(folder))
        nowhere = stack.enter_context(Path(os.devnull).open("w", encoding="utf-8"))
        stack.enter_context(contextlib.redirect_stdout(nowhere))
        stack.enter_context(contextlib.redirect_stderr(nowhere))
        try:
            kdcl(words)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    return code


def start(folder: Path, words: list[str]) -> int:
    """Begin a command in a process of its own, and return its number."""
    child = os.fork()
    if child == 0:
        code = 3
        os.setpgid(0, 0)  # a command's own processes are killed with it
        try:
            os.environ["KDCL_CONFIG_DIR"] = str(folder / "out" / "settings")
            os.environ["PATH"] = ""  # no other program is started, which would outlive the kill
            code = run(folder, words)
        finally:
            os._exit(code)
    with contextlib.suppress(PermissionError):  # the child may have done it, and more, already
        os.setpgid(child, child)
    return child


def wait(child: int) -> int:
    """Wait for a process and return how it ended: its exit code, or less than nought where it was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def read_state(folder: Path) -> State:
    """Return what stands in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(JOURNAL)
    }


def has_temporary(folder: Path) -> bool:
    """Whether a temporary file stands in a folder or one below it."""
    with contextlib.suppress(OSError):  # a folder that comes or goes meanwhile
        return any(path.name.endswith(TEMPORARY) for path in folder.rglob(".*"))
    return False


def judge_killed(old: State, new: State, left: State) -> str:
    """Return what is wrong with what a killed command left: an empty text where each file is old or new, and whole."""
    for name, data in left.items():
        if not name.endswith(TEMPORARY) and data not in {old.get(name), new.get(name)}:
            return f"{name} is neither old nor new"
    gone = [name for name in old if name in new and name not in left]
    return f"{gone[0]} is gone" if gone else ""


def judge_next(new: State, after: State, kept: State) -> str:
    """Return what is wrong after the next run: an empty text where every file is as after an undisturbed one.

    What stays as it is, and gets a neighbour with a number, is given as kept.
    """
    if kept:
        odd = sorted(name for name, data in after.items() if data not in {*new.values(), kept.get(name)})
        return f"after the next run {odd[0]} is neither kept nor new" if odd else ""
    differing = sorted(name for name in new.keys() | after.keys() if new.get(name) != after.get(name))
    return f"after the next run {differing[0]} is not as it should be" if differing else ""


@attrs.define
class Tally:
    """What was seen of one command.

    Attributes:
        counts: how often a kill left everything old, everything new, something of both, and a temporary file.
        faults: what is wrong.
    """

    counts: Counter[str] = attrs.field(factory=Counter)
    faults: list[str] = attrs.field(factory=list)


class Room:
    """A folder in which one command is killed again and again."""

    def __init__(self, folder: Path, writing: Writing) -> None:
        """Run the command twice undisturbed, for what it writes and how long it takes."""
        self.folder, self.writing, self.out = folder, writing, folder / "out"
        self._empty()
        self.code = wait(start(folder, writing.line))
        self.new = read_state(self.out)
        begun = time.monotonic()
        wait(start(folder, writing.line))
        self.seconds = time.monotonic() - begun

    def _empty(self) -> None:
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()

    def put_old(self) -> State:
        """Put an earlier output, which differs, in the place of each file, and return it."""
        self._empty()
        old = {name: data + b"\n" for name, data in self.new.items()}
        for name, data in old.items():
            path = self.out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return old

    def kill_once(self, tally: Tally) -> bool:
        """Kill one run, judge what it left and what the next run makes of it; False where it was too quick."""
        old: State = {}
        if CHANCE.randrange(2):
            old = self.put_old()
        else:
            self._empty()
        child = start(self.folder, self.writing.line)
        if CHANCE.randrange(2):
            time.sleep(CHANCE.uniform(0, self.seconds))
        else:
            until = time.monotonic() + self.seconds * 2
            while not has_temporary(self.out) and time.monotonic() < until:
                time.sleep(GLANCE)
            time.sleep(CHANCE.uniform(0, SHARE))
        os.killpg(child, signal.SIGKILL)
        if wait(child) >= 0:
            return False
        left = read_state(self.out)
        whole = {name: data for name, data in left.items() if not name.endswith(TEMPORARY)}
        tally.counts["old" if whole == old else "new" if whole == self.new else "both"] += 1
        tally.counts["temporary"] += len(whole) < len(left)
        wait(start(self.folder, self.writing.line))
        kept = whole if self.writing.is_numbered else {}
        faults = (judge_killed(old, self.new, left), judge_next(self.new, read_state(self.out), kept))
        tally.faults += filter(None, faults)
        return True


def kill(folder: Path, writing: Writing, kills: int) -> Tally:
    """Kill a command so many times."""
    tally = Tally()
    room = Room(folder, writing)
    if room.code not in {0, 1} or not room.new:
        tally.faults.append(f"undisturbed it ends with {room.code} and {len(room.new)} files")
        return tally
    for _ in range(kills * 10):  # what ends before its kill does not count
        if sum(tally.counts[name] for name in ("old", "new", "both")) == kills:
            break
        room.kill_once(tally)
    return tally


def iter_rounds(folder: Path, rounds: int, lines: tuple[list[str], list[str]]) -> Iterator[tuple[State, set[bytes]]]:
    """Let two commands write to one place at once, and yield what stood there afterwards and what readers saw."""
    out = folder / "out"
    for _ in range(rounds):
        children = {start(folder, line) for line in lines}
        seen: set[bytes] = set()
        while children:
            for path in out.iterdir():
                with contextlib.suppress(FileNotFoundError):  # a temporary file, or none yet
                    seen |= set() if path.name.endswith(TEMPORARY) else {path.read_bytes()}
            time.sleep(GLANCE)  # the writers are not kept waiting by who reads
            children = {child for child in children if os.waitpid(child, os.WNOHANG)[0] == 0}
        yield read_state(out), seen


def run_two_writers(folder: Path, rounds: int) -> tuple[int, list[str]]:
    """Return how many whole files readers saw while two commands wrote to one place, and what was wrong."""
    lines = tuple(
        ["render", "plan", f"{name}.json", "-o", "out/page.html", "--draft", "--force"] for name in ("school", "bare")
    )
    expected: set[bytes] = set()
    out = folder / "out"
    for line in lines:
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        wait(start(folder, line))
        expected.add((out / "page.html").read_bytes())
    faults: list[str] = []
    reads = 0
    for after, seen in iter_rounds(folder, rounds, (lines[0], lines[1])):
        reads += len(seen)
        faults += ["a reader saw a file that nobody wrote"] * (not seen <= expected)
        is_one = set(after) == {"page.html"} and after["page.html"] in expected
        faults += [f"two writers left {sorted(after)}"] * (not is_one)
    return reads, faults


def find_chosen(names: list[str] | None) -> tuple[Writing, ...]:
    """Return the writings of these commands; all where none is named."""
    return tuple(writing for writing in WRITINGS if not names or writing.name in names)


def show(text: str) -> None:
    """Print a line at once: a run takes long."""
    print(text, flush=True)


def main() -> int:
    """Kill the commands; the exit code is 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = sorted({writing.name for writing in WRITINGS})
    parser.add_argument("--only", choices=names, action="append", help="this command alone")
    parser.add_argument("--kills", type=int, default=MANY, help=f"over all commands ({MANY})")
    given = parser.parse_args()
    chosen = find_chosen(given.only)
    faults = total = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        build_material(folder, chosen)
        weights = [1 if writing.is_slow else 10 for writing in chosen]
        for number, writing in enumerate(chosen):
            before, until = sum(weights[:number]), sum(weights[: number + 1])
            share = given.kills * until // sum(weights) - given.kills * before // sum(weights)
            tally = kill(folder, writing, share)
            total += sum(tally.counts[name] for name in ("old", "new", "both"))
            faults += len(tally.faults)
            show(f"{writing.name}: {dict(sorted(tally.counts.items()))}")
            for fault, count in Counter(tally.faults).items():
                show(f"  {count} x {fault}")
        rounds = max(3, given.kills // 20)
        reads, wrong = run_two_writers(folder, rounds)
        show(f"two writers: {rounds} times; contents seen by readers: {reads}")
        for fault, count in Counter(wrong).items():
            show(f"  {count} x {fault}")
    show(f"{total} kills, faults: {faults + len(wrong)}")
    return 1 if faults or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
