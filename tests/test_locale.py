"""Tests of `kdcl.locale`: what Vietnamese and English say, and that Vietnamese says all of it."""

from __future__ import annotations

import ast
import datetime as dt
import functools
import importlib.resources
import pickle
import string
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from kdcl.errors import UnknownLanguageError
from kdcl.law import Citation
from kdcl.locale import LANGUAGES, get_locale
from kdcl.locale.catalogue import Catalogue, read_catalogue
from kdcl.locale.catalogue import _read as read_anew
from kdcl.messages import BilingualText, message
from sources import PACKAGE, SOURCES, nodes_of

KEYWORDS = {"message": None, "gettext": None, "ngettext": (1, 2)}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """Return the Vietnamese catalogue as Babel reads it."""
    with importlib.resources.files("kdcl.locale").joinpath("vi.po").open("rb") as stream:
        return read_po(stream, locale="vi", abort_invalid=True)


@functools.cache
def templates_of_source() -> frozenset[tuple[str, ...]]:
    """Return every English template that the package's source marks as one."""
    found = extract_from_dir(str(PACKAGE), method_map=[("**.py", "python")], keywords=KEYWORDS)
    return frozenset(as_tuple(templates) for _, _, templates, _, _ in found)


def marked_texts() -> Iterator[str]:
    """Iterate over the first template of every marking call, wherever in the source it stands."""
    for path in SOURCES:
        for node in nodes_of(path):
            match node:
                case ast.Call(
                    func=ast.Name(id=name) | ast.Attribute(attr=name), args=[ast.Constant(value=str(text)), *_]
                ) if name in KEYWORDS:
                    yield text


def entries(catalogue: Catalog) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Iterate over the name, the English templates and the Vietnamese templates of each entry."""
    for entry in catalogue:
        if entry.id:
            source, target = as_tuple(entry.id), as_tuple(entry.string)
            yield source[0], source, target


def as_tuple(templates: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return one template, or the templates for one and for many, as a tuple."""
    return (templates,) if isinstance(templates, str) else tuple(templates or ())


def places(template: str) -> set[str]:
    """Return the names of a template's places."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


class TestCatalogue:
    """Vietnamese is complete: nothing missing, doubtful or left over."""

    def test_every_template_of_the_source_has_an_entry(self, catalogue: Catalog) -> None:
        """A template without an entry would be printed in English."""
        known = {source for _, source, _ in entries(catalogue)}
        assert templates_of_source() - known == set()

    def test_every_template_is_found_by_the_extractor(self) -> None:
        """One inside an f-string is not seen by Babel: it would be printed in English, and the test above be silent."""
        assert set(marked_texts()) - {source[0] for source in templates_of_source()} == set()

    def test_no_entry_is_left_over(self, catalogue: Catalog) -> None:
        """An entry that the source no longer uses is taken out."""
        known = {source for _, source, _ in entries(catalogue)}
        assert known - templates_of_source() == set()
        assert not catalogue.obsolete

    def test_no_entry_is_empty(self, catalogue: Catalog) -> None:
        """Every entry has its Vietnamese."""
        assert [name for name, _, target in entries(catalogue) if not all(target)] == []

    def test_no_entry_is_fuzzy(self, catalogue: Catalog) -> None:
        """A fuzzy entry is a guess of the tool that merged it."""
        assert [entry.id for entry in catalogue if entry.id and entry.fuzzy] == []

    def test_places_have_the_same_names(self, catalogue: Catalog) -> None:
        """A place that the Vietnamese names otherwise could not be filled, one it drops would lose a fact."""
        different = [
            name
            for name, source, target in entries(catalogue)
            if set().union(*map(places, source)) != set().union(*map(places, target))
        ]
        assert different == []

    def test_text_is_composed(self, catalogue: Catalog) -> None:
        """Decomposed Vietnamese looks the same and compares unequal."""
        assert [n for n, _, target in entries(catalogue) for t in target if unicodedata.normalize("NFC", t) != t] == []

    def test_header_says_that_vietnamese_does_not_inflect(self, catalogue: Catalog) -> None:
        """One form serves every number."""
        assert catalogue.num_plurals == 1


class TestLanguages:
    """The languages that can be had."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_language_is_made_once(self, language: str) -> None:
        """The catalogue is read once, however often it is asked for."""
        assert get_locale(language) is get_locale(language)
        assert get_locale(language).language == language

    def test_what_is_kept_for_the_next_start_is_the_catalogue(self) -> None:
        """Whether the file is read, or what was compiled of it, the texts are the same."""
        assert Catalogue(*read_anew("vi", (PACKAGE / "locale" / "vi.po").read_bytes())) == read_catalogue("vi")

    def test_unknown_language_names_the_known_ones(self) -> None:
        """The error says what can be had, and survives pickling."""
        with pytest.raises(UnknownLanguageError) as caught:
            get_locale("fr")
        assert str(caught.value) == "no language is called 'fr'; known are: vi, en"
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 - our own bytes

    def test_a_locale_shows_its_language_only(self) -> None:
        """A locale in a debugger does not print its whole catalogue."""
        assert repr(get_locale("vi")) == "Locale(language='vi')"


