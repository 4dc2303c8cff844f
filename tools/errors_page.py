"""Writes docs/errors.md and docs/vi/errors.md: every error, when it is raised, and a call that raises it.

::

    python tools/errors_page.py          # write both pages
    python tools/errors_page.py --check  # exit code 1 if they are not what the errors say

The calls are in ``error_examples.json``, each run here, in the project's folder: it has to raise the error it stands
for, and what the error says is printed in the language of the page.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from unittest import mock

import attrs

from generated import below, keep_pages
from kdcl import errors
from kdcl.errors import KdclError
from kdcl.locale import get_locale

ROOT: Final = Path(__file__).parent.parent
PAGES: Final[Mapping[str, Path]] = {"en": ROOT / "docs" / "errors.md", "vi": ROOT / "docs" / "vi" / "errors.md"}
EXAMPLES: Final[Mapping[str, Mapping[str, Any]]] = json.loads(
    (Path(__file__).parent / "error_examples.json").read_text("utf-8")
)
MARK: Final = "<!-- What follows is written by python tools/errors_page.py -->\n"
MACHINE: Final = "kdcl.renderers.pdf.engine._machine_typefaces"
"""What asks a machine for its typefaces; the pages speak of one that has two."""
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {"below": "Below", "also": "also a", "facts": "Its facts", "says": "It says", "above": "Raised as one of"},
    "vi": {
        "below": "Thuộc",
        "also": "cũng là",
        "facts": "Thuộc tính",
        "says": "Thông báo",
        "above": "Chỉ xuất hiện dưới dạng một trong các lỗi",
    },
}


def iter_errors() -> Iterator[type[KdclError]]:
    """Iterate over the errors in the order in which the tree is drawn; the root is no error of its own."""
    drawn = errors.__doc__ or ""
    named = {name for name in errors.__all__ if isinstance(getattr(errors, name), type)}
    found = [name for name in named if issubclass(getattr(errors, name), KdclError) and name != "KdclError"]
    yield from (getattr(errors, name) for name in sorted(found, key=lambda name: (drawn.find(f"{name} "), name)))


@functools.cache
def provoke(name: str) -> KdclError:
    """Return the error that the example of an error raises; another error, or none, is a slip in the example."""
    example = EXAMPLES[name]
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        (Path(folder) / "examples").symlink_to(ROOT / "examples")
        with mock.patch.dict(os.environ), without(example.get("without", ())):
            try:
                exec("\n".join(example["code"]), {})  # noqa: S102 - the example's own lines
            except KdclError as error:
                if type(error).__name__ == name:
                    return error
                raise
    raise RuntimeError(name)


@contextlib.contextmanager
def without(packages: tuple[str, ...]) -> Iterator[None]:
    """Do without packages and programs, as on a machine that does not have them."""
    there = {name: sys.modules.get(name) for name in packages}
    sys.modules.update(dict.fromkeys(packages))  # type: ignore[arg-type] # None keeps Python from importing it
    try:
        with (
            mock.patch("shutil.which", return_value=None),
            mock.patch(MACHINE, return_value=("Arial", "Times New Roman")),
        ):
            yield
    finally:
        for name, module in there.items():
            del sys.modules[name]
            if module is not None:
                sys.modules[name] = module


def render_page(language: str) -> str:
    """Return what follows the mark in the page of a language."""
    locale, words = get_locale(language), WORDS[language]
    lines: list[str] = []
    for kind in iter_errors():
        example = EXAMPLES[kind.__name__]
        said = (kind.__doc__ or "").split("\n\n")[0].split("\n") if language == "en" else [example["vi"]]
        lines += ["", f"## `{kind.__name__}`", "", " ".join(line.strip() for line in said), ""]
        parent = kind.__mro__[1].__name__
        builtin = next(each.__name__ for each in kind.__mro__ if each.__module__ == "builtins")
        lines.append(f"{words['below']} `{parent}`, {words['also']} `{builtin}`.")
        if facts := [f"`{field.name}`" for field in attrs.fields(kind)] if attrs.has(kind) else []:
            lines[-1] += f" {words['facts']}: {', '.join(facts)}."
        if "code" not in example:
            lines[-1] += f" {words['above']}: {', '.join(f'`{each.__name__}`' for each in kind.__subclasses__())}."
            continue
        told = locale.text(provoke(kind.__name__).message)
        lines += ["", "```text", *example["code"], "```", "", f"{words['says']}:", "", "```text", told, "```"]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the pages, or say whether they are up to date."""
    return keep_pages(PAGES, below(MARK, render_page))


if __name__ == "__main__":
    sys.exit(main())
