"""An identity provider that others wrote (oidc-provider-mock), behind TLS, as a process of its own."""

import http.client
import json
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.identity_provider import ROLES, certificate


class Independent:
    """The provider, and a program that was registered there to come back to ``back``, or is taken as it comes."""

    def __init__(self, file: Path, port: int, back: str) -> None:
        self._file = file
        self.issuer = f"https://127.0.0.1:{port}"
        client = {"client_id": "screener", "client_secret": "0123456789abcdef0123456789abcdef"}
        if back:
            asked = json.dumps({"redirect_uris": [back]})
            client = json.loads(self.send("/oauth2/clients", asked, "application/json")[2])
        self.settings = {
            "issuer": self.issuer,
            "client_id": client["client_id"],
            "client_secret": client["client_secret"],
            "roles": ROLES,
            "networks": "127.0.0.0/8",
            "authorities": str(file),
            "max_age": "60",
        }

    def send(self, path: str, body: str, kind: str) -> tuple[int, str, str]:
        """Post something there as a browser would; return status, where it leads, and the page."""
        context = ssl.create_default_context(cafile=str(self._file))
        connection = http.client.HTTPSConnection(urlsplit(self.issuer).netloc, timeout=10, context=context)
        connection.request("POST", path, body, {"Content-Type": kind})
        answer = connection.getresponse()
        said = answer.read().decode()
        connection.close()
        return answer.status, answer.headers.get("Location", ""), said


@contextmanager
def independent_provider(folder: Path, back: str = "") -> Iterator[Independent]:
    """A provider that runs until the end of this."""
    file = certificate(folder)
    command = [sys.executable, "-W", "ignore", "-m", __name__, str(file), *([back] if back else [])]
    root = Path(__file__).parents[1]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root, text=True
    ) as process:
        assert process.stdout
        yield Independent(file, int(process.stdout.readline()), back)
        process.terminate()


def _serve(file: str, *back: str) -> None:
    # Of the process alone: what it imports warns of what it imports itself.
    from oidc_provider_mock import User, app  # noqa: PLC0415
    from werkzeug.serving import make_server  # noqa: PLC0415

    said = {
        "name": "Ann Lee",
        "email": "ann@clinic.example",
        "email_verified": True,
        "roles": ["neuro"],
        "amr": ["pwd", "mfa"],
        "auth_time": int(time.time()),
    }
    made = app(
        require_client_registration=bool(back), require_nonce=True, user_claims=[User(sub="ann", claims=said)]
    )
    server = make_server("127.0.0.1", 0, made, threaded=True, ssl_context=(file, file))
    print(server.server_port, flush=True)  # noqa: T201 - for whoever started it
    server.serve_forever()


if __name__ == "__main__":
    _serve(*sys.argv[1:])
