"""The status page: every fact of the law with its status and its source, in step with the files of the law."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from frameworks import build_framework
from kdcl.errors import FrameworkFileError
from kdcl.law import Framework, Period, SharedLaw, Status
from kdcl.measures import iter_number_facts
from kdcl.standards import available_frameworks, get_framework
from kdcl.standards.council import COUNCIL
from kdcl.standards.facts import iter_document_facts, iter_framework_facts, iter_shared_facts
from kdcl.standards.guidance import GUIDANCE, load_guidance
from kdcl.standards.layout import LAYOUTS
from kdcl.standards.legal import get_legal_documents
from status import MARK, PAGE, render_page

FRAMEWORKS = [get_framework(name) for name in available_frameworks()]


class TestFacts:
    """Every fact says how sure it is and where it was read."""

    @pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.id)
    def test_nothing_is_left_out(self, framework: Framework) -> None:
        """Articles, level rules with their lists, readings, numbers, what is not judged, and requirements."""
        facts = tuple(iter_framework_facts(framework, iter_number_facts))
        rules = framework.level_rules
        assert rules is not None
        assumed = sum(rule.assumption is not None for rule in rules.rules)
        others = (framework.standards, framework.measures, framework.unmeasured, framework.indicators)
        yearly = sum(measure.period is Period.EACH_YEAR for measure in framework.measures)
        read_in = sum(measure.reading is not None for measure in framework.measures)
        exempted = sum(measure.exemption is not None for measure in framework.measures)
        notes = sum(indicator.note_status is not None for indicator in framework.indicators)
        points = {"tt42-2012/primary": 1, "tt42-2012/secondary": 2}[framework.id]
        beside = assumed + 2 + yearly + read_in + exempted + notes + points
        assert len(facts) == 2 * len(rules.rules) + beside + sum(map(len, others))
        assert all(str(fact.about) and str(fact.source) for fact in facts)

    @pytest.mark.parametrize(
        ("framework", "said"),
        [
            ("primary", "2.3.b: excellent teachers of district level or higher: at least 5%; asked of every year"),
            ("primary", "open point, read as: fair is read as fair and excellent together"),
            ("primary", "5.6.a, read into the text: pupils promoted"),
            ("primary", "5.6.b, read into the text: Ambiguous: the two titles"),
            ("secondary", "open point, read as: fair is read as fair alone"),
            ("secondary", "open point, read as: the circular states nothing of gifted schools"),
            ("secondary", "2.3.b, read into the text: the 10% is read as a minimum"),
            ("secondary", "2.3.b, not asked of some schools"),
            ("secondary", "5.11.c, read into the text: The text says"),
            ("secondary", "1.4.b, not judged"),
        ],
    )
    def test_what_is_read_into_the_text_is_inferred(self, framework: str, said: str) -> None:
        """Years, open points, exemptions and readings stand among the facts, never as read in the law."""
        facts = iter_framework_facts(get_framework(framework), iter_number_facts)
        found = [fact for fact in facts if str(fact.about).startswith(said)]
        assert found
        assert {fact.status for fact in found} == {Status.INFERRED}

    @pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.id)
    def test_a_requirement_names_how_sure_its_article_is(self, framework: Framework) -> None:
        """What is not judged has the whole citation as its source, with the words that its article was not read."""
        facts = iter_framework_facts(framework, iter_number_facts)
        sources = [str(fact.source) for fact in facts if "not judged" in str(fact.about)]
        cited = [source for source in sources if source.startswith("circular")]
        assert cited
        assert all(source.endswith("(the article is inferred, not read)") for source in cited)

    def test_a_certificate_is_not_surer_than_what_is_known_of_it(self) -> None:
        """How long it is valid was recalled and not established: it stands as not read, wherever it is told."""
        facts = iter_shared_facts(FRAMEWORKS[0])
        assert {fact.status for fact in facts if "certificate" in str(fact.about) and "valid" in str(fact.about)} == {
            Status.UNKNOWN
        }

    def test_what_is_shared(self) -> None:
        """The council, external assessment and the guidance; a council of one's own need not name the secretary."""
        framework = FRAMEWORKS[0]
        facts = tuple(iter_shared_facts(framework))
        points = sum(len(rules.points) for rules in framework.shared.part(LAYOUTS).rules)
        assert len(facts) == 6 + 31 + points + len(framework.shared.part(GUIDANCE))
        council = framework.shared.part(COUNCIL)
        assert council is not None
        shared = framework.shared.with_part(COUNCIL, attrs.evolve(council, secretary=None))
        assert len(tuple(iter_shared_facts(attrs.evolve(framework, shared=shared)))) == len(facts) - 1

    def test_a_bare_framework(self) -> None:
        """Without rules, letter, council and guidance the requirements are left, and their source was not read."""
        bare = attrs.evolve(build_framework([[1]]), shared=SharedLaw())
        assert [str(fact.source) for fact in iter_framework_facts(bare, iter_number_facts)] == [
            "the order of the standards",
            "not read",
        ]
        assert tuple(iter_shared_facts(bare)) == ()

    def test_a_rule_without_source(self) -> None:
        """What makes a criterion met may have no source: that is told."""
        framework = FRAMEWORKS[0]
        assert framework.level_rules is not None
        rules = attrs.evolve(framework.level_rules, criterion_rule=None)
        facts = iter_framework_facts(framework.with_level_rules(rules), iter_number_facts)
        assert "not read" in [str(fact.source) for fact in facts if "all its indicators" in str(fact.about)]

    def test_legal_documents(self) -> None:
        """Every document and every end of one; circulars of 2018 were read, predecessors are not resolved."""
        documents = get_legal_documents()
        facts = tuple(iter_document_facts(documents))
        assert len(facts) == len(documents) + sum(len(document.cessations) for document in documents)
        by_number = {str(document.number): document for document in documents}
        assert by_number["17/2018/TT-BGDĐT"].status is by_number["18/2018/TT-BGDĐT"].status is Status.VERIFIED
        for number in ("04/2008/QĐ-BGDĐT", "80/2008/QĐ-BGDĐT", "83/2008/QĐ-BGDĐT", "12/2009/TT-BGDĐT"):
            note = by_number[number].note
            assert note is not None
            assert "not resolved" in note.en

    def test_ids_are_unique(self) -> None:
        """A fact of the guidance has a name of its own; the intake of article 27 is among them."""
        facts = FRAMEWORKS[0].shared.part(GUIDANCE)
        assert len({fact.id for fact in facts}) == len(facts)
        assert [fact.article for fact in facts if fact.id == "intake"] == [27]

    def test_a_fact_without_status(self, tmp_path: Path) -> None:
        """A fact without its status is a defect of the file."""
        path = tmp_path / "guidance.toml"
        path.write_text('schema = 1\n[[fact]]\nid = "a"\nsays = { vi = "a", en = "b" }\n', "utf-8")
        with pytest.raises(FrameworkFileError, match="status"):
            load_guidance(path)


class TestPage:
    """docs/status.md is written from the files of the law."""

    def test_the_page_is_in_step(self) -> None:
        """``python tools/status.py`` writes it anew."""
        assert PAGE.read_text("utf-8").partition(MARK)[2] == render_page()

    def test_no_fact_is_without_status(self) -> None:
        """The page counts none."""
        assert "| without a status | 0 |" in render_page()
