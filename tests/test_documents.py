"""All kinds of documents: how they are found, and the laws that each of them keeps."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given

import kdcl
import kdcl.documents
from drawing import examples
from kdcl.blocks import Document
from kdcl.documents import DOCUMENTS, DocumentForm, available_documents, get_document, iter_documents
from kdcl.errors import UnknownDocumentError, UnknownLanguageError
from kdcl.locale import LANGUAGES
from kdcl.messages import message
from kdcl.renderers import available_renderers, render, require_sound
from kdcl.school import PaperLayout, Ratings, School, SchoolYear, SelfAssessment, Signature, Wish
from kdcl.standards import get_framework
from kdcl.testing import self_assessments
from papers import EMPTY, PRIMARY, WHOLE, build_planned
from reports import build_full, iter_texts

EVERY = pytest.mark.parametrize("form", DOCUMENTS, ids=lambda form: form.id)
PLANNED = build_planned()
EXAMPLES = Path(__file__).parent.parent / "examples"
SECONDARY = get_framework("tt42-2012/secondary")


def is_plain(text: str) -> bool:
    """Return whether a text has no Vietnamese letter."""
    return all(ord(sign) < 0x250 and not unicodedata.decomposition(sign) for sign in text if sign.isalpha())


def without(assessment: SelfAssessment, name: str) -> SelfAssessment:
    """Return the self-assessment with another value of a fact: as little as possible, or something else."""
    least: dict[str, Any] = {
        "school": School(name="Another School"),
        "school_year": SchoolYear(2001),
        "signature": Signature(role="R", name="N"),
        "layout": PaperLayout(rules="nd30-2020", title_rule=Wish.LEFT_OUT, default_texts=Wish.LEFT_OUT),
    }
    return attrs.evolve(assessment, **{name: least.get(name, getattr(EMPTY, name))})


class TestReads:
    """A document declares which facts it reads; an error elsewhere in the file is no reason not to print it."""

    facts = tuple(field.name for field in attrs.fields(SelfAssessment) if field.name != "framework")

    @EVERY
    def test_only_what_is_declared(self, form: DocumentForm) -> None:
        """Without all the facts that it does not declare, a document is the same; wrong ratings do not stop it."""
        assert form.reads is not None
        assert set(form.reads) <= set(self.facts)
        bare = WHOLE
        for name in set(self.facts) - set(form.reads):
            bare = without(bare, name)
        if "ratings" not in form.reads:
            bare = attrs.evolve(bare, ratings=Ratings({"9.9.a": "met"}))
        for language in LANGUAGES:
            assert form.build(bare, PRIMARY, language=language) == form.build(WHOLE, PRIMARY, language=language)

    @EVERY
    def test_all_that_is_declared(self, form: DocumentForm) -> None:
        """Without any fact that it declares, a document is another one."""
        whole = form.build(WHOLE, PRIMARY)
        for name in form.reads or ():
            assert form.build(without(WHOLE, name), PRIMARY) != whole, name


class TestRegistry:
    """Documents are found by id; other packages add theirs."""

    def test_ids_are_unique_and_in_the_order_of_need(self) -> None:
        """What `kdcl render` offers."""
        ids = [form.id for form in DOCUMENTS]
        assert len(ids) == len(set(ids))
        assert available_documents()[: len(ids)] == tuple(ids)
        assert {"decision", "plan", "sheets", "report", "summary", "registration", "improvement", "opinions"} <= set(
            ids
        )

    @EVERY
    def test_a_document_is_found_by_its_id(self, form: DocumentForm) -> None:
        """The same value, whichever way it is had."""
        assert get_document(form.id) is form

    def test_an_unknown_id_names_the_known_ones(self) -> None:
        """The error says what can be had."""
        with pytest.raises(UnknownDocumentError, match="no kind of document is called 'letter'; known are: decision"):
            get_document("letter")

    def test_other_packages_add_documents_but_take_none_over(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The first of an id wins, a built-in one always."""
        entries = [
            EntryPoint(name="thanks", value="papers_of_others:THANKS", group="kdcl.documents"),
            EntryPoint(name="thanks", value="papers_of_others:MISSING", group="kdcl.documents"),
            EntryPoint(name="report", value="papers_of_others:MISSING", group="kdcl.documents"),
        ]
        monkeypatch.setattr("kdcl.plugins.entry_points", lambda **_: entries)
        thanks = DocumentForm(id="thanks", title=message("Thanks"), builder="kdcl.documents.report:build_report")
        module = type(sys)("papers_of_others")
        monkeypatch.setattr(module, "THANKS", thanks, raising=False)
        monkeypatch.setitem(sys.modules, "papers_of_others", module)
        assert [form.id for form in iter_documents()] == [*(form.id for form in DOCUMENTS), "thanks"]
        found = get_document("thanks")
        assert (found.id, found.title, found.builder) == (thanks.id, thanks.title, thanks.builder)
        assert get_document("report") in DOCUMENTS

    def test_listing_documents_composes_none(self) -> None:
        """What composes a document is imported when it is first asked for."""
        command = "import sys, kdcl.documents; print('kdcl.documents.report' in sys.modules)"
        done = subprocess.run(  # noqa: S603 - this interpreter and the command above
            [sys.executable, "-c", command], check=True, capture_output=True, encoding="utf-8"
        )
        assert done.stdout.strip() == "False"


