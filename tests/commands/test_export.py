"""`screener export fhir` and `screener client`: what they print, and how they end."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.commands.running import run
from tests.valid import valid


def _references(instance: Path) -> list[str]:
    with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection:
        rows = connection.execute("SELECT reference FROM submission ORDER BY received_at").fetchall()
    return [row[0] for row in rows]


def test_one_submission_or_all_since_a_day_are_printed(instance_with_two: Path) -> None:
    first, second = _references(instance_with_two)
    status, one, _ = run(instance_with_two, "export", "fhir", f"{first[:4]}-{first[4:]}")
    assert status == 0
    bundle = json.loads(one)
    valid(bundle)
    assert bundle["identifier"]["value"].startswith(first)
    assert "DocumentReference" in one
    assert "HTEST" in one, "what the demo made is nobody's"
    with closing(sqlite3.connect(instance_with_two / "screener.sqlite3")) as connection:
        told = "SELECT actor FROM audit_event WHERE action = 'submission.taken_out'"
        assert connection.execute(told).fetchall() == [("command line",)]
        connection.execute("UPDATE submission SET answers = x'00' WHERE reference = ?", [first])
        connection.commit()
    status, rest, errors = run(instance_with_two, "export", "fhir", "--since", "2000-01-01")
    assert (status, len(rest.splitlines()), errors) == (1, 1, f"{first} cannot be opened.\n")
    assert json.loads(rest)["identifier"]["value"].startswith(second)


def test_what_is_not_there_is_said(instance: Path) -> None:
    for arguments, said in (((), "name a REFERENCE"), (("2222-2222",), "There is no submission")):
        status, output, errors = run(instance, "export", "fhir", *arguments)
        assert (output, said in errors, status != 0) == ("", True, True)


def test_a_program_is_let_in_listed_and_revoked(instance: Path, tmp_path: Path) -> None:
    may = ("--scope", "system/QuestionnaireResponse.rs")
    status, token, _ = run(instance, "client", "make", "Epic", *may, "--days", "7")
    assert (status, token[:4]) == (0, "dss_")
    assert token.strip() not in (instance / "screener.sqlite3").read_bytes().decode("latin-1")
    made, _, name = run(instance, "client", "list")[1].split()
    assert name == "Epic"
    assert [run(instance, "client", "revoke", made)[0] for _ in range(2)] == [0, 1]
    status, _, errors = run(instance, "client", "revoke", "no\udcff")
    assert (status, errors.startswith("Error: There is no such program")) == (1, True)
    (tmp_path / "keys").write_text("{}")
    status, _, errors = run(instance, "client", "make", "Epic", *may, "--keys", str(tmp_path / "keys"))
    assert (status, "JSON Web Key Set" in errors) == (1, True)
