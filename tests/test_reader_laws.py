"""The two laws of reading, over files in many hands (docs/analysis/readers-laws.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import event, given

from drawing import count as count_examples
from drawing import draw, examples, get_profile
from kdcl.cli import main
from kdcl.codes import CriterionCode
from kdcl.convert import dumps
from kdcl.office.libreoffice import converted
from kdcl.readers import EvidenceListRead, FindingKind, ReadReport, read_evidence_list, read_report
from kdcl.school import Evidence, Rating
from kdcl.standards import get_framework
from kdcl.testing.hands import (
    DOUBTS,
    NOT_ASSESSED,
    AsidePlace,
    ConclusionStyle,
    DrawnFile,
    Hand,
    Layout,
    ListPlace,
    Role,
    Summary,
    Truth,
    VerdictMark,
    WrittenText,
    as_meant,
    build_facts,
    build_list,
    drawn_lists,
    drawn_reports,
    iter_hands,
    iter_list_hands,
    write_report,
)
from kdcl.testing.hands.tags import iter_tags

PRIMARY = get_framework("tt42-2012/primary")
SECONDARY = get_framework("tt42-2012/secondary")
FILES, COMMANDS = 20, 6
"""How many drawn files the laws are held over in the quick profile: read in the API, and by the command."""

Save = Callable[[DrawnFile], Path]


@pytest.fixture(scope="module")
def save(tmp_path_factory: pytest.TempPathFactory) -> Save:
    """Return a function that writes drawn files, each into a folder of its own."""
    folder, numbers = tmp_path_factory.mktemp("hands"), count()

    def write(file: DrawnFile) -> Path:
        place = folder / str(next(numbers))
        place.mkdir()
        path = place / f"file{file.suffix}"
        path.write_bytes(file.data)
        return path

    return write


@pytest.fixture(scope="module")
def every_hand(save: Save) -> list[tuple[Hand, Truth, ReadReport]]:
    """Return what is read of the same facts in every hand."""
    files = [(hand, build_report(hand)) for hand in dict.fromkeys(iter_hands())]
    return [(hand, file.truth, read_report(save(file), PRIMARY)) for hand, file in files]


def build_report(hand: Hand, *, doubt: str = "", asides: tuple[tuple[AsidePlace, str], ...] = ()) -> DrawnFile:
    """Return the report of always the same facts in a hand."""
    return write_report(PRIMARY, attrs.evolve(build_facts(PRIMARY, hand, doubt=doubt), asides=asides), hand)


def list_lost(truth: Truth, kept: str, read: ReadReport | None = None) -> list[WrittenText]:
    """Return the texts that are lost: neither kept nor, where they conclude, taken as a verdict or handed back."""
    meant = as_meant(kept)
    lost = [
        text
        for text in truth.texts
        if text.role in {Role.PROSE, Role.DOUBTFUL} and text.text not in meant and text.text not in kept
    ]
    return lost if read is None else [*lost, *iter_lost_conclusions(truth, read)]


def iter_lost_conclusions(truth: Truth, read: ReadReport) -> Iterator[WrittenText]:
    """Iterate over the conclusions that were neither taken nor handed back, whole or behind their heading."""
    taken = {sheet.criterion for sheet in read.assessment.sheets if sheet.stated_verdict}
    taken |= {code.criterion_code for code in read.assessment.ratings}
    handed_back = {as_meant(paragraph.text) for paragraph in read.unplaced}
    for text in truth.texts:
        is_kept = text.criterion in taken or {text.text, text.text.rpartition(": ")[2]} & handed_back
        if text.role is Role.CONCLUSION and not is_kept:
            yield text


def keep_report(read: ReadReport) -> str:
    """Return the texts that a report's facts hold, and those that are handed back."""
    return "\n".join((dumps(read.assessment), *(paragraph.text for paragraph in read.unplaced)))


def keep_list(read: EvidenceListRead) -> str:
    """Return the texts that the evidence of a list holds, and those that are handed back."""
    facts = (str(value) for item in read.evidence for value in attrs.astuple(item, recurse=False))
    return "\n".join((*facts, *(text for finding in read.findings for text in finding.texts)))


