"""Values are checked when they are made: what a type checker refuses, running refuses, and the other way round.

Each line that is refused here carries the mark by which mypy refuses it too; mypy complains of a mark that it does not
need, so that neither side can be laxer than the other.
"""

from __future__ import annotations

import datetime as dt
import enum
import importlib
import json
import pickle
import pkgutil
from collections.abc import Callable, Mapping
from typing import Any

import attrs
import pytest

from kdcl import CriterionSheet, Evidence, EvidenceCode, IndicatorCode, Rating, School, SchoolYear
from kdcl.convert import dumps, reads
from kdcl.errors import CodeError, OutOfRangeError, WrongTypeError
from kdcl.external import ExternalAssessment
from kdcl.law import Level, Region
from kdcl.messages import Message, message
from kdcl.school import (
    AssessmentPlan,
    Box,
    Claims,
    ImprovementItem,
    SchoolFeature,
    SelfAssessment,
    Signature,
    StandardSummary,
    Training,
)
from kdcl.typed import WrongType, hints_of, typed

SCHOOL = School(name="A")
YEAR = SchoolYear(2017)


def refused(make: Callable[[], object]) -> str:
    """Return what is said of a value that cannot be made."""
    with pytest.raises(WrongTypeError) as caught:
        make()
    return str(caught.value)


class TestRefused:
    """Other types than the annotation's raise, with the field, what it takes and what it was given."""

    def test_texts_and_numbers(self) -> None:
        """None is no name, a text no year, a number no telephone."""
        assert refused(lambda: School(name=None)) == "School: name takes str, not None"  # type: ignore[arg-type]
        assert "founded takes int | None, not '1975'" in refused(lambda: School(name="A", founded="1975"))  # type: ignore[arg-type]
        assert "telephone takes str, not 84" in refused(lambda: School(name="A", telephone=84))  # type: ignore[arg-type]
        assert "sites takes int | None, not 1.5" in refused(lambda: School(name="A", sites=1.5))  # type: ignore[arg-type]

    def test_codes_and_years(self) -> None:
        """A code as text and a year as number are refused, with how a text becomes one."""
        told = "criterion takes CriterionCode, not '1.1'; parse it first"
        assert told in refused(lambda: CriterionSheet(criterion="1.1"))  # type: ignore[arg-type]
        assert "code takes EvidenceCode" in refused(lambda: Evidence(code="[H1-1-01-01]", name="A"))  # type: ignore[arg-type]
        told = "school_year takes SchoolYear, not 2017"
        assert told in refused(lambda: SelfAssessment(framework="f", school=SCHOOL, school_year=2017))  # type: ignore[arg-type]

    def test_words_of_lists(self) -> None:
        """Where one of some words belongs, its text is refused, as every other list's word is."""
        assert "region takes Region | None, not 'other'" in refused(lambda: School(name="A", region="other"))  # type: ignore[arg-type]
        assert "level takes Level | None, not 2" in refused(lambda: Claims(level=2))  # type: ignore[arg-type]

    def test_lists(self) -> None:
        """A list is refused with what makes a tuple of it, and an item of another kind is found."""
        told = refused(lambda: School(name="A", features=[SchoolFeature.PUBLIC]))  # type: ignore[arg-type]
        assert told.endswith("write tuple(...) around it")
        assert "features takes tuple[SchoolFeature, ...]" in refused(lambda: School(name="A", features=("public",)))  # type: ignore[arg-type]

    def test_all_at_once(self) -> None:
        """Every field that is wrong is named, and what is long is named by its kind."""
        told = refused(lambda: School(name=None, fax=["0"] * 99))  # type: ignore[arg-type]
        assert told == "School: name takes str, not None, fax takes str, not list"

    def test_whole_things(self) -> None:
        """A school, a sheet or a plan of another kind is refused, in a team's file too."""
        assert "school takes School, not 'A'" in refused(
            lambda: SelfAssessment(framework="f", school="A", school_year=YEAR)  # type: ignore[arg-type]
        )
        assert "plan takes AssessmentPlan, not None" in refused(
            lambda: SelfAssessment(framework="f", school=SCHOOL, school_year=YEAR, plan=None)  # type: ignore[arg-type]
        )
        assert "school takes" in refused(lambda: ExternalAssessment(framework="f", school=None, school_year=YEAR))  # type: ignore[arg-type]

    def test_copies(self) -> None:
        """A copy with something else in it is refused like a new value."""
        assert "name takes str" in refused(lambda: attrs.evolve(SCHOOL, name=1))  # type: ignore[arg-type]

    def test_ratings(self) -> None:
        """Ratings are taken in every form that `Ratings` takes, and nothing that holds none."""
        of_texts = SelfAssessment(framework="f", school=SCHOOL, school_year=YEAR, ratings={"1.1.a": True})
        assert of_texts.ratings == {IndicatorCode(1, 1, "a"): Rating.MET}
        assert attrs.evolve(of_texts, ratings=of_texts.ratings).ratings is of_texts.ratings
        assert "ratings takes Ratings, not None" in refused(lambda: attrs.evolve(of_texts, ratings=None))  # type: ignore[arg-type]

    def test_years(self) -> None:
        """A school year begins in a whole year of four digits."""
        with pytest.raises(CodeError, match="whole number of four digits"):
            SchoolYear("2017")  # type: ignore[arg-type]
        with pytest.raises(CodeError):
            SchoolYear(17)

    def test_what_only_running_refuses(self) -> None:
        """Python takes True as a number and a time as a day; both mean something else, and are refused."""
        assert "sites takes int | None, not True" in refused(lambda: School(name="A", sites=True))
        assert "date takes" in refused(lambda: Signature(date=dt.datetime(2018, 2, 5, tzinfo=dt.UTC)))

    def test_the_error(self) -> None:
        """It is a `TypeError`, has the fields as facts, and survives a process boundary."""
        with pytest.raises(TypeError) as caught:
            Training(days=5)  # type: ignore[call-arg]  # no such field: Python itself refuses
        error = WrongTypeError("School", (WrongType("name", "str", None),))
        assert not isinstance(caught.value, WrongTypeError)
        assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - the test's own bytes


