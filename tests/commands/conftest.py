"""Instance folders as `db upgrade` and `demo` leave them, made once and copied for each test; a port."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.running import run
from tests.commands.serving import held_port


@pytest.fixture(scope="session")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with keys and an empty database at the newest migration, to copy."""
    folder = tmp_path_factory.mktemp("upgraded") / "instance"
    assert run(folder, "db", "upgrade")[0] == 0
    return folder


@pytest.fixture(scope="session")
def with_two(upgraded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with a database of two submissions, to copy."""
    folder = shutil.copytree(upgraded, tmp_path_factory.mktemp("two") / "instance")
    assert run(folder, "demo", "--submissions", "2")[0] == 0
    return folder


@pytest.fixture
def instance(upgraded: Path, tmp_path: Path) -> Path:
    """An instance folder with an empty database at the newest migration."""
    return shutil.copytree(upgraded, tmp_path / "instance")


@pytest.fixture
def instance_with_two(with_two: Path, tmp_path: Path) -> Path:
    """An instance folder with a database of two submissions."""
    return shutil.copytree(with_two, tmp_path / "instance")


@pytest.fixture
def port() -> Iterator[int]:
    """A port that only a server of this test can take."""
    with held_port() as held:
        yield held
