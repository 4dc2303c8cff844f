"""Documents of the guidance, composed as trees of neutral blocks from a school's facts.

`DOCUMENTS` lists those that are built in; what composes one is imported when it is first asked for. Other packages add
documents through the entry point group ``kdcl.documents``: the entry point's name is the document's id, its object a
`DocumentForm` of this id. Built-in ids cannot be taken over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

import attrs

from kdcl.documents import labels
from kdcl.errors import RatingsError, UnknownDocumentError, UnknownLanguageError
from kdcl.messages import Message, message
from kdcl.plugins import Enclosure, PluginGroup

if TYPE_CHECKING:
    from kdcl.blocks import Document
    from kdcl.law import Framework
    from kdcl.school import SelfAssessment

__all__ = [
    "DOCUMENTS",
    "ENTRY_POINT_GROUP",
    "PLUGINS",
    "BuildDocument",
    "DocumentForm",
    "available_documents",
    "get_document",
    "iter_documents",
]

ENTRY_POINT_GROUP = "kdcl.documents"


class BuildDocument(Protocol):
    """Composes a document from a school's facts."""

    def __call__(
        self, assessment: SelfAssessment, framework: Framework | None = None, *, language: str = "vi"
    ) -> Document:
        """Return the document in a language: the same document for the same facts.

        Where no framework is given, it is the one that the facts name.

        Raises:
            RatingsError: it prints results, and a rating names an indicator that the framework does not have.
            UnknownLanguageError: the library does not speak the language.
        """


@attrs.frozen(kw_only=True)
class DocumentForm:
    """A kind of document that can be asked for (biểu mẫu).

    Attributes:
        id: what it is asked for by, such as ``"report"``.
        title: its title.
        builder: where the function that composes it lives, as ``module:function``.
        annex: the annex of the guidance that has the form; empty where none has.
        is_per_criterion: whether it has one sheet for each criterion, so that its function also takes a ``criterion``.
        is_per_day: whether it tells how things stand on a day, so that its function also takes a ``day``; without one
            it tells what holds on any.
        reads: the facts of the file that it prints or reckons with, by their names in `SelfAssessment`; None where that
            is not known, and any error of the file may be one of the document.
    """

    id: str
    title: Message
    builder: str
    annex: str = ""
    is_per_criterion: bool = False
    is_per_day: bool = False
    reads: tuple[str, ...] | None = None

    @property
    def build(self) -> BuildDocument:
        """The function that composes it."""
        module, _, function = self.builder.partition(":")
        return cast("BuildDocument", getattr(import_module(module), function))


_ISSUER = ("school", "school_year")
"""What every paper names: the school and the school year."""
_PAPER = (*_ISSUER, "layout")
"""What papers with a head take besides: how the school wants them to look."""