class TestEveryDocument:
    """Laws of design: the form never disappears, the same facts give the same document, any text survives."""

    @EVERY
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_an_empty_file_prints_the_whole_form(self, form: DocumentForm, language: str) -> None:
        """The headings are those of a full file; only what has no form in the guidance may grow with its facts."""
        empty = form.build(EMPTY, PRIMARY, language=language)
        full = form.build(PLANNED, PRIMARY, language=language)
        headings = [[heading.text for heading in document.headings()] for document in (empty, full)]
        if form.annex:
            assert headings[0] == headings[1]
        else:  # a part that only a full file has moves the numbers of the others
            names = [{re.sub(r"^[IVX]+\. ", "", text) for text in texts} for texts in headings]
            assert names[0] <= names[1]

    @EVERY
    def test_an_english_document_has_no_vietnamese_letter(self, form: DocumentForm) -> None:
        """Except in the numbers of legal documents, and in names that a restated requirement keeps."""
        numbers = ("BGDĐT", "KTKĐCLGD-KĐPT", "KTKĐCLGD")
        requirements = {f"{i.code.letter}) {i.requirement.en}" for i in PRIMARY.indicators}
        for text in set(iter_texts(form.build(PLANNED, PRIMARY, language="en"))) - requirements:
            plain = text
            for number in numbers:
                plain = plain.replace(number, "")
            assert is_plain(plain), text

    @EVERY
    def test_a_vietnamese_document_says_nothing_in_english(self, form: DocumentForm) -> None:
        """Nothing but the facts is the same in both languages: no label was forgotten."""
        vietnamese = set(iter_texts(form.build(EMPTY, PRIMARY, language="vi")))
        english = set(iter_texts(form.build(EMPTY, PRIMARY, language="en")))
        words = {text for text in vietnamese & english if sum(map(str.isalpha, text)) > 1}
        assert words <= {"Song Hong School", "SONG HONG SCHOOL", "Fax", "Website", "TT", "H"}

    @EVERY
    def test_the_title_is_that_of_the_file(self, form: DocumentForm) -> None:
        """The file's properties name what it is, whose, and about what."""
        document = form.build(PLANNED, PRIMARY, language="en")
        assert document.title
        assert document.author == "Song Hong School"
        assert document.subject
        assert document.language == "en"

    @EVERY
    def test_an_unknown_language_is_refused(self, form: DocumentForm) -> None:
        """No document comes out half in another language."""
        with pytest.raises(UnknownLanguageError):
            form.build(EMPTY, PRIMARY, language="fr")

    @EVERY
    @pytest.mark.parametrize("assessment", [EMPTY, PLANNED], ids=["empty", "full"])
    def test_the_same_facts_give_the_same_document(self, form: DocumentForm, assessment: SelfAssessment) -> None:
        """And so the same bytes, as no renderer gives others for one document: its conformance is tested for that."""
        assert form.build(assessment, PRIMARY) == form.build(assessment, PRIMARY)

    @pytest.mark.big
    @EVERY
    @pytest.mark.parametrize("assessment", [EMPTY, PLANNED], ids=["empty", "full"])
    def test_the_same_facts_give_the_same_bytes(self, form: DocumentForm, assessment: SelfAssessment) -> None:
        """In every format."""
        document = form.build(assessment, PRIMARY)
        for name in available_renderers():
            assert render(document, name) == render(document, name)

    @EVERY
    def test_secondary_schools_have_it_too(self, form: DocumentForm) -> None:
        """A document knows no framework by name."""
        require_sound(form.build(build_full(SECONDARY), SECONDARY))

    @EVERY
    @pytest.mark.parametrize("name", ["plan-2017.json", "primary-2017.json", "lower-secondary-2017.json"])
    def test_the_examples_have_it(self, form: DocumentForm, name: str) -> None:
        """In both languages."""
        assessment = kdcl.load(EXAMPLES / name)
        framework = get_framework(assessment.framework)
        for language in LANGUAGES:
            require_sound(form.build(assessment, framework, language=language))

    @examples(6)
    @given(assessment=self_assessments(PRIMARY))
    def test_any_facts_give_a_sound_document(self, assessment: SelfAssessment) -> None:
        """Bookmarks are unique, links lead somewhere, cells fill their tables, whatever a file says."""
        for form in iter_documents():
            require_sound(form.build(assessment, PRIMARY))


