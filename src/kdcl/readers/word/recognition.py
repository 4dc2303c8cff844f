"""Recognises what a document is, by the outline that its reading needs anyway; and refuses what is not to be rated."""

from __future__ import annotations

from kdcl.errors import UnreadableFileError
from kdcl.law import Framework, InstitutionType
from kdcl.messages import message
from kdcl.readers.files.content import FileTable
from kdcl.readers.recognising.kinds import Structure, recognise_kind
from kdcl.readers.recognising.result import Certainty, FileRecognition, PaperKind, Rules, Sign, SignKind
from kdcl.readers.recognising.rules import recognise_rules
from kdcl.readers.vocabulary.headings import Kind
from kdcl.readers.word.outline import Outline
from kdcl.readers.word.sections import Zone
from kdcl.readers.word.tables import TableKind, lists_codes
from kdcl.standards import framework_notices, get_framework
from kdcl.text.encodings import LegacyEncoding

_ONLY_IN_REPORTS = (Kind.INTRODUCTION, Kind.PART_TWO, Kind.GENERAL_CONCLUSION)
_KINDS_OF_TABLES = {
    TableKind.EVIDENCE: PaperKind.EVIDENCE_LIST,
    TableKind.SUMMARY: PaperKind.SUMMARY,
    TableKind.COUNCIL: PaperKind.DECISION,
}


def recognise(
    outline: Outline, *, kind: PaperKind | None = None, framework: Framework | None = None
) -> FileRecognition:
    """Return what a document is.

    Args:
        outline: its outline.
        kind: the kind, where whoever asks says it.
        framework: the framework it was made under, where whoever asks says it; it settles a guess, and no more.
    """
    structure = _find_structure(outline)
    found, certainty, sign = recognise_kind(outline.lines, structure)
    if kind is not None:
        found, certainty, sign = kind, Certainty.STATED, Sign(kind=SignKind.GIVEN, stands_for=kind)
    rules, signs, names_others = recognise_rules(outline.lines, structure.criteria)
    if framework is not None and (rules.foreign is None or rules.certainty is Certainty.GUESSED):
        rules = Rules(framework=framework, certainty=Certainty.STATED)
        signs = (*signs, Sign(kind=SignKind.GIVEN, stands_for=framework.id))
    every = sorted((*filter(None, (sign,)), *signs), key=lambda each: each.place.position)
    return FileRecognition(kind=found, certainty=certainty, rules=rules, signs=tuple(every), names_others=names_others)


def _find_structure(outline: Outline) -> Structure:
    sections = outline.sections
    written = {(section.standard, section.criterion) for section in sections if section.kind is Zone.ITEM}
    return Structure(
        criteria=frozenset(
            (section.standard, section.criterion) for section in sections if section.kind is Zone.CRITERION
        ),
        sheets=len(written),
        is_whole=any(section.kind in _ONLY_IN_REPORTS for section in sections),
        tables=frozenset(_KINDS_OF_TABLES[head.kind] for head, _, _ in outline.tables if head.kind in _KINDS_OF_TABLES)
        or _find_by_content(outline),
    )


def _find_by_content(outline: Outline) -> frozenset[PaperKind]:
    """Return the kinds of the tables whose heads say nothing: a column of nothing but codes makes an evidence list."""
    tables = [item for section in outline.sections for item in section.items if isinstance(item, FileTable)]
    is_list = any(map(lists_codes, tables))
    return frozenset({PaperKind.EVIDENCE_LIST}) if is_list else frozenset()


def settle_framework(recognition: FileRecognition, source: str, encoding: LegacyEncoding | None = None) -> Framework:
    """Return the framework that a document is read under: the one it was made under.

    Args:
        recognition: what the document is.
        source: its name in errors.
        encoding: the encoding from before Unicode that text in it is in, so that nobody can tell what that says.

    Raises:
        FrameworkNotAvailableError: it is of a continuing-education centre.
        UnreadableFileError: it was made under rules of others, or nothing tells the framework.
    """
    rules = recognition.rules
    is_continuing = any(sign.stands_for == InstitutionType.CONTINUING for sign in recognition.signs)
    if rules.framework is None and is_continuing:
        return get_framework(
            next(notice.id for notice in framework_notices() if notice.institution is InstitutionType.CONTINUING)
        )
    if rules.foreign is not None:
        signs = tuple(sign.in_words for sign in recognition.signs if sign.kind is not SignKind.GIVEN)
        raise UnreadableFileError(
            source,
            message(
                "{file}, so that nothing in it is rated here (seen: {signs})", file=recognition.in_words, signs=signs
            ),
            message(
                "take what carries over (the school, its council, evidence, text) with --carry-over and --framework"
            ),
        )
    if rules.framework is None:
        raise UnreadableFileError(
            source,
            message("no criterion and no kind of school was found in it"),
            message("check that it is a self-assessment report, or say which framework it was made under")
            if encoding is None
            else encoding.remedy,
        )
    return rules.framework
