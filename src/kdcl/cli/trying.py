"""``kdcl test``: cases of the law that people wrote, run against the library."""

from __future__ import annotations

from kdcl.cases import CaseOutcome, build_junit, run_files, run_published, tell_failure
from kdcl.cli.console import end_if, option, say, speaker, spoken, usage_error
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import takes_many
from kdcl.cli.streams import echo, echo_json, print_result
from kdcl.messages import message


@spoken(message("Run cases of the law (TOML): facts in; levels, verdicts and findings out. Exit code 1 if one fails."))
@takes_many("files", "CASES...", required=False)
@option("--published", is_flag=True, told=message("Run the cases that the library itself is held to."))
@has_format("text", "junit", "json")
@option("--all", "is_complete", is_flag=True, told=message("Name the cases that pass too."))
def test(files: tuple[str, ...], published: bool, form: str, is_complete: bool) -> None:
    """Run the cases of files and say which do not come out as expected."""
    if not files and not published:
        raise usage_error(message("name a file of cases, or run those of the library: --published"))
    outcomes = (*run_files(files), *(run_published() if published else ()))
    failed = sum(not outcome.is_passed for outcome in outcomes)
    match form:
        case "junit":
            print_result(build_junit(outcomes, speaker()))
        case "json":
            echo_json([outcome.to_dict(speaker()) for outcome in outcomes])
        case _:
            for outcome in outcomes:
                _tell(outcome, is_complete=is_complete)
            counts = {"count": len(outcomes), "passed": len(outcomes) - failed, "failed": failed}
            say(message("Cases: {count}; passed: {passed}; failed: {failed}", **counts))
    end_if(failed)


def _tell(outcome: CaseOutcome, *, is_complete: bool) -> None:
    """Print a case that failed with its reasons; one that passed by its name, if asked."""
    if is_complete or not outcome.is_passed:
        echo(f"{'✓' if outcome.is_passed else '✗'} {outcome.source}: {outcome.case.place}: {outcome.case.name}")
    for failure in outcome.failures:
        for line in tell_failure(failure, outcome, speaker()):
            echo(f"    {line}")
