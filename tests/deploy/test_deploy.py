"""What lies in deploy/ is in step with the program: its settings, its limits, its addresses, and no secret."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from flask import Flask

from screener.adapters.identity_provider import SETTINGS as OF_A_PROVIDER
from screener.processes import requests_read, worker
from screener.settings import Settings
from screener.web.security import LARGEST_BODY

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
FILES = sorted(file for file in DEPLOY.iterdir() if not file.name.endswith((".env", ".pem", ".key")))
PROXY = (DEPLOY / "proxy.conf").read_text("utf-8")
CONTAINER = (DEPLOY / "Containerfile").read_text("utf-8")
COMPOSE = (DEPLOY / "compose.yaml").read_text("utf-8")
UNIT = (DEPLOY / "screener.service").read_text("utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
SETTINGS = {
    f"SCREENER_{each.name.upper()}".replace("SECRET_KEYS", "SECRET_KEY").replace(
        "_HOURS_ELSEWHERE", "_HOURS_ES"
    )
    for each in fields(Settings)
    if each.name not in {"keys_from", "changed_secret_keys", "changed_data_keys", "identity_provider"}
} | {f"SCREENER_OIDC_{name.upper()}" for name in OF_A_PROVIDER}
_NAME = re.compile(r"SCREENER_[A-Z_]+[A-Z]")


def _proxy(directive: str) -> str:
    """The arguments of a directive that stands once in the configuration."""
    (found,) = re.findall(rf"^\s*{directive}\s+([^;]+);", PROXY, re.MULTILINE)
    return str(found)


def _bytes(written: str) -> int:
    return int(written.removesuffix("k")) * 1024


def _seconds(written: str) -> int:
    return int(written.removesuffix("s"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_setting_that_deploy_names_is_one_of_the_program(file: Path) -> None:
    assert set(_NAME.findall(file.read_text("utf-8"))) <= SETTINGS


def test_every_setting_stands_in_operations_and_no_other() -> None:
    tables = [
        OPERATIONS.partition(heading)[2].partition("\n## ")[0]
        for heading in ("## Settings", "## Single sign-on")
    ]
    named = re.findall(r"^\| (`SCREENER_[^|]+) \|", "\n".join(tables), re.MULTILINE)
    assert set(_NAME.findall(" ".join(named))) == SETTINGS


def test_the_proxy_holds_the_limits_that_are_promised() -> None:
    assert _bytes(_proxy("client_max_body_size")) == worker.LARGEST_REQUEST > LARGEST_BODY
    assert _proxy("client_body_buffer_size") == _proxy("client_max_body_size"), "no body goes to a file"
    number, size = _proxy("large_client_header_buffers").split()
    assert int(number) * _bytes(size) == requests_read.LARGEST_HEAD
    assert _bytes(size) == requests_read.LONGEST_LINE
    for directive in ("client_header_timeout", "client_body_timeout", "send_timeout", "keepalive_timeout"):
        assert _seconds(_proxy(directive)) == worker.SILENT_SECONDS
    for directive in ("proxy_send_timeout", "proxy_read_timeout"):
        assert _seconds(_proxy(directive)) == worker.SLOW_SECONDS
    assert _proxy("proxy_max_temp_file_size") == "0", "no answer goes to a file"
    assert re.search(r"limit_req_zone \$network .*rate=20r/s", PROXY)
    assert _proxy("limit_req").endswith("burst=100 nodelay")
    assert _proxy("limit_conn").split() == ["connections", "100"]


def test_operations_says_the_limits_of_the_proxy_as_they_are() -> None:
    limits = OPERATIONS.partition("## Limits")[2].partition("\n## ")[0]
    said = set(re.findall(r"`([a-z_]+)`", limits))
    assert said >= {
        *("client_max_body_size", "large_client_header_buffers", "client_header_timeout"),
        *("client_body_timeout", "send_timeout", "proxy_read_timeout", "limit_req", "limit_conn"),
    }
    for directive in said:
        assert re.search(rf"^\s*{directive}\s", PROXY, re.MULTILINE), directive


def test_a_network_of_ipv6_is_counted_as_one_by_the_proxy_too() -> None:
    assert '"~(?s)^(?<half>.{8}).{8}$"  $half;' in PROXY
    assert "limit_conn_zone $network " in PROXY


def test_the_proxy_speaks_tls_of_today_alone() -> None:
    assert _proxy("ssl_protocols") == "TLSv1.2 TLSv1.3"
    suites = _proxy("ssl_ciphers").split(":")
    assert all(
        re.fullmatch(r"ECDHE-(ECDSA|RSA)-(AES(128|256)-GCM-SHA(256|384)|CHACHA20-POLY1305)", suite)
        for suite in suites
    )
    for server in re.findall(r"    server \{(.*?)\n    \}", PROXY, re.DOTALL):
        if "ssl" not in server:
            assert "return 301 https://" in server
            assert "proxy_pass" not in server


def test_what_a_client_says_of_itself_does_not_reach_the_program() -> None:
    sent = dict(re.findall(r"proxy_set_header (\S+) ([^;]+);", PROXY))
    assert sent == {
        "Connection": '""',
        "Host": "$host",
        "X-Forwarded-For": "$remote_addr",
        "X-Forwarded-Proto": "$scheme",
        "X-Forwarded-Host": '""',
        "Forwarded": '""',
    }
    assert 'SCREENER_PROXY_HOPS: "1"' in COMPOSE
    assert "SCREENER_PROXY_HOPS=1" in UNIT


def test_the_log_of_the_proxy_leaves_out_every_code_and_every_query(app: Flask) -> None:
    written = re.findall(r"^        ~\^\(\?<before>(.+?)\)\s+\"\$\{before\}\.\.\.\";$", PROXY, re.MULTILINE)
    assert len(written) == 3
    for rule in _rules_with_a_secret(app):
        address = re.sub(r"<[^>]+>", "SECRET", rule)
        matched = next((match for match in (re.match(each, address) for each in written) if match), None)
        assert matched, rule
        assert "SECRET" not in matched[0]
    (form,) = re.findall(r"log_format without_codes([^;]+);", PROXY)
    assert not {"$request ", "$request_uri", "$uri", "$args", "$query_string", "$http_referer"} & set(
        re.findall(r"\$\w+ ?", form)
    )
    assert _proxy("error_log") == "stderr emerg", "lines about a request hold its address"


def _rules_with_a_secret(app: Flask) -> Iterator[str]:
    """Yield each address that holds a code, or the name of a caller: what opens something to whoever reads it."""
    for rule in app.url_map.iter_rules():
        if rule.arguments & {"code", "token", "caller"}:
            yield rule.rule


def test_the_proxy_has_the_number_of_the_clinic_for_its_own_failures() -> None:
    default = next(each.default for each in fields(Settings) if each.name == "clinic_phone")
    words = PROXY.partition("location @words")[2]
    assert words.count(str(default)) == 2, "in English and in Spanish"
    assert words.count("911") == 2


def test_the_program_runs_as_nobody_special() -> None:
    assert re.search(r"^USER 10001:10001$", CONTAINER, re.MULTILINE)
    program = COMPOSE.partition("\n  program:\n")[2].partition("\n  proxy:\n")[0]
    for line in (
        "read_only: true",
        'user: "10001:10001"',
        "cap_drop: [ALL]",
        "no-new-privileges:true",
        "core: 0",
    ):
        assert line in program
    for line in (
        "DynamicUser=yes",
        "CapabilityBoundingSet=",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "LimitCORE=0",
    ):
        assert f"\n{line}\n" in UNIT


def test_health_and_port_are_those_of_the_program(app: Flask) -> None:
    asked = re.findall(r"http://127\.0\.0\.1:(\d+)(/\w+)'", CONTAINER)
    assert asked == [("8000", "/healthz")]
    assert app.test_client().get("/healthz").status_code == 200
    assert (
        _proxy("server") == "program:8000" if PROXY.count("server ") == 1 else "server program:8000;" in PROXY
    )
    for command in (CONTAINER, UNIT):
        assert re.search(r"--port\W+8000\W+--workers\W+2\W+--threads\W+12", command)
    assert "--workers 2 --threads 12" in " ".join(OPERATIONS.split())


def test_no_secret_stands_in_deploy() -> None:
    secret = re.compile(
        r"(?i)(password|secret_key|data_keys)\s*[:=]\s*\S|[A-Za-z0-9_-]{43}=|BEGIN [A-Z ]*PRIVATE"
    )
    assert [file.name for file in FILES if secret.search(file.read_text("utf-8"))] == []
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert {"/deploy/*.env", "/deploy/certificate.*"} <= set(ignored)
    assert (ROOT / ".containerignore").read_text("utf-8").splitlines()[1] == "*"