class Long(str):
    """A text of somebody else's."""

    __slots__ = ()


@attrs.frozen(kw_only=True)
@typed
class Fresh:
    """A class of which no other test makes a value."""

    name: str
    parts: tuple[str, ...] = ()


class TestTaken:
    """What a type checker lets pass is taken."""

    def test_first_values(self) -> None:
        """The first values of a class are looked at by another way than those that follow: it says the same."""
        for _ in range(3):
            assert Fresh(name=Long("A"), parts=(Long("B"),)).parts == ("B",)
            assert refused(lambda: Fresh(name="A", parts=(1,))) == "Fresh: parts takes tuple[str, ...], not (1,)"  # type: ignore[arg-type]

    def test_subclasses(self) -> None:
        """A value of a subclass is one of its class, in a tuple too."""
        assert School(name=Long("A")).name == "A"
        assert AssessmentPlan(targets=(Long("A"),)).targets == ("A",)

    def test_none_and_empty(self) -> None:
        """None where the annotation has it, and empty tuples."""
        assert School(name="A", founded=None, features=()).founded is None
        assert Claims(level=Level.TWO).level is Level.TWO
        assert ImprovementItem(what="A").first_day is None

    def test_many(self) -> None:
        """The look that is written after some values says the same as the first one."""
        for number in range(1, 100):
            assert Evidence(code=EvidenceCode(1, 1, 1, number), name="A").name == "A"
        assert "name takes str" in refused(lambda: Evidence(code=EvidenceCode(1, 1, 1, 1), name=1))  # type: ignore[arg-type]
        for _ in range(100):
            School(name=Long("A"), region=Region.OTHER)
        assert "name takes str" in refused(lambda: School(name=None))  # type: ignore[arg-type]


class Kind(enum.StrEnum):
    """Some words."""

    ONE = "one"


@attrs.frozen
@typed
class Everything:
    """Fields of every kind of annotation."""

    pairs: tuple[tuple[str, int], ...] = ()
    mapping: Mapping[str, int] | None = None
    call: Callable[[int], int] | None = None
    anything: object = None
    whatever: Any = None
    kinds: tuple[Kind | int, ...] = ()
    message: Message = attrs.field(factory=lambda: message("a"))
    seen: list[str] = attrs.field(factory=list)

    def __attrs_post_init__(self) -> None:
        """Do what the class itself does with a new value."""
        self.seen.append("made")


