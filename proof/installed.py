"""Serves from the wheel that was installed into an empty environment, far from this tree: `make wheel-test`."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PAGES = {
    "/": "Dystonia self-screen",
    "/es/": "Autoevaluación de distonía",
    "/about": "dystonia",
    "/clinic/sign-in": "Password",
    "/readyz": '"ready"',
    "/paper.pdf": "%PDF",
    "/fhir/Questionnaire/dystonia-self-screen": "Questionnaire",
    "/static/patient.css": "{",
}
"""What comes from each kind of file of the package: templates, words, documents, migrations, style sheets."""
_LONGEST_START_SECONDS = 60


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _fetched(address: str) -> bytes:
    with urlopen(address, timeout=10) as response:  # noqa: S310 - our own server
        body: bytes = response.read()
        return body


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _LONGEST_START_SECONDS
    while True:
        try:
            _fetched(address)
        except URLError:
            assert server.poll() is None, "the server ended"
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.2)
        else:
            return


def main() -> int:
    """Start it in a folder of its own, with an instance in another; fetch one page of each kind; stop it."""
    program = Path(sys.argv[1]).absolute() / "bin"
    with tempfile.TemporaryDirectory() as here, tempfile.TemporaryDirectory() as instance:
        environment = {"PATH": os.defpath, "SCREENER_INSTANCE": f"{instance}/clinic", "HOME": here}
        listed = subprocess.check_output(
            [program / "python", "-c", "import screener; print(screener.__file__)"], cwd=here, env=environment
        )
        assert listed.decode().startswith(str(program.parent)), listed
        port = _free_port()
        server = subprocess.Popen(
            [program / "screener", "serve", "--port", str(port)],
            cwd=here,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz", server)
            for path, word in PAGES.items():
                assert word in _fetched(f"http://127.0.0.1:{port}{path}").decode(errors="replace"), path
        finally:
            server.send_signal(signal.SIGTERM)
            status = server.wait(30)
        shown = subprocess.check_output(
            [program / "screener", "classify", "neck", "left_hand"], cwd=here, env=environment
        )
        assert status == 0
        assert list(Path(here).iterdir()) == [], "it wrote into the folder it was started in"
        print(
            f"Served {len(PAGES)} pages from {program.parent}; pattern: {json.loads(shown)['distribution']}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
