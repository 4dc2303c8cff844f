"""Renumbering evidence: a plan that is shown, applied to the list and all texts at once, and can be undone.

A plan is a bijection: every code that changes has one new code, and no two have the same. Nothing outside it changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import pairwise

import attrs

from kdcl.codes import EvidenceCode, FoundCode, Home, find_broken_codes, find_codes
from kdcl.errors import EvidenceError
from kdcl.evidence.rewriting import rewrite_codes
from kdcl.evidence.texts import find_mentioned, homes_of, list_texts
from kdcl.messages import Message, message
from kdcl.school import CodeChange, Renumbering, SelfAssessment


def plan_renumbering(
    assessment: SelfAssessment,
    codes: Mapping[EvidenceCode, EvidenceCode],
    *,
    reason: str = "",
    date: dt.date | None = None,
) -> Renumbering:
    """Return the plan that gives codes away for new ones, checked against the self-assessment.

    Args:
        assessment: the facts that it is meant for.
        codes: the new code of each code that changes; swaps and circles are welcome.
        reason: why, for the log.
        date: when, for the log.

    Raises:
        EvidenceError: it is no bijection, changes a code that is not listed, or gives one that another piece has or
            that a text names without its being listed; everything against it at once.
    """
    wanted = {old: codes[old] for old in sorted(codes) if codes[old] != old}
    if reasons := tuple(_iter_reasons(assessment, wanted)):
        raise EvidenceError(reasons)
    retired = frozenset(assessment.retired_codes)
    return Renumbering(
        changes=tuple(CodeChange(old=old, new=new) for old, new in wanted.items()),
        reason=reason,
        date=date,
        vacated=tuple(sorted(wanted.keys() - wanted.values() - retired)),
        reissued=tuple(sorted(retired.intersection(wanted.values()))),
    )


def apply_renumbering(assessment: SelfAssessment, plan: Renumbering) -> SelfAssessment:
    """Return the self-assessment renumbered: the list, the retired codes and every text at once, and the plan logged.

    Official codes stay official. A badly written code that means one of the changed codes is changed as well, in its
    own typing: only its digits are exchanged. `repair_codes` is what mends the typing.

    Raises:
        EvidenceError: the plan does not fit the self-assessment, which may have changed since it was made.
    """
    codes = {change.old: change.new for change in plan.changes}
    fresh = plan_renumbering(assessment, codes, reason=plan.reason, date=plan.date)
    changed, retyped = rewrite_codes(assessment, codes)
    retired = frozenset(assessment.retired_codes).difference(fresh.reissued).union(fresh.vacated)
    done = attrs.evolve(fresh, retyped=retyped)
    return attrs.evolve(changed, retired_codes=tuple(retired), renumberings=(*assessment.renumberings, done))


def revert_renumbering(assessment: SelfAssessment) -> SelfAssessment:
    """Return the self-assessment with its last renumbering undone and taken off the log.

    Where nothing has changed since, the result equals what was renumbered, to the byte; so a number that pieces in two
    boxes shared is given back to both, though no plan would give it to two.

    Raises:
        EvidenceError: there is nothing to undo, or what was added since stands in the way.
    """
    if not assessment.renumberings:
        raise EvidenceError((message("no renumbering is logged, so none can be undone"),))
    last = assessment.renumberings[-1]
    codes = {change.new: change.old for change in last.changes}
    unclear = _iter_unclear(assessment, codes)
    if reasons := (*unclear, *_iter_unlisted(assessment, codes), *_iter_taken_since(assessment, codes)):
        raise EvidenceError(reasons)
    changed, _ = rewrite_codes(assessment, codes, last.retyped)
    retired = frozenset(assessment.retired_codes).difference(last.vacated).union(last.reissued)
    return attrs.evolve(changed, retired_codes=tuple(retired), renumberings=assessment.renumberings[:-1])


def _iter_unlisted(assessment: SelfAssessment, codes: Mapping[EvidenceCode, EvidenceCode]) -> Iterator[Message]:
    listed = {item.code for item in assessment.evidence}
    for old in codes:
        if old not in listed:
            yield message("{code} is not in the list; add it first, or correct the code", code=old)


def _iter_taken_since(assessment: SelfAssessment, codes: Mapping[EvidenceCode, EvidenceCode]) -> Iterator[Message]:
    """Yield what was added since a renumbering and has a code that undoing it would give back."""
    taken = {item.code for item in assessment.evidence if item.code not in codes} | find_mentioned(assessment)
    for old, new in codes.items():
        if new in taken and new not in codes:
            yield message("{old} cannot become {new}: {taken} has that number", old=old, new=new, taken=new)


def _iter_reasons(assessment: SelfAssessment, codes: Mapping[EvidenceCode, EvidenceCode]) -> Iterator[Message]:
    yield from _iter_unclear(assessment, codes)
    yield from _iter_unlisted(assessment, codes)
    yield from _iter_ambiguous(assessment, codes)
    listed = {item.code for item in assessment.evidence}
    taken = {code.home: code for code in listed if code not in codes}
    strays = {code.home: code for code in find_mentioned(assessment) if code not in listed}
    for old, new in codes.items():
        home = new.home
        if home in taken:
            yield message("{old} cannot become {new}: {taken} has that number", old=old, new=new, taken=taken[home])
        elif home in strays:
            yield message(
                "{old} cannot become {new}: a text names {stray}, which is not in the list, and would then mean "
                "another piece; list it or correct it first",
                old=old,
                new=new,
                stray=strays[home],
            )
        taken[home] = new


def _iter_unclear(assessment: SelfAssessment, codes: Mapping[EvidenceCode, EvidenceCode]) -> Iterator[Message]:
    """Yield what could come to mean another piece: a code that cannot be read, a range that would fall apart."""
    if not codes:
        return
    homes = homes_of(assessment)
    for place, text in list_texts(assessment):
        for broken in find_broken_codes(text):
            where = place.with_span(broken.start, broken.end)
            yield message("{place}: {problem}; write each code whole first", place=where, problem=broken.problem)
        for found in find_codes(text, homes):
            if found.begins is not None and not _stays_range(found, codes):
                yield message(
                    "{place}: the range up to {code} would no longer cite the same pieces; write its codes one by one",
                    place=place.with_span(found.start, found.end),
                    code=found.code,
                )


def _stays_range(found: FoundCode, codes: Mapping[EvidenceCode, EvidenceCode]) -> bool:
    first = attrs.evolve(found.code, number=found.code.number - len(found.between) - 1)
    new = [codes.get(code, code) for code in (first, *found.codes)]
    return all(attrs.evolve(one, number=one.number + 1) == other for one, other in pairwise(new))


def _iter_ambiguous(assessment: SelfAssessment, codes: Mapping[EvidenceCode, EvidenceCode]) -> Iterator[Message]:
    """Yield the codes without a box that may mean one of several pieces of which one is renumbered."""
    shared: dict[Home, list[EvidenceCode]] = {}
    for code in sorted({item.code for item in assessment.evidence}):
        shared.setdefault(code.home, []).append(code)
    doubtful = {
        home: tuple(both) for home, both in shared.items() if len(both) > 1 and not codes.keys().isdisjoint(both)
    }
    if not doubtful:
        return
    for place, text in list_texts(assessment):
        for found in find_codes(text):
            if not found.is_boxed and found.code.home in doubtful:
                yield message(
                    "{place}: {text} names no box and may mean any of {codes}; write the box first",
                    place=str(place),
                    text=found.text,
                    codes=doubtful[found.code.home],
                )
