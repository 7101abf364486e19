"""What a process of the server loads before anybody needs it: it costs each start its seconds, and each worker its memory."""

import os
import subprocess
import sys
from pathlib import Path

FOR_FEW = {
    "alembic": "a database to migrate",
    "authlib": "a program that asks for a token",
    "joserfc": "a program's keys, or an identity provider",
    "OpenSSL": "a passkey",
    "prometheus_client": "figures that are asked for",
    "pypdf": "tests alone",
    "webauthn": "a passkey",
    "zxcvbn": "a new password",
}
"""Packages by what they are for."""
_SERVES_A_PATIENT = """
import sys
from screener import create_app, server
browser = create_app().test_client()
for path in ("/", "/screen/emergency", "/clinic/sign-in"):
    assert browser.get(path).status_code == 200, path
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_what_few_pages_need_is_not_loaded_for_the_others(tmp_path: Path) -> None:
    environment = {name: said for name, said in os.environ.items() if not name.startswith("SCREENER_")}
    made = environment | {"SCREENER_INSTANCE": str(tmp_path / "instance")}
    for _ in range(2):  # the first start makes the database
        ran = subprocess.run(
            [sys.executable, "-c", _SERVES_A_PATIENT],
            check=False,
            env=made,
            capture_output=True,
            timeout=60,
            text=True,
        )
        assert ran.returncode == 0, ran.stderr
    loaded = set(ran.stdout.split())
    assert {"flask", "sqlalchemy", "screener"} <= loaded
    assert FOR_FEW.keys() & loaded == set()
