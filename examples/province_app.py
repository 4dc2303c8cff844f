"""A marimo app: what a province of simulated schools comes to, with sliders.

marimo run examples/province_app.py
"""

from typing import Any

import marimo

app = marimo.App(width="medium")

with app.setup:
    import marimo as mo
    import polars as pl

    import kdcl
    from kdcl.blocks.bars import BarPart, BarPlot
    from kdcl.charts import Chart
    from kdcl.frames import score_schools, summarise_criteria, summarise_levels
    from kdcl.testing.plausible import build_table

    primary = kdcl.get_framework("tt42-2012/primary")


@app.cell
def _() -> tuple[Any, Any]:
    schools = mo.ui.slider(1_000, 100_000, step=1_000, value=1_000, label="schools")
    open_share = mo.ui.slider(0.0, 0.3, step=0.01, value=0.02, label="share of criteria not assessed")
    mo.md(f"# A province of simulated schools\n\n{schools}\n\n{open_share}")
    return open_share, schools


@app.cell
def _(open_share: Any, schools: Any) -> tuple[Any]:  # noqa: ANN401 - cells pass on anything
    drawn = pl.DataFrame(build_table(primary, 300, open_share=open_share.value)).drop("school")
    province = drawn.sample(schools.value, with_replacement=True, seed=42).with_row_index("school").lazy()
    return (province,)


@app.cell
def _(province: Any) -> tuple[Any]:  # noqa: ANN401 - cells pass on anything
    counted = summarise_levels(score_schools(province, primary)).collect()
    by_level = {level or 0: count for level, count in counted.select("level", "schools").rows()}
    names = ("no level", "level 1", "level 2", "level 3")
    parts = tuple(
        BarPart(name=name, values=(by_level.get(level, 0),), tone=1 + level) for level, name in enumerate(names)
    )
    levels = BarPlot(title="Schools at each level", labels=("province",), parts=parts)
    Chart.of(levels, ", ".join(f"{part.name}: {part.values[0]}" for part in parts))
    return (by_level,)


@app.cell
def _(province: Any) -> tuple[Any]:  # noqa: ANN401 - cells pass on anything
    failing = summarise_criteria(province, primary).collect().sort("not_met", descending=True)
    failing  # noqa: B018 - the last value of a cell is what it shows
    return (failing,)


if __name__ == "__main__":
    app.run()
