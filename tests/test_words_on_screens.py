"""People read words: no name that only programs know stands on any screen or paper, in either language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import kdcl
from kdcl.cli import main
from kdcl.documents import iter_documents
from kdcl.documents.draft import build_draft
from kdcl.renderers import render
from kdcl.standards import available_frameworks

EXAMPLES = sorted((Path(__file__).resolve().parents[1] / "examples").glob("*.json"))
LANGUAGES = ("vi", "en")
NAME = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b|\bdata\.[a-z]+")
PLACE_FOR_PROGRAMS = re.compile(r"^.*?\.json: [^ ]+: ", re.MULTILINE)
"""Where a finding of the check stands, for editors and other programs; the same in words comes after it."""


def read(language: str, *words: str) -> str:
    """Return what a command prints."""
    return CliRunner().invoke(main, [*words, "--lang", language], catch_exceptions=False).output


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.stem, marks=[] if path.stem in {"primary-2017", "plan-2017"} else pytest.mark.big)
        for path in EXAMPLES
    ],
)
class TestOfSchools:
    """Of every example."""

    def test_screens(self, path: Path, language: str) -> None:
        """The score, what the figures say, everything the check finds."""
        screens = [read(language, *words, str(path)) for words in (("score",), ("data", "judge"), ("check", "--all"))]
        shown = PLACE_FOR_PROGRAMS.sub("", "\n".join(screens))
        assert len(shown) > 1000
        assert NAME.findall(shown) == []

    def test_papers(self, path: Path, language: str) -> None:
        """Every document, with what the check finds as remarks."""
        assessment = kdcl.load(path)
        framework = kdcl.get_framework(assessment.framework)
        issues = kdcl.check(assessment, framework)
        for form in iter_documents():
            paper = build_draft(form.build(assessment, framework, language=language), assessment, issues)
            assert NAME.findall(render(paper, "text").decode()) == [], form.id


@pytest.mark.parametrize("language", LANGUAGES)
class TestOfTheLaw:
    """Of every framework."""

    @pytest.mark.parametrize("name", available_frameworks())
    def test_indicators(self, language: str, name: str) -> None:
        """What is asked, by which numbers and conditions, and what is left open."""
        framework = kdcl.get_framework(name)
        measured = {measure.indicator for measure in framework.measures}
        assert len(measured) > 10
        for code in measured | {left.indicator for left in framework.unmeasured}:
            assert NAME.findall(read(language, "show", str(code), "-f", name)) == []

    def test_what_was_not_read(self, language: str) -> None:
        """Every fact with its status and its source."""
        shown = read(language, "frameworks", "--unverified")
        assert len(shown.splitlines()) > 50
        assert NAME.findall(shown) == []
