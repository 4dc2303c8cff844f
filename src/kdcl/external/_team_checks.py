"""Checks of the team: Article 29 of the circular."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kdcl.checks import declare_check
from kdcl.external._case import ExternalCase, with_rules
from kdcl.findings import Finding, Severity
from kdcl.messages import message
from kdcl.places import ROOT
from kdcl.school.external import TeamMember, TeamRole
from kdcl.standards.external import ExternalRules
from kdcl.standards.posts import holds_post
from kdcl.text.folding import fold, fold_name

_ARTICLE = message("Article 29 of the circular")
_MEANING = message("the meaning of an assessment from outside; for this circular it is inferred")
_MEMBERS = ROOT.at("team", "members")
_BETWEEN_PLACES = re.compile(r"[,;()\n]|\s[-\u2013]\s")
_FEWEST_WORDS = 3


@declare_check(
    "team-size",
    Severity.ERROR,
    message("A team of fewer or more members than the circular asks for"),
    source=_ARTICLE,
    reads=("team",),
)
@with_rules
def _size(case: ExternalCase, rules: ExternalRules) -> Iterator[Finding]:
    size, rule = len(case.external.team.members), rules.team.size
    if size and not rule.admits(size):
        yield Finding(
            message=message(
                "the team has {size} members; {low} to {high} are needed",
                size=size,
                low=rule.at_least,
                high=rule.at_most,
            ),
            place=_MEMBERS,
            citation=rules.team.citation,
        )


@declare_check(
    "team-roles",
    Severity.ERROR,
    message("A team without a leader or with several, or without a secretary"),
    source=_ARTICLE,
    reads=("team",),
)
@with_rules
def _roles(case: ExternalCase, rules: ExternalRules) -> Iterator[Finding]:
    """Roles are asked for only where the file states any."""
    count = Counter(member.role for member in case.external.team.members if member.role is not None)
    if count and count[TeamRole.LEADER] != 1:
        yield Finding(
            message=message("the team has {count} leaders; it needs one", count=count[TeamRole.LEADER]),
            place=_MEMBERS,
            fix=message("give the role to one of the members"),
            citation=rules.team.citation,
        )
    if count and not count[TeamRole.SECRETARY]:
        secretary = rules.team.secretary
        yield Finding(
            message=message("no member of the team is its secretary"),
            place=_MEMBERS,
            # a secretary was seen in a team of 2015, and not read in the article
            severity=Severity.NOTE,
            fix=message("give the role to one of the members"),
            citation=secretary.clause,
        )


@declare_check(
    "team-doubled-name",
    Severity.WARNING,
    message("Two members of the team of one name"),
    source=None,
    reads=("team",),
)
def _doubled_name(case: ExternalCase) -> Iterator[Finding]:
    """It is a note where workplace or post tells them apart: people of one name may well be in one team."""
    met: dict[str, list[TeamMember]] = {}
    for number, member in enumerate(case.external.team.members):
        before = met.setdefault(fold_name(member.name), [])
        if before and member.name.strip():
            is_apart = all(_are_told_apart(member, each) for each in before)
            yield Finding(
                message=message("another member of the team is called {name} too", name=member.name)
                if is_apart
                else message("{name} is in the team already", name=member.name),
                place=_MEMBERS.at(number, "name"),
                severity=Severity.NOTE if is_apart else Severity.WARNING,
                fix=message("take one of them off the list, or state the workplace and the post of both"),
            )
        before.append(member)


def _are_told_apart(one: TeamMember, other: TeamMember) -> bool:
    """Whether two members of one name have different workplaces or posts, both of them stated."""
    pairs = ((one.workplace, other.workplace), (one.position, other.position))
    return any(a.strip() and b.strip() and fold_name(a) != fold_name(b) for a, b in pairs)


@declare_check(
    "team-leader-post",
    Severity.WARNING,
    message("A leader of the team whose post does not fit"),
    source=_ARTICLE,
    reads=("team",),
)
@with_rules
def _leader(case: ExternalCase, rules: ExternalRules) -> Iterator[Finding]:
    for number, member in enumerate(case.external.team.members):
        if (
            member.role is TeamRole.LEADER
            and member.position.strip()
            and not holds_post(member.position, rules.team.leader)
        ):
            yield Finding(
                message=message(
                    "the leader is a principal or vice-principal (director or deputy) of a corresponding institution, "
                    "or heads or is deputy head of an office, but the post stated is {post}",
                    post=repr(member.position),
                ),
                place=_MEMBERS.at(number, "position"),
                fix=message("correct the role or the post"),
                citation=rules.team.citation,
            )


@declare_check(
    "team-not-outside",
    Severity.ERROR,
    message("A member of the team who works at the assessed school or has a conflict of interest"),
    source=_MEANING,
    reads=("team", "school"),
)
@with_rules
def _insiders(case: ExternalCase, rules: ExternalRules) -> Iterator[Finding]:
    school, outsiders = fold_name(case.external.school), rules.team.outsiders
    source = outsiders.clause
    for number, member in enumerate(case.external.team.members):
        if school and fold_name(member.workplace) == school:
            yield Finding(
                message=message("{name} works at the school that is assessed", name=member.name),
                place=_MEMBERS.at(number, "workplace"),
                fix=message("appoint somebody else, or correct the workplace"),
                citation=source,
            )
        elif school and _is_another_spelling(member.workplace, case.external.school):
            yield Finding(
                message=message(
                    "{name} seems to work at the school that is assessed: the workplace stated is {workplace}",
                    name=member.name,
                    workplace=repr(member.workplace),
                ),
                place=_MEMBERS.at(number, "workplace"),
                severity=Severity.WARNING,
                fix=message("appoint somebody else, or write the workplace in full"),
                citation=source,
            )
        elif not member.workplace.strip() and fold_name(member.name) in _people_of_school(case):
            yield Finding(
                message=message(
                    "in the school's file somebody of the school is called {name} too, and no workplace is stated here",
                    name=member.name,
                ),
                place=_MEMBERS.at(number, "workplace"),
                severity=Severity.WARNING,
                fix=message("state the workplace, or appoint somebody else"),
                citation=source,
            )
        if member.conflict.strip():
            yield Finding(
                message=message("{name} has stated a conflict of interest", name=member.name),
                place=_MEMBERS.at(number, "conflict"),
                fix=message("appoint somebody else"),
                texts=(member.conflict,),
                citation=source,
            )


def _people_of_school(case: ExternalCase) -> frozenset[str]:
    """The principal and the council of the school's file, as names are compared."""
    if case.assessment is None:
        return frozenset()
    names = (case.assessment.school.principal, *(member.name for member in case.assessment.council.members))
    return frozenset(fold_name(name) for name in names if name.strip())


