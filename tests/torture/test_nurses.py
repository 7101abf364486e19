"""The nurse of the torture does with an answer what a person would: who is told that it may be saved sends it again, or looks."""

import errno
import os
import random
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.serving import make_server

from screener.accounts.staff import Role
from screener.audit import Action, Actor
from screener.clinic.steps import CallBack
from screener.storage.tables.work import note
from screener.use_cases.clock import utc_now
from screener.web.use_cases import use_cases
from tests.web.clinic.test_work import sends
from torture.browser import Browser, Tally
from torture.nurses import Nurse


@pytest.fixture
def nurse(app: Flask) -> Iterator[Nurse]:
    """Somebody who is in, at a server of their own."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    tally = Tally()
    browser = Browser(server.server_port, tally, threading.Event())
    nurse = Nurse("ann@clinic.example", browser, random.Random(1), tally)  # noqa: S311 - of a person
    invited = use_cases(app).invitations.invite(nurse.email, frozenset({Role.CLINICIAN}), Actor("test", ""))
    nurse.come_in(f"/clinic/invitation/{invited}")
    yield nurse
    server.shutdown()
    server.server_close()


def _notes(app: Flask) -> int:
    with use_cases(app).database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(note)) or 0


@pytest.mark.parametrize(
    "offered", [True, False], ids=["sends again what is offered", "looks where nothing is"]
)
def test_a_note_that_was_saved_without_saying_so_is_not_written_again(
    app: Flask, nurse: Nurse, monkeypatch: pytest.MonkeyPatch, *, offered: bool
) -> None:
    reference, flush = sends(app), os.fdatasync
    refused: list[int] = []

    def refuse_once(descriptor: int) -> None:
        if not refused and _notes(app):
            refused.append(descriptor)
            raise OSError(errno.EIO, "the disk refuses")
        flush(descriptor)

    monkeypatch.setattr(os, "fdatasync", refuse_once)
    if not offered:
        monkeypatch.setattr("screener.web.clinic.unsure.press_of", lambda _: "")
    nurse.write_on(reference)
    assert (len(refused), nurse.tally.counts["answers of 503"]) == (1, 1)
    assert ([told for told, _ in nurse.notes], _notes(app)) == ([reference], 1)


def test_a_nurse_changes_the_status_and_is_told_so(app: Flask, nurse: Nurse) -> None:
    reference = sends(app)
    for _ in range(4):
        nurse.write_on(reference)
    changed = [
        line.event.details["to"]
        for line in use_cases(app).reviews.open(reference, Actor("test", "")).history
        if line.event.action is Action.STATUS_CHANGED
    ]
    assert changed
    assert nurse.statuses == [(reference, status) for status in changed]


def test_what_a_nurse_is_told_was_left_is_not_counted_as_given(app: Flask, nurse: Nurse) -> None:
    taken, *changed = (sends(app) for _ in range(3))
    page, chosen = nurse.browser.get("/clinic/"), [f"{each}:1" for each in (taken, *changed)]
    staff, somebody_else = use_cases(app).reviews, Actor("test", "")
    for each in changed:
        staff.change(each, 1, CallBack(utc_now()), somebody_else)
    nurse.take_many(page, chosen)
    me = staff.open(taken, somebody_else).opened.submission.assignee
    assert me
    assert nurse.given == [f"{taken}:{me}"]
