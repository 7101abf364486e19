"""Settings come from the environment; what cannot be used stops the start with a message that names it."""

import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url

from screener.settings import BadSettings, Settings, from_environment, unknown_names
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.keys.sealing import key_from, new_key
from screener.storage.upkeep import schema

SHORT = "c2hvcnQtc2VjcmV0"


def _settings(folder: Path, **named: str) -> Settings:
    return from_environment(
        {"SCREENER_INSTANCE": str(folder / "instance")}
        | {f"SCREENER_{name.upper()}": value for name, value in named.items()}
    )


def _refused(folder: Path, **named: str) -> str:
    with pytest.raises(BadSettings) as raised:
        _settings(folder, **named)
    assert raised.value.__cause__ is None
    return str(raised.value)


def test_the_defaults_are_those_of_the_contract(tmp_path: Path) -> None:
    made = _settings(tmp_path)
    assert made.instance == tmp_path / "instance"
    assert made.database_url == f"sqlite:///{tmp_path}/instance/screener.sqlite3"
    assert made.clinic_name == "The University of Kansas Health System"
    assert made.clinic_phone == "913-588-1227"
    assert made.clinic_hours == ""
    assert made.base_url == ""
    assert made.proxy_hops == 0
    assert made.sends_per_hour == 60


def test_the_instance_folder_is_instance_here_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for given in ({}, {"SCREENER_INSTANCE": ""}):
        assert from_environment(given).instance == tmp_path / "instance"


def test_the_environment_of_the_process_is_read_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCREENER_INSTANCE", str(tmp_path))
    monkeypatch.setenv("SCREENER_CLINIC_NAME", "Elsewhere")
    assert from_environment().clinic_name == "Elsewhere"


def test_everything_can_be_set(tmp_path: Path) -> None:
    keys = [new_key(), new_key()]
    made = _settings(
        tmp_path,
        database_url="postgresql://localhost/screener",
        secret_key=keys[0],
        data_keys=" , ".join(keys),
        clinic_name="Clínica",
        clinic_phone="+1 (212) 555-0100",
        clinic_hours="8 to 5",
        clinic_hours_es="de 8 a 5",
        clinic_timezone="America/New_York",
        base_url="https://screen.example.org",
        proxy_hops="2",
        sends_per_hour="7",
    )
    assert made.database_url == "postgresql://localhost/screener"
    assert made.secret_keys == [key_from(keys[0])]
    assert made.data_keys == [key_from(key) for key in keys]
    assert (made.clinic_name, made.clinic_hours) == ("Clínica", "8 to 5")
    assert made.clinic_hours_in == {"en": "8 to 5", "es": "de 8 a 5"}
    assert (made.clinic_timezone, made.base_url) == ("America/New_York", "https://screen.example.org")
    assert (made.proxy_hops, made.sends_per_hour) == (2, 7)
    assert list(made.instance.iterdir()) == [], "no key file is made where the keys are given"


def test_keys_are_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        first = _settings(tmp_path)
    finally:
        os.umask(before)
    files = sorted(first.instance.iterdir())
    assert [file.name for file in files] == ["data.keys", "secret.keys"]
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600, 0o600]
    assert stat.S_IMODE(first.instance.stat().st_mode) == 0o700
    written = [file.read_text() for file in files]
    second = _settings(tmp_path)
    assert (second.secret_keys, second.data_keys) == (first.secret_keys, first.data_keys)
    assert [file.read_text() for file in files] == written
    assert first.secret_keys != first.data_keys


def test_a_key_file_holds_the_newest_key_first(tmp_path: Path) -> None:
    old = _settings(tmp_path)
    newest = new_key()
    file = old.instance / "data.keys"
    file.write_text(f"{newest}\n{file.read_text()}")
    assert _settings(tmp_path).data_keys == [key_from(newest), *old.data_keys]


def test_missing_data_keys_beside_a_database_stop_the_start_and_nothing_is_made(tmp_path: Path) -> None:
    made = _settings(tmp_path)
    (made.instance / "screener.sqlite3").touch()
    (made.instance / "data.keys").unlink()
    said = _refused(tmp_path)
    assert "data.keys" in said
    assert "screener.sqlite3" in said
    assert not (made.instance / "data.keys").exists()
    assert _settings(tmp_path, data_keys=new_key()).data_keys


