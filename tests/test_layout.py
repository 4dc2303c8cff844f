"""The rules of layout, measured on rendered pages: each test is named by its clause (docs/analysis/layout.md).

One run of LibreOffice makes the pages of all papers that are looked at here; without it the tests are skipped.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

import kdcl
from kdcl.blocks import PageSetup, ParagraphStyle, TwoColumnHead
from kdcl.documents import get_document
from kdcl.documents.looks import HEAD_POINTS
from kdcl.documents.registration import build_registration
from kdcl.law import LegalNumber
from kdcl.office.libreoffice import run_program
from kdcl.school import PaperLayout, SelfAssessment, Wish
from kdcl.standards.layout import LAYOUTS, Layouts, load_layouts
from kdcl.text.line_widths import bold_width

EXAMPLES = Path(__file__).parents[1] / "examples"
PROGRAM = shutil.which("soffice")
"""Looked for before tests hide it."""
SCHOOL = kdcl.load(EXAMPLES / "plan-2017.json")
PRIMARY = kdcl.get_framework(SCHOOL.framework)
RULES = PRIMARY.part(LAYOUTS)
LAST_OF_THE_CIRCULAR, FIRST_OF_THE_DECREE = dt.date(2020, 3, 4), dt.date(2020, 3, 5)
POINT = 72 / 25.4


@attrs.frozen
class Text:
    """A piece of text on a page: where it stands in points from the left lower corner, and how large it is set."""

    left: float
    bottom: float
    right: float
    top: float
    said: str
    points: float

    @property
    def middle(self) -> float:
        """Where its middle stands from the left."""
        return (self.left + self.right) / 2


@attrs.frozen
class Page:
    """A page: its width, its texts from above, and its level rules as left end, right end and height."""

    width: float
    height: float
    texts: tuple[Text, ...]
    rules: tuple[tuple[float, float, float], ...]

    def find(self, said: str) -> Text:
        """Return the only piece of text that says something and nothing else."""
        (found,) = [text for text in self.texts if text.said.strip() == said]
        return found

    def rule_below(self, text: Text) -> float:
        """Return the length of the nearest rule below a text, which stands in its middle."""
        below = [(text.bottom - height, left, right) for left, right, height in self.rules if height < text.bottom]
        _, left, right = min(rule for rule in below if rule[1] < text.middle < rule[2])
        assert (left + right) / 2 == pytest.approx(text.middle, abs=3)
        return right - left

    @property
    def numbers(self) -> list[Text]:
        """Its texts that are a page number: alone in the margin above or below."""
        return [text for text in self.texts if text.said.strip().isdigit() and not 57 < text.bottom < self.height - 57]


def papers_of(school: SelfAssessment, name: str, *forms: str) -> Mapping[str, bytes]:
    """Return the papers to look at as Word files."""
    number, day = LegalNumber(7, None, ("THVD",)), school.plan.date
    letter = build_registration(school, PRIMARY, number=number, date=day)
    built = {form: get_document(form).build(school, PRIMARY) for form in forms}
    papers = {**built, "registration": letter} if "work-plan" in forms else built
    return {f"{name}-{form}": kdcl.render(paper, "docx") for form, paper in papers.items()}


def dated(day: dt.date, layout: PaperLayout | None = None) -> SelfAssessment:
    """Return the school with all its papers of a day."""
    council = attrs.evolve(SCHOOL.council, decision=attrs.evolve(SCHOOL.council.decision, date=day))
    plan = attrs.evolve(SCHOOL.plan, date=day)
    return attrs.evolve(SCHOOL, council=council, plan=plan, layout=layout or PaperLayout())


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Page, ...]]:
    """Return the pages of all papers, those of a day under the circular and those of one under the decree."""
    engine: Any = pytest.importorskip("pypdfium2")
    if PROGRAM is None:
        pytest.skip("needs LibreOffice")
    folder = tmp_path_factory.mktemp("papers")
    files = {
        **papers_of(dated(LAST_OF_THE_CIRCULAR), "old", "decision", "plan"),
        **papers_of(dated(FIRST_OF_THE_DECREE), "new", "decision", "plan", "work-plan"),
    }
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    sources = [str(folder / f"{name}.docx") for name in files]
    run_program([PROGRAM, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *sources], 120)
    return {name: tuple(map(read_page, engine.PdfDocument(folder / f"{name}.pdf"))) for name in files}


def read_page(page: Any) -> Page:  # noqa: ANN401 - a page of the engine
    """Return what stands on a page; pieces of one line that touch are one text."""
    words, texts = page.get_textpage(), list[Text]()
    rules = set[tuple[float, float, float]]()
    for each in page.get_objects(textpage=words):
        left, bottom, right, top = each.get_bounds()
        if each.type == 1:
            piece = Text(left, bottom, right, top, each.extract(), each.get_font_size())
            last = texts[-1] if texts else piece
            if texts and abs(last.bottom - bottom) < 6 and -1 < left - last.right < 5 and last.points == piece.points:
                low, high = min(last.bottom, bottom), max(last.top, top)
                texts[-1] = Text(last.left, low, right, high, last.said + piece.said, last.points)
            else:
                texts.append(piece)
        elif top - bottom < 3:
            rules.add((left, right, bottom))
    width, height = page.get_size()
    return Page(width, height, tuple(texts), tuple(sorted(rules)))


class TestByDay:
    """A paper takes the rules in force on its day, unless the school chose others."""

    def test_days(self) -> None:
        """The circular's hold up to 4 March 2020, the decree's from 5 March 2020."""
        found = [RULES.find(day) for day in (LAST_OF_THE_CIRCULAR, FIRST_OF_THE_DECREE)]
        assert [rules and rules.id for rules in found] == ["tt01-2011", "nd30-2020"]
        assert [rules and str(rules.document) for rules in found] == ["01/2011/TT-BNV", "30/2020/NĐ-CP"]

    def test_chosen(self) -> None:
        """What a school chose goes before the day; what nobody knows does not."""
        chosen = RULES.find(LAST_OF_THE_CIRCULAR, "nd30-2020")
        assert chosen is not None
        assert chosen.id == "nd30-2020"
        unknown = RULES.find(LAST_OF_THE_CIRCULAR, "other")
        assert unknown is not None
        assert unknown.id == "tt01-2011"
        assert Layouts().find(LAST_OF_THE_CIRCULAR) is None

    def test_unknown_rules_are_an_error(self) -> None:
        """A school that chooses rules which nobody knows is told which there are."""
        school = dated(LAST_OF_THE_CIRCULAR, PaperLayout(rules="other"))
        (issue,) = kdcl.check(school, PRIMARY, only=["layout-unknown"])
        assert "other" in str(issue.message)
        assert "nd30-2020" in str(issue.fix)
        assert not kdcl.check(SCHOOL, PRIMARY, only=["layout-unknown"])

    def test_each_rule_says_its_clause_and_how_sure_it_is(self) -> None:
        """What was not read of the circular says so."""
        for rules in RULES.rules:
            assert all(rule.clause and rule.status for _, rule in rules.points)
            assert len(rules.points) == sum("rule" in str(field.type).lower() for field in attrs.fields(type(rules)))
        old, new = RULES.rules
        assert (old.status, old.motto_rule.status, new.motto_rule.status) == ("inferred", "unknown", "verified")


class TestWithoutRules:
    """A framework that has no rules of layout prints its papers all the same, with the looks of the renderer."""

    def test_it_prints(self) -> None:
        """No rule has a length, every page its number in the foot, and the authority is written in full."""
        bare = attrs.evolve(PRIMARY, shared=PRIMARY.shared.with_part(LAYOUTS, Layouts()))
        document = get_document("decision").build(SCHOOL, bare)
        assert {section.setup for section in document.sections} == {PageSetup()}
        head = next(block for block in document.sections[0].blocks if isinstance(block, TwoColumnHead))
        assert head.left[0].runs[0].text.startswith("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO")
        rules = [each for each in (*head.left, *head.right) if each.style is ParagraphStyle.RULE]
        assert [rule.length for rule in rules] == [0, 0]
        letter = build_registration(SCHOOL, bare)
        assert letter.sections[0].setup == PageSetup()

    def test_a_file_may_have_rules_alone(self, tmp_path: Path) -> None:
        """Without abbreviations and kinds of divisions, names stay as they are."""
        (tmp_path / "layout.toml").write_text("schema = 1\nlayout = []\n", "utf-8")
        assert load_layouts(tmp_path / "layout.toml") == Layouts()


class TestPageNumbers:
    """Decree 30/2020, annex I, part I, 7; circular 01/2011 as quoted."""

    def test_none_on_the_first_page(self, pages: Mapping[str, tuple[Page, ...]]) -> None:
        """The first page carries none, under either rule."""
        assert [name for name, paper in pages.items() if paper[0].numbers] == []

    def test_decree(self, pages: Mapping[str, tuple[Page, ...]]) -> None:
        """In the middle of the upper margin, in 13 or 14 points."""
        page = pages["new-plan"][1]
        (number,) = page.numbers
        assert number.said.strip() == "2"
        assert number.bottom > page.height - 57
        assert number.middle == pytest.approx((30 + 165 / 2) * POINT, abs=2)
        assert 13 <= number.points <= 14

    def test_circular(self, pages: Mapping[str, tuple[Page, ...]]) -> None:
        """At the right of the lower margin."""
        page = pages["old-plan"][1]
        (number,) = page.numbers
        assert number.top < 57
        assert number.right == pytest.approx(page.width - 15 * POINT, abs=2)

    def test_annexes_are_counted_apart(self, pages: Mapping[str, tuple[Page, ...]]) -> None:
        """III.1: each annex begins its own count, so the second page of the decision's list is page 2."""
        for name in ("old", "new"):
            numbers = [[number.said.strip() for number in page.numbers] for page in pages[f"{name}-decision"]]
            assert numbers[-2:] == [[], ["2"]]

    def test_reports(self) -> None:
        """A report has it in the middle of the foot, as practice has, unless the school chose rules for all papers."""
        places = {
            "": "footer-center",
            "tt01-2011": "footer-right",
            "nd30-2020": "header-center",
            "other": "footer-center",
        }
        for rules, place in places.items():
            school = dated(FIRST_OF_THE_DECREE, PaperLayout(rules=rules))
            report = get_document("report").build(school, PRIMARY)
            numbered = [section.setup for section in report.sections if section.setup.is_numbered]
            assert {setup.number_place.value for setup in numbered} == {place}
            assert len(numbered) == 2
            assert all(setup.is_first_numbered for setup in numbered)


