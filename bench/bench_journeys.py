"""Whole ways of 32 patients at once, from the first page to Send, against as many pages and posts of a bare form.

Each patient fetches every page, sends its form, reads the result, and sends the answers; all keep their connection, as
browsers do. One process of four threads a side. An answer that is not the one that must come is an error, and counted.
"""

import http.client
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from over_http import BARE, OURS, served

PATIENTS, WAYS = 32, 4
WAY: dict[str, dict[str, list[str]]] = {
    "/screen/emergency": {"emergency": ["none"]},
    "/screen/respondent": {"respondent": ["self"]},
    "/screen/body-parts": {"body-parts": ["left_hand"]},
    "/screen/onset": {
        "onset-age": ["43"],
        "onset-when": ["over-a-year"],
        "onset-pace": ["years"],
        "spells": ["no"],
    },
    "/screen/new-or-worse": {"new-or-worse": ["none"]},
    "/screen/medicines": {
        "medicine": ["no"],
        "happened": ["none"],
        "worse-within-days": ["no"],
        "speech-after-shot": ["no"],
    },
    "/screen/share": {"name": ["Ann Example"], "phone": ["913 555 0123"], "consent": ["agree"]},
}
BARE_SAID = {"signs": ["turns", "tremor"], "other": ["a note"], "kind": ["one"]}
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Patient:
    """One browser on one connection; it keeps its cookie, the time of each answer, and how many were wrong."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookie = ""
        self.seconds: list[float] = []
        self.errors = 0

    def ask(self, method: str, path: str, status: int, fields: dict[str, list[str]] | None = None) -> str:
        """Return the page that comes."""
        headers = {"Cookie": self._cookie} if self._cookie else {}
        body = None if fields is None else urlencode(fields, doseq=True).encode()
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        text = response.read().decode()
        self.seconds.append(time.perf_counter() - began)
        self.errors += response.status != status
        for cookie in response.headers.get_all("Set-Cookie", []):
            self._cookie = cookie.partition(";")[0]
        return text

    def answer(self, path: str, answers: dict[str, list[str]], to: str) -> None:
        """Fetch a page, and send its form."""
        page = self.ask("GET", path, 200)
        token = _TOKEN.search(page)
        asked = {name: value for name, value in answers.items() if f'name="{name}"' in page}
        self.ask("POST", to, 303, {"csrf_token": [token[1] if token else ""], **asked})

    def new(self) -> None:
        """Be somebody else."""
        self._cookie = ""


def ours(patient: Patient) -> None:
    """Go the whole way."""
    patient.new()
    patient.ask("GET", "/", 200)
    for path, answers in WAY.items():
        if path.endswith("/share"):
            patient.ask("GET", "/screen/result", 200)
        patient.answer(path, answers, f"{path}?send=1" if path.endswith("/share") else path)
    patient.ask("GET", "/screen/sent", 200)


def bare(patient: Patient) -> None:
    """Fetch and send as often."""
    patient.new()
    for _ in range(3):
        patient.ask("GET", "/", 200)
    for _ in WAY:
        patient.answer("/", BARE_SAID, "/")


def walked(port: int, way: Callable[[Patient], None]) -> tuple[float, list[float], int]:
    """Return the ways a second, the seconds of each answer in order, and the number of errors."""
    patients = [Patient(port) for _ in range(PATIENTS)]

    def walk(patient: Patient) -> None:
        for _ in range(WAYS):
            way(patient)

    began = time.perf_counter()
    with ThreadPoolExecutor(PATIENTS) as pool:
        list(pool.map(walk, patients))
    rate = PATIENTS * WAYS / (time.perf_counter() - began)
    return (
        rate,
        sorted(one for each in patients for one in each.seconds),
        sum(each.errors for each in patients),
    )


def main() -> None:
    """Print both, and last the ratio."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(OURS, SCREENER_INSTANCE=folder, SCREENER_SENDS_PER_HOUR="1000000") as port,
        served(BARE, BARE_PADDING="6000") as bare_port,
    ):
        walked(port, ours), walked(bare_port, bare)
        pairs = [(walked(port, ours), walked(bare_port, bare)) for _ in range(5)]
    for name, side in (("ways", 0), ("as many bare pages and posts", 1)):
        rates = [pair[side][0] for pair in pairs]
        seconds = sorted(one for pair in pairs for one in pair[side][1])
        p50, p95, p99 = (1000 * seconds[int(len(seconds) * part)] for part in (0.5, 0.95, 0.99))
        errors = sum(pair[side][2] for pair in pairs)
        print(
            f"{name}: {statistics.median(rates):.1f}/s, an answer in {p50:.0f} ms (p50), {p95:.0f} (p95), {p99:.0f} (p99);"
            f" {errors} errors"
        )
    ratio = statistics.median(one[0] / other[0] for one, other in pairs)
    print(f"ways of {PATIENTS} at once = {ratio:.2f} of as many bare pages and posts")


main()
