"""Patients who go the whole way, and remember what they were shown; every word of theirs can be told apart anywhere."""

import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from tests.answering import ANSWERS, SECOND
from torture.browser import Answer, Browser, GaveUp, Tally, path_of

MARK = "quivertorn"
"""Stands in every name, address and message that anybody types, and nowhere else."""
PHONE_MARK = "91355"
"""Begins every phone number that anybody types, after +1."""
_REFERENCE = re.compile(r'class="reference-number"[^>]*>\s*([0-9A-Z]{4})-([0-9A-Z]{4})')
_WORDS = re.compile(r'<ol class="saved-words"[^>]*>(.*?)</ol>', re.DOTALL)
_SECTION = re.compile(r'href="(/(?:es/)?screen/([a-z-]+))"')
_PARTS = ("neck", "left_hand", "right_hand", "upper_face", "larynx", "trunk", "right_foot")
_STEPS = 120
_OTHERWISE_SECONDS = 0.5


@dataclass
class Person:
    """One patient: what they typed, and what they were shown."""

    number: int
    prefix: str
    contact: dict[str, str]
    typed: dict[str, str | list[str]] = field(default_factory=dict)
    pressed: bool = False
    """Whether Send was pressed: from then on they may be stored, once, even if they were shown nothing."""
    references: set[str] = field(default_factory=set)
    code: str = ""
    withdrew: bool = False
    """Whether they were told that it is taken back."""
    withdrawing: bool = False

    @property
    def phone(self) -> str:
        """The number as it is kept."""
        return f"+1{self.contact['phone']}"


@dataclass
class Patients:
    """Everybody who came, in any thread."""

    people: list[Person] = field(default_factory=list)
    pressing: threading.Event = field(default_factory=threading.Event)
    """Set when somebody is about to press Send: a good moment to do harm."""
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def new(self, draw: random.Random) -> Person:
        """Return somebody new."""
        with self._lock:
            number = len(self.people)
            # The demo's people have numbers of 555-01xx: a patient's would be counted as theirs.
            phone = f"{PHONE_MARK}6{number:04}" if number < 10_000 else f"{PHONE_MARK}{number:05}"
            person = Person(
                number,
                draw.choice(("", "", "/es")),
                {
                    "name": f"{MARK.title()} Nr{number}",
                    "phone": phone,
                    "email": f"{MARK}.nr{number}@example.com",
                    "message": f"Please ring {MARK} message {number}",
                    "consent": "agree",
                },
            )
            self.people.append(person)
            return person


class Visit:
    """One person's way through the questionnaire to the reference number."""

    def __init__(self, person: Person, browser: Browser, draw: random.Random, patients: Patients) -> None:
        self._person = person
        self._browser = browser
        self._draw = draw
        self._patients = patients
        self._answers = self._drawn()

    def _drawn(self) -> dict[str, dict[str, Any]]:
        draw, number = self._draw, self._person.number
        changes: dict[str, dict[str, Any]] = {
            "body-parts": {"body-parts": sorted(draw.sample(_PARTS, draw.randint(1, 3)))},
            "onset": {**ANSWERS["onset"], "onset-age": str(draw.randint(12, 60))},
            "course": {**ANSWERS["course"], "task": f"{MARK} task {number}"},
            "about-you": {**ANSWERS["about-you"], "age-now": str(draw.randint(60, 90))},
            "features": {"with-it": ["none"], "overflow": "no", "mirror": "no", "pain": "none"},
            "help": {"help": ["interpreter"], "help-language": f"{MARK} language {number}"[:40]},
        }
        return ANSWERS | changes

    def go(self) -> None:
        """Answer the whole questionnaire, send it, and keep what is shown."""
        address = self._answer_until(f"{self._person.prefix}/screen/emergency", {"result"})
        if self._draw.random() < 0.6:
            more = self._page(f"{self._person.prefix}/screen/more")
            for path, page_id in _SECTION.findall(more.text):
                if page_id in SECOND:
                    self._answer_until(path, {"more"})
        self._send(address.rpartition("/")[0])

    def _page(self, address: str) -> Answer:
        """Fetch a page that must be there; one that is not now (a clock that jumped ends drafts) may be in a moment."""
        until = time.monotonic() + 60
        while True:
            answer = self._browser.get(address)
            if answer.status == HTTPStatus.OK:
                return answer
            self._browser.wait(until, _OTHERWISE_SECONDS)

    def _press(self, address: str, fields: dict[str, str | list[str]]) -> Answer:
        until = time.monotonic() + 60
        while True:
            answer = self._browser.press(address, fields, resend=self._draw.random() < 0.5)
            if answer.status == HTTPStatus.SEE_OTHER and not answer.location.endswith("/screen/emergency"):
                return answer
            assert answer.status != HTTPStatus.UNPROCESSABLE_ENTITY, (address, fields)
            self._browser.wait(until, _OTHERWISE_SECONDS)

    def _answer_until(self, address: str, last: set[str]) -> str:
        for _ in range(_STEPS):
            page_id = address.rpartition("/")[2]
            if page_id in last:
                return address
            page = self._page(address)
            fields = {name: value for name, value in self._answers[page_id].items() if name in page.names}
            answer = self._press(address, fields)
            self._person.typed |= fields
            address = path_of(answer.location)
        raise AssertionError(f"no end at {address}")

    def _send(self, under: str) -> None:
        share = f"{under}/share"
        page = self._page(share)
        fields: dict[str, str | list[str]] = {
            name: value for name, value in self._person.contact.items() if name in page.names
        }
        self._person.pressed = True
        self._patients.pressing.set()
        self._press(share, fields)
        self._keep_what_is_shown(self._page(f"{under}/sent"))
        if self._draw.random() < 0.2:
            self._browser.once("GET", share)
            self._keep_what_is_shown(self._page(f"{under}/sent"))

    def _keep_what_is_shown(self, sent: Answer) -> None:
        reference, words = _REFERENCE.search(sent.text), _WORDS.search(sent.text)
        assert reference, "no reference number"
        assert words, "no receipt"
        self._person.references.add(reference[1] + reference[2])
        self._person.code = "-".join(re.sub(r"<[^>]+>", " ", words[1]).split())

    def withdraw(self) -> None:
        """Take back what was sent."""
        person, path = self._person, f"{self._person.prefix}/receipt/{self._person.code}/withdraw"
        person.withdrawing = True
        answer = self._browser.press(path, {}, resend=True)
        person.withdrew = answer.status in {HTTPStatus.OK, HTTPStatus.SEE_OTHER}
        assert person.withdrew, answer.status


def come_and_go(
    patients: Patients,
    browser: Callable[[], Browser],
    draw: random.Random,
    ended: threading.Event,
    tally: Tally,
) -> None:
    """Be one patient after another until the end; whoever is on the way then goes to the end of it."""
    while not ended.is_set():
        person = patients.new(draw)
        visit = Visit(person, browser(), draw, patients)
        try:
            visit.go()
            tally.add("references shown")
            if draw.random() < 0.15:
                visit.withdraw()
                tally.add("withdrawals told")
        except GaveUp:
            tally.add("patients who gave up")