@pytest.mark.parametrize("name", ["secret_key", "data_keys"])
@pytest.mark.parametrize(
    "written", ["", "  ", ",", "dev", SHORT, "hunter2hunter2!", f"{SHORT},{SHORT}", "x" * 44, "é" * 44]
)
def test_a_weak_or_malformed_secret_stops_the_start(tmp_path: Path, name: str, written: str) -> None:
    said = _refused(tmp_path, **{name: written})
    assert re.match(f"SCREENER_{name.upper()}(: a key is| must hold at least one key)", said)
    assert "screener keys new" in said
    assert not any(part in said for part in written.replace(",", " ").split())


@pytest.mark.parametrize("file", ["secret.keys", "data.keys"])
@pytest.mark.parametrize("written", ["", SHORT])
def test_a_weak_or_empty_key_file_stops_the_start(tmp_path: Path, file: str, written: str) -> None:
    (_settings(tmp_path).instance / file).write_text(written)
    said = _refused(tmp_path)
    assert re.match(f"{file}(: a key is| must hold at least one key)", said)
    assert SHORT not in said


def test_one_good_key_beside_a_bad_one_is_not_enough(tmp_path: Path) -> None:
    good = new_key()
    said = _refused(tmp_path, data_keys=f"{good},{SHORT}")
    assert good not in said
    assert SHORT not in said


NO_DATABASES = (
    "nonsense",
    "mysql://localhost/x",
    "sqlite://",
    "sqlite+aiosqlite:////tmp/screener.sqlite3",
    "sqlite:////tmp/screener.sqlite3?mode=ro",
    "sqlite:////tmp/screener.sqlite3?timeout=long",
    "postgresql://localhost/screener?sslmod=require",
)
NO_STREAMS = (
    "audit.jsonl",
    "/tmp",  # noqa: S108 - a folder, in which nothing is made
    "syslog://host:x",
    "syslog://host:0",
    "syslog://a..b",
    "https://host",
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("clinic_phone", phone)
            for phone in ("call us", "12", "9" * 400, "+", "588-1227", "0000000000", "913-588-1227 desk")
        ),
        *(
            ("base_url", url)
            for url in (
                "screen.example.org",
                "ftp://example.org",
                "javascript:alert(1)",
                "https://",
                "http://[",
                "https://https://example.org",
                "https://example.org:x",
                "https://example.org:70000",
                "https://example .org",
                "https://example..org",
                "https://.",
                f"https://{'a' * 64}.example",
                "https://example.org/screener",
                "https://example.org?x",
                "https://example.org/#",
                "https://someone:hunter2@example.org",
                "https://example.org/ ",
                " https://example.org",
                "https://example.org\n",
            )
        ),
        *(("clinic_timezone", zone) for zone in ("Kansas", "../../etc/passwd", "america/chicago", "UTC+5")),
        *(("proxy_hops", hops) for hops in ("one", "1.5", "-1", "1_0", "\u0661", "+1", "9" * 5000)),
        *(("sends_per_hour", sends) for sends in ("many", "0", "-1", "1.5", "6_0", "1e3", "9" * 10)),
        *(("database_url", url) for url in NO_DATABASES),
        *(("audit_stream", stream) for stream in NO_STREAMS),
        ("mail_from", "Cl\udced"),
        *(
            (name, words)
            for name in ("clinic_name", "clinic_hours", "clinic_hours_es")
            for words in (
                "Cl\udced",
                "  ",
                "Clinic\nBcc: x@y.example",
                "Clinic\x1b[2J",
                "\u202eclinic",
                "\uffff",
            )
        ),
        *(
            ("metrics_token", token)
            for token in ("short", "é" * 30, " " * 30, "of two words and more", "x" * 30 + "\n")
        ),
    ],
)
def test_what_cannot_be_used_stops_the_start_and_is_named(tmp_path: Path, name: str, value: str) -> None:
    said = _refused(tmp_path, **{name: value})
    assert f"SCREENER_{name.upper()} " in said
    assert "\n" not in said