def list_invented(truth: Truth, read: ReadReport) -> list[str]:
    """Return what was read as a conclusion, a code, a number or a day and was not stated plainly."""
    facts, claims = read.assessment, read.assessment.claims
    verdicts = {sheet.criterion: sheet.stated_verdict for sheet in facts.sheets if sheet.stated_verdict is not None}
    stated = {
        "level": (claims.level, truth.level),
        "criteria met": (claims.criteria_met, truth.criteria_met),
        "indicators met": (claims.indicators_met, truth.indicators_met),
        "day": (facts.signature.date, truth.signed_on),
    }
    return [
        *(
            f"rating {code}: {rating}"
            for code, rating in facts.ratings.items()
            if rating not in truth.ratings.get(code, ())
        ),
        *(f"verdict {code}: {each}" for code, each in verdicts.items() if each not in truth.verdicts.get(code, ())),
        *(f"criterion {sheet.criterion}" for sheet in facts.sheets if sheet.criterion not in _codes(truth)),
        *(f"code {found.code}" for found in read.codes if found.code not in truth.codes),
        *(f"{name}: {found}" for name, (found, right) in stated.items() if found not in {None, right}),
    ]


def _codes(truth: Truth) -> set[CriterionCode]:
    return {criterion.code for criterion in truth.criteria}


def list_missed(truth: Truth, read: ReadReport) -> list[str]:
    """Return what a plain file states and was not read."""
    facts = read.assessment
    sheets = {sheet.criterion: sheet for sheet in facts.sheets}
    missed = []
    for criterion in truth.criteria:
        sheet = sheets.get(criterion.code)
        if sheet is None:
            missed.append(f"sheet {criterion.code}")
            continue
        missed += [
            f"{criterion.code} {name}: {getattr(sheet, name)!r}"
            for name in ("strengths", "weaknesses", "improvement_plan")
            if as_meant(getattr(sheet, name)) != getattr(criterion, name)
        ]
        if [part.indicator for part in sheet.current_state] != [letter for letter, _ in criterion.letters]:
            missed.append(f"{criterion.code} current state: {sheet.current_state}")
        if frozenset({sheet.stated_verdict}) != truth.verdicts[criterion.code]:
            missed.append(f"{criterion.code} verdict: {sheet.stated_verdict}")
    ratings = {code: frozenset({rating}) for code, rating in facts.ratings.items()}
    missed += [f"rating {code}" for code in truth.ratings if ratings.get(code) != truth.ratings[code]]
    claims = facts.claims
    got = (claims.level, claims.criteria_met, claims.indicators_met, facts.signature.date, facts.school_year)
    right = (truth.level, truth.criteria_met, truth.indicators_met, truth.signed_on, truth.school_year)
    missed += [] if got == right else [f"{got} for {right}"]
    missed += [] if tuple(found.code for found in read.codes) == truth.codes else ["codes"]
    return missed + [f"unplaced {paragraph.text!r}" for paragraph in read.unplaced]


