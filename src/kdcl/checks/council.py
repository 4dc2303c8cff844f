"""Checks of the self-assessment council, its groups, and the criteria they are given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from kdcl.checks._rulebook import Case, check
from kdcl.findings import Finding, Severity
from kdcl.law import Citation
from kdcl.messages import Message, message
from kdcl.places import ROOT
from kdcl.planning.assignment import AssignmentReview, review_assignment
from kdcl.school import Council, CouncilMember, CouncilRole
from kdcl.school.duties import find_role
from kdcl.standards.council import COUNCIL, CouncilRules, SizeRule
from kdcl.standards.posts import holds_post
from kdcl.text.folding import fold_name

_ARTICLE = message("Article 24 of the circular")
_SISTER = message("the sister guidance for preschools; for this circular it is inferred")
_PLAN = message("the form of the self-assessment plan")
_Function = Callable[[Council, CouncilRules, Case], Iterator[Finding]]


def _with_rules(function: _Function) -> Callable[[Case], Iterator[Finding]]:
    """Return a check that is made only where the rules of the framework's circular are known."""

    def checked(case: Case) -> Iterator[Finding]:
        if (rules := case.framework.part(COUNCIL)) is not None:
            yield from function(case.assessment.council, rules, case)

    return checked


@check(
    "council-too-small",
    Severity.ERROR,
    message("A council of fewer members than the circular asks for"),
    source=_ARTICLE,
    reads=("council",),
)
@_with_rules
def _too_small(council: Council, rules: CouncilRules, _: Case) -> Iterator[Finding]:
    size = len(council.members)
    # A file that lists nobody yet is not wrong.
    if 0 < size < rules.council.at_least:
        yield Finding(
            message=message(
                "the council's members are {size}; at least {smallest} are needed",
                size=size,
                smallest=rules.council.at_least,
            ),
            place=ROOT.at("council", "members"),
            fix=message("list every member, or appoint more"),
            citation=rules.citation,
        )


def _role_of(member: CouncilMember) -> CouncilRole | None:
    """Return what a member is in the council: what the school says, else what the duty names."""
    return member.role or find_role(member.duty)


@check(
    "council-roles",
    Severity.ERROR,
    message("A council without a chair, a vice-chair or a secretary, or with several chairs"),
    source=_ARTICLE,
    reads=("council",),
)
@_with_rules
def _roles(council: Council, rules: CouncilRules, _: Case) -> Iterator[Finding]:
    """Roles are asked for only where the school states any; a file that states none is not wrong."""
    count = Counter(role for member in council.members if (role := _role_of(member)) is not None)
    for role, most in ((CouncilRole.CHAIR, 1), (CouncilRole.VICE_CHAIR, None), (CouncilRole.SECRETARY, None)):
        if count and not count[role]:
            yield Finding(
                message=message("no member of the council is its {role}", role=role.words),
                place=ROOT.at("council", "members"),
                fix=message("give the role to one of the members"),
                citation=rules.citation,
            )
        elif most is not None and count[role] > most:
            yield Finding(
                message=message("{count} members of the council are its {role}", count=count[role], role=role.words),
                place=ROOT.at("council", "members"),
                fix=message("leave the role to one of them"),
                citation=rules.citation,
            )


@check(
    "council-posts",
    Severity.WARNING,
    message("A chair, vice-chair or secretary whose post does not fit the role"),
    source=_ARTICLE,
    reads=("council",),
    is_acceptable=False,
)
@_with_rules
def _posts(council: Council, rules: CouncilRules, _: Case) -> Iterator[Finding]:
    wanted = {
        CouncilRole.CHAIR: (rules.chair, message("the chair is the principal or director")),
        CouncilRole.VICE_CHAIR: (rules.vice_chair, message("the vice-chair is a vice-principal or deputy director")),
        CouncilRole.SECRETARY: (
            rules.secretary,
            message(
                "the secretary is that of the school council, or heads the office, a professional group or a section"
            ),
        ),
    }
    for index, member in enumerate(council.members):
        rule, said = wanted.get(_role_of(member) or CouncilRole.MEMBER, (None, None))
        if rule is not None and member.position.strip() and not holds_post(member.position, rule):
            yield Finding(
                message=message("{rule}, but the post stated is {post}", rule=said, post=repr(member.position)),
                place=ROOT.at("council", "members", index, "position"),
                fix=message("correct the role or the post"),
                citation=rules.citation,
            )


