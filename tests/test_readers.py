"""Tests of the face of the readers: what it offers, and what looking at it costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kdcl import readers


class TestFace:
    """`kdcl.readers` offers three readers and what they hand back; each is imported by its first use."""

    def test_importing_it_imports_no_reader(self) -> None:
        """Neither lxml nor any room is loaded until a name is used."""
        command = (
            "import sys, kdcl.readers; print(*(name for name in sys.modules if name.startswith(('kdcl.', 'lxml'))))"
        )
        done = subprocess.run(  # noqa: S603 - this interpreter, and the command above
            [sys.executable, "-c", command], check=True, capture_output=True, encoding="utf-8"
        )
        assert done.stdout.split() == ["kdcl.readers"]

    def test_the_names_are_sorted_and_each_once(self) -> None:
        """The face reads like an index."""
        assert list(readers.__all__) == sorted(set(readers.__all__))

    @pytest.mark.parametrize("name", readers.__all__)
    def test_a_name_can_be_had_and_is_listed(self, name: str) -> None:
        """A lazy name that leads nowhere would be found only by its first user."""
        assert getattr(readers, name).__name__ == name
        assert name in dir(readers)

    def test_an_unknown_name_is_refused_as_python_does(self) -> None:
        """A typing error ends in the usual error, with the name."""
        with pytest.raises(AttributeError, match="no_such_name"):
            _ = readers.no_such_name
