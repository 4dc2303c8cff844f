"""Legal documents as values: their numbers, when they applied, what replaced them, and how a school cites them."""

from __future__ import annotations

import datetime as dt
import pickle
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kdcl.checks import check
from kdcl.errors import CodeError, FrameworkFileError
from kdcl.law import (
    Cessation,
    DocumentKind,
    InstitutionType,
    LegalDocument,
    LegalNumber,
    Status,
    find_document,
    find_successors,
    in_force,
)
from kdcl.locale import get_locale
from kdcl.planning import build_citation, complete_ground
from kdcl.school import LegalGround, School, SchoolYear, SelfAssessment, Signature
from kdcl.standards import available_frameworks, get_framework
from kdcl.standards.legal import get_legal_documents, load_legal_documents
from kdcl.testing import legal_numbers

PRIMARY, SECONDARY, CONTINUING = InstitutionType
DOCUMENTS = get_legal_documents()
CIRCULAR = "42/2012/TT-BGDĐT"


def get(number: str) -> LegalDocument:
    """Return the shipped document of this number."""
    found = find_document(DOCUMENTS, number)
    assert found is not None
    return found


def numbers(documents: tuple[LegalDocument, ...]) -> list[str]:
    """Return the numbers of documents as text."""
    return [str(document.number) for document in documents]


def parse_or_fail(text: str) -> LegalNumber | CodeError:
    """Return the number that a text is, or why it is none."""
    try:
        return LegalNumber.parse(text)
    except CodeError as error:
        return error


