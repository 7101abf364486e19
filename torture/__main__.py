"""`python -m torture`: many kills on each database, and what was lost: nothing, or this ends with status 1."""

import argparse
import sys
import time

from torture.run import Options, Torture


def main(arguments: list[str]) -> int:
    """Run it on each database that is asked for; return 1 where anything was lost, doubled, altered or in clear."""
    parser = argparse.ArgumentParser(prog="python -m torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=50, help="of two nurses on one record")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), action="append")
    asked = parser.parse_args(arguments)
    failed = False
    for database in asked.database or ("sqlite", "postgresql"):
        begun = time.monotonic()
        torture = Torture(Options(database, asked.kills, asked.rounds, asked.seed))
        findings = torture.run()
        for line in findings.wrong:
            print(f"{database}: {line}")
        for what, count in sorted(torture.tally.counts.items()):
            print(f"{database}: {what}: {count}")
        print(f"{database}: {findings.line(torture.tally.counts)}; {time.monotonic() - begun:.0f} s")
        failed |= bool(findings.wrong)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
