"""The framework: standards, criteria and indicators, with the level rules and measures that belong to them."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, TypeVar, overload

import attrs

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.errors import FrameworkError, UnknownItemError, WordingError
from kdcl.law.documents import LegalDocument
from kdcl.law.items import Criterion, Indicator, Standard
from kdcl.law.levels import Level, LevelRules
from kdcl.law.measures import Measure, Unmeasured
from kdcl.law.numbers import LegalNumber
from kdcl.law.schools import InstitutionType
from kdcl.law.shared import LawPart, SharedLaw
from kdcl.messages import BilingualText, Message, message
from kdcl.shown import SelfDescribing, SelfDescription
from kdcl.typed import typed
from kdcl.wording import FrameworkWording, Wording

_Item = TypeVar("_Item", Standard, Criterion, Indicator)
_Part = TypeVar("_Part")


@attrs.frozen(kw_only=True)
@typed
class Framework(SelfDescribing):
    """The standards of one institution type in one circular (bộ tiêu chuẩn), with its level rules and measures.

    ``framework["1.3"]`` and ``framework["1.3.b"]`` look up by the law's numbers, ``in`` asks for them, and iteration
    gives the standards. `criteria` and `indicators` run through the whole tree in the law's order.

    Two frameworks are equal when everything in them is; the hash is of the id.

    Attributes:
        id: such as ``"tt42-2012/primary"``.
        institution: the institution type.
        title: its name for people.
        circular: the legal document.
        standards: the tree, in order.
        level_rules: the level rules; None where none are known, and then no level can be computed.
        measures: the numeric requirements.
        unmeasured: numbers and frequencies that no figure is held against, and why.
        wording: the official wording laid over the Vietnamese texts; None where all of them are restated.
        letter: the letter that says what each indicator asks and which evidence is suggested; None where there is none.
        shared: what it shares with the circular's other frameworks; where nothing is stated, `part` has nothing either.
        criteria: every criterion in the law's order.
        indicators: every indicator in the law's order.
        restated: the codes of all whose Vietnamese text is not official.

    Raises:
        FrameworkError: the tree is empty or truncated, its numbering has a gap, or rules or measures name what it
            lacks.
    """

    id: str
    institution: InstitutionType
    title: BilingualText
    circular: LegalDocument
    standards: tuple[Standard, ...]
    level_rules: LevelRules | None
    measures: tuple[Measure, ...]
    unmeasured: tuple[Unmeasured, ...] = ()
    wording: FrameworkWording | None = None
    letter: LegalNumber | None = None
    shared: SharedLaw = attrs.field(factory=SharedLaw)

    def __repr__(self) -> str:
        """Return the id, and how much it holds."""
        parts = f"{len(self.standards)} standards, {len(self.criteria)} criteria, {len(self.indicators)} indicators"
        return f"<Framework {self.id}: {parts}>"

    def describe(self) -> SelfDescription:
        """Return the title, and the standards with how many criteria and indicators they have."""
        return SelfDescription(
            title=message("{title} ({id}, {circular})", title=self.title, id=self.id, circular=self.circular.number),
            heads=(message("standard"), message("title"), message("criteria"), message("indicators")),
            rows=tuple(
                (each.number, each.title, len(each.criteria), sum(len(inner.indicators) for inner in each.criteria))
                for each in self.standards
            ),
        )

    def __attrs_post_init__(self) -> None:
        """Refuse a tree that could let a school pass for want of criteria."""
        if reasons := tuple(self._flaws()):
            raise FrameworkError(self.id, reasons)

    @functools.cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion in the law's order."""
        return tuple(criterion for standard in self.standards for criterion in standard.criteria)

    @functools.cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator in the law's order."""
        return tuple(indicator for criterion in self.criteria for indicator in criterion.indicators)

    @functools.cached_property
    def restated(self) -> tuple[int | CriterionCode | IndicatorCode, ...]:
        """The standards, criteria and indicators whose Vietnamese text is restated: titles first, in the law's order.

        Without official wording that is everything; English is restated always.
        """
        official = frozenset(self.wording.codes if self.wording else ())
        codes: tuple[int | CriterionCode | IndicatorCode, ...] = (
            *(standard.number for standard in self.standards),
            *(criterion.code for criterion in self.criteria),
            *(indicator.code for indicator in self.indicators),
        )
        return tuple(code for code in codes if code not in official)

    @functools.cached_property
    def _items(self) -> dict[Any, Standard | Criterion | Indicator]:
        numbered: list[tuple[Any, Standard | Criterion | Indicator]] = [(s.number, s) for s in self.standards]
        numbered += [(criterion.code, criterion) for criterion in self.criteria]
        numbered += [(indicator.code, indicator) for indicator in self.indicators]
        return {key: item for number, item in numbered for key in (number, str(number))}

    @overload
    def __getitem__(self, number: int) -> Standard: ...
    @overload
    def __getitem__(self, number: CriterionCode) -> Criterion: ...
    @overload
    def __getitem__(self, number: IndicatorCode) -> Indicator: ...
    @overload
    def __getitem__(self, number: str) -> Standard | Criterion | Indicator: ...
    def __getitem__(self, number: str | int | CriterionCode | IndicatorCode) -> Standard | Criterion | Indicator:
        """Return the standard, criterion or indicator of this number.

        A text may be the number of any of the three, and the type says so; `get_standard`, `get_criterion` and
        `get_indicator` take texts too and return one kind.

        Raises:
            UnknownItemError: the framework has none.
        """
        try:
            return self._items[number]
        except KeyError:
            raise UnknownItemError(str(number), self.id) from None

    def __contains__(self, number: object) -> bool:
        """Whether the framework has a standard, criterion or indicator of this number."""
        return number in self._items

    def __iter__(self) -> Iterator[Standard]:
        """Iterate over the standards in order."""
        return iter(self.standards)

    def get_standard(self, number: int) -> Standard:
        """Return a standard by its number.

        Raises:
            UnknownItemError: the framework has none of this number.
        """
        return self._get(Standard, number)

    def get_criterion(self, code: CriterionCode | str) -> Criterion:
        """Return a criterion by its code.

        Raises:
            UnknownItemError: the framework has none of this code.
        """
        return self._get(Criterion, code)

    def get_indicator(self, code: IndicatorCode | str) -> Indicator:
        """Return an indicator by its code.

        Raises:
            UnknownItemError: the framework has none of this code.
        """
        return self._get(Indicator, code)

    def part(self, part: LawPart[_Part]) -> _Part:
        """Return a part of the law that comes with the framework, read when it is first asked for.

        Raises:
            FrameworkFileError: the part's file has problems.
        """
        return self.shared.part(part)

    def with_level_rules(self, rules: LevelRules) -> Framework:
        """Return the same framework under other level rules.

        Raises:
            FrameworkError: the rules require criteria that the framework does not have.
        """
        return attrs.evolve(self, level_rules=rules)

    def with_wording(self, wording: Wording) -> Framework:
        """Return the same framework with official Vietnamese titles and requirements where the wording has them.

        English, checks and suggested evidence stay as they are; `wording` names the source and `restated` what the
        wording lacks.

        Raises:
            WordingError: there is no wording for this framework, or it has texts for what the framework does not have.
        """
        official = wording.find_framework(self.id)
        if official is None:
            raise WordingError(self.id, (message("there is none in what was given; read it for this framework"),))
        if unknown := tuple(code for code in official.codes if code not in self):
            raise WordingError(self.id, (message("the framework does not have {codes}; remove them", codes=unknown),))
        standards = tuple(_with_official_texts(standard, official) for standard in self.standards)
        return attrs.evolve(self, standards=standards, wording=official)

    def __hash__(self) -> int:
        """Return the hash of the id: a framework has thousands of parts, and its id tells it apart."""
        return hash(self.id)

    def _get(self, kind: type[_Item], number: int | str | CriterionCode | IndicatorCode) -> _Item:
        item = self[number]
        if not isinstance(item, kind):
            raise UnknownItemError(str(number), self.id)
        return item

    def _flaws(self) -> Iterator[Message]:
        if not self.standards:
            yield message("it has no standard")
        for expected, standard in enumerate(self.standards, start=1):
            if standard.number != expected:
                yield message(
                    "standard {found} stands where {expected} belongs", found=standard.number, expected=expected
                )
            yield from _standard_flaws(standard)
        if self.level_rules is not None:
            yield from self._rule_flaws(self.level_rules)
        for measure in self.measures:
            if measure.indicator not in self:
                yield message(
                    "measure {metric} names indicator {code}, which does not exist",
                    metric=measure.metric,
                    code=measure.indicator,
                )

    def _rule_flaws(self, rules: LevelRules) -> Iterator[Message]:
        if [rule.level for rule in rules.rules] != list(Level)[: len(rules.rules)] or not rules.rules:
            yield message("the level rules are not numbered from 1 without a gap")
        for rule in rules.rules:
            for code in rule.required:
                if code not in self:
                    yield message(
                        "level {level} requires criterion {code}, which does not exist", level=rule.level, code=code
                    )


