"""What is installed, and what of it is broken: versions, extras, programs, fonts, and what other packages add."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

import attrs

from kdcl import charts, documents, renderers, standards
from kdcl._version import __version__
from kdcl.checks import own
from kdcl.findings import Finding, Severity
from kdcl.messages import ENGLISH, Message, Translator, message
from kdcl.office.libreoffice import find_libreoffice
from kdcl.plugins import Plugin
from kdcl.readers import foreign

EXTRAS: Final[Mapping[str, tuple[str, ...]]] = {
    "calendar": ("icalendar",),
    "excel": ("openpyxl",),
    "frames": ("narwhals", "polars"),
    "holidays": ("holidays",),
    "pdf": ("typst",),
    "schema": ("msgspec",),
    "service": ("starlette", "uvicorn"),
}
"""The packages of each extra; a test holds them to ``pyproject.toml``."""
_FONT_FOLDERS: Final = (
    "C:/Windows/Fonts",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "~/Library/Fonts",
)
_FONT_FILES: Final[Mapping[str, str]] = {
    "times.ttf": "Times New Roman",
    "times new roman.ttf": "Times New Roman",
    "times_new_roman.ttf": "Times New Roman",
    "liberationserif-regular.ttf": "Liberation Serif",
    "tinos-regular.ttf": "Tinos",
}
"""The typeface of official papers, and those with the same widths, by their files."""


@attrs.frozen(kw_only=True)
class Installation:
    """What is installed.

    Attributes:
        version: the version of this library.
        python: the version of Python.
        platform: the system it runs on.
        extras: of each extra its packages, each with its version or None.
        libreoffice: the program, or None.
        fonts: typefaces that official papers look right in.
        plugins: what other packages add.
    """

    version: str
    python: str
    platform: str
    extras: Mapping[str, Mapping[str, str | None]]
    libreoffice: str | None
    fonts: tuple[str, ...]
    plugins: tuple[Plugin, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is broken, and what is missing that some uses need."""
        return tuple(self._iter_findings())

    def _iter_findings(self) -> Iterator[Finding]:
        yield from (plugin.finding for plugin in self.plugins if plugin.finding is not None)
        for extra, packages in self.extras.items():
            if missing := tuple(name for name, found in packages.items() if found is None):
                yield _note(
                    "missing-extra",
                    message("the extra {extra} is not installed: {missing}", extra=extra, missing=missing),
                    message("if you need it: pip install 'kdcl[{extra}]'", extra=extra),
                )
        if self.libreoffice is None:
            yield _note(
                "no-libreoffice",
                message("LibreOffice is not installed: old files are not read, and contents get no page numbers"),
                message("install LibreOffice if you need these"),
            )
        if not self.fonts:
            yield _note(
                "no-font",
                message("neither Times New Roman nor a typeface of the same widths was found on this machine"),
                message("install Liberation Serif or Tinos, so that pages break here as they do elsewhere"),
            )

    def to_dict(self, translator: Translator = ENGLISH) -> dict[str, Any]:
        """Return it as plain values with stable keys."""
        return {
            "version": self.version,
            "python": self.python,
            "platform": self.platform,
            "extras": {extra: dict(packages) for extra, packages in self.extras.items()},
            "libreoffice": self.libreoffice,
            "fonts": list(self.fonts),
            "plugins": [
                {
                    "group": plugin.group,
                    "name": plugin.name,
                    "value": plugin.value,
                    "package": plugin.package,
                    "problem": plugin.problem and plugin.problem.render(translator),
                }
                for plugin in self.plugins
            ],
            "findings": [finding.to_dict(translator) for finding in self.findings],
        }


def examine() -> Installation:
    """Return what is installed; what other packages add is loaded for it, and nothing of it can stop this."""
    groups = (standards.plugins(), renderers.PLUGINS, documents.PLUGINS, own.PLUGINS, foreign.PLUGINS, charts.PLUGINS)
    return Installation(
        version=__version__,
        python=platform.python_version(),
        platform=platform.platform(),
        extras={extra: {name: _find_version(name) for name in packages} for extra, packages in EXTRAS.items()},
        libreoffice=find_libreoffice(),
        fonts=find_fonts(Path(folder).expanduser() for folder in _FONT_FOLDERS),
        plugins=tuple(plugin for group in groups for plugin in group.examine()),
    )


def find_fonts(folders: Iterable[Path]) -> tuple[str, ...]:
    """Return the typefaces of official papers that lie in folders."""
    files = (file.name.lower() for folder in folders if folder.is_dir() for file in folder.rglob("*.[tT][tT][fF]"))
    return tuple(sorted({_FONT_FILES[name] for name in files if name in _FONT_FILES}))


def _find_version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _note(kind: str, what: Message, fix: Message) -> Finding:
    return Finding(kind=kind, message=what, severity=Severity.NOTE, fix=fix)
