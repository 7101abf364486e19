"""Every command where the system refuses to hear it or to do it: one clear line, never a traceback, nothing lost in silence."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.running import run
from tests.commands.serving import SCREENER, environment

REFUSED = "Error: standard output: No space left on device.\n"
CLOSED = "Error: standard output: Bad file descriptor.\n"
TO_NO_PLACE = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")


def _run(instance: Path, how: str, *arguments: str, **variables: str) -> tuple[int, str, str]:
    """Run a command from a shell that does ``how`` to its streams."""
    ended = subprocess.run(
        ["bash", "-c", f'"$@" {how}', "bash", SCREENER, *arguments],
        env=environment(instance) | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return ended.returncode, ended.stdout, ended.stderr


def _old_ones(instance: Path) -> list[str]:
    """Make both submissions old, and return what names them to `screener purge`."""
    with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection, connection:
        connection.execute("UPDATE submission SET received_at = '2020-01-01 00:00:00.000000'")
        references = [reference for (reference,) in connection.execute("SELECT reference FROM submission")]
    return [word for reference in references for word in ("--name", reference)]


@TO_NO_PLACE
@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("keys", "new"), ("classify", "neck"), ("result", "--schema"), ("db", "check")],
)
def test_what_cannot_be_said_is_told_in_one_line(instance: Path, arguments: tuple[str, ...]) -> None:
    assert _run(instance, "> /dev/full", *arguments) == (1, "", REFUSED)
    assert _run(instance, ">&-", *arguments) == (1, "", CLOSED)


@TO_NO_PLACE
def test_with_both_outputs_full_the_status_tells(instance: Path) -> None:
    assert _run(instance, "> /dev/full 2> /dev/full", "keys", "new") == (1, "", "")
    assert _run(instance, "2> /dev/full", "classify", "nothing") == (1, "", "")


@TO_NO_PLACE
def test_a_token_that_was_not_seen_is_not_blamed_on_a_file(instance: Path) -> None:
    making = ("client", "make", "lab", "--scope", "system/QuestionnaireResponse.rs")
    assert _run(instance, "> /dev/full", *making) == (1, "", REFUSED)
    assert _run(instance, ">&-", "clinician", "invite", "ann@clinic.example") == (1, "", CLOSED)


@TO_NO_PLACE
def test_a_rotation_is_not_ended_half_way_by_what_it_cannot_say(instance_with_two: Path) -> None:
    keys = instance_with_two / "data.keys"
    assert len(keys.read_text().split()) == 1
    assert _run(instance_with_two, "> /dev/full", "keys", "rotate") == (1, "", REFUSED)
    made, *older = keys.read_text().split()
    assert len(older) == 1
    keys.write_text(f"{made}\n")
    assert json.loads(
        _run(instance_with_two, "", "export", "fhir", "--since", "2020-01-01")[1].split("\n")[0]
    )


def test_who_cannot_be_asked_purges_nothing(instance_with_two: Path) -> None:
    named = _old_ones(instance_with_two)
    for closed, said in (("<&-", "Aborted!\n"), (">&-", CLOSED), ("2>&-", "")):
        status, _, errors = _run(instance_with_two, closed, "purge", "--older-than", "30", *named)
        assert (status, errors) == (1, said)
    assert run(instance_with_two, "purge", "--older-than", "30", *named, "--yes")[1].startswith(
        "Purged submissions: 2."
    )


def test_without_standard_input_nothing_is_read(instance: Path) -> None:
    for command in ("classify", "result"):
        assert _run(instance, "<&-", command, "--batch") == (0, "", "")


@pytest.mark.parametrize("command", ["paper", "signoff", "styleguide"])
def test_a_name_that_no_locale_can_write_is_still_said(tmp_path: Path, command: str) -> None:
    name = tmp_path / os.fsdecode(b"caf\xe9")
    status, said, errors = run(tmp_path / "instance", command, str(name))
    assert (status, errors) == (0, "")
    assert "caf\\udce9" in said


def test_json_is_utf_8_in_any_locale(instance: Path) -> None:
    printed = _run(instance, "", "result", "--schema", PYTHONIOENCODING="latin-1")[1]
    assert json.loads(printed) == json.loads(run(instance, "result", "--schema")[1])


@pytest.mark.parametrize("command", ["backup", "paper", "signoff", "styleguide"])
@pytest.mark.parametrize("name", ["/dev/null/file", "x" * 300, "/proc/nothing"])
def test_a_place_that_cannot_be_written_is_one_clear_line(instance: Path, command: str, name: str) -> None:
    status, said, errors = run(instance, command, str(instance / name))
    assert (status, said, errors.count("\n")) == (1, "", 1)
    assert "cannot be written: " in errors


def test_a_host_that_is_no_text_is_refused(instance: Path) -> None:
    status, _, errors = run(instance, "serve", "--host", os.fsdecode(b"caf\xe9"))
    assert status == 2
    assert "name an address, such as 127.0.0.1" in errors


@pytest.mark.parametrize(
    "command", [("db", "check"), ("keys", "rotate"), ("serve",), ("backup", "copy"), ("audit", "verify")]
)
def test_a_database_of_an_impossible_name_is_one_clear_line(
    instance: Path, port: int, command: tuple[str, ...]
) -> None:
    where = f"sqlite:///{instance}/{'x' * 300}"
    arguments = (*command, "--port", str(port)) if command == ("serve",) else command
    status, said, errors = run(instance, *arguments, database_url=where)
    assert (status, said, errors.count("\n")) == (1, "", 1)
    assert errors.endswith(": File name too long.\n")


_OTHER_COMMANDS = """
import logging, signal, sys, time
from screener.cli import main

class One:
    def __del__(self):
        signal.raise_signal(signal.SIGTERM)
        for _ in range(1000):
            pass

@main.command()
def falls():
    one = One()
    del one
    time.sleep(30)
    print("went on")

@main.command()
def says():
    logging.getLogger("psycopg").warning("rolled back: %s", "Ann Example")

main(sys.argv[1:])
"""
"""One that is asked to end while an object ends, and one whose library has something to say."""


@pytest.mark.parametrize(("command", "status", "said"), [("falls", 1, "\nAborted!\n"), ("says", 0, "")])
def test_an_interruption_is_not_lost_and_no_library_says_anything(
    command: str, status: int, said: str
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _OTHER_COMMANDS, command],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (status, "", said)
