"""Compares the bill of materials with the lock file: what is installed is what is locked, no more and no less."""

import json
import sys
from pathlib import Path

from proof.audit import locked


def _normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def differences(bill: str, lock: str) -> list[str]:
    """Return what the bill has and the lock has not, and what it has in another version."""
    wanted = dict(each.split(" ") for each in locked(lock))
    there = {_normal(each["name"]): each["version"] for each in json.loads(bill).get("components", ())}
    strange = [f"{name} {version}" for name, version in there.items() if wanted.get(name) != version]
    return sorted(strange) if there else ["it names nothing"]


def main() -> int:
    """Say how many components the bill has; fail where one is not as it is locked."""
    bill, lock = (Path(argument).read_text("utf-8") for argument in sys.argv[1:3])
    found = differences(bill, lock)
    print(f"{sys.argv[1]}: {len(json.loads(bill)['components'])} components")
    for each in found:
        print(f"!! Not as it is locked: {each}", file=sys.stderr)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
