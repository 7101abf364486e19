"""Say whether the heart's own tests ran every line and branch of it, by the data of their last run under coverage."""

import sys
from pathlib import Path

import coverage
from coverage.exceptions import CoverageException

ROOT = Path(__file__).resolve().parent.parent
HEART = (
    "wording",
    "anatomy",
    "footprint",
    "patterns",
    "caveats",
    "rules",
    "answers",
    "conditions",
    "questionnaire",
    "question",
    "typed",
    "wellformed",
    "instrument",
    "flow",
    "safety",
    "advice",
    "about",
    "audit",
    "reference",
    "submission",
    "summary",
    "result",
    "record",
    "staff",
    "passkey",
    "notices",
    "notes",
    "review",
    "steps",
    "retention",
    "searching",
    "priority",
    "worklist",
    "overview",
    "axis_one",
    "visit",
    "saved_code",
    "code_words",
    "kiosk",
    "poster",
)
"""The modules of the heart; ``instrument`` is a package, and each of its files counts."""


def files() -> list[Path]:
    """Return every file of the heart, in the order of the list."""
    found = []
    for name in HEART:
        package = ROOT / "screener" / name
        found += sorted(package.glob("*.py")) if package.is_dir() else [package.with_suffix(".py")]
    return found


def gaps(measured: coverage.Coverage, file: Path) -> list[str]:
    """Return what was not run in ``file``, in words; nothing where all of it was."""
    if not file.exists():
        return ["the file is not there"]
    missing = measured.analysis2(str(file))[3]
    branches = [line for line, (exits, taken) in measured.branch_stats(str(file)).items() if taken < exits]
    found = [f"lines not run: {', '.join(map(str, missing))}"] if missing else []
    if branches := sorted(set(branches) - set(missing)):
        found.append(f"branches not taken, at lines: {', '.join(map(str, branches))}")
    return found


def main() -> int:
    """Print each gap, then one closing line. Return 0 when there is none, else 1."""
    measured = coverage.Coverage(config_file=str(ROOT / "pyproject.toml"))
    try:
        measured.load()
        if not measured.get_data().has_arcs():
            sys.stdout.write(
                "The heart: no branches were measured; run `coverage run -m pytest tests/core` first.\n"
            )
            return 1
        found = {file: gaps(measured, file) for file in files()}
    except CoverageException as trouble:
        sys.stdout.write(f"The heart: no coverage to read: {trouble}\n")
        return 1
    for file, missing in found.items():
        for gap in missing:
            sys.stdout.write(f"{file.relative_to(ROOT)}: {gap}\n")
    incomplete = sum(bool(missing) for missing in found.values())
    if incomplete:
        sys.stdout.write(f"The heart: {incomplete} of {len(found)} files are not fully covered.\n")
        return 1
    sys.stdout.write(f"The heart: every line and every branch of {len(found)} files was run.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
