"""The names of `kdcl.blocks` where version 0.1 had them; see ``docs/compatibility.md``."""

from __future__ import annotations

import kdcl.blocks
from kdcl.blocks import *  # noqa: F403 - the same names, and the same classes

__all__: list[str] = []
__all__ += kdcl.blocks.__all__
