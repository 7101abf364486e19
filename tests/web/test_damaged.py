"""What was sealed and cannot be opened any more costs what was in it, and no page: neither the way in nor what else is there."""

import time_machine
from flask import Flask
from sqlalchemy import Column, update

from screener.accounts.session import IDLE
from screener.storage.tables.account import account, staff_session
from screener.storage.tables.kept import kept_form
from screener.web.use_cases import use_cases
from tests.strict import new_browser
from tests.web.clinic.staff import IN, PASSWORD, Person


def _damage(app: Flask, column: Column[bytes]) -> None:
    with use_cases(app).database.writing() as connection:
        changed = connection.execute(
            update(column.table).where(column.is_not(None)).values({column: b"?" * 64})
        )
    assert changed.rowcount


def test_a_kept_form_that_cannot_be_opened_keeps_nobody_out(
    app: Flask, clock: time_machine.Traveller
) -> None:
    ann = Person(app).come_in()
    token = ann.browser.page("/clinic/").token
    clock.shift(IDLE)
    sent = ann.browser.post("/clinic/filters", data={"csrf_token": token, "name": "Mine"})
    assert sent.location == "/clinic/sign-in"
    _damage(app, kept_form.c.form)
    ann.come_again()
    assert ann.at_the_door == IN


def test_an_app_that_is_being_set_up_is_offered_anew(app: Flask) -> None:
    ann = Person(app)
    ann.accept()
    ann.give_password()
    ann.browser.page("/clinic/second-factor/set-up")
    _damage(app, staff_session.c.offer)
    assert ann.set_up().heading == "Your recovery codes"


def test_without_the_key_of_the_app_a_recovery_code_still_lets_in(
    app: Flask, clock: time_machine.Traveller
) -> None:
    ann = Person(app).come_in()
    _damage(app, account.c.second_factor)
    clock.shift(60)
    ann.browser = new_browser(app)
    ann.give_password()
    assert ann.browser.get("/clinic/second-factor/set-up").location == "/clinic/sign-in", (
        "none is set up unasked"
    )
    ann.give_code(ann.code(), 422)
    ann.give_code(ann.recovery_codes[0])
    assert ann.at_the_door == IN


def test_a_password_that_cannot_be_opened_is_wrong_until_a_link_sets_another(app: Flask) -> None:
    ann = Person(app).come_in()
    _damage(app, account.c.password)
    wrong = ann.browser.submit("/clinic/account", {"password": PASSWORD}, 422)
    assert "This password is wrong." in wrong.text
    ann.browser = new_browser(app)
    ann.give_password(status=422)
    ann.accept_again(PASSWORD)
    assert ann.give_password().location == "/clinic/second-factor"
