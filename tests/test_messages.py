"""Messages: sentences apart from their language."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kdcl.messages import ENGLISH, BilingualText, Share, message


class Shouting:
    """A translator that shouts, to see what reaches it."""

    language = "vi"

    def gettext(self, template: str, /) -> str:
        """Return the template in capitals, its places as they are."""
        return template.replace("born", "BORN")

    def date(self, day: dt.date, /) -> str:
        """Return the year alone."""
        return str(day.year)

    def percent(self, part: int, whole: int, /) -> str:
        """Return the share as a fraction."""
        return f"{part}/{whole}"


def test_facts_in_english() -> None:
    """Every kind of fact has an English form."""
    said = message(
        "{text}|{number}|{day}|{share}|{inner}|{many}",
        text=BilingualText(vi="một", en="one"),
        number=7,
        day=dt.date(2018, 2, 5),
        share=Share(8, 9),
        inner=message("in {what}", what="it"),
        many=(1, BilingualText(vi="hai", en="two")),
    )
    assert str(said) == "one|7|2018-02-05|88.89%|in it|1, two"


def test_facts_in_another_language() -> None:
    """A translator reaches the template and every fact, however deep."""
    said = message(
        "born {day}: {share} {deep}",
        day=dt.date(2018, 2, 5),
        share=Share(1, 2),
        deep=(message("born {who}", who=BilingualText(vi="hai", en="two")),),
    )
    assert said.render(Shouting()) == "BORN 2018: 1/2 BORN hai"


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