@check(
    "chair-is-not-principal",
    Severity.WARNING,
    message("A chair of the council who is not the principal in the school's data"),
    source=_ARTICLE,
    reads=("council", "school"),
    is_acceptable=False,
)
@_with_rules
def _principal(council: Council, rules: CouncilRules, case: Case) -> Iterator[Finding]:
    principal = fold_name(case.assessment.school.principal)
    for index, member in enumerate(council.members):
        if _role_of(member) is CouncilRole.CHAIR and principal and fold_name(member.name) not in {"", principal}:
            yield Finding(
                message=message("the chair of the council has another name than the principal in the school's data"),
                place=ROOT.at("council", "members", index, "name"),
                fix=message("correct one of the two, or the role"),
                citation=rules.citation,
            )


@check(
    "group-size",
    Severity.NOTE,
    message("A secretariat or working group of fewer or more people than is meant"),
    source=_SISTER,
    reads=("council",),
)
@_with_rules
def _group_sizes(council: Council, rules: CouncilRules, _: Case) -> Iterator[Finding]:
    writers = len(council.secretariat.members)
    if writers and not rules.secretariat.admits(writers):
        yield Finding(
            message=message(
                "the secretariat has {size} people; {range} are meant", size=writers, range=_range(rules.secretariat)
            ),
            place=ROOT.at("council", "secretariat", "members"),
            citation=_source(rules.secretariat, rules),
        )
    for index, group in enumerate(council.groups):
        size = len(group.members)
        if size and not rules.working_group.admits(size):
            yield Finding(
                message=message(
                    "working group {name} has {size} people; {range} are meant",
                    name=repr(group.name),
                    size=size,
                    range=_range(rules.working_group),
                ),
                place=ROOT.at("council", "groups", index, "members"),
                citation=_source(rules.working_group, rules),
            )


def _range(rule: SizeRule) -> Message:
    if rule.at_most is None:
        return message("{low} or more", low=rule.at_least)
    return message("{low} to {high}", low=rule.at_least, high=rule.at_most)


def _source(rule: SizeRule, rules: CouncilRules) -> Citation | Message:
    return rules.citation if rule.source is None else rule.clause


@check(
    "group-leader",
    Severity.NOTE,
    message("A working group whose leader is not in it, or not in the council"),
    source=_SISTER,
    reads=("council",),
)
@_with_rules
def _leaders(council: Council, rules: CouncilRules, _: Case) -> Iterator[Finding]:
    """A leader is looked for only among people who are listed."""
    members = {fold_name(member.name) for member in council.members}
    for index, group in enumerate(council.groups):
        if not (leader := fold_name(group.leader)):
            continue
        people = {fold_name(member.name) for member in group.members}
        if people and leader not in people:
            problem = message("the leader {leader} is not among the people of the group", leader=repr(group.leader))
        elif members and leader not in members:
            problem = message("the leader {leader} is not a member of the council", leader=repr(group.leader))
        else:
            continue
        yield Finding(
            message=problem,
            place=ROOT.at("council", "groups", index, "leader"),
            fix=message("correct the name, or choose a leader from the council"),
            citation=_source(rules.working_group, rules),
        )


@check(
    "criterion-not-given",
    Severity.WARNING,
    message("A criterion that no working group is given"),
    source=_PLAN,
    reads=("council",),
)
def _left_out(case: Case) -> Iterator[Finding]:
    for code in _review(case).left_out:
        yield Finding(
            message=message("criterion {code} is given to no working group", code=code),
            place=ROOT.at("council", "groups"),
            fix=message("give it to one of the groups"),
        )


@check(
    "criterion-given-twice",
    Severity.ERROR,
    message("A criterion that is given to working groups more than once"),
    source=_PLAN,
    reads=("council",),
)
def _given_twice(case: Case) -> Iterator[Finding]:
    for code in _review(case).given_twice:
        groups = [group.name for group in case.assessment.council.groups for each in group.criteria if each == code]
        yield Finding(
            message=message("criterion {code} is given more than once: {groups}", code=code, groups=tuple(groups)),
            place=ROOT.at("council", "groups"),
            fix=message("leave it with one group"),
        )


def _review(case: Case) -> AssignmentReview:
    """Return what is wrong with the assignment; nothing where no group has been given a criterion yet."""
    groups = case.assessment.council.groups
    if not any(group.criteria for group in groups):
        return AssignmentReview(left_out=(), given_twice=(), unknown=())
    return review_assignment(groups, case.framework)