DOCUMENTS: tuple[DocumentForm, ...] = (
    DocumentForm(
        id="decision",
        title=message("DECISION ON THE SELF-ASSESSMENT COUNCIL"),
        builder="kdcl.documents.decision:build_decision",
        annex="I",
        reads=(*_PAPER, "council", "signature"),
    ),
    DocumentForm(
        id="plan",
        title=labels.PLAN_TITLE,
        builder="kdcl.documents.plan:build_plan",
        annex="II",
        reads=(*_PAPER, "council", "plan"),
    ),
    DocumentForm(
        id="work-plan",
        title=labels.WORK_PLAN_TITLE,
        builder="kdcl.documents.work_plan:build_work_plan",
        reads=(*_PAPER, "plan", "signature"),
    ),
    DocumentForm(
        id="assignment",
        title=labels.ASSIGNMENT_TITLE,
        builder="kdcl.documents.work:build_assignment",
        reads=(*_PAPER, "council", "plan", "evidence"),
    ),
    DocumentForm(
        id="member-pages",
        title=labels.MEMBER_PAGES_TITLE,
        builder="kdcl.documents.work:build_member_pages",
        is_per_day=True,
        reads=(*_PAPER, "council", "plan", "evidence", "sheets", "ratings"),
    ),
    DocumentForm(
        id="sheets",
        title=labels.SHEETS_TITLE,
        builder="kdcl.documents.sheets:build_sheets",
        annex="IV",
        is_per_criterion=True,
        reads=(*_ISSUER, "ratings", "sheets", "council"),
    ),
    DocumentForm(
        id="report",
        title=labels.REPORT_TITLE,
        builder="kdcl.documents.report:build_report",
        annex="V",
        reads=(
            *_PAPER,
            "data",
            "ratings",
            "sheets",
            "standards",
            "evidence",
            "council",
            "abbreviations",
            "introduction",
            "conclusion",
            "claims",
            "signature",
        ),
    ),
    DocumentForm(
        id="evidence-list",
        title=labels.EVIDENCE_LIST,
        builder="kdcl.documents.evidence_list:build_evidence_list",
        annex="III",
        reads=(*_PAPER, "evidence"),
    ),
    DocumentForm(
        id="evidence-list-internal",
        title=labels.EVIDENCE_LIST_INTERNAL,
        builder="kdcl.documents.evidence_list:build_internal_evidence_list",
        reads=(*_PAPER, "evidence"),
    ),
    DocumentForm(
        id="box-labels",
        title=labels.BOX_LABELS,
        builder="kdcl.documents.boxes:build_box_labels",
        reads=(*_ISSUER, "evidence", "boxes"),
    ),
    DocumentForm(
        id="box-contents",
        title=labels.BOX_CONTENTS,
        builder="kdcl.documents.boxes:build_box_contents",
        reads=(*_PAPER, "evidence", "boxes"),
    ),
    DocumentForm(
        id="figures",
        title=labels.FIGURES_TITLE,
        builder="kdcl.documents.figures:build_figures_paper",
        reads=(*_PAPER, "data"),
    ),
    DocumentForm(
        id="summary",
        title=labels.SUMMARY,
        builder="kdcl.documents.summary_sheet:build_summary",
        reads=(*_PAPER, "ratings", "claims", "signature"),
    ),
    DocumentForm(
        id="registration",
        title=labels.REGISTRATION_TITLE,
        builder="kdcl.documents.registration:build_registration",
        reads=(*_PAPER, "ratings", "claims", "signature"),
    ),
    DocumentForm(
        id="improvement",
        title=labels.IMPROVEMENT_TITLE,
        builder="kdcl.documents.improvements:build_improvement_follow_up",
        reads=(*_PAPER, "sheets", "council", "signature"),
    ),
    DocumentForm(
        id="opinions",
        title=labels.OPINIONS_TITLE,
        builder="kdcl.documents.opinions:build_opinions",
        reads=(*_PAPER, "council", "opinions"),
    ),
)
"""The documents that are built in, in the order in which a school needs them."""


def _settle(name: str, found: object) -> DocumentForm | Message:
    """Return the kind of document that an entry point leads to, if what composes it is there."""
    if not isinstance(found, DocumentForm) or found.id != name:
        return message("it is no DocumentForm of this id")
    composes: object = found.build
    return found if callable(composes) else message("{builder} is no function", builder=found.builder)


@attrs.frozen(kw_only=True)
class _ForeignForm(DocumentForm):
    """A kind of document of another package, whose failures are told as that package's."""

    enclosure: Enclosure

    @property
    def build(self) -> BuildDocument:
        """The function that composes it."""
        from kdcl.blocks import Document  # noqa: PLC0415 - what is built in needs none of it before it is composed
        from kdcl.blocks.soundness import require_sound  # noqa: PLC0415 - see above

        compose: Callable[..., Document] = super().build

        def build(*facts: Any, **settings: Any) -> Document:  # noqa: ANN401 - what documents are composed of
            passing = (RatingsError, UnknownLanguageError)
            document = self.enclosure.call(lambda: compose(*facts, **settings), passing)
            self.enclosure.require(document, Document)
            self.enclosure.call(lambda: require_sound(document))
            return document

        return build


def _enclose(form: DocumentForm, enclosure: Enclosure) -> DocumentForm:
    return _ForeignForm(**attrs.asdict(form, recurse=False), enclosure=enclosure)


PLUGINS: Final[PluginGroup[DocumentForm]] = PluginGroup(
    name=ENTRY_POINT_GROUP, settle=_settle, built_in=lambda: {form.id for form in DOCUMENTS}, enclose=_enclose
)
"""The kinds of documents of other packages."""


def iter_documents() -> Iterator[DocumentForm]:
    """Iterate over all documents: the built-in ones first, then those of other packages, in order of id."""
    yield from DOCUMENTS
    yield from PLUGINS.load_all().values()


def available_documents() -> tuple[str, ...]:
    """Return the ids of all documents, in the order of `iter_documents`."""
    return tuple(form.id for form in iter_documents())


def get_document(document_id: str) -> DocumentForm:
    """Return the document of this id.

    Raises:
        UnknownDocumentError: there is none.
    """
    for form in iter_documents():
        if form.id == document_id:
            return form
    raise UnknownDocumentError(document_id, available_documents())
