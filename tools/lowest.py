"""Runs the whole suite with the lowest version of every dependency that pyproject.toml declares.

::

    python tools/lowest.py FOLDER [PYTEST OPTIONS]    # a new virtual environment is made in FOLDER

A lower bound is a promise; this is what keeps it. The project itself is installed as a wheel.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
EXTRAS = ("all", "calendar", "excel", "schema", "test")


def iter_lowest(extras: tuple[str, ...] = EXTRAS) -> Iterator[str]:
    """Iterate over the requirements of the project and of these extras, each at its lowest version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [*project["dependencies"]]
    declared += [text for extra in extras for text in project["optional-dependencies"].get(extra, [])]
    for requirement in map(Requirement, declared):
        bounds = [specifier.version for specifier in requirement.specifier if specifier.operator == ">="]
        if requirement.name != project["name"]:
            yield f"{requirement.name}=={bounds[0]}"


def main(folder: Path, options: list[str]) -> int:
    """Install and test; return the exit code of the tests."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    lowest = sorted(set(iter_lowest()))
    print(*lowest, sep="\n")
    install = [str(python), "-m", "pip", "install", "--quiet", f"{ROOT}[test]", *lowest]
    subprocess.run(install, check=True)  # noqa: S603 - the new environment's pip and the project's own requirements
    tests = [str(python), "-m", "pytest", *options]
    environment = {"KDCL_EXAMPLES": "whole", **os.environ}
    return subprocess.run(tests, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 - the new environment's pytest


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
