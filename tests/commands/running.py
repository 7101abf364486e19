"""A command as it is really run: a process of its own, with an instance folder of its own."""

import subprocess
from pathlib import Path

from tests.commands.serving import SCREENER, environment


def run(instance: Path, *arguments: str, **settings: str) -> tuple[int, str, str]:
    """Run a command to its end; return its exit status, output and errors."""
    ran = subprocess.run(
        [SCREENER, *arguments],
        env=environment(instance, **settings),
        capture_output=True,
        timeout=60,
        check=False,
        text=True,
    )
    return ran.returncode, ran.stdout, ran.stderr
