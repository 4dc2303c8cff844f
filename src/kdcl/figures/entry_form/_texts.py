"""The texts that the entry form itself holds, in every language: what people write beside them is told from these."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Final

from kdcl.figures.entry_form._layout import REMOVAL
from kdcl.figures.form import GRADES, SchoolDataForm
from kdcl.law import InstitutionType
from kdcl.locale import LANGUAGES, get_locale
from kdcl.messages import BilingualText, message
from kdcl.text.folding import fold

TITLE: Final = message("Entry form of the school's data (Part I of the report)")
EXPLANATION: Final = (
    message("Fill in the white cells; the grey ones are computed and locked."),
    message("Leave a cell empty where the figure is not known; write 0 only where it is nought."),
    message("An empty cell takes nothing away: where a figure is to go, write {word} in its cell.", word=REMOVAL),
    message("Figures known only at the end of a school year may be left empty for the running one."),
    message("Do not rename, move or delete lines and columns; sheets may be filled in in any order."),
)


@functools.cache
def own_texts(form: SchoolDataForm) -> frozenset[str]:
    """Return what stands in the cells of a form that are not to be filled in, folded; school years are not among it."""
    said = {get_locale(language).text(words) for language in LANGUAGES for words in (TITLE, *EXPLANATION)}
    for institution in InstitutionType:
        for text in _iter_texts(form.for_institution(institution), institution):
            said |= {text.vi, text.en}
    return frozenset(map(fold, said))


def _iter_texts(form: SchoolDataForm, institution: InstitutionType) -> Iterator[BilingualText]:
    for group in form.groups:
        yield group.title
        yield group.short_title
        for table in group.tables:
            if table.title is not None:
                yield table.title
            for column in table.columns:
                yield column.label
                yield BilingualText(vi=column.id, en=column.id)
                if column.group is not None:
                    both = (column.group, column.label)
                    yield BilingualText(vi=": ".join(each.vi for each in both), en=": ".join(each.en for each in both))
            for row in table.rows_for(institution, GRADES):
                yield row.label
                if row.explanation is not None:
                    yield row.explanation