def test_an_instance_that_cannot_be_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "instance").touch()
    assert "SCREENER_INSTANCE " in _refused(tmp_path)


@pytest.mark.parametrize("folder", ["Cl\udcednica"])
def test_an_instance_whose_database_would_lie_nowhere_stops_the_start(tmp_path: Path, folder: str) -> None:
    assert "SCREENER_INSTANCE " in _refused(tmp_path / folder)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", ["why?", "100%20", "a#b", "a b", "a&b=c"])
def test_the_database_lies_in_the_instance_whatever_that_is_called(tmp_path: Path, folder: str) -> None:
    made = _settings(tmp_path / folder)
    assert make_url(made.database_url).database == str(tmp_path / folder / "instance" / "screener.sqlite3")
    database = Database(open_engine(made.database_url))
    schema.upgrade(database)
    database.engine.dispose()
    assert [one.name for one in tmp_path.iterdir()] == [folder]
    assert sorted(one.name for one in made.instance.iterdir()) == [
        "data.keys",
        "screener.sqlite3",
        "secret.keys",
    ]


@pytest.mark.parametrize("mark", ['"', "'"])
@pytest.mark.parametrize(
    "name", ["clinic_name", "clinic_phone", "push_secret", "metrics_token", "oidc_client_secret", "data_keys"]
)
def test_marks_around_a_value_stop_the_start_and_are_named(tmp_path: Path, name: str, mark: str) -> None:
    said = _refused(tmp_path, **{name: f"{mark}hunter2{mark}"})
    assert said == f"SCREENER_{name.upper()} stands in quotation marks: write it without them"
    assert not (tmp_path / "instance").exists()


def test_marks_within_a_value_are_part_of_it(tmp_path: Path) -> None:
    for named in ("Dr. O'Neill's \"Clinic\"", '"Move" Clinic', '"'):
        assert _settings(tmp_path, clinic_name=named).clinic_name == named


@pytest.mark.parametrize("name", ["instance", "database_url", "push_secret", "audit_stream"])
@pytest.mark.parametrize("written", ["{}\n", "{}\r", " {}", "{} "])
def test_a_blank_around_what_may_hold_one_stops_the_start(tmp_path: Path, name: str, written: str) -> None:
    said = _refused(tmp_path, **{name: written.format(tmp_path / "hunter2")})
    assert (
        said == f"SCREENER_{name.upper()} begins or ends with a blank or the end of a line: write it without"
    )
    assert list(tmp_path.iterdir()) == []


def test_names_that_are_no_settings_are_known_by_their_beginning() -> None:
    written = [
        "DATA_KEY",
        "SECRET_KEYS",
        "CLINIC_HOURS_XX",
        "BASEURL",
        "BASE_URL",
        "CLINIC_HOURS_ES",
        "OIDC_ISSUR",
    ]
    named = {f"SCREENER_{name}": "x" for name in written} | {"HOME": "x"}
    assert unknown_names(named) == [
        "SCREENER_BASEURL",
        "SCREENER_CLINIC_HOURS_XX",
        "SCREENER_DATA_KEY",
        "SCREENER_SECRET_KEYS",
    ]


def test_every_setting_that_operations_names_is_known() -> None:
    told = (Path(__file__).parents[2] / "docs" / "operations.md").read_text()
    named = set(re.findall(r"^\| `(SCREENER_\w+)`(?:, `(SCREENER_\w+)`)?", told, re.MULTILINE))
    names = {name for pair in named for name in pair if name}
    assert len(names) >= 30
    assert unknown_names(dict.fromkeys(names, "x")) == []


def test_an_empty_setting_is_the_default(tmp_path: Path) -> None:
    made = _settings(
        tmp_path, clinic_phone="", base_url="", proxy_hops="", database_url="", clinic_timezone=""
    )
    assert made.clinic_phone == "913-588-1227"
    assert made.clinic_timezone == "America/Chicago"