class Below(Everything):
    """A class below one that looks at its fields."""


class TestAnnotations:
    """Annotations of any shape are read, and what only a type checker can tell is left to it."""

    def test_shapes(self) -> None:
        """Sound values of each shape are taken, before and after the quicker look is written."""
        for _ in range(40):
            value = Everything(
                pairs=(("a", 1),),
                mapping={"a": 1},
                call=abs,
                anything=object(),
                whatever=5,
                kinds=(Kind.ONE, 2),
                seen=[],
            )
            assert value.seen == ["made"]
        assert "mapping takes Mapping[str, int] | None, not 5" in refused(lambda: Everything(mapping=5))  # type: ignore[arg-type]
        assert "kinds takes tuple[Kind | int, ...]" in refused(lambda: Everything(kinds=("two",)))  # type: ignore[arg-type]

    def test_classes_below(self) -> None:
        """A class below looks at the fields that it has from above."""
        assert Below().seen == ["made"]
        assert "kinds" in refused(lambda: Below(kinds=5))  # type: ignore[arg-type]

    @pytest.mark.parametrize("room", ["school", "law", "external"])
    def test_every_class_of_facts(self, room: str) -> None:
        """Every annotation of the facts of a school, of a team and of the law stands for something at run time."""
        package = importlib.import_module(f"kdcl.{room}")
        names = [module.name for module in pkgutil.iter_modules(package.__path__, f"kdcl.{room}.")]
        kinds = [kind for name in names for kind in vars(importlib.import_module(name)).values()]
        looked = [
            kind
            for kind in kinds
            if isinstance(kind, type) and attrs.has(kind) and hasattr(kind, "__attrs_post_init__")
        ]
        assert len(looked) > len(names)
        for kind in looked:
            for hint in hints_of(kind).values():
                assert not isinstance(hint, str)


class TestRanges:
    """Numbers that no school can have are refused where a value is made, and told where a file is read."""

    @pytest.mark.parametrize(
        ("make", "told"),
        [
            (lambda: School(name="A", sites=-1), "School: sites takes a whole number from 0 on, not -1"),
            (lambda: School(name="A", founded=20155), "founded takes a whole number from 0 to 9999, not 20155"),
            (lambda: Box(number=-1), "Box: number takes"),
            (lambda: StandardSummary(standard=-3), "StandardSummary: standard takes"),
            (lambda: Claims(indicators_met=-1), "Claims: indicators_met takes"),
            (lambda: attrs.evolve(School(name="A"), sites=-2), "School: sites takes"),
        ],
    )
    def test_made(self, make: Callable[[], object], told: str) -> None:
        """The field is named, with what it takes."""
        with pytest.raises(OutOfRangeError, match=told):
            make()

    def test_what_is_no_number(self) -> None:
        """It is told by its type, as in every other field."""
        with pytest.raises(WrongTypeError, match=r"sites takes int \| None, not '3'"):
            School(name="A", sites="3")  # type: ignore[arg-type]  # what a type checker refuses, running refuses

    @pytest.mark.parametrize(
        ("key", "value", "told"),
        [
            ("sites", -1, "-1 is out of range; write a whole number from 0 on"),
            ("founded", 20155, "20155 is out of range; write a whole number from 0 to 9999"),
            ("sites", "3", "is not a whole number"),
        ],
    )
    def test_read(self, key: str, value: object, told: str) -> None:
        """The place is named, and nothing else of the file is lost."""
        school = {"name": "A", key: value}
        text = json.dumps(
            {"schema_version": 1, "framework": "tt42-2012/primary", "school": school, "school_year": "2017-2018"}
        )
        (problem,) = reads(text).problems
        assert (problem.path, told in str(problem.message)) == (f"school.{key}", True)

    def test_none(self) -> None:
        """What is not known stays so, and is written so."""
        text = dumps(
            SelfAssessment(framework="tt42-2012/primary", school=School(name="A"), school_year=SchoolYear(2017)),
            with_defaults=True,
        )
        assert reads(text).get_assessment().school.sites is None
