"""Clinicians at work: notes, status, many at once; they remember what was acknowledged."""

import random
import re
import threading
import time
from dataclasses import dataclass, field
from http import HTTPStatus

from tests.authenticator_app import code_of
from torture.browser import BROKEN, Answer, Browser, GaveUp, Tally
from torture.people import MARK

PASSWORD = "plum kettle orbits Tuesday"  # noqa: S105 - of people who are nobody
_CHOSEN = re.compile(
    r'name="chosen"[^>]*value="([0-9A-Z]{8}:\d+)"|value="([0-9A-Z]{8}:\d+)"[^>]*name="chosen"'
)
_LEFT = re.compile(r"left as (?:it was|they were) \([^)]*\): ([0-9A-Z, -]+)\.")
_KEY = re.compile(r"<code[^>]*>([^<]+)</code>")
_VERSION = re.compile(r'name="version"[^>]*value="(\d+)"')
_EMPTY = ("outcome", "note", "call_back", "call_back_at", "status", "reason", "assignee")
_STATUSES = ("in_review", "contacted", "appointment_booked")
_BETWEEN_SIGN_INS = 10
_TRIES = 4


@dataclass
class Nurse:
    """Somebody of the clinic, and what they were told is done."""

    email: str
    browser: Browser
    draw: random.Random
    tally: Tally
    key: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Reference and words of each note that was acknowledged."""
    statuses: list[tuple[str, str]] = field(default_factory=list)
    """Reference and new status of each change that was acknowledged."""
    given: list[str] = field(default_factory=list)
    """References that this nurse was told are theirs."""
    written: int = 0
    _signed_in_at: float = 0

    def come_in(self, invitation: str) -> None:
        """Accept an invitation and set up the second factor, while nothing is wrong yet."""
        self._must(invitation, {"name": self.email.partition("@")[0], "password": PASSWORD})
        self._must("/clinic/sign-in", {"email": self.email, "password": PASSWORD})
        page = self.browser.get("/clinic/second-factor/set-up")
        found = _KEY.search(page.text)
        assert found, "no key"
        self.key = re.sub(r"\W", "", found[1])
        self._must("/clinic/second-factor/set-up", {"code": code_of(self.key)})

    def _must(self, path: str, fields: dict[str, str]) -> Answer:
        answer = self.browser.press(path, fields, resend=False)
        assert answer.status in {HTTPStatus.OK, HTTPStatus.SEE_OTHER}, (path, answer.status)
        return answer

    def work(self, ended: threading.Event) -> None:
        """Work until the end."""
        while not ended.is_set():
            try:
                page = self._worklist()
                chosen = [one or other for one, other in _CHOSEN.findall(page.text)]
                if not chosen:
                    ended.wait(0.2)
                elif self.draw.random() < 0.2:
                    self.take_many(page, self.draw.sample(chosen, min(4, len(chosen))))
                else:
                    self.write_on(self.draw.choice(chosen).partition(":")[0])
            except GaveUp:
                continue

    def _worklist(self) -> Answer:
        while True:
            page = self.browser.get(self.draw.choice(("/clinic/", "/clinic/?tab=all&sort=newest")))
            if page.status == HTTPStatus.OK:
                return page
            self.come_back()

    def come_back(self) -> None:
        """Sign in again: the session ended, because a clock jumped or half an hour passed."""
        pause = self._signed_in_at + _BETWEEN_SIGN_INS - time.monotonic()
        self.browser.wait(time.monotonic() + 600, max(0.1, pause))
        self._signed_in_at = time.monotonic()
        self.tally.add("sign-ins again")
        sent = self.browser.press(
            "/clinic/sign-in", {"email": self.email, "password": PASSWORD}, resend=False
        )
        if sent.status == HTTPStatus.SEE_OTHER:
            self.browser.press("/clinic/second-factor", {"code": code_of(self.key)}, resend=False)

    def write_on(self, reference: str) -> None:
        """Write a note on a submission, often with a change of status."""
        path = f"/clinic/submissions/{reference}"
        page = self.browser.get(path)
        if page.status != HTTPStatus.OK or 'name="note"' not in page.text:
            return
        self.written += 1
        words = f"{MARK} note {self.email} {self.written}."
        status = self.draw.choice(("", *_STATUSES))
        offered = {each.get("value", "") for each in page.controls if each["name"] == "status"}
        fields = dict.fromkeys(_EMPTY, "") | {
            "means": "phone",
            "note": words,
            "status": status if status in offered else "",
        }
        sent = {**page.hidden, **fields}
        for _ in range(_TRIES):
            answer = self.browser.once("POST", f"{path}/work", sent)
            if answer.status == HTTPStatus.SEE_OTHER and answer.location.endswith(reference):
                self._told(reference, words, fields["status"])
                return
            if answer.status == HTTPStatus.CONFLICT and words in answer.text:
                self._told(
                    reference, words, ""
                )  # the note stands there; somebody else was first with the rest
                self.tally.add("changes that somebody else was first with")
                return
            if answer.status not in {BROKEN, HTTPStatus.SERVICE_UNAVAILABLE}:
                return
            self.tally.add("presses again")
            self.browser.wait(time.monotonic() + 60)
            if answer.status == BROKEN:
                continue  # a browser that is asked to loads what it sent again
            if answer.hidden.get("press"):
                sent = answer.hidden  # it may be saved or not: what the page offers saves it once
                continue
            page = self.browser.get(path)
            if page.status != HTTPStatus.OK:
                return
            if words in page.text:
                self._told(reference, words, "")  # it was saved, and there it stands
                return
            sent = {**page.hidden, **fields}

    def _told(self, reference: str, words: str, status: str) -> None:
        self.notes.append((reference, words))
        self.tally.add("notes acknowledged")
        if status:
            self.statuses.append((reference, status))
            self.tally.add("changes of status acknowledged")

    def take_many(self, page: Answer, chosen: list[str]) -> None:
        """Give what was chosen on a page of the worklist to oneself, and remember what was not left as it was."""
        me = re.search(r'<option value="([0-9a-f-]{36})"[^>]*>[^<]*\(me\)', page.text)
        names = [each["name"] for each in page.controls if each["name"].startswith("bulk-")]
        mine = me[1] if me else self._first_colleague(page)
        fields = {**dict.fromkeys(names, ""), "bulk-assignee": mine, "chosen": chosen}
        answer = self.browser.once("POST", "/clinic/bulk?tab=all", {**page.hidden, **fields})
        if answer.status != HTTPStatus.SEE_OTHER or "sign-in" in answer.location:
            return
        told = self.browser.get("/clinic/?tab=all").text
        if re.search(r"\d+ changed\.", told):
            left = ", ".join(_LEFT.findall(told)).replace("-", "").split(", ")
            done = [each.partition(":")[0] for each in chosen if each.partition(":")[0] not in left]
            self.given += [f"{reference}:{mine}" for reference in done]
            self.tally.add("given to somebody, acknowledged", len(done))

    def _first_colleague(self, page: Answer) -> str:
        inside = page.text.partition('name="bulk-assignee"')[2].partition("</select>")[0]
        return next(
            str(value) for value in re.findall(r'value="([^"]*)"', inside) if value not in {"", "nobody"}
        )
