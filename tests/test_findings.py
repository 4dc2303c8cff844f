"""Findings: one shape for what is noticed, wherever it is."""

from __future__ import annotations

from kdcl.checks import Issue
from kdcl.errors import Problem
from kdcl.findings import REFUSED, Finding, Severity, group_findings, refuse
from kdcl.law import Citation
from kdcl.locale import get_locale
from kdcl.messages import message
from kdcl.places import ROOT, in_file

FOUND = Finding(kind="no_code", message=message("no code"), place=in_file(table=3, row=2), texts=("Sổ", "x"))


class TestFinding:
    """What a finding says of itself."""

    def test_one_shape_under_three_names(self) -> None:
        """The names that issues and problems had mean the same."""
        assert Issue is Problem is Finding

    def test_its_words(self) -> None:
        """What is so, where, and what stands there; the file as a whole is no place worth naming."""
        assert str(FOUND) == "no code @ table 3, row 2: Sổ, x"
        assert str(Finding(message=message("it is empty"))) == "it is empty"
        assert get_locale("vi").text(FOUND.in_words).endswith("@ bảng 3, dòng 2: Sổ, x")

    def test_as_plain_values(self) -> None:
        """Place and texts come along; without texts there is no key for them."""
        facts = FOUND.to_dict()
        assert (facts["check"], facts["path"], facts["texts"]) == ("no_code", "table 3, row 2", ["Sổ", "x"])
        assert "texts" not in Finding(message=message("x")).to_dict()

    def test_its_source_is_words(self) -> None:
        """Wherever the rule stands."""
        cited = Finding(message=message("x"), citation=Citation(document="42/2012/TT-BGDĐT", article=24))
        assert str(cited.source) == "circular 42/2012/TT-BGDĐT, article 24"
        assert str(Finding(message=message("x"), citation=message("our rules")).source) == "our rules"
        assert FOUND.source is None

    def test_a_refusal_is_an_error(self) -> None:
        """With a kind of its own, unless a room gives another."""
        found = refuse(ROOT.at("a"), message("x"))
        assert (found.kind, found.check, found.severity, found.path) == (REFUSED, REFUSED, Severity.ERROR, "a")
        assert refuse(ROOT, message("x"), "unreadable").kind == "unreadable"


class TestGroups:
    """Many findings that ask for the same are one thing to do."""

    def found(self, kind: str, template: str, severity: Severity, **facts: object) -> Finding:
        """Return a finding."""
        return Finding(kind=kind, message=message(template, **facts), severity=severity)

    def test_order_and_groups(self) -> None:
        """Errors come first, and what differs in facts alone is together, in the order given."""
        notes = [self.found("a", "note {n}", Severity.NOTE, n=n) for n in range(3)]
        errors = [self.found("b", "error {n}", Severity.ERROR, n=n) for n in range(2)]
        other = self.found("b", "another error", Severity.ERROR)
        groups = group_findings([notes[0], errors[0], notes[1], other, errors[1], notes[2]])
        assert [group.findings for group in groups] == [tuple(errors), (other,), tuple(notes)]
        assert [len(group) for group in groups] == [2, 1, 3]

    def test_a_remedy_parts_them(self) -> None:
        """Findings with different remedies are not the same thing to do."""
        one = Finding(kind="a", message=message("x"), fix=message("mend"))
        assert len(group_findings([one, Finding(kind="a", message=message("x"))])) == 2
