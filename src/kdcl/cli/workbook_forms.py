"""``kdcl forms workbook``, and what ``kdcl forms collect`` says of workbooks."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import attrs

from kdcl.cli.collected import Account
from kdcl.cli.console import say, speaker, spoken
from kdcl.cli.inputs import takes_file
from kdcl.cli.issues import open_school
from kdcl.cli.output import Output, writes_target
from kdcl.errors import UnreadableFileError
from kdcl.findings import Finding
from kdcl.forms import collect
from kdcl.forms.workbook import ReadWorkbook, read_workbook_form, write_workbook
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.school import SelfAssessment


@spoken(message("Write a school's whole file as one workbook to work in, in Excel or LibreOffice (extra: excel)."))
@takes_file
@writes_target("file", told=message("The workbook to write (.xlsx)."))
def workbook(file: str, target: Output) -> None:
    """Write the workbook of a school's file."""
    assessment, framework = open_school(file)
    target.write_and_tell(write_workbook(assessment, framework, language=speaker().language))


@attrs.define(kw_only=True)
class WorkbookGatherer:
    """What becomes of a school's file while workbooks are taken, and what is said of it.

    Attributes:
        school: the file as it is by now.
        prefer_returned: the facts in which the workbooks stand where both were changed.
        keeps_ours: whether such facts stay as they are without a word.
        taken: how many changes were taken.
        conflicts: how many are to be decided.
        left: how many cells, lines, texts and files were not taken.
        rest: the texts that were handed back, each behind its place.
        account: everything of this as plain values.
    """

    school: SelfAssessment
    prefer_returned: Collection[str] = ()
    keeps_ours: bool = False
    taken: int = 0
    conflicts: int = 0
    left: int = 0
    rest: list[tuple[str, str]] = attrs.field(factory=list)
    account: Account = attrs.field(factory=Account)
    _file: str = ""

    def take(self, files: Iterable[str]) -> None:
        """Take workbook after workbook."""
        for file in files:
            self._file = file
            say(message("{file}:", file=file))
            try:
                read = read_workbook_form(file)
            except UnreadableFileError as error:
                self._leave(message("{reason}; {remedy}", reason=error.reason, remedy=error.remedy))
                continue
            if isinstance(read, ReadWorkbook):
                self._merge(read)
            else:
                other = message("this is no form of kdcl; kdcl import reads other workbooks")
                self._leave(read.message if isinstance(read, Finding) else other)

    def _merge(self, read: ReadWorkbook) -> None:
        for finding in read.findings:
            told = message("{finding}: {texts}", finding=finding.message, texts=finding.texts)
            told = _at(finding.place, told if finding.texts else finding.message)
            self.left += 1
            self.account.find(finding, self._file, told)
            say(told)
            self.rest += [(speaker().text(finding.place.in_words), text) for text in finding.texts]
        collected = collect(self.school, (read.returned,), prefer_returned=self.prefer_returned)
        for finding in collected.findings:
            self._leave(finding.message)
        for taken in collected.taken:
            told = self.account.take(taken)
            address = read.find_address(taken.change.place, taken.change.after)
            say(_at(address, message("taken over: {change}", change=told)))
        for each in () if self.keeps_ours else collected.conflicts:
            told = self.account.dispute(each)
            address = read.find_address(each.conflict.place, each.conflict.theirs)
            say(_at(address, message("both changed: {conflict}", conflict=told)))
            self.conflicts += 1
        self.taken += len(collected.taken)
        self.school = collected.school

    def _leave(self, what: Message) -> None:
        self.left += 1
        self.account.leave(self._file, what)
        say(message("    {told}", told=what))


def _at(address: Place | None, told: Message) -> Message:
    if address is None or address == ROOT:
        return message("    {told}", told=told)
    return message("    {address}: {told}", address=address.in_words, told=told)
