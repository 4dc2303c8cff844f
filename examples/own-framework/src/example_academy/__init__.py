"""The framework of another circular as a package: its law stands in the TOML files beside this one."""

from __future__ import annotations

from pathlib import Path

from kdcl.law import Framework
from kdcl.standards import load_framework, load_shared_law

_FOLDER = Path(__file__).parent


def build() -> Framework:
    """Return the framework; its entry point names this function."""
    return load_framework(_FOLDER / "academy", shared=load_shared_law(_FOLDER))
