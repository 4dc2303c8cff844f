"""Work on files for the tests of the overview, found by other processes too."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def read_text(file: str, settings: Mapping[str, str]) -> dict[str, Any]:
    """Return the text of a file; "die" ends the process, "defect" meets one, "deep" is nested too deeply."""
    text = Path(file).read_text("utf-8")
    if text == "die":
        os._exit(9)
    if text == "defect":
        raise KeyError(text)
    if text == "deep":
        raise RecursionError
    with Path(settings["log"]).open("a", encoding="utf-8") as log:
        log.write(f"{Path(file).name}\n")
    return {"text": text}