class TestHead:
    """Decree 30/2020, annex I, part II, 1, 2, 3 and 4."""

    def test_motto_rule(self, pages: Mapping[str, tuple[Page, ...]]) -> None:
        """II.1.b: the rule below the motto is as long as its text."""
        for page in (pages["new-decision"][0], pages["new-registration"][0]):
            motto = page.find("Độc lập - Tự do - Hạnh phúc")
            assert page.rule_below(motto) == pytest.approx(motto.right - motto.left, abs=4)

    def test_issuer_rule(self, pages: Mapping[str, tuple[Page, ...]]) -> None:
        """II.2.b: the rule below the issuer is a third to a half as long as its text."""
        for page, issuer in (
            (pages["new-decision"][0], "TRƯỜNG TIỂU HỌC VÍ DỤ"),
            (pages["new-plan"][0], "HỘI ĐỒNG TỰ ĐÁNH GIÁ"),
        ):
            name = page.find(issuer)
            assert 1 / 3 <= page.rule_below(name) / (name.right - name.left) <= 1 / 2

    def test_number_and_date_stand_on_one_line(self, pages: Mapping[str, tuple[Page, ...]]) -> None:
        """II.4.b: whatever stands above them; in letters what it is about comes below, 6 points lower (II.5.b)."""
        for paper in ("decision", "plan", "work-plan", "registration"):
            texts = pages[f"new-{paper}"][0].texts
            (number,) = [text for text in texts if text.said.startswith("Số:")]
            (date,) = [text for text in texts if text.said.startswith("Ví Dụ, ngày 05 tháng 3 năm 2020")]
            assert number.bottom == pytest.approx(date.bottom, abs=3)
        about = pages["new-registration"][0].find("V/v đăng ký đánh giá ngoài")
        (number,) = [text for text in pages["new-registration"][0].texts if text.said.startswith("Số: 07/THVD")]
        assert number.bottom - about.bottom == pytest.approx(13 * 1.15 + 2 + 6, abs=3)

    def test_authority(self, pages: Mapping[str, tuple[Page, ...]]) -> None:
        """II.2.a: it is shortened and stands on one line; the plan of the council stands below its school."""
        assert pages["new-decision"][0].find("PHÒNG GD&ĐT HUYỆN VÍ DỤ").points <= 13
        plan = pages["new-plan"][0]
        assert plan.find("TRƯỜNG TIỂU HỌC VÍ DỤ").bottom > plan.find("HỘI ĐỒNG TỰ ĐÁNH GIÁ").bottom

    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("Phòng Giáo dục và Đào tạo huyện Ví Dụ", "PHÒNG GD&ĐT HUYỆN\u00a0VÍ\u00a0DỤ"),
            ("Phòng Giáo dục và Đào tạo Ví Dụ", "PHÒNG GD&ĐT VÍ DỤ"),
            ("Sở Giáo dục và Đào tạo thành phố Ví Dụ Dài", "SỞ GD&ĐT THÀNH\u00a0PHỐ\u00a0VÍ\u00a0DỤ\u00a0DÀI"),
            ("Ủy ban nhân dân thị xã Ví Dụ Rất Rất Dài", "UBND THỊ\u00a0XÃ\u00a0VÍ\u00a0DỤ\u00a0RẤT\u00a0RẤT\u00a0DÀI"),
            ("Trường Phổ thông Dân tộc nội trú Ví Dụ", "TRƯỜNG PHỔ THÔNG DÂN TỘC NỘI TRÚ VÍ\u00a0DỤ"),
            ("huyện Ví Dụ" + " Dài" * 20, "HUYỆN VÍ DỤ" + " DÀI" * 18 + " DÀI\u00a0DÀI"),
            ("", ""),
        ],
    )
    def test_no_name_is_broken(self, name: str, shown: str) -> None:
        """Where it does not fit on a line, its last part is kept together: the place with its kind, or two words."""
        from kdcl.documents.composition import Composition  # noqa: PLC0415 - beside what it is for
        from kdcl.documents.looks import find_looks  # noqa: PLC0415 - as above

        looks = find_looks(Composition.start(SCHOOL, PRIMARY, "vi"), None)
        assert looks.issuer_name(name, is_authority=True) == shown


