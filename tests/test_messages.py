"""Messages: sentences apart from their language."""

from __future__ import annotations

import ast
import datetime as dt
import pkgutil
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kdcl
from kdcl.messages import ENGLISH, BilingualText, Quantity, Share, WordedEnum, message
from sources import PACKAGE, SOURCES, nodes_of


class Shouting:
    """A translator that shouts, to see what reaches it."""

    language = "vi"

    def gettext(self, template: str, /) -> str:
        """Return the template in capitals, its places as they are."""
        return template.replace("born", "BORN")

    def date(self, day: dt.date, /) -> str:
        """Return the year alone."""
        return str(day.year)

    def number(self, number: object, /) -> str:
        """Return the number between bars."""
        return f"|{number}|"

    def percent(self, part: int, whole: int, /) -> str:
        """Return the share as a fraction."""
        return f"{part}/{whole}"


def test_facts_in_english() -> None:
    """Every kind of fact has an English form."""
    said = message(
        "{text}|{number}|{quantity}|{day}|{share}|{inner}|{many}",
        text=BilingualText(vi="một", en="one"),
        number=2018,
        quantity=(Quantity(12345), Quantity(Decimal("1234.5"))),
        day=dt.date(2018, 2, 5),
        share=Share(8, 9),
        inner=message("in {what}", what="it"),
        many=(1, BilingualText(vi="hai", en="two")),
    )
    assert str(said) == "one|2018|12,345, 1,234.5|2018-02-05|88.89%|in it|1, two"


def test_facts_in_another_language() -> None:
    """A translator reaches the template and every fact, however deep."""
    said = message(
        "born {day}: {share} {quantity} {deep}",
        day=dt.date(2018, 2, 5),
        share=Share(1, 2),
        quantity=Quantity(12345),
        deep=(message("born {who}", who=BilingualText(vi="hai", en="two")),),
    )
    assert said.render(Shouting()) == "BORN 2018: 1/2 |12345| BORN hai"
    assert str(Quantity(12345)) == "12,345"


def test_braces_in_facts() -> None:
    """Braces in a fact are text: only the template has places."""
    assert str(message("{value}", value="{x} {0}")) == "{x} {0}"


def test_fact_by_name() -> None:
    """The facts of a message can be asked for by name."""
    said = message("{code}", code=3)
    assert said["code"] == 3
    with pytest.raises(KeyError):
        said["other"]


def test_english_by_default() -> None:
    """A bilingual text shows itself in English, and Vietnamese is had by asking."""
    text = BilingualText(vi="một", en="one")
    assert (str(text), text.in_language("vi"), text.in_language("en")) == ("one", "một", "one")


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(0, 7, "0%"), (1, 1, "100%"), (1, 3, "33.33%"), (2, 3, "66.67%"), (1, 8, "12.5%"), (1, 16, "6.25%")],
)
def test_percent(part: int, whole: int, shown: str) -> None:
    """A share is printed rounded half up to two decimals, without trailing zeros."""
    assert str(Share(part, whole)) == shown


@given(st.integers(1, 10**6), st.data())
def test_percent_is_near(whole: int, data: st.DataObject) -> None:
    """What is printed is never further than half a hundredth of a percent from the exact share."""
    share = Share(data.draw(st.integers(0, whole)), whole)
    printed = float(ENGLISH.percent(share.part, share.whole).removesuffix("%"))
    assert abs(printed - float(share.fraction * 100)) <= 0.005 + 1e-9


def find_worded_enums() -> list[type[WordedEnum]]:
    """Return every enumeration of the package that carries words."""
    modules = [import_module(each.name) for each in pkgutil.walk_packages(kdcl.__path__, "kdcl.")]
    values = [value for module in modules for value in vars(module).values()]
    found = {value for value in values if isinstance(value, type) and issubclass(value, WordedEnum)} - {WordedEnum}
    return sorted(found, key=lambda kind: kind.__name__)


class Colour(WordedEnum):
    """A sample of an enumeration with words."""

    RED = "red", message("red")
    DARK_BLUE = "dark_blue", message("dark blue"), message("Dark blue")


class TestWordedEnums:
    """An enumeration carries its own words; nobody else keeps a table of them."""

    def test_members_have_words_and_labels(self) -> None:
        """What files hold is the value; what people read are the words, by themselves the label."""
        assert Colour("dark_blue") is Colour.DARK_BLUE
        assert (str(Colour.DARK_BLUE), str(Colour.DARK_BLUE.words), str(Colour.DARK_BLUE.label)) == (
            "dark_blue", "dark blue", "Dark blue"
        )  # fmt: skip
        assert Colour.RED.label is Colour.RED.words

    def test_a_member_without_words_is_refused(self) -> None:
        """It would be found only by the first person who is to read it."""
        with pytest.raises(TypeError, match="declares no words"):

            class _Bare(WordedEnum):
                ONE = "one"

    @pytest.mark.parametrize("kind", find_worded_enums(), ids=lambda kind: kind.__name__)
    def test_no_two_members_are_called_the_same(self, kind: type[WordedEnum]) -> None:
        """People could not tell them apart."""
        assert len({member.words.template for member in kind}) == len(kind) > 1

    def test_no_module_keeps_a_table_of_words(self) -> None:
        """A dictionary from members to messages is a second home of words; those that stand say something else."""
        found = {
            (path.relative_to(PACKAGE).as_posix(), owner) for path in SOURCES for owner in iter_tables_of_words(path)
        }
        assert found == {
            ("checks/citations.py", "Notation"),  # whose notation it is: the values are formats of codes
            ("law/documents.py", "Status"),  # how sure the number of an article is
            ("readers/papers/reading.py", "PaperKind"),  # what to do about a file of a kind that is not read
            ("overview/rows.py", "Certainty"),  # its members are numbers, as a reader compares them
            ("scoring/doubts.py", "Status"),  # what it was that was not read
            ("readers/word/sections.py", "Kind"),  # where text without a place was found: several kinds have one name
        }


def iter_tables_of_words(path: Path) -> Iterator[str]:
    """Yield the enumeration of each dictionary whose keys are members and whose values are messages."""
    for node in nodes_of(path):
        if isinstance(node, ast.Dict) and node.keys:
            names = (key.value for key in node.keys if isinstance(key, ast.Attribute))
            owners = {name.id for name in names if isinstance(name, ast.Name) and name.id[0].isupper()}
            said = all(
                isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "message"
                for value in node.values
            )
            if owners and said:
                yield min(owners)
