"""The last release beside this version, on one database that this one migrates while the release serves: `make proof-release`.

The tree of the release is taken out of the history, and served with the packages that are installed here.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from proof.beside import ROOT, Beside
from torture.stage import staged


class NoRelease(Exception):
    """The history here does not hold it; the message says what to do."""


def tree_of(revision: str, into: Path, root: Path = ROOT) -> Path:
    """Write the files of a revision into a folder. Raises ``NoRelease``."""
    archive = subprocess.run(
        ["git", "-C", root, "archive", "--format=tar", revision], check=False, capture_output=True
    )
    if archive.returncode:
        raise NoRelease(
            f"{revision} is not in the history here ({archive.stderr.decode().strip()}). A shallow copy has none:"
            " git fetch --unshallow"
        )
    subprocess.run(["tar", "-x", "-C", into], input=archive.stdout, check=True)
    return into


def main(arguments: list[str]) -> int:
    """Try it on each database; return 1 where one of the two versions did not do what it does alone."""
    parser = argparse.ArgumentParser(prog="python -m proof.release", description=__doc__)
    parser.add_argument("revision")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), action="append")
    asked = parser.parse_args(arguments)
    failed = False
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        try:
            tree = tree_of(asked.revision, Path(folder))
        except NoRelease as fault:
            print(fault, file=sys.stderr)
            return 1
        for name in asked.database or ("sqlite", "postgresql"):
            with staged(name) as (stage, instance):
                url = {"database_url": f"sqlite:///{instance}/screener.sqlite3"} | stage.settings
                beside = Beside(tree, instance, url)
                beside.run()
            for what, count in sorted(beside.tally.counts.items()):
                print(f"{name}: {what}: {count}")
            for line in beside.limits:
                print(f"{name}: a limit of the release: {line}")
            for line in beside.wrong:
                print(f"{name}: !! {line}")
            print(f"{name}: {'!! ' if beside.wrong else ''}{len(beside.wrong)} faults")
            failed |= bool(beside.wrong)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