class TestTitle:
    """Decree 30/2020, annex I, part II, 5."""

    def test_title_rule(self, pages: Mapping[str, tuple[Page, ...]]) -> None:
        """II.5.b: the rule below the summary of the content is a third to a half as long."""
        page = pages["new-decision"][0]
        about = page.find("về việc thành lập Hội đồng tự đánh giá")
        assert 1 / 3 <= page.rule_below(about) / (about.right - about.left) <= 1 / 2
        assert page.find("QUYẾT ĐỊNH").points in (13, 14)

    def test_a_school_may_leave_it_out(self) -> None:
        """Many schools print none."""
        plain = get_document("decision").build(
            dated(FIRST_OF_THE_DECREE, PaperLayout(title_rule=Wish.LEFT_OUT)), PRIMARY
        )
        ruled = get_document("decision").build(dated(FIRST_OF_THE_DECREE), PRIMARY)
        assert len(ruled.sections[0].blocks) == len(plain.sections[0].blocks) + 1


class TestText:
    """Decree 30/2020, annex I, part II, 6 and 9, and part III, 1."""

    def test_last_ground_ends_with_a_stop(self) -> None:
        """II.6.a: the others end with semicolons, under either rule."""
        for day in (LAST_OF_THE_CIRCULAR, FIRST_OF_THE_DECREE):
            for form in ("decision", "plan", "work-plan"):
                blocks: Any = get_document(form).build(dated(day), PRIMARY).sections[0].blocks
                texts = ["".join(run.text for run in block.runs) for block in blocks if hasattr(block, "runs")]
                assert [text[-1] for text in texts if text.startswith("Căn cứ")] == [";", ";", "."]

    def test_first_citation_is_full(self) -> None:
        """II.6.b: later ones are kind and number; a letter has no grounds, so its first one is in the text."""
        full = "Thông tư số 42/2012/TT-BGDĐT ngày 23 tháng 11 năm 2012 của Bộ trưởng Bộ Giáo dục và Đào tạo ban hành"
        short = "theo Thông tư số 42/2012/TT-BGDĐT;"
        decision = kdcl.render(get_document("decision").build(SCHOOL, PRIMARY), "text").decode()
        assert full in " ".join(decision.split())
        assert short in " ".join(decision.split())
        letter = kdcl.render(get_document("registration").build(SCHOOL, PRIMARY), "text").decode()
        assert full in " ".join(letter.split())
        other = attrs.evolve(SCHOOL.council.decision, grounds=SCHOOL.council.decision.grounds[1:])
        unnamed = attrs.evolve(SCHOOL, council=attrs.evolve(SCHOOL.council, decision=other))
        decision = kdcl.render(get_document("decision").build(unnamed, PRIMARY), "text").decode()
        assert full in " ".join(decision.split())

    def test_recipients(self, pages: Mapping[str, tuple[Page, ...]]) -> None:
        """II.9.d: the word above them in 12 points, their lines in 11."""
        for paper in ("decision", "registration"):
            page = pages[f"new-{paper}"][0]
            assert page.find("Nơi nhận:").points == 12
            assert page.find("- Lưu: VT.").points == 11

    def test_annexes(self, pages: Mapping[str, tuple[Page, ...]]) -> None:
        """III.1: numbered in Roman from two on, in 14 points, with what they are attached to below their title."""
        texts = [text for page in pages["new-work-plan"] for text in page.texts]
        numbered = [text for text in texts if text.said.startswith("Phụ lục")]
        assert [(text.said, text.points) for text in numbered] == [("Phụ lục I", 14), ("Phụ lục II", 14)]
        attached = "(Kèm theo Kế hoạch số 12/KH-THVD ngày 05 tháng 3 năm 2020 của"
        assert len([text for text in texts if text.said.startswith(attached)]) == 2
        alone = [text.said for page in pages["new-decision"] for text in page.texts]
        assert not [said for said in alone if said.startswith("Phụ lục")]
        assert [said for said in alone if said.startswith("(Kèm theo Quyết định số 11/QĐ-THVD")]


def test_widths(pages: Mapping[str, tuple[Page, ...]]) -> None:
    """What lines are reckoned to be wide is what they are on the page."""
    page = pages["new-decision"][0]
    for said in ("Độc lập - Tự do - Hạnh phúc", "TRƯỜNG TIỂU HỌC VÍ DỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"):
        text = page.find(said)
        assert bold_width(said, HEAD_POINTS) * POINT == pytest.approx(text.right - text.left, rel=0.02)
