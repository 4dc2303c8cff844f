"""Work on files for the tests of the overview, found by other processes too."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def read_text(file: str, settings: Mapping[str, str]) -> dict[str, Any]:
    """Return the text of a file; "die" ends the process, "defect" and "deep" meet one, and "stop" is Ctrl-C."""
    text = Path(file).read_text("utf-8")
    if text == "die":
        os._exit(9)
    if text == "defect":
        raise KeyError(text)
    if text == "deep":
        raise RecursionError
    if text == "stop":
        signal.raise_signal(signal.SIGINT)
    with Path(settings["log"]).open("a", encoding="utf-8") as log:
        log.write(f"{Path(file).name}\n")
    return {"text": text}