def test_a_database_may_be_given_what_it_knows(tmp_path: Path) -> None:
    for url in (
        "postgresql://localhost/screener?sslmode=require&application_name=screener",
        "postgresql:///screener?host=/run/postgresql",
        "postgresql://someone@/screener?host=a.example:5432&host=b.example:5433",
        "sqlite+pysqlite:////srv/screener.sqlite3",
    ):
        assert _settings(tmp_path, database_url=url).database_url == url


def test_settings_never_show_their_keys(tmp_path: Path) -> None:
    key = new_key()
    made = _settings(tmp_path, secret_key=key, data_keys=key)
    for shown in (repr(made), str(made)):
        assert key not in shown
        assert repr(key_from(key)) not in shown
        assert "keys" not in shown


def test_settings_never_show_the_password_of_the_database(tmp_path: Path) -> None:
    made = _settings(tmp_path, database_url="postgresql://someone:Quixotesecret@localhost/screener")
    assert "Quixotesecret" not in repr(made) + str(made)


def test_the_same_key_twice_stops_the_start(tmp_path: Path) -> None:
    key, other = new_key(), new_key()
    for name in ("secret_key", "data_keys"):
        said = _refused(tmp_path, **{name: f"{key},{other},{key}"})
        assert said.startswith(f"SCREENER_{name.upper()} must hold at least one key, and each once")
        assert key not in said
    (_settings(tmp_path).instance / "data.keys").write_text(f"{key}\n{key}\n")
    assert _refused(tmp_path).startswith("data.keys must hold at least one key, and each once")


def _a_folder(file: Path) -> None:
    file.mkdir()


def _a_link_to_nowhere(file: Path) -> None:
    file.symlink_to("/nowhere/at/all")


@pytest.mark.parametrize("address", ["", "http://screen.example.org"])
def test_nobody_comes_back_from_an_identity_provider_to_an_address_that_all_can_listen_to(
    tmp_path: Path, address: str
) -> None:
    provider = {
        "oidc_issuer": "https://sso.example.org",
        "oidc_client_id": "screener",
        "oidc_client_secret": "x" * 40,
        "oidc_roles": "neuro=clinician",
    }
    assert _settings(tmp_path, base_url="http://localhost:8000", **provider).identity_provider
    said = _refused(tmp_path, base_url=address, **provider)
    assert said.startswith("SCREENER_OIDC_ISSUER needs SCREENER_BASE_URL")


@pytest.mark.parametrize("file", ["secret.keys", "data.keys"])
@pytest.mark.parametrize("put_in_place", [_a_folder, _a_link_to_nowhere])
def test_a_key_file_that_cannot_be_read_stops_the_start(
    tmp_path: Path, file: str, put_in_place: Callable[[Path], None]
) -> None:
    instance = _settings(tmp_path).instance
    (instance / file).unlink()
    put_in_place(instance / file)
    assert re.match(f"{file} cannot be read: [A-Z]", _refused(tmp_path))
    assert [left.name for left in instance.iterdir() if left.name.startswith(".")] == []


@pytest.mark.parametrize("file", ["secret.keys", "data.keys"])
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o601, 0o644, 0o666, 0o440, 0o777])
def test_a_key_file_that_others_may_read_stops_the_start(tmp_path: Path, file: str, mode: int) -> None:
    keys = _settings(tmp_path).instance / file
    keys.chmod(mode)
    said = _refused(tmp_path)
    assert said == f"{file} may be read or changed by others than its owner: chmod 600 it"
    for private in (0o600, 0o400):
        keys.chmod(private)
        assert _settings(tmp_path).instance == keys.parent


def test_a_key_file_that_is_no_text_stops_the_start(tmp_path: Path) -> None:
    (_settings(tmp_path).instance / "data.keys").write_bytes(b"\xff\xfe\x00" * 20)
    assert _refused(tmp_path).startswith("data.keys: a key is")


START = """
import pathlib, sys, time
from screener.settings import from_environment
print(flush=True)
sys.stdin.readline()
made = from_environment({"SCREENER_INSTANCE": sys.argv[1]})
print((made.secret_keys + made.data_keys))
"""


