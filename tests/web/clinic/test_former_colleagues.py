"""Work that is given to somebody who cannot do it any more: their account was disabled, or they are no clinician now."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from screener.accounts.staff import Role
from screener.audit import Actor
from screener.web.use_cases import use_cases
from tests.web.clinic.staff import BEN, Person
from tests.web.clinic.test_work import TODAY, sends, takes

NOON = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
ADMINISTRATOR = Actor("test", "")


def _disabled(app: Flask, gone: str) -> None:
    use_cases(app).accounts.disable(gone, ADMINISTRATOR)


def _no_clinician(app: Flask, gone: str) -> None:
    use_cases(app).accounts.change_roles(gone, frozenset({Role.AUDITOR}), ADMINISTRATOR)


@pytest.mark.parametrize("goes", [_disabled, _no_clinician])
def test_what_a_former_colleague_has_is_named_and_late_as_if_nobody_had_it(
    app: Flask, goes: Callable[[Flask, str], None]
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        flagged, plain = sends(app, "Fay Flagged", **TODAY), sends(app, "Pia Plain")
        clock.shift(timedelta(hours=2))
        nurse, ben = Person(app).come_in(), Person(app, BEN).come_in()
        for reference in (flagged, plain):
            takes(nurse, reference, "work", {"assignee": ben.id()})
        before = nurse.browser.page("/clinic/").text
        assert "former colleague" not in before
        assert "late</strong>" not in before
        goes(app, ben.id())
        listed = nurse.browser.page("/clinic/")
        assert listed.text.count("<strong>former</strong>") == 2
        assert listed.text.count("late</strong>") == 1
        assert '</time>, <strong class="row__second">late</strong>' in listed.text, (
            "how long they wait, not how late it is"
        )
        (share,) = (
            attributes["href"]
            for attributes, text in listed.all("a")
            if text == "2 open with Ben, a former colleague"
        )
        assert "Fay Flagged" in nurse.browser.page(share).text
        assert (
            "assigned to Ben, a former colleague" in nurse.browser.page(f"/clinic/submissions/{plain}").text
        )
        takes(nurse, flagged, "work", {"assignee": nurse.id()})
        assert "1 open with Ben, a former colleague" in nurse.browser.page("/clinic/").text
        takes(nurse, plain, "work", {"status": "closed", "reason": "declined"})
        after = nurse.browser.page("/clinic/?tab=all")
        assert "former colleague" not in after.text
