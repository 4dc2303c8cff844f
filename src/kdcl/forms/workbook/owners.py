"""To which list a line belongs: by the words in its column, as they were sent or as they are called now."""

from __future__ import annotations

import attrs

from kdcl.forms.workbook.cells import plain, shown
from kdcl.forms.workbook.grids import ReturnedLine
from kdcl.forms.workbook.layout import BookLayout
from kdcl.forms.workbook.lists import ListForm
from kdcl.forms.workbook.model import OWNER, BookLine
from kdcl.locale import Locale
from kdcl.messages import Message, message
from kdcl.places import Place


@attrs.frozen
class Owners:
    """The lists that lines may belong to, while the sheets are read; parents are read before their children.

    Attributes:
        layout: the workbook as it was sent.
        locale: its language.
    """

    layout: BookLayout
    locale: Locale
    _renamed: dict[str, dict[str, Place]] = attrs.field(factory=dict)

    def name(self, form: ListForm, line: ReturnedLine, place: Place) -> None:
        """Keep what a line that others belong to is called now."""
        label = line.text(form.label) if form.label else ""
        if label:
            self._renamed.setdefault(form.id, {}).setdefault(plain(label), place)

    def places(self, form: ListForm) -> tuple[Place, ...]:
        """Return the lists that a sheet has, as they were sent."""
        return tuple(owner.place for owner in self.layout.owners[form.id])

    @staticmethod
    def of_sent(line: BookLine) -> Place:
        """Return the list that a line belonged to."""
        return Place(Place.parse(line.key).steps[:-1])

    def find(self, form: ListForm, line: ReturnedLine, sent: BookLine | None) -> Place | Message:
        """Return the list that a line belongs to, or why that cannot be told."""
        label = line.text(OWNER)
        known = self.layout.owners[form.id]
        if form.owner is None:
            return known[0].place
        if sent is not None and label in {"", shown(sent.cells[OWNER].text)}:
            return self.of_sent(sent)
        now = self._renamed.get(form.parent, {}).get(plain(label))
        if now is not None and label:
            return now.at(form.inner)
        for owner in known:
            if label and plain(owner.label) == plain(label):
                return owner.place
        column = self.locale.text(form.owner)
        if not label:
            return message("this new line is not taken: say in column {column} where it belongs", column=column)
        return message("{value} in column {column} is not known", value=repr(label), column=column)