def _standard_flaws(standard: Standard) -> Iterator[Message]:
    if not standard.criteria:
        yield message("standard {number} has no criterion", number=standard.number)
    for expected, criterion in enumerate(standard.criteria, start=1):
        if criterion.code != CriterionCode(standard.number, expected):
            yield message(
                "criterion {found} stands where {expected} belongs",
                found=criterion.code,
                expected=CriterionCode(standard.number, expected),
            )
        if not criterion.indicators:
            yield message("criterion {code} has no indicator", code=criterion.code)
        for place, indicator in enumerate(criterion.indicators):
            wanted = IndicatorCode(criterion.code.standard, criterion.code.criterion, chr(ord("a") + place))
            if indicator.code != wanted:
                yield message(
                    "indicator {found} stands where {expected} belongs", found=indicator.code, expected=wanted
                )


def _with_official_texts(standard: Standard, wording: FrameworkWording) -> Standard:
    criteria = tuple(
        attrs.evolve(
            criterion,
            title=_with_vietnamese(criterion.title, wording.find_title(criterion.code)),
            indicators=tuple(_with_official_requirement(indicator, wording) for indicator in criterion.indicators),
        )
        for criterion in standard.criteria
    )
    title = _with_vietnamese(standard.title, wording.find_title(standard.number))
    return attrs.evolve(standard, title=title, criteria=criteria)


def _with_official_requirement(indicator: Indicator, wording: FrameworkWording) -> Indicator:
    official = wording.find_requirement(indicator.code)
    text = _with_vietnamese(indicator.requirement, official.text if official else None)
    return attrs.evolve(indicator, requirement=text)


def _with_vietnamese(text: BilingualText, vietnamese: str | None) -> BilingualText:
    return text if vietnamese is None else BilingualText(vi=vietnamese, en=text.en)
