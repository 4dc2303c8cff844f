"""Which frameworks are known, and how other packages add theirs."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kdcl.errors import FrameworkError, FrameworkNotAvailableError, UnknownFrameworkError
from kdcl.standards import available_frameworks, framework_notices, get_framework

SHIPPED = ("tt42-2012/primary", "tt42-2012/secondary")

MODULE = """
from pathlib import Path
import attrs
from kdcl.standards import load_framework

def build():
    return attrs.evolve(load_framework(Path({folder!r})), id="example/package")
"""

Offer = Callable[..., None]


@pytest.fixture
def offer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Offer]:
    """Give a function that installs a package which offers frameworks."""
    monkeypatch.syspath_prepend(str(tmp_path))
    folder = str(Path(__file__).parent / "cases" / "small-framework")

    def install(distribution: str = "example", **entry_points: str) -> None:
        (tmp_path / "example_package.py").write_text(MODULE.format(folder=folder), encoding="utf-8")
        metadata = tmp_path / f"{distribution}-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Name: {distribution}\nVersion: 1.0\n", encoding="utf-8")
        lines = [f"{name.replace('__', '/')} = {value}\n" for name, value in entry_points.items()]
        (metadata / "entry_points.txt").write_text("".join(["[kdcl.frameworks]\n", *lines]), encoding="utf-8")
        importlib.invalidate_caches()

    yield install
    get_framework.cache_clear()
    sys.modules.pop("example_package", None)


class TestShipped:
    """The frameworks of Circular 42/2012/TT-BGDĐT."""

    def test_available(self) -> None:
        """Primary and secondary schools can be had, in the circular's order."""
        assert available_frameworks() == SHIPPED

    def test_titles(self) -> None:
        """The index and the catalogues give a framework the same title."""
        for notice in framework_notices():
            if notice.is_available:
                assert notice.title == get_framework(notice.id).title
                assert notice.reason is None

    def test_unknown(self) -> None:
        """An unknown id is an error that names the known ones."""
        with pytest.raises(UnknownFrameworkError) as caught:
            get_framework("tt42-2012/tertiary")
        assert caught.value.known == SHIPPED

    def test_not_available(self) -> None:
        """The framework of continuing-education centres was not read: the error says what is missing and what to do."""
        with pytest.raises(FrameworkNotAvailableError, match="430/KTKĐCLGD-KĐPT of 4 May 2013") as caught:
            get_framework("tt42-2012/continuing")
        assert "load_framework(path)" in str(caught.value)
        (notice,) = [notice for notice in framework_notices() if not notice.is_available]
        assert notice.id == "tt42-2012/continuing"
        assert notice.reason == caught.value.reason
        assert notice.title.en == "Continuing-education centre"


class TestOtherPackages:
    """The entry point group ``kdcl.frameworks``."""

    def test_listed_without_import(self, offer: Offer) -> None:
        """A package's framework is listed after the shipped ones, and the package is not imported for it."""
        offer(example__package="example_package:build")
        assert available_frameworks() == (*SHIPPED, "example/package")
        assert framework_notices()[-1].title.vi == "example/package"
        assert "example_package" not in sys.modules

    def test_loaded(self, offer: Offer) -> None:
        """Asked for, it is built once."""
        offer(example__package="example_package:build")
        framework = get_framework("example/package")
        assert framework.id == "example/package"
        assert get_framework("example/package") is framework

    @pytest.mark.parametrize("name", ["tt42-2012__primary", "tt42-2012__continuing"])
    def test_no_shadow(self, offer: Offer, name: str) -> None:
        """A package cannot take the place of a shipped framework, nor of one that is known to be missing."""
        offer(**{name: "example_package:build"})
        assert available_frameworks() == SHIPPED
        assert str(get_framework(SHIPPED[0]).circular.number) == "42/2012/TT-BGDĐT"
        with pytest.raises(FrameworkNotAvailableError):
            get_framework("tt42-2012/continuing")

    @pytest.mark.parametrize(
        ("value", "reason"),
        [
            ("example_missing:build", "example_missing:build cannot be used"),
            ("example_package:missing", "example_package:missing cannot be used"),
            (
                "example_package:Path",
                "example_package:Path cannot be used: it returns something else than this framework",
            ),
        ],
    )
    def test_unsound(self, offer: Offer, value: str, reason: str) -> None:
        """An offer that cannot be imported or is no framework is an error that names it."""
        offer(example__package=value)
        with pytest.raises(FrameworkError, match=reason):
            get_framework("example/package")

    def test_other_id(self, offer: Offer) -> None:
        """A framework that calls itself otherwise than its entry point is refused."""
        offer(example__other="example_package:build")
        with pytest.raises(FrameworkError, match="returns something else than this framework"):
            get_framework("example/other")

    def test_offered_twice(self, offer: Offer) -> None:
        """Where two packages offer the same id, none of them is chosen silently."""
        offer("example", example__package="example_package:build")
        offer("another", example__package="example_package:build_too")
        assert available_frameworks() == (*SHIPPED, "example/package")
        with pytest.raises(FrameworkError, match="more than one package offers it"):
            get_framework("example/package")


class TestLaziness:
    """Nothing is read before it is asked for."""

    def test_import(self) -> None:
        """Importing the registry imports neither a reader nor the list of installed packages."""
        code = "import sys, kdcl.standards; print(*sys.modules)"
        printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603 - our own code
        imported = set(printed.split())
        assert "kdcl.standards" in imported
        assert imported.isdisjoint({"cattrs", "tomllib", "importlib.metadata", "kdcl.standards._load"})