def _is_another_spelling(workplace: str, school: str) -> bool:
    """Whether a part of a workplace names the school: with initials for words, without accents or its first word."""
    words = fold(school).split()
    spellings = [words, *([words[1:]] if len(words) >= _FEWEST_WORDS else ())]
    parts = [fold(part).replace(".", " ").split() for part in _BETWEEN_PLACES.split(workplace)]
    return any(_spells(part, spelling) for part in parts for spelling in spellings)


def _spells(short: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words are those of a name, some of them shortened to their initials, as in "TH" or "THCS"."""
    if not short or not words:
        return not short and not words
    count = len(short[0])
    if short[0] == words[0]:
        return _spells(short[1:], words[1:])
    is_initials = short[0] == "".join(word[0] for word in words[:count])
    return is_initials and _spells(short[1:], words[count:])


@declare_check(
    "criterion-without-member",
    Severity.NOTE,
    message("A criterion that no member of the team works on"),
    source=None,
    reads=("team",),
)
def _left_out(case: ExternalCase) -> Iterator[Finding]:
    """Asked only where the file says of anybody what they work on."""
    given = {code for member in case.external.team.members for code in member.criteria}
    for criterion in case.framework.criteria if given else ():
        if criterion.code not in given:
            yield Finding(
                message=message("no member of the team works on criterion {code}", code=criterion.code), place=_MEMBERS
            )