def run_import(path: Path, *options: str) -> str:
    """Return all that an import leaves: the school's file, the file beside it, and what was printed."""
    target = path.parent / "out.json"
    result = CliRunner().invoke(main, ["import", str(path), "-o", str(target), *options], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    rest = target.with_suffix(".rest.txt")
    return "\n".join((target.read_text("utf-8"), rest.read_text("utf-8") if rest.exists() else "", result.output))


class TestNothingIsLost:
    """Law 1: every text of a file is in the facts that were read, or is handed back."""

    def test_in_no_hand_a_text_of_a_report_is_lost(self, every_hand: list[tuple[Hand, Truth, ReadReport]]) -> None:
        """In every hand each text comes back, in the facts or beside them, and every line with its use."""
        for hand, truth, read in every_hand:
            assert list_lost(truth, keep_report(read), read) == [], hand
            lines = as_meant("\n".join(paragraph.text for paragraph in read.paragraphs))
            assert [text.text for text in truth.texts if text.text not in lines] == [], hand

    @pytest.mark.parametrize("place", AsidePlace)
    def test_in_no_place_a_text_of_a_report_is_lost(self, place: AsidePlace, save: Save) -> None:
        """Texts in boxes, heads, feet, notes, comments, links, hidden ones and those in old fonts come back."""
        file = build_report(Hand(), asides=((place, "Một dòng zebezuw"),))
        read = read_report(save(file), PRIMARY)
        assert list_lost(file.truth, keep_report(read), read) == []

    @pytest.mark.parametrize("doubt", DOUBTS)
    def test_a_doubt_is_handed_back(self, doubt: str, save: Save) -> None:
        """What is said in place of a plain verdict comes back in its own words, with a finding on its criterion."""
        file = build_report(Hand(), doubt=doubt)
        read = read_report(save(file), PRIMARY)
        assert list_lost(file.truth, keep_report(read), read) == []
        asked = [str(finding.message) for finding in read.findings if finding.kind == FindingKind.VERDICT]
        assert any("1.1" in sentence for sentence in asked), asked

    @examples(FILES)
    @given(file=drawn_reports(PRIMARY))
    def test_no_text_of_a_drawn_report_is_lost(self, file: DrawnFile, save: Save) -> None:
        """However a report is written, each of its texts comes back."""
        tell(file.truth)
        read = read_report(save(file), PRIMARY)
        assert list_lost(file.truth, keep_report(read), read) == []

    def test_in_no_hand_a_text_of_a_list_is_lost(self, save: Save) -> None:
        """In every hand each text of a list comes back, those above, below, beside it and behind its cells too."""
        for hand in iter_list_hands():
            file = build_list(PRIMARY, hand, *ListPlace)
            assert lost_of_list(file, read_evidence_list(save(file))) == [], hand

    @examples(FILES)
    @given(file=drawn_lists(PRIMARY))
    def test_no_text_of_a_drawn_list_is_lost(self, file: DrawnFile, save: Save) -> None:
        """However a list is written, each of its texts comes back."""
        assert lost_of_list(file, read_evidence_list(save(file))) == []

    @examples(COMMANDS)
    @given(file=drawn_reports(PRIMARY))
    def test_the_command_loses_no_text_of_a_report(self, file: DrawnFile, save: Save) -> None:
        """What `kdcl import` writes and prints has each text of the report."""
        assert list_lost(file.truth, run_import(save(file), "-f", PRIMARY.id)) == []

    @examples(COMMANDS)
    @given(file=drawn_lists(PRIMARY))
    def test_the_command_loses_no_text_of_a_list(self, file: DrawnFile, save: Save) -> None:
        """What `kdcl import --into` writes and prints has each text of the list."""
        path = save(file)
        school = path.parent / "school.json"
        made = CliRunner().invoke(main, ["new", "-o", str(school), "--school", "A", "--year", "2015-2016"])
        assert made.exit_code == 0, made.output
        kept = run_import(path, "--into", str(school))
        assert [text for text in list_lost(file.truth, kept) if not is_code(file.truth, text)] == []


class TestNothingIsInvented:
    """Law 2: what was read as a conclusion, a code, a number or a day was stated plainly."""

    def test_in_every_hand_a_plain_report_is_read_whole(self, every_hand: list[tuple[Hand, Truth, ReadReport]]) -> None:
        """Every way to write a plain report gives its facts, all of them, and nothing else."""
        for hand, truth, read in every_hand:
            assert truth.is_plain
            assert list_missed(truth, read) == [], hand
            assert list_invented(truth, read) == [], hand

    @pytest.mark.parametrize("doubt", [*DOUBTS, *NOT_ASSESSED])
    def test_a_doubt_concludes_nothing(self, doubt: str, save: Save) -> None:
        """A hope, a part, a condition, a question, room left open: none of them rates anything."""
        file = build_report(Hand(), doubt=doubt)
        read = read_report(save(file), PRIMARY)
        assert list_invented(file.truth, read) == []
        assert [str(code) for code in read.assessment.ratings if code.criterion_code == CriterionCode(1, 1)] == []

    def test_sheet_and_summary_that_differ_are_named(self, save: Save) -> None:
        """Where a sheet and the summary conclude differently, a finding says so."""
        facts = build_facts(PRIMARY, Hand())
        other = attrs.evolve(facts.criteria[0], summary=frozenset({Rating.NOT_MET}))
        hand = Hand(summary=Summary.FULL_CODES)
        file = write_report(PRIMARY, attrs.evolve(facts, criteria=(other, *facts.criteria[1:])), hand)
        read = read_report(save(file), PRIMARY)
        said = [str(finding.message) for finding in read.findings if finding.kind == FindingKind.VERDICT]
        assert any("1.1" in sentence and "contradict" in sentence for sentence in said), said

    @examples(FILES)
    @given(file=drawn_reports(PRIMARY))
    def test_nothing_is_read_that_was_not_stated(self, file: DrawnFile, save: Save) -> None:
        """However a report is written, what was read of it was stated plainly."""
        tell(file.truth)
        assert list_invented(file.truth, read_report(save(file), PRIMARY)) == []

    @examples(FILES)
    @given(file=drawn_reports(SECONDARY, is_plain=True))
    def test_a_plain_report_is_read_whole(self, file: DrawnFile, save: Save) -> None:
        """However a plain report is written, in whatever mixture of choices, all that it states is read."""
        read = read_report(save(file), SECONDARY)
        assert list_missed(file.truth, read) == []
        assert list_invented(file.truth, read) == []

    def test_in_every_hand_a_list_is_read_whole(self, save: Save) -> None:
        """Every way to write a list gives its evidence, all of it, and nothing else."""
        for hand in iter_list_hands():
            file = build_list(PRIMARY, hand)
            assert list(map(meant, read_evidence_list(save(file)).evidence)) == list(map(meant, file.truth.evidence)), (
                hand
            )

    @examples(FILES)
    @given(file=drawn_lists(PRIMARY))
    def test_a_drawn_list_is_read_whole(self, file: DrawnFile, save: Save) -> None:
        """Whatever stands around it, a list gives its evidence and no other."""
        assert list(map(meant, read_evidence_list(save(file)).evidence)) == list(map(meant, file.truth.evidence))


TARGETS = ("doc", "rtf", "odt", "html")
CONVERTED = Hand(
    layout=Layout.FULL, conclusion=ConclusionStyle.BOXES, mark=VerdictMark.SYMBOL, summary=Summary.ROW_NUMBERS
)
NOT_KEPT = {"rtf": {AsidePlace.TEXT_BOX}}
"""What LibreOffice itself leaves out when it writes a format: it is not in the file that is read."""


class TestConversions:
    """Both laws hold for what LibreOffice makes of a file."""

    @pytest.mark.big
    @pytest.mark.parametrize("target", TARGETS)
    def test_a_converted_report_keeps_the_laws(self, target: str, save: Save, libreoffice: str) -> None:
        """Saved as an old, a rich, an open or a web document, a report is read whole and nothing of it is lost."""
        asides = tuple((place, f"Một dòng {tag}") for place, tag in zip(AsidePlace, iter_tags(), strict=False))
        kept = tuple(each for each in asides if each[0] not in {AsidePlace.TCVN3, *NOT_KEPT.get(target, ())})
        file = build_report(CONVERTED, asides=kept)
        read = read_converted(file, target, save, libreoffice)
        assert list_lost(file.truth, keep_report(read), read) == []
        assert list_invented(file.truth, read) == []
        assert [missed for missed in list_missed(file.truth, read) if not missed.startswith("unplaced")] == []

    @pytest.mark.skipif(get_profile() != "thorough", reason="thorough: converts twenty files to each format")
    @pytest.mark.parametrize("target", TARGETS)
    def test_drawn_reports_keep_the_laws_when_converted(self, target: str, save: Save, libreoffice: str) -> None:
        """However a report was written, its conversion states nothing that it did not."""
        for file in draw(drawn_reports(PRIMARY), count_examples(1)):
            assert list_invented(file.truth, read_converted(file, target, save, libreoffice)) == []


def read_converted(file: DrawnFile, target: str, save: Save, program: str) -> ReadReport:
    """Return what is read of a file that LibreOffice saved in another format."""
    with converted(program, file.data, file.suffix, target) as made:
        data = made.read_bytes()
    return read_report(save(attrs.evolve(file, data=data, suffix=f".{target}")), PRIMARY)


def lost_of_list(file: DrawnFile, read: EvidenceListRead) -> list[WrittenText]:
    """Return the texts of a list that are lost; a code is kept as a code, however it was typed."""
    return [text for text in list_lost(file.truth, keep_list(read)) if not is_code(file.truth, text)]


def is_code(truth: Truth, text: WrittenText) -> bool:
    """Whether a text is one of the codes."""
    digits = "".join(letter for letter in text.text if letter.isdigit())
    return text.text[:1] in "[(" and any(digits == _digits(item) for item in truth.evidence)


def _digits(item: Evidence) -> str:
    return "".join(letter for letter in str(item.code) if letter.isdigit())


def meant(item: Evidence) -> tuple[str, ...]:
    """Return what a piece of evidence says, as it was meant."""
    return tuple(as_meant(str(text)) for text in (item.code, item.name, item.reference, item.issuer, item.note))


def tell(truth: Truth) -> None:
    """Tell Hypothesis which cases a file has, for its statistics."""
    for case in _cases(truth):
        event(case)


def _cases(truth: Truth) -> Iterator[str]:
    yield from {f"place: {text.place}" for text in truth.texts}
    yield f"plain: {truth.is_plain}"
    yield f"two verdicts: {any(len(stated) > 1 for stated in truth.verdicts.values())}"
