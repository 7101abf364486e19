"""What an email says: how many, and nothing of what they say; and when it is tried again."""

from datetime import UTC, datetime, timedelta

import pytest

from screener.audit import Action, Actor, Event
from screener.clinic.notices import DEFAULT, PAUSE, Cadence, Notice, chosen, next_try

NOON = datetime(2026, 4, 28, 12, 0, tzinfo=UTC)


def test_an_email_says_how_many_came_and_how_many_are_for_today() -> None:
    assert Notice(1, 0).subject == "1 new submission in the dystonia self-screen"
    assert Notice(12, 3).subject == "12 new submissions in the dystonia self-screen"
    assert Notice(12, 3).body("https://screen.example/clinic/") == (
        "12 new submissions came since your last email about them.\nMarked for today: 3.\n\n"
        "Sign in to read: https://screen.example/clinic/\n\n"
        "How often you get this is set on your account page.\n"
    )


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 2), (2, 5), (3, 30), (4, 60), (5, 60), (1000, 60)])
def test_each_try_waits_longer_up_to_an_hour(attempts: int, minutes: int) -> None:
    assert next_try(attempts, NOON) == NOON + timedelta(minutes=minutes)


def test_whoever_chose_nothing_is_told_daily_and_every_cadence_but_off_has_a_pause() -> None:
    assert DEFAULT is Cadence.DAILY
    assert PAUSE.keys() == {*Cadence} - {Cadence.OFF}


def test_a_choice_is_audited() -> None:
    details = {"to": "off", "address": "192.0.2.7"}
    assert chosen(Actor("ann", "192.0.2.7"), Cadence.OFF, NOON) == Event(
        Action.EMAILS_CHOSEN, "ann", "ann", NOON, details
    )