class TestNumbers:
    """The number of a document: number, year if it has one, kind if it names one, issuer."""

    @pytest.mark.parametrize(
        ("text", "number", "year", "kind", "issuers"),
        [
            (CIRCULAR, 42, 2012, "TT", ("BGDĐT",)),
            ("8987/BGDĐT-KTKĐCLGD", 8987, None, None, ("BGDĐT", "KTKĐCLGD")),
            ("46/KTKĐCLGD-KĐPT", 46, None, None, ("KTKĐCLGD", "KĐPT")),
            ("35/2006/TTLT-BGDĐT-BNV", 35, 2006, "TTLT", ("BGDĐT", "BNV")),
            ("04/2008/QĐ-BGDĐT", 4, 2008, "QĐ", ("BGDĐT",)),
            ("12/KH-THVD", 12, None, "KH", ("THVD",)),
            ("362/GD&ĐT-TH", 362, None, None, ("GD&ĐT", "TH")),
            ("07/2012/BGDĐT", 7, 2012, None, ("BGDĐT",)),
        ],
    )
    def test_is_parsed_into_its_parts_and_printed_again(
        self, text: str, number: int, year: int | None, kind: str | None, issuers: tuple[str, ...]
    ) -> None:
        """The parts are what the number says; printing gives the text back."""
        parsed = LegalNumber.parse(text)
        assert (parsed.number, parsed.year, parsed.kind, parsed.issuers) == (number, year, kind, issuers)
        assert str(parsed) == text

    @given(legal_numbers())
    def test_what_is_printed_is_read_back(self, number: LegalNumber) -> None:
        """Parsing is the inverse of printing, and normalising changes nothing that is official."""
        assert LegalNumber.parse(str(number)) == LegalNumber.normalize(str(number)) == number
        assert pickle.loads(pickle.dumps(number)) == number  # noqa: S301 - its own pickle

    @given(st.text(max_size=20))
    def test_any_text_is_a_number_or_an_error_with_a_place(self, text: str) -> None:
        """No text ends in any other exception, and the place lies in the text or at its end."""
        parsed = parse_or_fail(text)
        if isinstance(parsed, CodeError):
            assert 0 <= parsed.position <= len(text)
        else:
            assert str(parsed) == text

    @pytest.mark.parametrize(
        ("text", "position", "reason"),
        [
            ("", 0, "two digits or more"),
            ("4/2008/QĐ-BGDĐT", 0, "two digits or more"),
            ("042/2012/TT-BGDĐT", 0, "two digits or more"),
            ("42", 2, "slash"),
            ("42 /2012/TT-BGDĐT", 2, "slash"),
            ("42/2012", 3, "abbreviations"),
            ("42/2012/", 8, "abbreviations"),
            ("42/2012/TT-", 10, "the text goes on"),
            ("42/2012/tT-BGDĐT", 8, "capital"),
            ("42/2012/TT-bGDĐT", 11, "capital"),
        ],
    )
    def test_is_refused_at_the_place_where_it_goes_wrong(self, text: str, position: int, reason: str) -> None:
        """The error names the place and what to write."""
        with pytest.raises(CodeError, match=reason) as caught:
            LegalNumber.parse(text)
        assert caught.value.position == position
        assert "42/2012/TT-" in str(caught.value.remedy)

    @pytest.mark.parametrize(
        "typed", ["42/2012/TT- BGDĐT", " 42 / 2012 / TT–BGDĐT", "042/2012/TT-BGDĐT", "42/2012/TT-BGD\u0110T"]
    )
    def test_what_people_type_is_mended(self, typed: str) -> None:
        """Blanks, dashes and zeros do not hide which document is meant."""
        assert str(LegalNumber.normalize(typed)) == CIRCULAR

    def test_accents_stored_apart_are_put_together(self) -> None:
        """A file from another system may keep letters and accents apart."""
        assert LegalNumber.normalize("362/GDTrU\u031b-TH").abbreviations[0] == "GDTrƯ"

    def test_an_eth_is_the_vietnamese_letter(self) -> None:
        """It looks the same, older keyboards had no other, and a decision is one whichever was typed."""
        typed = LegalNumber.normalize("04/2008/Q\u00d0-BGD\u00d0T")
        assert typed == LegalNumber.parse("04/2008/QĐ-BGDĐT")
        assert typed.document_kind is DocumentKind.DECISION

    def test_a_lost_zero_is_put_back(self) -> None:
        """Below ten the number has a leading zero."""
        assert str(LegalNumber.normalize("4/2008/QĐ-BGDĐT")) == "04/2008/QĐ-BGDĐT"

    def test_is_ordered_by_number_and_then_by_year(self) -> None:
        """Order is numeric; a number without a year stands before those that have one."""
        texts = ["100/2001/TT-A", "42/2012/TT-A", "42/2011/TT-A", "42/A", "07/2020/TT-A"]
        ordered = sorted(map(LegalNumber.parse, texts))
        assert [str(number) for number in ordered] == [
            "07/2020/TT-A",
            "42/A",
            "42/2011/TT-A",
            "42/2012/TT-A",
            "100/2001/TT-A",
        ]

    @pytest.mark.parametrize(
        ("number", "year", "abbreviations"),
        [
            (0, None, ("A",)),
            (10_000_000, None, ("A",)),
            (True, None, ("A",)),
            (1, 12, ("A",)),
            (1, 1899, ("A",)),
            (1, 2100, ("A",)),
            (1, None, ()),
            (1, None, ("a",)),
            (1, None, ("A-B",)),
        ],
    )
    def test_what_the_notation_cannot_write_is_refused(
        self, number: int, year: int | None, abbreviations: tuple[str, ...]
    ) -> None:
        """A value that would not be read back cannot be made."""
        with pytest.raises(CodeError) as caught:
            LegalNumber(number, year, abbreviations)
        assert caught.value.position == 0

    def test_years_of_two_centuries(self) -> None:
        """The first and the last year of those that the notation can write."""
        assert [str(LegalNumber(1, year, ("A",))) for year in (1900, 2099)] == ["01/1900/A", "01/2099/A"]

    def test_tells_the_kind_of_its_document(self) -> None:
        """What names no kind is a letter; a kind that is not known is not guessed."""
        kinds = [LegalNumber.parse(text).document_kind for text in (CIRCULAR, "46/KTKĐCLGD-KĐPT", "01/2000/XY-A")]
        assert kinds == [DocumentKind.CIRCULAR, DocumentKind.LETTER, None]


