"""What somebody changes of their own account: the name, the password, and recovery codes to keep."""

import re

import pytest
from flask import Flask

from screener.accounts.staff import Role
from screener.audit import Action, Actor, LineFilter
from screener.storage import audit
from screener.web.use_cases import use_cases
from tests.strict import Page
from tests.web.clinic.staff import BEN, IN, OUT, PASSWORD, Person, inviting

NEW = "seven lamps under water"


def test_a_new_password_needs_the_old_one_and_ends_every_other_session(app: Flask) -> None:
    ann, elsewhere = Person(app).come_in(), Person(app)
    elsewhere.give_password()
    elsewhere.give_code(ann.recovery_codes[0])
    assert elsewhere.at_the_door == IN
    _, link = inviting(app).new_password_link(ann.id(), _root()) or ("", "")

    def change(current: str, new: str, status: int) -> Page:
        fields = {"current_password": current, "new_password": new}
        token = ann.browser.page("/clinic/account").token
        sent = ann.browser.post("/clinic/account/password", data={"csrf_token": token, **fields})
        assert sent.status_code == status
        return Page(sent.text)

    assert change("another password", NEW, 422).errors == ["Error: This password is wrong."]
    assert change(PASSWORD, "short", 422).errors
    assert change(PASSWORD, ann.email, 422).errors
    assert change("", "", 422).errors
    assert elsewhere.at_the_door == IN, "nothing was changed so far"
    change(PASSWORD, NEW, 303)
    assert "You are signed out everywhere else." in ann.browser.page("/clinic/account").text
    assert (ann.at_the_door, elsewhere.at_the_door) == (IN, OUT)
    assert ann.browser.get(f"/clinic/invitation/{link}").status_code == 404, "a link on its way is void"
    elsewhere.give_password(PASSWORD, 422)
    elsewhere.give_password(NEW)


def test_a_name_is_ones_own_and_is_told_from_those_of_colleagues(app: Flask) -> None:
    ann = Person(app).come_in()
    Person(app, BEN).come_in()
    for wrong in ("", "  ", "x" * 101, "ben", " BEN\u202e ", "Bén", "Be\u0301n", "\uff22en"):
        assert _renames(ann, wrong, 422).errors, wrong
    for _ in range(2):
        _renames(ann, "Ann Proto", 303)
        assert "Ann Proto" in ann.browser.page("/clinic/").text
    with use_cases(app).database.reading() as connection:
        lines = audit.lines(connection, LineFilter(action=Action.ACCOUNT_RENAMED), before=None, limit=9)
    assert [dict(line.event.details) for line in lines] == [
        {"from": "Ann", "to": "Ann Proto", "address": "127.0.0.1"}
    ], "and the same name again is no change"


@pytest.mark.parametrize("role", [*Role])
def test_recovery_codes_are_saved_as_a_file_by_anybody(app: Flask, role: Role) -> None:
    ann = Person(app, roles={role}).come_in()
    shown = Page(ann.browser.submit("/clinic/account", {"password": PASSWORD}, 200).text)
    codes = [text for _, text in shown.all("code")]
    fields = {attributes["name"]: attributes["value"] for attributes, _ in shown.all("input")}
    assert fields["codes"].split() == codes
    fields["csrf_token"] = shown.token
    saved = ann.browser.post("/clinic/account/recovery-codes.txt", data=fields)
    assert saved.status_code == 200
    assert saved.headers["Content-Disposition"] == "attachment; filename=recovery-codes.txt"
    assert saved.headers["Cache-Control"] == "no-store"
    assert re.findall(r"^[a-z0-9-]{6,}$", saved.text.replace("\r", ""), re.MULTILINE) == codes
    for wrong in ("", "<script>alert(1)</script>", "A " * 3, "abcd\nefgh", "x" * 5000):
        sent = ann.browser.post("/clinic/account/recovery-codes.txt", data=fields | {"codes": wrong})
        assert sent.status_code == 400, wrong


def test_the_codes_of_the_first_sign_in_are_saved_from_the_page_that_shows_them(app: Flask) -> None:
    ann = Person(app)
    ann.accept()
    ann.give_password()
    page = ann.set_up()
    data = {"csrf_token": page.token, "codes": " ".join(ann.recovery_codes)}
    assert ann.browser.post("/clinic/account/recovery-codes.txt", data=data).status_code == 200


def _renames(person: Person, name: str, status: int) -> Page:
    token = person.browser.page("/clinic/account").token
    sent = person.browser.post("/clinic/account/name", data={"csrf_token": token, "name": name})
    assert sent.status_code == status
    return Page(sent.text)


def _root() -> Actor:
    return Actor("command line", "")
