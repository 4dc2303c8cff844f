"""The numbers the law asks for, judged from a school's figures: value, threshold, verdict, margin, source.

`judge` holds one measure against a school's figures, `judge_all` all of a framework, `suggest` gathers them by
indicator. The framework's part `METRICS` has what is measured, each a function of figures and a school year.
Arithmetic is exact; numbers are rounded only where they are put into words. What is open in the law is a reading
(`Readings`), shown and selectable.
"""

from kdcl.figures.metrics import Measured, Metric, Metrics
from kdcl.figures.metrics_file import METRICS
from kdcl.measures.facts import iter_number_facts
from kdcl.measures.judging import Judgement, judge
from kdcl.measures.outlook import Shortfall, Trend, TrendPoint, find_shortfall, get_trend, trend_rows
from kdcl.measures.readings import FairReading, GiftedTitlesReading, Readings
from kdcl.measures.suggesting import Suggestion, judge_all, suggest, suggest_from
from kdcl.measures.verdicts import Verdict, YearJudgement
from kdcl.measures.wording import describe_measure, say_asked, say_unmeasured

__all__ = [
    "METRICS",
    "FairReading",
    "GiftedTitlesReading",
    "Judgement",
    "Measured",
    "Metric",
    "Metrics",
    "Readings",
    "Shortfall",
    "Suggestion",
    "Trend",
    "TrendPoint",
    "Verdict",
    "YearJudgement",
    "describe_measure",
    "find_shortfall",
    "get_trend",
    "iter_number_facts",
    "judge",
    "judge_all",
    "say_asked",
    "say_unmeasured",
    "suggest",
    "suggest_from",
    "trend_rows",
]
