"""``kdcl batch score``: the schools of a table, of files or of folders scored as one table, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import attrs
import click

from kdcl.cli.batch_files import find_named, name_outputs, tell_result
from kdcl.cli.batch_work import rate_file
from kdcl.cli.console import EXISTING_FILE, end_if, option, speaker, spoken, usage_error, with_rules
from kdcl.cli.inputs import takes_folders
from kdcl.cli.output import Output, writes_file
from kdcl.cli.overview import run_many, takes_processes, writes_summary
from kdcl.cli.streams import echo
from kdcl.cli.writing import choose_renderer
from kdcl.law import Framework
from kdcl.messages import message
from kdcl.overview import KEPT_SUFFIX, Kept, build_summary_paper
from kdcl.overview.rows import PAPERS, SCHOOL_FILES, read_measure
from kdcl.overview.work import Result
from kdcl.renderers import render
from kdcl.standards import available_frameworks, get_framework
from kdcl.summaries import SchoolResult, SchoolsSummary, summarise, summarise_counts

_COLUMNS: Final = ("framework", "category", "region", "school_year")
"""What a table of files says of each school, beside its name and its ratings."""


@attrs.frozen(kw_only=True)
class _Request:
    """What is asked for.

    Attributes:
        frameworks: those named.
        rules: the file of level rules of one's own; empty without.
        table: where the scores go; None for nowhere.
        paper: where the paper goes; None for nowhere.
        processes: how many processes work; None for one on each core.
        columns: the columns of a table, by what they are for.
    """

    frameworks: tuple[str, ...]
    rules: str
    table: Output | None
    paper: Output | None
    processes: int | None
    columns: dict[str, str | None]

    def find_frameworks(self, ids: Sequence[str]) -> list[Framework]:
        """Return frameworks under the rules that are asked for."""
        return [with_rules(get_framework(each), self.rules) for each in ids]

    def write(self, scored: Any, summary: SchoolsSummary | None) -> None:  # noqa: ANN401 - a table of any library
        """Write what is asked for."""
        if self.table:
            from kdcl.frames.files import render_table  # noqa: PLC0415 - only this command needs the extra

            self.table.write_and_tell(render_table(scored, self.table.path))
        if self.paper and summary:
            document = build_summary_paper(summary, speaker(), rules=Path(self.rules).name)
            self.paper.write_and_tell(render(document, choose_renderer(self.paper.path, None)))


@spoken(
    message(
        "Score many schools: those of a table (.csv, .parquet), long or wide, or of reports and school files; what "
        "cannot be counted is printed."
    )
)
@takes_folders
@writes_file(required=False, told=message("The table to write: .csv or .parquet."))
@writes_summary
@option(
    "-f",
    "--framework",
    multiple=True,
    type=click.Choice(available_frameworks()),
    told=message(
        "The framework of the schools of a table, which may be given again with --framework-column, or of documents "
        "that do not show theirs."
    ),
)
@option("--framework-column", told=message("The column with each school's framework."))
@option("--school-column", default="school", show_default=True, told=message("The column that names the school."))
@option("--category-column", told=message("The column with the kind of secondary school, for the summary."))
@option("--region-column", told=message("The column with the region, for the summary."))
@option("--year-column", told=message("The column with the school year, where a school has several."))
@option("--rules", type=EXISTING_FILE, told=message("Level rules of your own (TOML) to use instead."))
@takes_processes
def score(  # noqa: PLR0913, PLR0917 - the options of the command, which click names
    files: tuple[str, ...],
    output: str | None,
    force: bool,
    summary: str | None,
    framework: tuple[str, ...],
    framework_column: str | None,
    school_column: str,
    category_column: str | None,
    region_column: str | None,
    year_column: str | None,
    rules: str | None,
    processes: int | None,
) -> None:
    """Score every school of a table, or of files."""
    from kdcl.frames.files import TABLE_SUFFIXES, require_suffix  # noqa: PLC0415 - only this command needs the extra

    if output is None and summary is None:
        raise usage_error(message("name the table to write with -o, or a paper with --summary"))
    if output:
        require_suffix(output)
    tables = [file for file in files if Path(file).suffix.lower() in TABLE_SUFFIXES and not Path(file).is_dir()]
    found = tuple(tables) if tables else find_named(files, PAPERS | SCHOOL_FILES)
    targets = [Output(path=path, inputs=found, force=force) if path else None for path in (output, summary)]
    for each in filter(None, targets):
        each.ensure_free()
    if summary:
        choose_renderer(summary, None)
    columns = {
        "school": school_column,
        "framework": framework_column,
        "year": year_column,
        "category": category_column,
        "region": region_column,
    }
    request = _Request(
        frameworks=framework,
        rules=rules or "",
        table=targets[0],
        paper=targets[1],
        processes=processes,
        columns=columns,
    )
    if tables and (len(files) > 1 or not framework):
        raise usage_error(message("score one table alone, and name the framework of its schools with --framework"))
    if len(framework) > 1 and not tables:
        raise usage_error(message("name one framework for documents that do not show theirs"))
    is_whole = _score_table(tables[0], request) if tables else _score_files(found, request)
    end_if(not is_whole)


def _score_table(path: str, request: _Request) -> bool:
    """Score the schools of a table, and return whether all of it could be counted."""
    from kdcl.frames import PASSES, Groups, Names, count_alike, find_table_problems, score_schools  # noqa: PLC0415 - see above
    from kdcl.frames.files import list_rows, scan_table  # noqa: PLC0415 - see above

    chosen = request.find_frameworks(request.frameworks)
    of = request.columns
    names = Names(school=str(of["school"]), framework=of["framework"], year=of["year"])
    schools = scan_table(path).to_native()
    passes = PASSES if path.lower().endswith(".parquet") else 1  # a text would be read as often from its first letter
    summary = None
    if request.paper:
        groups = Groups(category=of["category"], region=of["region"])
        counted = count_alike(schools, chosen, names, groups, passes=passes)
        summary = summarise_counts(counted, {each.id: each for each in chosen})
    problems = list_rows(find_table_problems(schools, chosen, names))
    for problem in problems:
        echo("\t".join("" if cell is None else str(cell) for cell in problem))
    request.write(score_schools(schools, chosen, names, passes=passes), summary)
    return not problems


def _score_files(files: Sequence[str], request: _Request) -> bool:
    """Score the schools of files, and return whether all could be read."""
    settings = {
        "language": speaker().language,
        "framework": "".join(request.frameworks),
        "rules": request.rules,
    }
    kept_beside = Path(f"{request.table.path}{KEPT_SUFFIX}") if request.table else None
    rules = Path(request.rules).read_text("utf-8") if request.rules else ""
    kept = Kept(path=kept_beside, asked=f"batch score {settings} {rules}")
    results = list(run_many(rate_file, files, settings, processes=request.processes, kept=kept))
    for file, result in results:
        if "failure" in result:
            tell_result(file, result)
    told = [(file, result) for file, result in results if "failure" not in result]
    scored = _score_rated(told, request) if request.table else None
    # A school that has rated nothing has no level that could be counted.
    rated = [_find_result(result) for _, result in told if result["ratings"]]
    chosen = request.find_frameworks(sorted({each.framework for each in rated}))
    request.write(scored, summarise(rated, {each.id: each for each in chosen}))
    return len(told) == len(files)


def _score_rated(told: Sequence[tuple[str, Result]], request: _Request) -> Any:  # noqa: ANN401 - a table of Polars
    """Return the scores of the schools of files, each named like its file."""
    from kdcl.frames import Names, score_schools  # noqa: PLC0415 - only this command needs the extra
    from kdcl.frames.files import build_table  # noqa: PLC0415 - see above

    names = name_outputs([file for file, _ in told], "", "")
    chosen = request.find_frameworks(sorted({result["framework"] for _, result in told}) or available_frameworks())
    codes = dict.fromkeys(str(indicator.code) for each in chosen for indicator in each.indicators)
    table = build_table(
        {
            "school": [names[file] for file, _ in told],
            **{name: [result[name] for _, result in told] for name in _COLUMNS},
            **{code: [result["ratings"].get(code) for _, result in told] for code in codes},
        }
    )
    return score_schools(table, chosen, Names(framework="framework"))


def _find_result(result: Result) -> SchoolResult:
    """Return what is known of a school without its name."""
    return SchoolResult(
        framework=result["framework"],
        category=result["category"],
        region=result["region"],
        year=result["school_year"],
        level=result["level"],
        not_met=tuple(result["not_met"]),
        open=tuple(result["open"]),
        measures=tuple(map(read_measure, result["measures"])),
    )
