"""``kdcl forms workbook``, and what ``kdcl forms collect`` says of workbooks."""

from __future__ import annotations

from collections.abc import Iterable

from kdcl.cli.collected import Account
from kdcl.cli.console import say, speaker, spoken
from kdcl.cli.form_files import Preference
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


def take_workbooks(school: SelfAssessment, files: Iterable[str], side: Preference, account: Account) -> SelfAssessment:
    """Return a school's file with what was changed in workbooks, one after the other, and say what became of each."""
    for file in files:
        say(message("{file}:", file=file))
        try:
            read = read_workbook_form(file)
        except UnreadableFileError as error:
            _leave(file, message("{reason}; {remedy}", reason=error.reason, remedy=error.remedy), account)
            continue
        if isinstance(read, ReadWorkbook):
            school = _merge(school, file, read, side, account)
        else:
            other = message("this is no form of kdcl; kdcl import reads other workbooks")
            _leave(file, read.message if isinstance(read, Finding) else other, account)
    return school


def _merge(school: SelfAssessment, file: str, read: ReadWorkbook, side: Preference, account: Account) -> SelfAssessment:
    for finding in read.findings:
        told = message("{finding}: {texts}", finding=finding.message, texts=finding.texts)
        told = _at(finding.place, told if finding.texts else finding.message)
        account.find(finding, file, told)
        say(told)
        account.rest += [(speaker().text(finding.place.in_words), text) for text in finding.texts]
    collected = collect(school, (read.returned,), prefer_returned=side.returned)
    for finding in collected.findings:
        _leave(file, finding.message, account)
    for taken in collected.taken:
        told = account.take(taken)
        address = read.find_address(taken.change.place, taken.change.after)
        say(_at(address, message("taken over: {change}", change=told)))
    for each in () if side.keeps_ours else collected.conflicts:
        told = account.dispute(each)
        address = read.find_address(each.conflict.place, each.conflict.theirs)
        say(_at(address, message("both changed: {conflict}", conflict=told)))
    return collected.school


def _leave(file: str, what: Message, account: Account) -> None:
    account.leave(file, what)
    say(message("    {told}", told=what))


def _at(address: Place | None, told: Message) -> Message:
    if address is None or address == ROOT:
        return message("    {told}", told=told)
    return message("    {address}: {told}", address=address.in_words, told=told)
