"""The notebooks run cell by cell, in IPython and in Jupyter, and the marimo app runs as a program."""

from __future__ import annotations

import importlib.util
import os
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import jupyter_client
import nbclient
import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

ROOT: Final = Path(__file__).resolve().parents[1]
EXAMPLES: Final = ROOT / "examples"
SHELL: Final[Any] = InteractiveShell  # IPython does not say its types
NOTEBOOKS: Final = sorted(path.name for path in EXAMPLES.glob("*.ipynb"))

Run = Callable[[str], dict[str, str]]


@pytest.fixture(scope="module", params=["ipython", pytest.param("jupyter", marks=pytest.mark.big)])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Return a function that runs a notebook and returns what each cell shows; names of one do not reach the next."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("jupyter")
        for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
            patch.setenv(name, os.fspath(home))
        patch.setenv("KDCL_SCHOOLS", "2000")  # a province of 100,000 is for readers, not for every test run
        patch.chdir(ROOT)
        if request.param == "ipython":
            yield run_here
            return
        manager = jupyter_client.manager.KernelManager(kernel_name="python3")
        manager.start_kernel(cwd=os.fspath(ROOT))
        yield lambda name: run_in_jupyter(name, manager)
        manager.shutdown_kernel(now=True)


def run_here(name: str) -> dict[str, str]:
    """Run a notebook in this process, where all that it imports is there already."""
    module: Any = types.ModuleType("notebook")  # a shell puts its module among those that are imported
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, module.__name__, module)
        shell = SHELL(config=Config(HistoryManager={"enabled": False}), user_module=module)
        patch.setattr(SHELL, "_instance", shell)
        shown = {}
        for cell in nbformat.read(EXAMPLES / name, as_version=4).cells:
            if cell.cell_type == "code":
                with capture_output() as captured:
                    shell.display_trap.hook = sys.displayhook  # else a shell takes back what a cell ends with
                    shell.run_cell(cell.source).raise_error()
                shown[cell.id] = "\n".join([captured.stdout, *(str(output.data) for output in captured.outputs)])
        return shown


def run_in_jupyter(name: str, manager: jupyter_client.manager.KernelManager) -> dict[str, str]:
    """Run a notebook in a kernel; all are run in one."""
    notebook = nbformat.read(EXAMPLES / name, as_version=4)
    forget = nbformat.v4.new_code_cell("%reset -f", id="forget")
    notebook.cells.insert(0, forget)
    client = nbclient.NotebookClient(notebook, km=manager, timeout=120, coalesce_streams=True)
    try:
        client.execute()
    finally:  # its sockets stay open with a kernel that is not its own, and would be complained of anywhere
        if client.kc is not None:
            client.kc.stop_channels()
    return {cell.id: nbformat.writes(nbformat.v4.new_notebook(cells=[cell])) for cell in notebook.cells}


class TestNotebooks:
    """Every cell runs, and shows what its text says."""

    def test_the_level(self, run: Run) -> None:
        """The grid, the reasons and the level after the gap is closed are shown."""
        shown = run("level-reached.ipynb")
        assert "<table" in shown["score"]
        assert "yes: level 1 is reached" in shown["reasons"]
        assert "level at the worst: none, at the best: 1" in shown["bounds"]
        assert "89.29%; level 3, certain: level 1" in shown["gap"]
        assert (
            "Level 3 by assumption only; supported by published outcomes: level 1; no level is certain"
            in shown["certain"]
        )

    def test_codes(self, run: Run) -> None:
        """Three codes are repaired, and the next one follows those of the register."""
        shown = run("repair-codes.ipynb")
        assert "'H1.1.3 – 4' -> [H1-1-03-04]" in shown["spans"]
        assert "all official: True" in shown["repair"]
        assert "[H1-1-01-13]" in shown["next"]

    def test_a_district(self, run: Run) -> None:
        """Counts by region, a chart and the paper."""
        shown = run("district.ipynb")
        assert "difficult" in shown["summary"]
        assert "image/svg+xml" in shown["chart"]
        assert "<iframe" in shown["page"]
        assert "bytes" in shown["word"]

    @pytest.mark.big
    def test_a_province(self, run: Run) -> None:
        """Levels, criteria and a chart by district, of fewer schools than the text says."""
        shown = run("province.ipynb")
        assert "2000" in shown["draw"]
        assert "schools_total" in shown["score"]
        assert "image/svg+xml" in shown["chart"]

    def test_a_renderer(self, run: Run) -> None:
        """The outline, and how much it leaves out."""
        shown = run("own-renderer.ipynb")
        assert "    Tiêu chuẩn 1" in shown["use"]
        assert "not in the outline: " in shown["suite"]

    def test_rules(self, run: Run) -> None:
        """Each reading has its level, and the stricter list lowers it, in a table too."""
        shown = run("own-rules.ipynb")
        assert "literal -> 3" in shown["readings"]
        assert "3 -> 2" in shown["own"]
        assert "[2]" in shown["many"]

    @pytest.mark.parametrize("name", NOTEBOOKS)
    def test_it_is_kept_clean(self, name: str) -> None:
        """The file holds no outputs, no run numbers, and names its cells."""
        notebook = nbformat.read(EXAMPLES / name, as_version=nbformat.NO_CONVERT)
        assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
        nbformat.validate(notebook)
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert all(not cell.outputs and cell.execution_count is None for cell in code)


@pytest.mark.big  # marimo alone takes two seconds; a notebook does the same above
def test_the_app() -> None:
    """Its cells run in the order of their values; levels add up to the schools asked for."""
    pytest.importorskip("marimo")
    specification = importlib.util.spec_from_file_location("province_app", EXAMPLES / "province_app.py")
    assert specification is not None
    assert specification.loader is not None
    module: Any = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    outputs, values = module.app.run()
    assert sum(values["by_level"].values()) == 1_000
    assert values["failing"].height == 28
    assert any(hasattr(output, "_repr_svg_") for output in outputs)