class TestInForce:
    """Circular 42/2012/TT-BGDĐT applied from 6 January 2013; to primary and secondary schools until 10 October 2018."""

    def test_applied_from_its_first_day(self) -> None:
        """The day before it did not; the four older documents ended with it."""
        day = dt.date(2013, 1, 6)
        assert get(CIRCULAR).is_in_force(day) is True
        assert get(CIRCULAR).is_in_force(day - dt.timedelta(days=1)) is False
        assert get("04/2008/QĐ-BGDĐT").is_in_force(day) is False

    def test_ceased_for_schools_and_not_for_centres(self) -> None:
        """From 10 October 2018 it applied to continuing-education centres alone."""
        day = dt.date(2018, 10, 10)
        states = [get(CIRCULAR).is_in_force(day, institution) for institution in InstitutionType]
        assert states == [False, False, True]
        assert get(CIRCULAR).is_in_force(day) is True
        assert get(CIRCULAR).find_end() is None

    def test_each_school_type_has_its_successor(self) -> None:
        """Circular 17/2018 is for primary schools, 18/2018 for secondary schools."""
        assert [str(number) for number in find_successors(get(CIRCULAR))] == ["17/2018/TT-BGDĐT", "18/2018/TT-BGDĐT"]
        assert [str(number) for number in find_successors(get(CIRCULAR), SECONDARY)] == ["18/2018/TT-BGDĐT"]
        assert find_successors(get(CIRCULAR), CONTINUING) == ()
        assert get("17/2018/TT-BGDĐT").is_in_force(dt.date(2019, 1, 1), SECONDARY) is False

    def test_cases_begun_could_be_finished_in_the_year(self) -> None:
        """Article 40 of both successors lets cases begun under it go on until the end of 2018."""
        end = get(CIRCULAR).find_cessation(PRIMARY)
        assert end is not None
        assert (end.day, end.cases_until) == (dt.date(2018, 10, 10), dt.date(2018, 12, 31))

    def test_on_a_day_in_between_schools_had_the_circular_and_its_letters(self) -> None:
        """In 2017 a primary school worked by the circular and letters 8987 and 46."""
        assert numbers(in_force(DOCUMENTS, dt.date(2017, 9, 18), PRIMARY)) == [
            CIRCULAR,
            "8987/BGDĐT-KTKĐCLGD",
            "46/KTKĐCLGD-KĐPT",
        ]

    def test_what_is_not_known_is_not_said(self) -> None:
        """Where the first or the last day was not read, neither yes nor no is claimed."""
        assert get("04/2008/QĐ-BGDĐT").is_in_force(dt.date(2010, 1, 1)) is None
        assert get("8987/BGDĐT-KTKĐCLGD").is_in_force(dt.date(2018, 1, 1)) is None
        assert get("57/2026/TT-BGDĐT").is_in_force(dt.date(2030, 1, 1)) is None

    def test_an_end_without_any_day_leaves_it_open(self) -> None:
        """Where only the successor is known, it cannot be told when its time ended."""
        end = Cessation(
            institution=None, day=None, not_before=None, replaced_by=None, cases_until=None, status=Status.UNKNOWN
        )
        document = attrs.evolve(get(CIRCULAR), cessations=(end,))
        assert document.is_in_force(dt.date(2013, 1, 6)) is None
        assert document.is_in_force(dt.date(2012, 1, 6)) is False

    def test_it_ends_for_all_with_the_last_of_them(self) -> None:
        """Where each type has its own end, the whole ends with the latest."""
        one = get(CIRCULAR).cessations[0]
        ends = [
            attrs.evolve(one, institution=each, day=dt.date(2018, 1, day + 1))
            for day, each in enumerate(InstitutionType)
        ]
        assert attrs.evolve(get(CIRCULAR), cessations=tuple(ends)).find_end() == dt.date(2018, 1, 3)

    def test_an_unknown_number_has_no_document(self) -> None:
        """What is not in the register is not found."""
        assert find_document(DOCUMENTS, LegalNumber.parse("01/2000/TT-A")) is None

    @pytest.mark.parametrize("framework_id", available_frameworks())
    def test_framework_and_register_say_the_same_of_the_circular(self, framework_id: str) -> None:
        """The dates of a catalogue's head are those of the register."""
        framework = get_framework(framework_id)
        known = get(str(framework.circular.number))
        assert (known.issued, known.in_force) == (framework.circular.issued, framework.circular.in_force)
        assert known.find_end(framework.institution) == framework.circular.find_end(framework.institution)
        assert set(framework.circular.guidance) <= set(known.guidance)

    def test_a_circular_without_a_first_day_is_not_held_against_a_signature(self) -> None:
        """The check of a signature's date says nothing where the circular's time is not known."""
        framework = get_framework("tt42-2012/primary")
        unknown = attrs.evolve(framework.circular, issued=None, in_force=None, cessations=())
        signed = SelfAssessment(
            framework=framework.id,
            school=School(name="A"),
            school_year=SchoolYear(2017),
            signature=Signature(date=dt.date(1990, 1, 1)),
        )
        found = check(signed, attrs.evolve(framework, circular=unknown), only=["circular-not-in-force"])
        assert found == ()


