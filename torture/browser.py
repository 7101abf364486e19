"""A browser whose person does not give up: what is not answered is asked again, as people press again."""

import http.client
import itertools
import re
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlencode, urlsplit

_CONTROL = re.compile(r"<(?:input|button|textarea|select)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:-]+)(?:="([^"]*)")?')
_PAUSE_SECONDS = 0.2
_ANSWER_SECONDS = 20
BROKEN, SERVER_ERROR, BUSY, TOO_MANY = 0, 500, 503, 429

Fields = Mapping[str, str | Sequence[str]]


class GaveUp(Exception):
    """The end of the torture came, or nothing went on for so long that nobody would still be there."""


@dataclass
class Tally:
    """What happened, counted by everybody."""

    counts: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def add(self, what: str, count: int = 1) -> None:
        """Count something."""
        with self._lock:
            self.counts[what] += count


@dataclass(frozen=True)
class Answer:
    """What came: a status, 0 where the connection broke; the page, and where it sends the browser."""

    status: int
    text: str = ""
    location: str = ""

    @property
    def controls(self) -> list[dict[str, str]]:
        """The attributes of every control with a name."""
        found = [
            {name: unescape(value) for name, value in _ATTRIBUTE.findall(inside)}
            for inside in _CONTROL.findall(self.text)
        ]
        return [each for each in found if "name" in each]

    @property
    def hidden(self) -> dict[str, str]:
        """What the page itself puts into its forms; of a name that several have, the first."""
        carried: dict[str, str] = {}
        for each in self.controls:
            if each.get("type") == "hidden":
                carried.setdefault(each["name"], each.get("value", ""))
        return carried

    @property
    def names(self) -> set[str]:
        """The names of all controls."""
        return {each["name"] for each in self.controls}


class Browser:
    """Somebody at a browser, until ``ended``; ``patience`` is for how many seconds they try one thing.

    They know the server by its ``name``, where that is not its address.
    """

    def __init__(
        self, port: int, tally: Tally, ended: threading.Event, *, patience: float = 90, name: str = ""
    ) -> None:
        self._host = "127.0.0.1"
        self._port = port
        self._name = name
        self.tally = tally
        self._ended = ended
        self._patience = patience
        self.cookies: dict[str, str] = {}

    def once(self, method: str, path: str, fields: Fields | None = None) -> Answer:
        """Ask once; a broken connection is an answer too."""
        connection = http.client.HTTPConnection(self._host, self._port, timeout=_ANSWER_SECONDS)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if self._name:
            headers["Host"] = self._name
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            body = None if fields is None else urlencode(fields, doseq=True)
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            self.tally.add("broken connections")
            return Answer(BROKEN)
        finally:
            connection.close()
        self._keep(response)
        self.tally.add(f"answers of {response.status}")
        return Answer(response.status, text, response.headers.get("Location", ""))

    def get(self, path: str) -> Answer:
        """Fetch a page, again and again until one comes that is no excuse."""
        until = time.monotonic() + self._patience
        while True:
            answer = self.once("GET", path)
            if answer.status not in {BROKEN, TOO_MANY} and answer.status < SERVER_ERROR:
                return answer
            self.wait(until)

    def wait(self, until: float, seconds: float = _PAUSE_SECONDS) -> None:
        """Wait a moment. Raises ``GaveUp`` after ``until``, and at the end."""
        if self._ended.wait(seconds) or time.monotonic() > until:
            raise GaveUp

    def press(self, path: str, fields: Fields, *, resend: bool) -> Answer:
        """Fill in the form at ``path`` and send it until it is answered.

        Where no answer comes the same is sent again (``resend``), or the page is fetched anew and filled in again.
        """
        until = time.monotonic() + self._patience
        page = self.get(path)
        while True:
            if page.status != http.client.OK:
                return page
            answer = self.once("POST", path, {**page.hidden, **fields})
            if answer.status not in {BROKEN, TOO_MANY} and answer.status < SERVER_ERROR:
                return answer
            self.tally.add("presses again")
            self.wait(until)
            if not (resend and answer.status == BROKEN):
                page = self.get(path)

    def _keep(self, response: http.client.HTTPResponse) -> None:
        for each in response.headers.get_all("Set-Cookie") or ():
            name, _, value = each.partition(";")[0].partition("=")
            if value and "Max-Age=0" not in each:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)


class InTurn(Browser):
    """Somebody whose every request goes to another server, as behind a balancer that asks them in turn."""

    def __init__(
        self, addresses: Sequence[tuple[str, int]], tally: Tally, ended: threading.Event, **rest: Any
    ) -> None:
        super().__init__(addresses[0][1], tally, ended, **rest)
        self._turns = itertools.cycle(addresses)

    def once(self, method: str, path: str, fields: Fields | None = None) -> Answer:
        """Ask the server whose turn it is."""
        self._host, self._port = next(self._turns)
        return super().once(method, path, fields)


def path_of(location: str) -> str:
    """Return the path that a browser is sent to."""
    return urlsplit(location).path
