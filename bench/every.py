"""Every benchmark, one after another, and its ratios as JSON; with a revision, each beside the same one of that revision.

A line of a benchmark that has a ratio reads ``name = number of something``; it is found by that form.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "build" / "bench.json"
_RATIO = re.compile(r"(?P<name>[^=:]+)(?:: [^=]+)? = (?P<number>[\d,.]+)(?P<percent>%?) (?P<of>.+)")

Ratios = dict[str, float]


def ratios(printed: str) -> Ratios:
    """Return the ratios of what a benchmark printed, by name; of two with one name, each with what it is a ratio of."""
    found: list[tuple[str, str, float]] = []
    for line in printed.splitlines():
        if match := _RATIO.fullmatch(line):
            number = float(match["number"].replace(",", "")) / (100 if match["percent"] else 1)
            found.append((match["name"], match["of"], number))
    names = [name for name, _, _ in found]
    return {name if names.count(name) == 1 else f"{name} of {of}": number for name, of, number in found}


def run(file: Path) -> str:
    """Run a benchmark on the tree that it stands in, and return what it printed. Raises ``CalledProcessError``."""
    tree = file.parent.parent
    done = subprocess.run(
        [sys.executable, str(file)],
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


@contextmanager
def tree_of(revision: str) -> Iterator[Path]:
    """Give a tree of that revision, gone at the end."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(
            ["git", "worktree", "add", "--quiet", "--detach", str(tree), revision],  # noqa: S607
            cwd=ROOT,
            check=True,
        )
        try:
            yield tree
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=ROOT, check=True)  # noqa: S607


def every() -> None:
    """Run all of them, print what they print, and write the ratios."""
    found: dict[str, Ratios] = {}
    for file in sorted(Path(__file__).parent.glob("bench_*.py")):
        print(f"== {file.stem}", flush=True)
        printed = run(file)
        print(printed, flush=True)
        found[file.stem] = ratios(printed)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=2), encoding="utf-8")
    print(f"Ratios: {RESULTS.relative_to(ROOT)}")


def beside(revision: str) -> None:
    """Run each here and at the revision in turns, and print both ratios where both have one."""
    with tree_of(revision) as tree:
        print(f"{'':<58}{'here':>10}{revision[:16]:>18}")
        for file in sorted(Path(__file__).parent.glob("bench_*.py")):
            there = tree / "bench" / file.name
            if not there.exists():
                print(f"{file.stem}: not at {revision}")
                continue
            now, then = ratios(run(file)), ratios(run(there))
            for name in [name for name in now if name in then]:
                print(
                    f"{file.stem.removeprefix('bench_') + ': ' + name:<58.57}{now[name]:>10.2f}{then[name]:>18.2f}",
                    flush=True,
                )


if len(sys.argv) > 1:
    beside(sys.argv[1])
else:
    every()
