"""The shape of a school's file, as far as a regular expression says it: what every peer refuses otherwise."""

from __future__ import annotations

from typing import Literal

NUMBER = "(0?[1-9]|[1-9][0-9])"
CRITERION = rf"^[1-9]\.{NUMBER}$"
INDICATOR = rf"^[1-9]\.{NUMBER}\.[a-z]$"
EVIDENCE = rf"^\[H{NUMBER}-[1-9]-{NUMBER}-[0-9]{{1,3}}\]$"
YEAR = r"^[0-9]{4}-[0-9]{4}$"

Said = Literal["met", "not_met"]
