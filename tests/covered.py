"""How much of the rings the tests run: ``python -m pytest -n 3 -p tests.covered`` prints it, and fails under ``AT_LEAST``.

Each worker of xdist counts lines and branches with SlipCover, which takes its probes away once they were met and so costs next
to nothing; coverage.py, which counts the heart's (``make heart``) and everything at length (``make coverage``), would make the
tests last three quarters longer. What runs in processes of its own, or only where a database is made, is not counted here.
"""

import json
import os
from typing import Any

import pytest
import slipcover

AT_LEAST = 97
"""Per cent of the lines and branches that are counted."""
HEART = (
    "body",
    "questionnaire",
    "codes",
    "dystonia",
    "accounts",
    "submissions",
    "clinic",
    "rules.py",
    "audit.py",
)
"""Counted by itself, in full."""
IN_PROCESSES_OF_THEIR_OWN = ("cli.py", "server.py", "commands", "processes", "storage/migrations")
"""Run as the programs that they are, by tests of their own."""
_SOURCES = ["screener"]
_OMITTED = [
    f"screener/{name}" if name.endswith(".py") else f"screener/{name}/*"
    for name in HEART + IN_PROCESSES_OF_THEIR_OWN
]
_SHOWN, _WIDTH = 10, 120
_LOOKED_AT_AGAIN = 5000
"""After so many times that something is met anew SlipCover looks for probes to take away, among all functions that there are."""


def _counting() -> slipcover.Slipcover | None:
    """Begin to count in a worker, before anything of the program is imported."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return None
    counter = slipcover.Slipcover(
        branch=True, source=_SOURCES, omit=_OMITTED, d_miss_threshold=_LOOKED_AT_AGAIN
    )
    slipcover.ImportManager(counter, slipcover.FileMatcher(sources=_SOURCES, omit=_OMITTED)).__enter__()
    return counter


_COUNTER = _counting()
_COUNTED: list[dict[str, Any]] = []


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a run without workers, which would count nothing."""
    if _COUNTER is None and not config.getoption("numprocesses"):
        raise pytest.UsageError("tests.covered counts in workers: add -n 1 or more")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what was counted to the process that leads; there, let too little fail the run."""
    if _COUNTER is not None:
        session.config.workeroutput["covered"] = json.dumps(_COUNTER.get_coverage())  # type: ignore[attr-defined]
    elif session.exitstatus == pytest.ExitCode.OK and _share(_of_the_rings()) < AT_LEAST:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what a worker counted; one that died has nothing to give."""
    if hasattr(node, "workeroutput"):
        _COUNTED.append(json.loads(node.workeroutput["covered"]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figure, and the files of which most is not run."""
    if _COUNTER is not None or not _COUNTED:
        return
    files = _of_the_rings()
    terminalreporter.section("of the rings, not run (lines and branches)")
    for name in sorted(files, key=lambda name: -len(files[name][1]))[:_SHOWN]:
        missed = files[name][1]
        lines = sorted(place for place in missed if isinstance(place, int))
        branches = sorted(place for place in missed if isinstance(place, tuple))
        said = [*map(str, lines), *(f"{start}->{end or 'out'}" for start, end in branches)]
        terminalreporter.write_line(f"{name}: {' '.join(said)}"[:_WIDTH])
    every = sum(len(run) + len(missed) for run, missed in files.values())
    terminalreporter.write_line(
        f"Of the rings' {every} lines and branches {_share(files):.1f} % are run; at least {AT_LEAST} % have to be."
    )


Place = int | tuple[int, int]


def _of_the_rings() -> dict[str, tuple[set[Place], set[Place]]]:
    """Return by file what any worker ran, and what none did: lines by their number, branches as from and to."""
    files: dict[str, tuple[set[Place], set[Place]]] = {}
    for counted in _COUNTED:
        for name, found in counted["files"].items():
            run, all_places = files.setdefault(name, (set(), set()))
            run |= {*found["executed_lines"], *map(tuple, found["executed_branches"])}
            all_places |= run | {*found["missing_lines"], *map(tuple, found["missing_branches"])}
    return {name: (run, all_places - run) for name, (run, all_places) in files.items()}


def _share(files: dict[str, tuple[set[Place], set[Place]]]) -> float:
    """Return what was run, in per cent."""
    run = sum(len(run) for run, _ in files.values())
    return 100 * run / max(1, run + sum(len(missed) for _, missed in files.values()))
