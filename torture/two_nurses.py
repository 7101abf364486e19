"""Two nurses on one record: both write at once, round after round; nothing of either may be lost."""

import random
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus

from torture.browser import Answer
from torture.nurses import Nurse
from torture.people import MARK

_STATUSES = ("in_review", "contacted", "appointment_booked", "new")


@dataclass
class Rounds:
    """What both were told."""

    notes: list[str] = field(default_factory=list)
    changes: int = 0
    """Changes of status that were acknowledged."""
    refused: int = 0
    """Changes that were refused, because the other one was first; the note with them was kept."""


def rounds(nurses: tuple[Nurse, Nurse], reference: str, count: int, seed: str) -> Rounds:
    """Let both save a note and a change of status on the version that both see, ``count`` times."""
    told, draw = Rounds(), random.Random(f"{seed}-two-nurses")
    path = f"/clinic/submissions/{reference}"
    page = nurses[0].browser.get(path)
    tokens = [nurse.browser.get(path).hidden["csrf_token"] for nurse in nurses]
    barrier = threading.Barrier(2)
    with ThreadPoolExecutor(2) as both:
        for number in range(count):
            fields = _fields(page, draw)

            def press(
                which: int, fields: tuple[dict[str, str], ...] = fields, number: int = number
            ) -> Answer:
                words = f"{MARK} round {number} of nurse {which}."
                barrier.wait(60)
                sent = {**fields[which], "note": words, "csrf_token": tokens[which]}
                return nurses[which].browser.once("POST", f"{path}/work", sent)

            answers = list(both.map(press, range(2)))
            statuses = sorted(answer.status for answer in answers)
            for which, answer in enumerate(answers):
                assert answer.status in {HTTPStatus.SEE_OTHER, HTTPStatus.CONFLICT}, answer.status
                told.notes.append(f"{MARK} round {number} of nurse {which}.")
            told.changes += statuses.count(HTTPStatus.SEE_OTHER)
            told.refused += statuses.count(HTTPStatus.CONFLICT)
            page = nurses[0].browser.get(path)
    return told


def _fields(page: Answer, draw: random.Random) -> tuple[dict[str, str], ...]:
    """Return what each of them chooses: two statuses that are not the same, on the same version."""
    inside = page.text.partition('name="status"')[2].partition("</select>")[0]
    offered = [value for value in re.findall(r'value="([a-z_]+)"', inside) if value in _STATUSES]
    empty = dict.fromkeys(("outcome", "call_back", "call_back_at", "reason", "assignee"), "")
    sent = {**page.hidden, **empty, "means": "phone"}
    return tuple({**sent, "status": status} for status in draw.sample(offered, 2))
