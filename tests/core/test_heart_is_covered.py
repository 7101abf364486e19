"""The command that closes ``make test``: it says no unless all of the heart was run."""

import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from coverage import CoverageData

from screener import wording

TESTS = Path(__file__).resolve().parent.parent


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """Return the command, reading its data from an empty folder."""
    monkeypatch.setenv("COVERAGE_FILE", str(tmp_path / ".coverage"))
    spec = importlib.util.spec_from_file_location("heart_is_covered", TESTS / "heart_is_covered.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_says_no_when_nothing_was_measured(
    command: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main() == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("The heart: no ")


def test_it_names_each_file_and_the_lines_that_were_not_run(
    command: ModuleType, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data = CoverageData(basename=str(tmp_path / ".coverage"))
    data.add_arcs({str(Path(wording.__file__)): [(-1, 1), (1, 3)]})
    data.write()
    data.close()
    assert command.main() == 1
    *gaps, last = capsys.readouterr().out.splitlines()
    assert any(gap.startswith("screener/wording.py: lines not run: 4, ") for gap in gaps)
    assert any(gap.startswith("screener/instrument/story.py: lines not run: ") for gap in gaps)
    assert last == f"The heart: {len(gaps)} of {len(command.files())} files are not fully covered."


def test_every_file_of_the_heart_is_there(command: ModuleType) -> None:
    assert [file for file in command.files() if not file.is_file()] == []


def test_every_module_that_may_import_nothing_but_the_standard_library_counts(command: ModuleType) -> None:
    settings = tomllib.loads((TESTS.parent / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (heart,) = [
        contract
        for contract in contracts
        if contract["name"].startswith("The heart is standard library only")
    ]
    assert {module.removeprefix("screener.") for module in heart["source_modules"]} <= set(command.HEART)
