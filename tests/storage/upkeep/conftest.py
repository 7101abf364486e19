"""A disk that is soon full."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB, which only root can make."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "none", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("needs root, to make a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)
