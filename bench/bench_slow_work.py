"""How long others wait beside 20 sign-ins, saved answers or PDFs at once, or clients that are slow, as a ratio to when it is quiet."""

import http.client
import os
import random
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from screener import create_app
from screener.codes.five_words import code_from
from screener.settings import from_environment
from screener.web.use_cases import use_cases
from tests.answering import answer_until
from tests.commands.serving import Server
from tests.commands.slow_clients import percentile_95, seconds_of_others, slow_clients
from tests.strict import StrictClient, new_browser

AT_ONCE = 20
_TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')


class Browser:
    """Somebody with one connection and its cookies."""

    def __init__(self, port: int, **cookies: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies = cookies

    def ask(self, method: str, path: str, **fields: str) -> tuple[int, str]:
        """Send a request; return the status and text."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, urlencode(fields) if fields else None, headers)
        response = self._connection.getresponse()
        for each in response.headers.get_all("Set-Cookie") or ():
            name, _, value = each.partition(";")[0].partition("=")
            self._cookies[name] = value
        return response.status, response.read().decode("latin-1")

    def close(self) -> None:
        """Go."""
        self._connection.close()

    def submit(self, path: str, **fields: str) -> tuple[int, str]:
        """Fetch the form at ``path`` and send it."""
        found = _TOKEN.search(self.ask("GET", path)[1])
        assert found, path
        return self.ask("POST", path, csrf_token=found[1], **fields)


@contextmanager
def _all_at_once(press: Callable[[int], int]) -> Iterator[list[int]]:
    """Let 20 people press again and again, in a process of their own; give the statuses they got, once that has ended."""
    # In one process, who waits for a page would wait for those who press: Python runs one thread at a time.
    beside = get_context("fork")
    ended, came, statuses = beside.Event(), beside.SimpleQueue(), list[int]()

    def presses(numbers: Iterator[int]) -> list[int]:
        mine = []
        while not ended.is_set():
            mine.append(press(next(numbers)))
            if mine[-1] == 503:
                ended.wait(random.uniform(0.5, 1.5))  # noqa: S311 - people do not wait in step
        return mine

    def people() -> None:
        os.nice(19)  # their browsers work on machines of their own
        with closing(came), ThreadPoolExecutor(AT_ONCE) as pool:
            pressing = [pool.submit(presses, count(number * 1000)) for number in range(AT_ONCE)]
            came.put([status for one in pressing for status in one.result()])

    process = beside.Process(target=people)
    process.start()
    try:
        yield statuses
    finally:
        ended.set()
        while came.empty() and process.is_alive():
            process.join(0.1)
        assert not came.empty(), "somebody who pressed met a fault"
        statuses += came.get()
        process.join()


def _beside(server: Server, what: str, press: Callable[[int], int], done: int) -> None:
    quiet = percentile_95(seconds_of_others(server.port, requests=200))
    with _all_at_once(press) as statuses:
        busy = percentile_95(seconds_of_others(server.port, requests=200))
    assert done in statuses, "nothing slow was done"
    assert [status for status in statuses if status not in {done, 503}] == []
    told = statuses.count(503)
    print(f"the start page beside 20 {what}: {busy / quiet:.1f} times as long ({told} were told to wait)")


def slow_people(server: Server) -> None:
    """Measure beside 200 connections that are idle, 30 that sent half and 20 that never read."""
    quiet = percentile_95(seconds_of_others(server.port, requests=200))
    with slow_clients(server.port):
        busy = percentile_95(seconds_of_others(server.port, requests=200))
    print(f"the start page beside slow clients: {busy / quiet:.1f} times as long ({busy:.3f} s)")


def sign_ins(server: Server) -> None:
    """Measure beside people who give wrong passwords, each for another account."""

    def signs_in(number: int) -> int:
        with closing(Browser(server.port)) as browser:
            email = f"person{number}@clinic.example"
            fields = {"email": email, "password": "not a password"}
            return browser.submit("/clinic/sign-in", **fields)[0]

    _beside(server, "sign-ins", signs_in, 422)


def saved_answers(server: Server) -> None:
    """Measure beside people who try the words of saved answers."""

    def opens(number: int) -> int:
        with closing(Browser(server.port)) as browser:
            return browser.submit("/saved", words=code_from(number, "en"))[0]

    _beside(server, "who open saved answers", opens, 422)


def sheets(server: Server, instance: Path) -> None:
    """Measure beside people who take the sheet as PDF."""
    app = create_app(from_environment({"SCREENER_INSTANCE": str(instance)}))
    app.test_client_class = StrictClient
    patient = new_browser(app)
    answer_until(patient, "result")
    cookie = patient.get_cookie("screener")
    assert cookie
    use_cases(app).database.engine.dispose()

    def takes(_: int) -> int:
        with closing(Browser(server.port, screener=cookie.value)) as browser:
            return browser.ask("GET", "/screen/answers.pdf")[0]

    _beside(server, "sheets for the first visit", takes, 200)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        instance = Path(folder) / "instance"
        server = Server(instance, sends_per_hour="100000", before=(), staff_networks="127.0.0.0/8")
        try:
            slow_people(server)
            sign_ins(server)
            saved_answers(server)
            sheets(server, instance)
        finally:
            server.stop()
