"""Commands that root runs on the folder of a server that is another user: what they make is the server's, or it could not go on."""

import os
from pathlib import Path

import pytest

from tests.commands.running import run

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")

_SERVER = 65534, 65534


def _owners(folder: Path) -> set[tuple[int, int]]:
    return {(status.st_uid, status.st_gid) for status in map(Path.lstat, (folder, *folder.iterdir()))}


def _given_to_the_server(folder: Path) -> Path:
    for one in (folder, *folder.iterdir()):
        os.chown(one, *_SERVER)
    return folder


def test_keys_that_root_rotates_are_still_the_servers(instance_with_two: Path) -> None:
    folder = _given_to_the_server(instance_with_two)
    assert run(folder, "keys", "rotate")[0] == 0
    assert len((folder / "data.keys").read_text().split()) == 2
    assert _owners(folder) == {_SERVER}


def test_a_database_that_root_restores_is_still_the_servers_and_the_copy_is_roots(
    tmp_path: Path, instance_with_two: Path
) -> None:
    folder, copy = _given_to_the_server(instance_with_two), tmp_path / "copy"
    assert run(folder, "backup", str(copy))[0] == 0
    assert (copy.stat().st_uid, copy.stat().st_gid) == (os.geteuid(), os.getegid())
    assert run(folder, "restore", str(copy), "--overwrite")[0] == 0
    assert _owners(folder) == {_SERVER}
    (folder / "screener.sqlite3").unlink()
    assert run(folder, "restore", str(copy))[0] == 0
    assert _owners(folder) == {_SERVER}


def test_what_roots_first_command_makes_is_the_servers(tmp_path: Path) -> None:
    folder = tmp_path / "instance"
    folder.mkdir(mode=0o700)
    _given_to_the_server(folder)
    assert run(folder, "db", "upgrade")[0] == 0
    assert {file.name for file in folder.iterdir()} >= {"data.keys", "screener.sqlite3", "secret.keys"}
    assert _owners(folder) == {_SERVER}