SPOTS = {
    "decision": lambda text: attrs.evolve(
        PLANNED,
        council=attrs.evolve(
            PLANNED.council,
            members=(attrs.evolve(PLANNED.council.members[0], name=text),),
            groups=(attrs.evolve(PLANNED.council.groups[0], name=text, leader=text),),
        ),
    ),
    "plan": lambda text: attrs.evolve(PLANNED, plan=attrs.evolve(PLANNED.plan, scope=text, purpose=(text,))),
    "sheets": lambda text: attrs.evolve(
        PLANNED, sheets=(attrs.evolve(PLANNED.sheets[0], strengths=text, weaknesses=text),)
    ),
    "report": lambda text: attrs.evolve(PLANNED, introduction=text),
    "summary": lambda text: attrs.evolve(PLANNED, signature=attrs.evolve(PLANNED.signature, name=text)),
    "registration": lambda text: attrs.evolve(PLANNED, signature=attrs.evolve(PLANNED.signature, name=text)),
    "improvement": lambda text: attrs.evolve(
        PLANNED,
        sheets=tuple(
            attrs.evolve(sheet, improvements=tuple(attrs.evolve(item, what=text) for item in sheet.improvements))
            for sheet in PLANNED.sheets
        ),
    ),
    "opinions": lambda text: attrs.evolve(PLANNED, opinions=(attrs.evolve(PLANNED.opinions[0], text=text),)),
}


class TestTexts:
    """Text of any kind is printed as the school wrote it."""

    @pytest.mark.parametrize(
        "text", ["=cmd|' /C calc'!A0", "<script>x</script>", "e\u0323\u0302 \u200fabc", "{name}", "x" * 100_000]
    )
    @pytest.mark.parametrize("name", SPOTS)
    def test_a_text_survives(self, name: str, text: str) -> None:
        """It is somewhere in the document, unchanged."""
        document: Document = get_document(name).build(SPOTS[name](text), PRIMARY)
        assert any(text in printed for printed in iter_texts(document))
