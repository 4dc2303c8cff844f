"""Schools of a table counted by what tells them apart: the small table from which papers of a summary are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

import attrs
import narwhals as nw

from kdcl.errors import FrameError
from kdcl.frames.counting import SOUND, least_column, list_marks
from kdcl.frames.files import list_rows
from kdcl.frames.levels import PREFIX
from kdcl.frames.native import Table, open_table
from kdcl.frames.plan import Names, Plan, build_plans, column_names, require_columns
from kdcl.frames.scores import Scoring
from kdcl.law import Framework, Region, SchoolCategory
from kdcl.messages import WordedEnum, message
from kdcl.summaries import LEVELS, AlikeSchools

_BY: Final = tuple(f"{PREFIX}by_{what}" for what in ("category", "region", "year"))
_DIFFERS: Final = f"{PREFIX}differs"
_LEVEL: Final = "level"
_SCHOOLS: Final = f"{PREFIX}schools"


@attrs.frozen(kw_only=True)
class Groups:
    """The columns that tell schools apart in a summary, beside the framework and the school year.

    Attributes:
        category: has the group of secondary schools, a value of `kdcl.law.SchoolCategory`; None where none has it.
        region: has the region, a value of `kdcl.law.Region`; None where none has it.
    """

    category: str | None = None
    region: str | None = None

    @property
    def columns(self) -> dict[str, type[WordedEnum]]:
        """The columns that there are, with what may stand in them."""
        kinds: dict[str | None, type[WordedEnum]] = {self.category: SchoolCategory, self.region: Region}
        return {name: kind for name, kind in kinds.items() if name is not None}


def count_alike(
    table: Any,  # noqa: ANN401 - a table of any library
    frameworks: Framework | Iterable[Framework],
    names: Names | None = None,
    groups: Groups | None = None,
    *,
    passes: int = 1,
) -> tuple[AlikeSchools, ...]:
    """Return the schools of a table, scored and counted; what was lazy does its work here.

    Schools without a verdict are in no count. `kdcl.summaries.summarise_counts` makes a summary of it.

    Args:
        table: a table as for `score_schools`.
        frameworks: as there.
        names: the columns, as there.
        groups: the columns that tell schools apart; in a long table they say the same in every row of a school.
        passes: as there.

    Raises:
        FrameError: it is no table, lacks a column, or says of a school what is no category or region, or several.
        FrameworkError: no level rules are known for a framework.
    """
    columns, told = names or Names(), groups or Groups()
    plans = build_plans(frameworks, columns)
    opened = open_table(table)
    require_columns(column_names(opened), told.columns)
    scoring = Scoring.of(opened, plans, columns, tuple(told.columns), passes=passes)
    counted = tuple(each for plan in plans for each in _count(scoring, plan, told))
    _require_known(told.category, {each.category for each in counted}, SchoolCategory)
    _require_known(told.region, {each.region for each in counted}, Region)
    return counted


def _require_known(name: str | None, found: AbstractSet[str], kind: type[WordedEnum]) -> None:
    if unknown := sorted(found - {"", *kind}):
        raise FrameError(
            str(name),
            message("unknown values: {values}; known are: {known}", values=tuple(unknown), known=tuple(kind)),
        )


def _count(scoring: Scoring, plan: Plan, groups: Groups) -> Iterator[AlikeSchools]:
    """Iterate over the schools under one framework, one entry for each level of each group."""
    marks = list_marks(plan)
    texts = zip(_BY, (groups.category, groups.region, scoring.names.year), strict=True)
    others = [name for name in groups.columns if name not in scoring.names.keys] if scoring.indicators is None else []
    table: Table = scoring.score(plan, has_marks=True).filter(nw.col(SOUND))
    table = table.select(
        *(_as_text(name).alias(by) for by, name in texts),
        nw.col(_LEVEL).fill_null(0).cast(nw.Int64),
        nw.lit(1).cast(nw.Int64).alias(_SCHOOLS),
        _count_differing(others).alias(_DIFFERS),
        *(nw.col(mark).cast(nw.Int64) for mark in marks),
    )
    summed: Table = table.group_by(*_BY, _LEVEL).agg(*(nw.col(name).sum() for name in (_SCHOOLS, _DIFFERS, *marks)))
    codes = [str(criterion.code) for criterion in plan.framework.criteria]
    rows = list_rows(summed.select(*_BY, _LEVEL, _SCHOOLS, _DIFFERS, *marks).to_native())
    if differing := sum(row[5] for row in rows):
        raise FrameError(
            ", ".join(others), message("schools with rows that differ here: {count}; keep one", count=int(differing))
        )
    for category, region, year, level, schools, _, *counts in sorted(rows):
        met, failed = counts[::2], counts[1::2]
        left = [schools - yes - no for yes, no in zip(met, failed, strict=True)]
        yield AlikeSchools(
            framework=plan.framework.id,
            category=category,
            region=region,
            year=year,
            levels=tuple(int(schools) if level == each else 0 for each in range(LEVELS)),
            not_met=dict(zip(codes, map(int, failed), strict=True)),
            open=dict(zip(codes, map(int, left), strict=True)),
        )


def _as_text(name: str | None) -> nw.Expr:
    """Return a column as text, empty where nothing stands in it or where there is none."""
    return nw.lit("") if name is None else nw.col(name).cast(nw.String).fill_null("")


def _count_differing(names: Sequence[str]) -> nw.Expr:
    """Return 1 where the rows of a school differ in one of the columns, else 0."""
    parts = [(_as_text(name) != _as_text(least_column(name))).cast(nw.Int64) for name in names]
    return nw.max_horizontal(nw.lit(0).cast(nw.Int64), *parts)
