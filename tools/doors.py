"""The doors by which texts and files come into the library, each with sound inputs and the errors it documents."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs

from kdcl.codes import (
    CriterionCode,
    EvidenceCode,
    IndicatorCode,
    blank_codes,
    find_broken_codes,
    find_codes,
    find_homes,
)
from kdcl.convert import reads
from kdcl.errors import (
    CodeError,
    FrameworkError,
    FrameworkFileError,
    FrameworkNotAvailableError,
    KdclError,
    LimitError,
    OldFormatError,
    PlaceError,
    SettingError,
    TemplateFileError,
    UnreadableFileError,
)
from kdcl.figures.entry_form._read import read_data_form
from kdcl.figures.form_file import FORM
from kdcl.figures.metrics_file import load_metrics
from kdcl.figures.published import read_school_figures
from kdcl.forms.collecting import collect_sheets
from kdcl.forms.workbook import read_workbook_form
from kdcl.law import LawPart, LegalNumber
from kdcl.office.limits import get_limits
from kdcl.places import Place
from kdcl.readers import read_evidence_list, read_paper, read_report, read_wording
from kdcl.renderers.docx.letterhead import open_letterhead
from kdcl.school import SchoolYear
from kdcl.standards import (
    load_framework,
    load_level_rules,
    load_measures,
    load_shared_law,
    load_wording,
)
from kdcl.standards.council import COUNCIL
from kdcl.standards.guidance import GUIDANCE
from kdcl.standards.legal import load_legal_documents
from kdcl.standards.vocabulary import VOCABULARY
from kdcl.text.characters import find_refused
from kdcl.text.dates import find_dates
from kdcl.text.encodings import find_legacy_encoding
from kdcl.text.numbers import read_number
from kdcl.text.times import read_time
from sounds import (
    CODES,
    DATES,
    EXAMPLE,
    NUMBERS,
    PLACES,
    PRIMARY,
    SECONDARY,
    Sound,
    figure_files,
    forms,
    laws,
    lists,
    reports,
    school_files,
    sheet_forms,
    stored_wordings,
    templates,
    texts,
    wording_files,
    workbooks,
)

_OFFICE = (UnreadableFileError, OldFormatError, LimitError)


@attrs.frozen(kw_only=True)
class Door:
    """A way into the library.

    Attributes:
        name: its name.
        sounds: makes the sound inputs: the bytes, the suffix of the file, and how it is damaged.
        enter: gives an input to the library: its bytes, the suffix, and a folder for its file.
        errors: what may be raised.
        usual: how many inputs are tried where no number is given.
    """

    name: str
    sounds: Callable[[], Iterator[Sound]]
    enter: Callable[[bytes, str, Path], object]
    errors: tuple[type[KdclError], ...] = ()
    usual: int = 100_000

    def sound_inputs(self) -> tuple[Sound, ...]:
        """Return the sound inputs, which are made once."""
        return _make(self.sounds)


@functools.cache
def _make(sounds: Callable[[], Iterator[Sound]]) -> tuple[Sound, ...]:
    return tuple(sounds())


def _hold(law: bool) -> None:  # noqa: FBT001 - it is the only word
    """Raise where what always holds does not."""
    if not law:
        raise AssertionError("a value does not hold what it promises")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


# ------------------------------------------------------------------------------------------------------------- texts


def _enter_codes(data: bytes, suffix: str, folder: Path) -> None:
    del suffix, folder
    text = _text(data)
    found = find_codes(text, homes=find_homes(frozenset(item.code for item in EXAMPLE.evidence)))
    _hold(all(text[each.start : each.end] == each.text for each in found))
    _hold(len(blank_codes(text, found)) == len(text))
    tuple(find_broken_codes(text))
    for cls in (CriterionCode, EvidenceCode, IndicatorCode, LegalNumber, SchoolYear):
        try:
            value = cls.parse(text)
        except CodeError:
            continue
        _hold(cls.parse(str(value)) == value)


def _enter_texts(data: bytes, suffix: str, folder: Path) -> None:
    del suffix, folder
    text = _text(data)
    _hold(all(text[each.start : each.end] for each in find_dates(text, years=(2016, 2017))))
    read_time(text, years=(2016, 2017))
    for language in ("vi", "en", None):
        read_number(text, language=language)
        read_number(text, is_whole=True, language=language)
    find_refused(text)
    find_legacy_encoding(text)


def _enter_place(data: bytes, suffix: str, folder: Path) -> None:
    del suffix, folder
    place = Place.parse(_text(data))
    _hold(Place.parse(str(place)) == place)
    str(place.in_words)


def _enter_limits(data: bytes, suffix: str, folder: Path) -> None:
    del suffix, folder
    get_limits({"KDCL_LIMITS": _text(data)})


# ----------------------------------------------------------------------------------------------------- a school's file


def _enter_school_file(data: bytes, suffix: str, folder: Path) -> None:
    del suffix, folder
    result = reads(_text(data), "file")
    for problem in result.problems:
        str(problem.in_words)
        str(result.name_place(problem.place, PRIMARY.part(FORM)))
    framework = PRIMARY if result.assessment is None or "second" not in result.assessment.framework else SECONDARY
    for finding in result.check(framework):
        str(finding.in_words)


# ----------------------------------------------------------------------------------------------------- foreign files


def _file(data: bytes, suffix: str, folder: Path) -> Path:
    path = folder / f"input{suffix}"
    path.write_bytes(data)
    return path


def _enter_template(data: bytes, suffix: str, folder: Path) -> None:
    del suffix, folder
    open_letterhead(data, "vi", updates_fields=True)


# ------------------------------------------------------------------------------------------------------------- the law


def _enter_part(part: LawPart[Any]) -> Callable[[bytes, str, Path], object]:
    def enter(data: bytes, suffix: str, folder: Path) -> None:
        del suffix
        place = folder / part.file.removesuffix(".toml")
        place.mkdir(exist_ok=True)
        (place / part.file).write_bytes(data)
        load_shared_law(place).part(part)

    return enter


_LAW_ERRORS = (FrameworkFileError, FrameworkError)
_PARTS: tuple[tuple[str, LawPart[Any]], ...] = (
    ("council", COUNCIL),
    ("vocabulary", VOCABULARY),
    ("school-data", FORM),
    ("guidance", GUIDANCE),
)

DOORS: tuple[Door, ...] = (
    Door(name="codes", sounds=texts(*CODES), enter=_enter_codes),
    Door(name="dates-and-numbers", sounds=texts(*DATES, *NUMBERS), enter=_enter_texts),
    Door(name="places", sounds=texts(*PLACES), enter=_enter_place, errors=(PlaceError,)),
    Door(name="limits", sounds=texts("cells=400000, tags=6000000"), enter=_enter_limits, errors=(SettingError,)),
    Door(name="school-file", sounds=school_files, enter=_enter_school_file, usual=20_000),
    Door(
        name="paper",
        sounds=reports,
        enter=lambda data, suffix, folder: read_paper(_file(data, suffix, folder)),
        errors=(*_OFFICE, FrameworkNotAvailableError),
        usual=5_000,
    ),
    Door(
        name="report",
        sounds=reports,
        enter=lambda data, suffix, folder: read_report(_file(data, suffix, folder), PRIMARY),
        errors=(*_OFFICE, FrameworkNotAvailableError),
        usual=5_000,
    ),
    Door(
        name="evidence-list",
        sounds=lists,
        enter=lambda data, suffix, folder: read_evidence_list(_file(data, suffix, folder)),
        errors=_OFFICE,
        usual=10_000,
    ),
    Door(
        name="entry-form",
        sounds=forms,
        enter=lambda data, _suffix, _folder: read_data_form(data, PRIMARY),
        errors=_OFFICE,
        usual=5_000,
    ),
    Door(
        name="figures",
        sounds=figure_files,
        enter=lambda data, suffix, folder: read_school_figures(_file(data, suffix, folder), PRIMARY),
        errors=_OFFICE,
        usual=5_000,
    ),
    Door(
        name="wording",
        sounds=wording_files,
        enter=lambda data, suffix, folder: read_wording(_file(data, suffix, folder), [PRIMARY, SECONDARY]),
        errors=_OFFICE,
        usual=5_000,
    ),
    Door(
        name="stored-wording",
        sounds=stored_wordings,
        enter=lambda data, suffix, folder: load_wording(_file(data, suffix, folder)),
        errors=_LAW_ERRORS,
        usual=10_000,
    ),
    Door(
        name="sheet-form",
        sounds=sheet_forms,
        enter=lambda data, suffix, _: collect_sheets(EXAMPLE, [(f"a{suffix}", data)]),
        usual=5_000,
    ),
    Door(
        name="workbook",
        sounds=workbooks,
        enter=lambda data, _suffix, _folder: read_workbook_form(data),
        errors=_OFFICE,
        usual=2_000,
    ),
    Door(name="template", sounds=templates, enter=_enter_template, errors=(*_OFFICE, TemplateFileError), usual=5_000),
    Door(
        name="catalogue",
        sounds=laws("tt42_2012/primary/catalogue.toml", "tt42_2012/secondary/catalogue.toml"),
        enter=lambda data, suffix, folder: load_framework(_file(data, suffix, folder)),
        errors=_LAW_ERRORS,
        usual=5_000,
    ),
    Door(
        name="level-rules",
        sounds=laws("tt42_2012/primary/levels.toml", "tt42_2012/secondary/levels.toml"),
        enter=lambda data, suffix, folder: load_level_rules(_file(data, suffix, folder), PRIMARY),
        errors=_LAW_ERRORS,
        usual=10_000,
    ),
    Door(
        name="measures",
        sounds=laws("tt42_2012/primary/measures.toml"),
        enter=lambda data, suffix, folder: load_measures(_file(data, suffix, folder), PRIMARY),
        errors=_LAW_ERRORS,
        usual=10_000,
    ),
    Door(
        name="legal-documents",
        sounds=laws("legal_documents.toml"),
        enter=lambda data, suffix, folder: load_legal_documents(_file(data, suffix, folder)),
        errors=_LAW_ERRORS,
        usual=10_000,
    ),
    Door(
        name="metrics",
        sounds=laws("tt42_2012/metrics.toml"),
        enter=lambda data, suffix, folder: load_metrics(_file(data, suffix, folder), PRIMARY.part(FORM)),
        errors=_LAW_ERRORS,
        usual=10_000,
    ),
    *(
        Door(
            name=name,
            sounds=laws(f"tt42_2012/{part.file}"),
            enter=_enter_part(part),
            errors=_LAW_ERRORS,
            usual=10_000,
        )
        for name, part in _PARTS
    ),
)
