"""Asks the advisory databases about every locked dependency: `make audit`. It says loudly what could not be asked.

pip-audit by itself says "no known vulnerabilities" when it could ask about nothing: here each locked package must have
been answered for, by one service or another.
"""

import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-mutation.lock")
SERVICES = ("pypi", "osv")


@dataclass
class Found:
    """What is known: the packages that were answered for, and the advisories against them."""

    answered: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)

    def add(self, report: dict[str, Any]) -> None:
        """Add what a report of pip-audit says; a package that it skipped was not answered for."""
        for one in report.get("dependencies", ()):
            if "skip_reason" not in one:
                name = f"{one['name']} {one['version']}"
                self.answered.add(name)
                self.known.update(f"{name}: {each['id']}" for each in one["vulns"])


def locked(text: str) -> set[str]:
    """Return each package of a lock file with its version."""
    return {" ".join(pair) for pair in re.findall(r"^([a-z0-9][\w.-]*)==([^\s;\\]+)", text, re.MULTILINE)}


def verdict(wanted: set[str], found: Found) -> tuple[int, str]:
    """Return the exit status and what to say: 0 only when every package was answered for and nothing is known."""
    left = sorted(wanted - found.answered)
    lines = [f"Known: {each}" for each in sorted(found.known)]
    if left:
        lines.append(
            f"!! NOT AUDITED: {len(left)} of {len(wanted)} locked packages, {', '.join(left[:3])} ..."
        )
        lines.append("!! Nothing is known about them: this is no clean bill. Run it where the network is.")
    lines.append(f"Audited {len(wanted) - len(left)} of {len(wanted)} locked packages.")
    return (1 if found.known else 2 if left else 0), "\n".join(lines)


def _report(tool: str, service: str, lock: str) -> dict[str, Any]:
    ran = subprocess.run(
        [
            *(
                tool,
                "--vulnerability-service",
                service,
                "--require-hashes",
                "--disable-pip",
                "--format",
                "json",
            ),
            *("--progress-spinner", "off", "--timeout", "15", "-r", str(ROOT / lock)),
        ],
        capture_output=True,
        check=False,
        text=True,
    )
    try:
        report: dict[str, Any] = json.loads(ran.stdout)
    except ValueError:
        print(f"{service}, {lock}: {(ran.stderr.strip().splitlines() or ['no answer'])[-1][:200]}")
        return {}
    return report


def main() -> int:
    """Ask each service about what is still unknown; the path of pip-audit is the argument."""
    tool = sys.argv[1]
    found, status, said = Found(), 2, ""
    wanted = set().union(*(locked((ROOT / lock).read_text("utf-8")) for lock in LOCKS))
    for service in SERVICES:
        for lock in LOCKS:
            found.add(_report(tool, service, lock))
        status, said = verdict(wanted, found)
        if wanted <= found.answered:
            break
    print(said)
    return status


if __name__ == "__main__":
    sys.exit(main())
