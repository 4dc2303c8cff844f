"""What every paper of a team has: its facts, its head, its signature, and the word on how sure its form is."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Self

import attrs

from kdcl.blocks import (
    Block,
    Document,
    Heading,
    PageSetup,
    Paragraph,
    Row,
    Section,
    SignatureBlock,
    Table,
    TwoColumnHead,
)
from kdcl.blocks.rewriting import with_paragraphs
from kdcl.codes import CriterionCode
from kdcl.documents import labels as school_labels
from kdcl.documents.administrative import build_title, centred, iter_state, lowered
from kdcl.documents.composition import Composition
from kdcl.documents.external import labels
from kdcl.documents.looks import PaperLooks, find_looks
from kdcl.documents.remarks import build_remark_sheet
from kdcl.documents.typesetting import (
    cell,
    centred_cell,
    criterion_bookmark,
    dotted_lines,
    empty_rows,
    item_heading,
    prose,
    ruled_table,
)
from kdcl.external import (
    EXTERNAL,
    EvidenceRequest,
    ExternalAssessment,
    ExternalRules,
    RequestKind,
    TeamMember,
    TeamRole,
    TeamSheet,
)
from kdcl.law import Framework, Status
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.school import School, SelfAssessment
from kdcl.scoring import Score, score
from kdcl.standards.external import Paper

SCHOOL_NAME = ROOT.at("school")
TEAM = ROOT.at("team")
OPEN = "…………"
"""Stands for whoever is asked while nobody has said it, so that what is asked is not taken for them."""

_EMPTY_ROWS = 4


@attrs.frozen(kw_only=True, slots=False)
class TeamPaper:
    """A team's facts, the framework, the language, and the school as far as it is known.

    Attributes:
        external: the facts of the team.
        composition: the school's facts, or no more than its name and year, with framework and language.
        assessment: the school's own file; None where it is not known.
    """

    external: ExternalAssessment
    composition: Composition
    assessment: SelfAssessment | None

    @classmethod
    def start(
        cls,
        external: ExternalAssessment,
        framework: Framework,
        assessment: SelfAssessment | None,
        language: str,
    ) -> Self:
        """Return the facts of a paper in a language.

        Raises:
            UnknownLanguageError: the library does not speak the language.
        """
        known = assessment or SelfAssessment(
            framework=external.framework, school=School(name=external.school), school_year=external.school_year
        )
        return cls(external=external, composition=Composition.start(known, framework, language), assessment=assessment)

    @property
    def framework(self) -> Framework:
        """The framework."""
        return self.composition.framework

    @property
    def rules(self) -> ExternalRules | None:
        """The rules of the framework's circular; None where none are known."""
        return self.framework.part(EXTERNAL)

    @functools.cached_property
    def score(self) -> Score:
        """What the team's verdicts amount to.

        Raises:
            RatingsError: a verdict is on an indicator that the framework does not have.
        """
        return score(self.external.ratings, self.framework)

    def text(self, fact: object) -> str:
        """Return a label or any other fact in the paper's language."""
        return self.composition.text(fact)

    def sheet_of(self, criterion: CriterionCode) -> tuple[TeamSheet, Place]:
        """Return the team's sheet of a criterion, or an empty one, and where it stands or would stand."""
        for number, sheet in enumerate(self.external.sheets):
            if sheet.criterion == criterion:
                return sheet, ROOT.at("sheets", number)
        return TeamSheet(criterion=criterion), ROOT.at("sheets", len(self.external.sheets))

    def prose(self, text: str, source: Place, *, blanks: int = 2) -> tuple[Paragraph, ...]:
        """Return a text of the team as paragraphs, or dotted lines where it wrote nothing."""
        return prose(text, frozenset(), source, blanks=blanks)

    def item(self, heading: Message, text: str, source: Place, *, blanks: int = 2) -> Iterator[Block]:
        """Iterate over an item: its heading, and what the team wrote."""
        yield item_heading(self.text(heading))
        yield from self.prose(text, source, blanks=blanks)

    def item_list(self, heading: Message, texts: tuple[str, ...], source: Place | None) -> Iterator[Block]:
        """Iterate over an item with a list, each line behind a dash; a source is that of the list in the file."""
        yield item_heading(self.text(heading))
        for number, text in enumerate(texts):
            yield from prose(f"- {text}", frozenset(), None if source is None else source.at(number))
        if not texts:
            yield from dotted_lines(2)

    def _setup(self, *, begins_annex: bool = False) -> PageSetup:
        looks = find_looks(self.composition, self.external.team.decision.date)
        return looks.setup(begins_annex=begins_annex)

    def apart(self, blocks: Iterable[Block]) -> Section:
        """Return a part that is a paper of its own, with pages counted from 1: an annex, another member's report."""
        return Section(blocks=tuple(blocks), setup=self._setup(begins_annex=True))

    def document(self, title: Message, parts: Iterable[Block | Section], paper: Paper | None = None) -> Document:
        """Return the paper; how sure its form is stands on a sheet of its own, where it was not seen in practice.

        So nothing follows the signatures, and what the team signs is the form alone.

        Args:
            title: its title.
            parts: the blocks of the paper, then its parts that have pages of their own.
            paper: which annex it is, where it is one.
        """
        known = tuple(parts)
        blocks = tuple(each for each in known if not isinstance(each, Section))
        apart = tuple(each for each in known if isinstance(each, Section))
        doubts = tuple(self._iter_doubts(paper))
        remarks = build_remark_sheet([(f"{self.text(labels.FORM_REMARK)}:", doubts)] if doubts else ())
        document = Document(
            title=self.text(title),
            author=self.text(labels.TEAM),
            subject=self.external.school,
            language=self.composition.locale.language,
            sections=(Section(blocks=blocks, setup=self._setup()), *apart, *remarks),
        )
        return with_paragraphs(document, _of_team)

    def _iter_doubts(self, paper: Paper | None) -> Iterator[str]:
        rule_of = None if paper is None or self.rules is None else self.rules.get_paper(paper)
        if rule_of is not None and rule_of.status is not Status.PRACTICE:
            yield self.text(message(labels.FORM_DOUBT.template, annex=rule_of.annex, source=rule_of.source))
        if paper is Paper.PRELIMINARY_REPORT:
            yield self.text(message("That items 2.3 to 2.5 are these, in this order, was not read in Annex VII."))

    def head(self) -> TwoColumnHead:
        """Return the head: who appointed the team and the team on the left, state and motto on the right."""
        decision, team = self.external.team.decision, self.text(labels.TEAM)
        looks = find_looks(self.composition, decision.date)
        return TwoColumnHead(
            left=(
                centred(decision.issuer.upper() or "…" * 12, source=TEAM.at("decision", "issuer")),
                centred(team, bold=True),
                looks.issuer_rule(team),
            ),
            right=tuple(iter_state(self.composition, looks)),
        )

    def office_lines(self, looks: PaperLooks, *, is_known: bool = True) -> tuple[Paragraph, ...]:
        """Return the office that appoints the team, above a paper of its own; dots for one that is not known."""
        issuer = self.external.team.decision.issuer if is_known else ""
        name = issuer.upper() or "…" * 12
        source = TEAM.at("decision", "issuer") if is_known else None
        return centred(name, bold=True, source=source), looks.issuer_rule(name)

    def title(self, title: Message, bookmark: str) -> Iterator[Block]:
        """Iterate over the title with the school and the school year below it."""
        yield from build_title(self.composition, title, self.school_line(), bookmark=bookmark)

    def school_line(self) -> Paragraph:
        """Return the line with the school and the school year."""
        named = message("{school}, school year {year}", school=self.external.school, year=self.external.school_year)
        return centred(self.text(named), bold=True, source=SCHOOL_NAME)

    def leader(self) -> TeamMember | None:
        """Return the leader of the team; None where nobody is."""
        return next(iter(self.external.team.find_members(TeamRole.LEADER)), None)

    def signature(self, day: Paragraph) -> SignatureBlock:
        """Return the foot: dated, signed by the leader."""
        leader = self.leader()
        return self.signature_of(day, labels.TEAM_LEADER, "" if leader is None else leader.name)

    def signature_of(self, day: Paragraph, office: Message, name: str) -> SignatureBlock:
        """Return the foot: dated, signed by somebody."""
        sign = centred(self.text(school_labels.SIGN_WITH_NAME), italic=True)
        return SignatureBlock(
            left=(), right=(lowered(day), centred(self.text(office).upper(), bold=True), sign), right_name=name
        )

    def standard_heading(self, number: int, *, level: int = 2) -> Heading:
        """Return the heading of a standard."""
        standard = self.framework.get_standard(number)
        return Heading(text=self.composition.standard_title(standard), level=level, bookmark=f"standard_{number}")

    def criterion_heading(self, code: CriterionCode, *, level: int = 3) -> Heading:
        """Return the heading of a criterion."""
        return Heading(
            text=self.composition.criterion_title(self.framework.get_criterion(code)),
            level=level,
            bookmark=criterion_bookmark(code),
        )

    def requests_table(self, kind: RequestKind) -> Table:
        """Return the table of evidence to check or to add; what is asked stands below the code."""
        asked = [(number, each) for number, each in enumerate(self.external.requests) if each.kind is kind]
        rows = [self._request_row(place, *each) for place, each in enumerate(asked, start=1)]
        head = labels.REQUEST_COLUMNS.values()
        return ruled_table((8, 14, 14, 64), map(self.text, head), rows or empty_rows(len(head), _EMPTY_ROWS))

    def _request_row(self, place: int, number: int, request: EvidenceRequest) -> Row:
        source = ROOT.at("requests", number)
        code = cell("" if request.code is None else str(request.code), bold=True, source=source.at("code"))
        if request.what:
            what = cell(request.what, source=source.at("what"))
            code = what if request.code is None else attrs.evolve(code, paragraphs=(*code.paragraphs, *what.paragraphs))
        return Row(
            (
                centred_cell(str(place)),
                centred_cell(str(request.criterion.standard)),
                centred_cell(str(request.criterion), source.at("criterion")),
                code,
            )
        )


def _of_team(paragraph: Paragraph | Heading) -> Paragraph | Heading:
    """Return the paragraph without a source in the school's file: it is not of the team."""
    source = paragraph.source
    is_of_school = source is not None and source.steps[0] in {"school", "signature"} and len(source.steps) > 1
    return attrs.evolve(paragraph, source=None) if is_of_school else paragraph
