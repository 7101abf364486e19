"""The command that closes ``make test``: it says no unless all of the heart was run."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from coverage import CoverageData

from screener import wording
from tests import heart_is_covered

TESTS = Path(__file__).resolve().parent.parent


def _said(folder: Path) -> list[str]:
    """Run the command on the data of an own folder: a process of its own, for coverage has one state a process."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    ran = subprocess.run(
        [sys.executable, TESTS / "heart_is_covered.py"],
        env=settings | {"COVERAGE_FILE": str(folder / ".coverage")},
        capture_output=True,
        timeout=30,
        check=False,
        text=True,
    )
    assert (ran.returncode, ran.stderr) == (1, "")
    return ran.stdout.splitlines()


def test_it_says_no_when_nothing_was_measured(tmp_path: Path) -> None:
    (line,) = _said(tmp_path)
    assert line.startswith("The heart: no ")


def test_it_names_each_file_and_the_lines_that_were_not_run(tmp_path: Path) -> None:
    data = CoverageData(basename=str(tmp_path / ".coverage"))
    data.add_arcs({str(Path(wording.__file__)): [(-1, 1), (1, 3)]})
    data.write()
    data.close()
    *gaps, last = _said(tmp_path)
    assert any(gap.startswith("screener/wording.py: lines not run: 4, ") for gap in gaps)
    assert any(gap.startswith("screener/instrument/story.py: lines not run: ") for gap in gaps)
    assert last == f"The heart: {len(gaps)} of {len(heart_is_covered.files())} files are not fully covered."


def test_every_file_of_the_heart_is_there() -> None:
    assert [file for file in heart_is_covered.files() if not file.is_file()] == []


def test_every_module_that_may_import_nothing_but_the_standard_library_counts() -> None:
    settings = tomllib.loads((TESTS.parent / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (heart,) = [
        contract
        for contract in contracts
        if contract["name"].startswith("The heart is standard library only")
    ]
    assert {module.removeprefix("screener.") for module in heart["source_modules"]} <= set(
        heart_is_covered.HEART
    )