class TestWording:
    """Templates and facts in the language of the whole."""

    def test_english_is_the_source(self) -> None:
        """In English a template is itself."""
        assert get_locale("en").gettext("a dot") == "a dot"

    def test_vietnamese_comes_from_the_catalogue(self) -> None:
        """In Vietnamese it is what the catalogue says."""
        assert get_locale("vi").gettext("a dot") == "dấu chấm"

    def test_unknown_template_stands_as_it_is(self) -> None:
        """A template of somebody else's renderer is printed in English rather than not at all."""
        assert get_locale("vi").gettext("words of a plug-in") == "words of a plug-in"

    def test_empty_text_stays_empty(self) -> None:
        """The head of a catalogue file hangs on the empty template; it is not a wording."""
        assert get_locale("vi").gettext("") == ""

    @pytest.mark.parametrize(("number", "expected"), [(0, "things"), (1, "thing"), (2, "things")])
    def test_english_counts_one_and_many(self, number: int, expected: str) -> None:
        """English, and what no catalogue knows, has a form for one and one for every other number."""
        assert get_locale("en").ngettext("thing", "things", number) == expected
        assert get_locale("vi").ngettext("thing", "things", number) == expected

    def test_citation_is_read_from_the_point_outwards(self) -> None:
        """Vietnamese cites point, clause, article, document in this order."""
        cited = Citation(document="42/2012/TT-BGDĐT", article=31, clause=2, point="a").message
        assert get_locale("vi").text(cited) == "điểm a khoản 2 Điều 31 Thông tư số 42/2012/TT-BGDĐT"
        assert get_locale("en").text(cited) == "circular 42/2012/TT-BGDĐT, article 31, clause 2, point a"

    def test_facts_take_the_language_of_the_whole(self) -> None:
        """Bilingual texts, dates, messages and tuples inside a message are rendered in its language."""
        whole = message(
            "{place}, {date}",
            place=(BilingualText(vi="hộp", en="box"), message("a dot")),
            date=dt.date(2018, 2, 5),
        )
        assert get_locale("vi").text(whole) == "hộp, dấu chấm, ngày 05 tháng 02 năm 2018"
        assert get_locale("en").text(whole) == "box, a dot, 5 February 2018"

    def test_facts_with_braces_are_left_alone(self) -> None:
        """A school's text is never taken for a template."""
        assert get_locale("vi").text(message("{place}, {date}", place="{date}", date=1)) == "{date}, 1"


class TestDates:
    """Administrative documents: a leading zero before days below 10 and before the months 1 and 2 only."""

    @pytest.mark.parametrize(
        ("day", "vietnamese", "english"),
        [
            (dt.date(2018, 2, 5), "ngày 05 tháng 02 năm 2018", "5 February 2018"),
            (dt.date(2014, 10, 10), "ngày 10 tháng 10 năm 2014", "10 October 2014"),
            (dt.date(2013, 1, 31), "ngày 31 tháng 01 năm 2013", "31 January 2013"),
            (dt.date(2012, 3, 9), "ngày 09 tháng 3 năm 2012", "9 March 2012"),
        ],
    )
    def test_dates_are_written_as_offices_write_them(self, day: dt.date, vietnamese: str, english: str) -> None:
        """Each language has its own order, words and zeros."""
        assert get_locale("vi").date(day) == vietnamese
        assert get_locale("en").date(day) == english

    @given(st.dates())
    def test_no_date_is_lost_in_vietnamese(self, day: dt.date) -> None:
        """The numbers of the written date are the date again."""
        numbers = [int(word) for word in get_locale("vi").date(day).split() if word.isdigit()]
        assert dt.date(numbers[2], numbers[1], numbers[0]) == day

    def test_place_stands_before_the_date(self) -> None:
        """The line above a signature."""
        assert get_locale("vi").place_and_date("Ví Dụ", dt.date(2014, 9, 2)) == "Ví Dụ, ngày 02 tháng 9 năm 2014"

    def test_unknown_place_and_date_leave_room_for_a_pen(self) -> None:
        """The blank form is what a school fills in by hand."""
        assert get_locale("vi").place_and_date("", None) == "…………, ngày … tháng … năm …"
        assert get_locale("en").place_and_date("", None) == "…………, date: …………"


class TestNumbers:
    """Shares are exact until printed; Vietnamese has a decimal comma."""

    @pytest.mark.parametrize(
        ("numerator", "denominator", "vietnamese", "english"),
        [
            (104, 108, "96,3%", "96.3%"),
            (2, 3, "66,67%", "66.67%"),
            (1, 1, "100%", "100%"),
            (0, 5, "0%", "0%"),
            (1, 20_000, "0,01%", "0.01%"),
            (1, 20_001, "0%", "0%"),
        ],
    )
    def test_percentages(self, numerator: int, denominator: int, vietnamese: str, english: str) -> None:
        """Half a hundredth is rounded up; zeros at the end are dropped."""
        assert get_locale("vi").percent(numerator, denominator) == vietnamese
        assert get_locale("en").percent(numerator, denominator) == english

    @given(st.integers(0, 10**9), st.integers(1, 10**9))
    def test_a_percentage_is_within_half_a_hundredth(self, numerator: int, denominator: int) -> None:
        """What is printed differs from the exact share by half of the last digit at most."""
        printed = Fraction(get_locale("en").percent(numerator, denominator).rstrip("%").replace(",", ""))
        assert abs(printed - Fraction(100 * numerator, denominator)) <= Fraction(1, 200)

    def test_a_share_of_nothing_is_no_number(self) -> None:
        """Nothing out of nothing is neither 0 nor 100 percent."""
        with pytest.raises(ZeroDivisionError):
            get_locale("vi").percent(0, 0)

    def test_numbers_have_the_signs_of_the_language(self) -> None:
        """Vietnamese groups by dots and has a decimal comma; no digit is rounded away."""
        assert get_locale("vi").number(Decimal("12345.6789")) == "12.345,6789"
        assert get_locale("en").number(12345) == "12,345"
