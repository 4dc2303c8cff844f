"""Tests of the face of the readers: what it offers, and what looking at it costs."""

from __future__ import annotations

import subprocess
import sys


class TestFace:
    """`kdcl.readers` offers three readers and what they hand back; each is imported by its first use."""

    def test_importing_it_imports_no_reader(self) -> None:
        """Neither lxml nor any room is loaded until a name is used."""
        loaded = "sorted(name for name in sys.modules if name.startswith(('kdcl.', 'lxml')))"
        command = f"import sys, kdcl.readers; print(*{loaded})"
        done = subprocess.run(  # noqa: S603 - this interpreter, and the command above
            [sys.executable, "-c", command], check=True, capture_output=True, encoding="utf-8"
        )
        assert done.stdout.split() == ["kdcl.readers"]