class TestRegisterFile:
    """A register of one's own, in the format of the shipped file."""

    @pytest.fixture
    def register(self, tmp_path: Path) -> Path:
        """Return the path of a register that is not written yet."""
        return tmp_path / "documents.toml"

    def test_is_read_like_the_shipped_one(self, register: Path) -> None:
        """What is not stated is not known."""
        register.write_text(
            'schema = 1\n[[document]]\nnumber = "1341/GDĐT-TH"\nkind = "letter"\nissued = 2017-09-12\n'
            'status = "verified"\n',
            encoding="utf-8",
        )
        (document,) = load_legal_documents(register)
        assert (document.begins, document.issuer, document.guidance) == (dt.date(2017, 9, 12), None, ())

    def test_all_its_problems_are_reported_at_once(self, register: Path) -> None:
        """Numbers that cannot be read, stand twice or lead nowhere, and types that do not exist."""
        register.write_text(
            'schema = 1\n[[document]]\nnumber = "42"\nkind = "circular"\nstatus = "verified"\n'
            '[[document]]\nnumber = "01/A"\nkind = "letter"\nstatus = "verified"\nguidance = ["02/A"]\n'
            '[[document]]\nnumber = "01/A"\nkind = "letter"\nstatus = "verified"\ninstitutions = ["school"]\n',
            encoding="utf-8",
        )
        with pytest.raises(FrameworkFileError) as caught:
            load_legal_documents(register)
        assert {problem.path for problem in caught.value.problems} == {
            "document[0].number",
            "document[2].institutions[0]",
            "document",
        }
        assert "01/A stands twice" in str(caught.value)
        assert "01/A names 02/A" in str(caught.value)
        assert "primary, secondary, continuing" in str(caught.value)


class TestGrounds:
    """The grounds of a decision or plan (căn cứ): kind, number, date, issuer, subject."""

    def cite(self, language: str, **facts: Any) -> str:  # noqa: ANN401 - any facts
        """Return a ground as it is cited, completed from the register."""
        ground = LegalGround(**facts)
        return get_locale(language).text(build_citation(complete_ground(ground, DOCUMENTS, language=language)))

    def test_of_a_known_document_the_number_is_enough(self) -> None:
        """The register gives the rest, in the language asked for."""
        english = self.cite("en", number=LegalNumber.parse("8987/BGDĐT-KTKĐCLGD"))
        assert english.startswith("Official Letter No. 8987/BGDĐT-KTKĐCLGD dated 28 December 2012 of the Ministry")
        vietnamese = self.cite("vi", number=LegalNumber.parse(CIRCULAR))
        assert vietnamese.startswith("Thông tư số 42/2012/TT-BGDĐT ngày 23 tháng 11 năm 2012 của Bộ trưởng Bộ Giáo dục")

    def test_what_the_school_states_goes_before_the_register(self) -> None:
        """A school may cite a document in its own words."""
        cited = self.cite("en", number=LegalNumber.parse(CIRCULAR), issuer="MOET", subject="on accreditation")
        assert cited == f"Circular No. {CIRCULAR} dated 23 November 2012 of MOET on accreditation"

    def test_a_document_that_is_not_known_is_cited_as_stated(self) -> None:
        """A letter of the district office has only what the school writes."""
        number = LegalNumber.parse("1341/GDĐT-TH")
        assert self.cite("en", number=number) == "Official Letter No. 1341/GDĐT-TH"
        assert self.cite("vi", number=number, date=dt.date(2017, 9, 12), subject="kiểm định").endswith(
            "ngày 12 tháng 9 năm 2017 về việc kiểm định"
        )

    def test_a_kind_that_is_not_known_is_a_document(self) -> None:
        """Nothing is guessed from an abbreviation that is not known."""
        assert self.cite("en", number=LegalNumber.parse("01/2000/XY-A")) == "Document No. 01/2000/XY-A"

    def test_a_ground_without_a_number_is_its_text(self) -> None:
        """Grounds such as a proposal have no number."""
        assert self.cite("en", subject="the proposal of the office group") == "the proposal of the office group"

    def test_a_known_document_may_lack_issuer_and_subject(self) -> None:
        """What the register does not know stays empty."""
        ground = complete_ground(LegalGround(number=LegalNumber.parse("430/KTKĐCLGD-KĐPT")), DOCUMENTS)
        assert (ground.issuer, ground.subject, ground.date) == ("", "", dt.date(2013, 5, 4))
