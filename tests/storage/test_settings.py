"""Settings come from the environment; what cannot be used stops the start with a message that names it."""

import os
import stat
from pathlib import Path

import pytest

from screener.settings import BadSettings, Settings, from_environment
from screener.storage.sealing import key_from, new_key

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
    assert made.clinic_phone_link == "tel:+19135881227"
    assert made.clinic_hours == ""
    assert made.base_url == ""
    assert made.proxy_hops == 0


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
        clinic_timezone="America/New_York",
        base_url="https://screen.example.org",
        proxy_hops="2",
    )
    assert made.database_url == "postgresql://localhost/screener"
    assert made.secret_keys == [key_from(keys[0])]
    assert made.data_keys == [key_from(key) for key in keys]
    assert (made.clinic_name, made.clinic_hours) == ("Clínica", "8 to 5")
    assert made.clinic_phone_link == "tel:+12125550100"
    assert (made.clinic_timezone, made.base_url) == ("America/New_York", "https://screen.example.org")
    assert made.proxy_hops == 2
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
    assert _settings(tmp_path, data_keys=new_key())


@pytest.mark.parametrize("name", ["secret_key", "data_keys"])
@pytest.mark.parametrize(
    "written", ["", "  ", ",", "dev", SHORT, "hunter2hunter2!", f"{SHORT},{SHORT}", "x" * 44, "é" * 44]
)
def test_a_weak_or_malformed_secret_stops_the_start(tmp_path: Path, name: str, written: str) -> None:
    said = _refused(tmp_path, **{name: written})
    assert said.startswith(f"SCREENER_{name.upper()}: ")
    assert "screener keys new" in said
    assert not any(part in said for part in written.replace(",", " ").split())


@pytest.mark.parametrize("file", ["secret.keys", "data.keys"])
@pytest.mark.parametrize("written", ["", SHORT])
def test_a_weak_or_empty_key_file_stops_the_start(tmp_path: Path, file: str, written: str) -> None:
    (_settings(tmp_path).instance / file).write_text(written)
    said = _refused(tmp_path)
    assert said.startswith(f"{file}: ")
    assert SHORT not in said


def test_one_good_key_beside_a_bad_one_is_not_enough(tmp_path: Path) -> None:
    good = new_key()
    said = _refused(tmp_path, data_keys=f"{good},{SHORT}")
    assert good not in said
    assert SHORT not in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("clinic_phone", phone) for phone in ("call us", "12", "9" * 400, "+")),
        *(
            ("base_url", url)
            for url in (
                "screen.example.org",
                "ftp://example.org",
                "javascript:alert(1)",
                "https://",
                "http://[",
            )
        ),
        *(("clinic_timezone", zone) for zone in ("Kansas", "../../etc/passwd", "america/chicago", "UTC+5")),
        *(("proxy_hops", hops) for hops in ("one", "1.5", "-1", "9" * 5000)),
        *(("database_url", url) for url in ("nonsense", "mysql://localhost/x", "sqlite://")),
    ],
)
def test_what_cannot_be_used_stops_the_start_and_is_named(tmp_path: Path, name: str, value: str) -> None:
    said = _refused(tmp_path, **{name: value})
    assert f"SCREENER_{name.upper()} " in said
    assert "\n" not in said


def test_an_instance_that_cannot_be_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "instance").touch()
    assert "SCREENER_INSTANCE " in _refused(tmp_path)


def test_an_empty_setting_is_the_default(tmp_path: Path) -> None:
    made = _settings(
        tmp_path, clinic_phone="", base_url="", proxy_hops="", database_url="", clinic_timezone=""
    )
    assert made.clinic_phone == "913-588-1227"
    assert made.clinic_timezone == "America/Chicago"


def test_settings_never_show_their_keys(tmp_path: Path) -> None:
    key = new_key()
    made = _settings(tmp_path, secret_key=key, data_keys=key)
    for shown in (repr(made), str(made)):
        assert key not in shown
        assert repr(key_from(key)) not in shown
        assert "keys" not in shown
