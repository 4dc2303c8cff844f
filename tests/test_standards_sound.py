"""A framework of one's own, read from files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import attrs
import pytest

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.law import Framework, Level, LevelReading, Region, SchoolCategory, Status, Threshold
from kdcl.standards import load_framework, load_level_rules, load_measures

SMALL = Path(__file__).parent / "cases" / "small-framework"
CATALOGUE = (SMALL / "catalogue.toml").read_text(encoding="utf-8")
LEVELS = (SMALL / "levels.toml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the folder of the small sound framework."""
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


@pytest.fixture
def framework() -> Framework:
    """Return the small sound framework."""
    return load_framework(SMALL)


class TestSoundFolder:
    """A folder with all three files."""

    def test_head(self, framework: Framework) -> None:
        """The head becomes the framework's own attributes."""
        assert (framework.id, str(framework.title)) == ("example/small", "Sample school")
        assert [str(number) for number in framework.circular.guidance] == ["02/MAU"]
        assert framework.circular.find_end() is None

    def test_statuses(self, framework: Framework) -> None:
        """An indicator's own status goes before that of the head."""
        assert framework.get_indicator("1.1.b").status is Status.VERIFIED
        assert framework.get_indicator("1.1.a").status is Status.INFERRED

    def test_citations(self, framework: Framework) -> None:
        """Article, clause and point follow from the numbers, with the article's status."""
        citation = framework.get_indicator("1.1.b").citation
        assert str(citation.place) == "circular 01/2000/TT-MAU, article 5, clause 1, point b"
        assert str(citation) == f"{citation.place} (the article is inferred, not read)"
        assert citation.status is Status.INFERRED
        assert framework.get_criterion("2.1").citation.status is Status.VERIFIED

    def test_evidence(self, framework: Framework) -> None:
        """Suggestions keep their order, and which of them stands in for the one before."""
        assert [suggestion.is_alternative for suggestion in framework.get_indicator("1.1.a").evidence] == [False, True]

    def test_level_rules(self, framework: Framework) -> None:
        """Rules keep their reading, lists, statuses and citations."""
        rules = framework.level_rules
        assert rules is not None
        assert rules.reading is LevelReading.LITERAL
        first, second = rules.rules
        assert (first.level, first.below_percent, first.required_status) == (Level.ONE, 85, Status.VERIFIED)
        assert first.required == (CriterionCode(1, 1),)
        assert second.is_list_unread
        assert str(second.assumption) == "Two criteria are assumed."
        assert str(second.citation) == "circular 07/2001/TT-MAU, article 3"
        assert second.citation.status is Status.VERIFIED

    def test_measures(self, framework: Framework) -> None:
        """Numbers stay exactly as they are written, for the schools they are meant for."""
        size, teachers, suspended = framework.measures
        assert size.thresholds == (Threshold(value="35", category=None, region=None),)
        assert [threshold.value for threshold in teachers.thresholds] == ["1.20", "1.5"]
        assert [threshold.region for threshold in teachers.thresholds] == [Region.DIFFICULT, Region.OTHER]
        assert teachers.condition == (("sessions_per_day", 1),)
        assert teachers.status is Status.INFERRED
        assert [(t.category, t.region, t.value) for t in suspended.thresholds] == [
            (SchoolCategory.LOWER_SECONDARY, Region.DIFFICULT, "1"),
            (SchoolCategory.LOWER_SECONDARY, Region.OTHER, "0.2"),
            (SchoolCategory.GIFTED, None, "0"),
        ]
        assert suspended.population == "students"
        assert (size.decides, teachers.decides) == (True, False)
        assert (size.period_status, teachers.period_status) == (Status.INFERRED, Status.INFERRED)
        assert suspended.period_status is Status.VERIFIED
        assert size.exemption is None
        assert suspended.exemption is not None
        assert suspended.exemption.covers(SchoolCategory.UPPER_SECONDARY, ())
        assert suspended.exemption.covers(None, ("boarding",))
        assert not suspended.exemption.covers(None, ("public",))
        (left,) = framework.unmeasured
        assert (str(left.indicator), left.because.en, left.status) == ("2.1.a", "there is no figure", Status.VERIFIED)

    def test_order_in_file_is_free(self, folder: Path) -> None:
        """Items are put into the law's order, wherever the file has them."""
        head, *parts = re.split(r"\n(?=\[)", CATALOGUE)
        (folder / "catalogue.toml").write_text("\n".join([head, *reversed(parts)]), encoding="utf-8")
        assert [str(indicator.code) for indicator in load_framework(folder).indicators] == [
            "1.1.a", "1.1.b", "1.2.a", "2.1.a",
        ]  # fmt: skip

    def test_windows_file(self, folder: Path) -> None:
        """A byte-order mark and Windows line ends change nothing."""
        sound = load_framework(folder)
        (folder / "catalogue.toml").write_bytes(CATALOGUE.replace("\n", "\r\n").encode("utf-8-sig"))
        assert load_framework(folder) == sound


class TestCatalogueAlone:
    """A catalogue file without the others."""

    def test_file(self, folder: Path) -> None:
        """A file alone gives a framework without level rules and measures."""
        framework = load_framework(str(folder / "catalogue.toml"))
        assert framework.level_rules is None
        assert framework.measures == ()

    def test_folder(self, folder: Path) -> None:
        """So does a folder in which the other files are missing."""
        (folder / "levels.toml").unlink()
        (folder / "measures.toml").unlink()
        assert load_framework(folder) == load_framework(folder / "catalogue.toml")


class TestOwnLevelRules:
    """A file of level rules of one's own."""

    def test_sound(self, folder: Path, framework: Framework) -> None:
        """The file of a folder gives the rules that the folder gives."""
        assert load_level_rules(str(folder / "levels.toml"), framework) == framework.level_rules

    def test_cumulative(self, folder: Path, framework: Framework) -> None:
        """The reading is the file's own statement."""
        path = folder / "levels.toml"
        path.write_text(LEVELS.replace("cumulative = false", "cumulative = true"), encoding="utf-8")
        assert load_level_rules(path, framework).reading is LevelReading.CUMULATIVE


class TestOwnMeasures:
    """A file of measures of one's own."""

    def test_sound(self, folder: Path, framework: Framework) -> None:
        """The file of a folder gives the measures that the folder gives."""
        measures = load_measures(folder / "measures.toml", framework)
        assert measures == framework.measures
        assert measures[0].indicator == IndicatorCode(1, 1, "a")

    def test_missing_file_of_a_folder(self, folder: Path, framework: Framework) -> None:
        """A folder is read without the measures that it does not have."""
        (folder / "measures.toml").unlink()
        assert load_framework(folder) == attrs.evolve(framework, measures=(), unmeasured=())