def test_processes_that_start_at_once_all_have_the_same_keys(tmp_path: Path) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", START, str(tmp_path / "instance")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    for process in started:
        assert process.stdout is not None
        process.stdout.readline()
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    ended = [process.communicate(timeout=30) for process in started]
    assert {errors for _, errors in ended} == {""}
    assert len({shown for shown, _ in ended}) == 1
    files = {file.name: stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "instance").iterdir()}
    assert files == {"data.keys": 0o600, "secret.keys": 0o600}


def test_a_key_file_is_never_made_over_one_that_is_there_already(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other process makes its key at the last moment."""
    others = new_key()
    link = os.link

    def too_late(draft: str, file: Path) -> None:
        file.touch(mode=0o600)
        file.write_text(others)
        link(draft, file)

    monkeypatch.setattr("screener.settings.os.link", too_late)
    made = _settings(tmp_path)
    assert made.secret_keys == made.data_keys == [key_from(others)]
    assert sorted(file.name for file in made.instance.iterdir()) == ["data.keys", "secret.keys"]


def test_a_key_file_that_could_not_be_written_whole_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("screener.settings.os.fsync", power_cut)
    with pytest.raises(KeyboardInterrupt):
        _settings(tmp_path)
    assert list((tmp_path / "instance").glob("*.keys")) == []


MAIL = {"mail_from": "screen@clinic.example", "base_url": "https://screen.example"}


@pytest.mark.parametrize(
    "url",
    [
        "smtp://mail.example",
        "smtp://mail.example:587?starttls",
        "smtps://user:p%40ss@mail.example",
        "smtp://[::1]:2525",
    ],
)
def test_a_mail_server_can_be_set(tmp_path: Path, url: str) -> None:
    made = _settings(tmp_path, smtp_url=url, **MAIL)
    assert made.smtp_url == url
    assert url not in repr(made)


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "smtp://",
        "http://hunter2@mail.example",
        "smtp://hunter2@mail.example:x",
        "smtp://mail.example/hunter2",
        "smtp://mail.example?hunter2",
        "smtps://hunter2@mail.example?starttls",
        "smtp://mail..example",
        f"smtp://{'a' * 64}.example",
        "smtp://ma il.example",
        "smtp://mail.example:0",
        "smtp://user:hunter2%C3%A9@mail.example",
    ],
)
def test_what_is_no_mail_server_is_refused_and_not_shown(tmp_path: Path, url: str) -> None:
    refused = _refused(tmp_path, smtp_url=url, **MAIL)
    assert refused.startswith("SCREENER_SMTP_URL must be")
    assert "hunter2" not in refused


PUSH = {
    "push_url": "https://epic.example/fhir/Bundle",
    "push_secret": "hunter2hunter2hunter2hunter2hunter2",
    "base_url": "https://screen.example",
}


def test_a_receiver_can_be_set_and_neither_it_nor_its_secret_is_shown(tmp_path: Path) -> None:
    made = _settings(tmp_path, **PUSH)
    assert (made.push_url, made.push_secret) == (PUSH["push_url"], PUSH["push_secret"])
    assert "hunter2" not in repr(made)
    assert "epic" not in repr(made)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("push_url", "ftp://hunter2.example"),
        ("push_url", "https://hunter2..example"),
        ("push_url", f"https://{'a' * 64}.example"),
        ("push_url", "https://https://hunter2.example"),
        ("push_secret", "hunter2"),
        ("push_secret", ""),
        ("base_url", ""),
    ],
)
def test_a_receiver_needs_an_address_a_secret_and_our_own_address(
    tmp_path: Path, name: str, wrong: str
) -> None:
    refused = _refused(tmp_path, **PUSH | {name: wrong})
    assert refused.startswith("SCREENER_PUSH_URL ")
    assert "hunter2" not in refused


@pytest.mark.parametrize(("missing", "wrong"), [("mail_from", ""), ("mail_from", "nobody"), ("base_url", "")])
def test_a_mail_server_needs_a_sender_and_an_address_to_lead_to(
    tmp_path: Path, missing: str, wrong: str
) -> None:
    refused = _refused(tmp_path, smtp_url="smtp://mail.example", **MAIL | {missing: wrong})
    assert f"SCREENER_{missing.upper()}" in refused
