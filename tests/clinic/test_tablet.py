from datetime import UTC, datetime, timedelta

from screener.audit import Action, Actor, Event
from screener.clinic.tablet import Tablet, made, revoked

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TABLET = Tablet("4f", "Waiting room", NOON)


def test_a_tablet_is_made_and_revoked_with_an_event_that_names_neither_code_nor_room() -> None:
    assert made(TABLET, Actor("ann", "192.0.2.7")) == Event(
        Action.TABLET_MADE, "ann", "4f", NOON, {"address": "192.0.2.7"}
    )
    later = NOON + timedelta(days=1)
    assert revoked(TABLET, Actor("ben", "192.0.2.8"), later) == Event(
        Action.TABLET_REVOKED, "ben", "4f", later, {"address": "192.0.2.8"}
    )
