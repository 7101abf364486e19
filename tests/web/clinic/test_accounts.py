"""From the invitation to the worklist, and what happens to wrong, old and repeated passwords and codes."""

import re
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from screener.accounts.staff import Role, disable_idle
from screener.audit import Action, Actor
from screener.storage import audit_check
from screener.storage.accounts import Accounts
from screener.storage.tables.audit import audit_event
from screener.storage.throttling import account_tries, tries
from screener.use_cases.tries import ACCOUNT_TRIES, ADDRESS_TRIES
from screener.web.use_cases import use_cases
from tests.storage.samples import everything
from tests.strict import Page, new_browser
from tests.web.clinic.staff import ANN, BEN, IN, OUT, PASSWORD, Person, administrator, inviting, staffing


def _audit(app: Flask) -> list[tuple[str, str, str]]:
    with use_cases(app).database.reading() as connection:
        assert audit_check.first_fault(connection) is None
        rows = connection.execute(select(audit_event).order_by(audit_event.c.number))
        return [(row.action, row.actor, row.subject) for row in rows]


def test_an_invitation_leads_to_the_worklist_by_way_of_password_and_second_factor(app: Flask) -> None:
    token = inviting(app).invite(ANN, frozenset({Role.CLINICIAN}), Actor("test", ""))
    ann = Person(app)
    fields = {"name": "Ann Example", "password": PASSWORD}
    sent = ann.browser.submit(f"/clinic/invitation/{token}", fields)
    assert sent.location == "/clinic/sign-in"
    assert "Your password is set" in ann.browser.page("/clinic/sign-in").text
    assert ann.give_password().location == "/clinic/second-factor"
    assert ann.browser.get("/clinic/second-factor").location == "/clinic/second-factor/set-up"
    assert ann.browser.get("/clinic/").location == "/clinic/sign-in", "a password alone opens nothing"
    assert ann.set_up().heading == "Your recovery codes"
    assert len(ann.recovery_codes) == 10
    page = ann.browser.page("/clinic/")
    assert "Ann Example" in page.text
    assert _audit(app)[1:] == [
        (action, "visitor" if action == Action.ACCOUNT_OPENED else ann.id(), ann.id())
        for action in (
            Action.ACCOUNT_OPENED,
            Action.PASSWORD_ACCEPTED,
            Action.SIGNED_IN,
            Action.SECOND_FACTOR_SET_UP,
            Action.RECOVERY_CODES_MADE,
        )
    ]


def test_the_first_administrator_says_who_they_are_and_their_link_ends_with_them(app: Flask) -> None:
    token = inviting(app).invite_first()
    assert token is not None
    newer = inviting(app).invite_first()
    root = Person(app, "root@clinic.example")
    assert root.browser.get(f"/clinic/invitation/{token}").status_code == 404, "a newer link replaces it"
    fields = {"email": " Root@Clinic.Example ", "name": "Root", "password": PASSWORD}
    root.browser.submit(f"/clinic/invitation/{newer}", fields)
    root.give_password()
    root.set_up()
    assert root.browser.get("/clinic/accounts").status_code == 200
    assert inviting(app).invite_first() is None


def test_a_first_link_that_is_left_over_opens_nothing_once_somebody_is_there(app: Flask) -> None:
    left_over = inviting(app).invite_first()
    Person(app).accept()
    assert new_browser(app).get(f"/clinic/invitation/{left_over}").status_code == 404


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        *(("", mark) for mark in (",", ".", ")", ">", ";", "%20", "%0A", "%0D%0A", "%E2%80%8B", "&amp;")),
        *(("", mark) for mark in ("/", "_", "-", "%3C/a%3E", "?from=mail", "./")),
        *((mark, "") for mark in ("%20", "%E2%80%8B", "%3C", "(", "%22")),
        ("%3C", "%3E."),
    ],
)
def test_an_invitation_opens_with_what_was_copied_around_it(app: Flask, before: str, behind: str) -> None:
    token = inviting(app).invite(ANN, frozenset({Role.CLINICIAN}), Actor("test", ""))
    ann = Person(app)
    fields = {"name": "Ann Example", "password": PASSWORD}
    assert (
        ann.browser.submit(f"/clinic/invitation/{before}{token}{behind}", fields).location
        == "/clinic/sign-in"
    )


def test_an_invitation_works_once_and_for_72_hours(app: Flask, clock: time_machine.Traveller) -> None:
    ann = Person(app)
    used, late = (
        inviting(app).invite(email, frozenset({Role.CLINICIAN}), Actor("test", "")) for email in (ANN, BEN)
    )
    ann.browser.submit(f"/clinic/invitation/{used}", {"name": "Ann", "password": PASSWORD})
    assert ann.browser.get(f"/clinic/invitation/{used}").status_code == 404
    clock.shift(timedelta(hours=72))
    assert ann.browser.get(f"/clinic/invitation/{late}").status_code == 404
    assert [account.staff.email for account in staffing(app).accounts()] == [ANN]


def test_a_password_that_is_short_or_easy_to_guess_is_refused(app: Flask) -> None:
    token = inviting(app).invite(ANN, frozenset({Role.CLINICIAN}), Actor("test", ""))
    browser = new_browser(app)
    for password in ("", "short", "password1234", "qwertyuiop123", ANN, "x" * 129, "a" * 40):
        fields = {"name": "Ann", "password": password}
        page = Page(browser.submit(f"/clinic/invitation/{token}", fields, 422).text)
        assert len(page.errors) == 1, password
    assert browser.get(f"/clinic/invitation/{token}").status_code == 200, "the link is not used up"
    assert staffing(app).accounts() == []


def test_an_unknown_account_a_wrong_password_and_a_disabled_account_get_the_same_answer(app: Flask) -> None:
    root, ann = administrator(app), Person(app)
    ann.accept()
    nobody = Person(app, "nobody@clinic.example")
    ben = Person(app, BEN)
    ben.accept()
    root.browser.post(
        f"/clinic/accounts/{ben.id()}/disable", data={"csrf_token": root.browser.page("/clinic/").token}
    )
    said = {
        tuple(Page(person.give_password(password, 422).text).errors)
        for person, password in ((nobody, PASSWORD), (ann, "another password"), (ben, PASSWORD))
    }
    assert said == {("Error: The email address or the password is wrong.",)}


@pytest.mark.usefixtures("real_hashes")
def test_an_unknown_account_costs_as_much_work_as_a_wrong_password(app: Flask) -> None:
    """Processor time, the least of three: what else the machine does has no part in it."""
    Person(app).accept()
    signing_in, cost = use_cases(app).sign_in, {}
    for email in (ANN, "nobody@clinic.example"):
        tries = []
        for _ in range(3):
            began = time.process_time()
            assert signing_in.password(email, "another password", "192.0.2.1") is None
            tries.append(time.process_time() - began)
        cost[email] = min(tries)
    assert 0.5 < cost[ANN] / cost["nobody@clinic.example"] < 2


def test_a_code_is_good_once(app: Flask, clock: time_machine.Traveller) -> None:
    ann = Person(app).come_in()
    used = ann.code()
    other = Person(app)
    other.key = ann.key
    other.give_password()
    assert "used before" in other.give_code(used, 422).text
    clock.shift(timedelta(seconds=30))
    fresh = other.code()
    other.give_code(fresh)
    assert other.at_the_door == IN
    third = Person(app)
    third.give_password()
    third.give_code(fresh, 422)
    third.give_code(used, 422)
    assert third.at_the_door == OUT


def test_a_wrong_code_lets_nobody_in(app: Flask) -> None:
    ann = Person(app).come_in()
    other = Person(app)
    other.give_password()
    for code in ("000000", "12345", "", "abcd-abcd-abcd", "\uff11" * 6, "x" * 41, "' OR 1=1"):
        other.give_code(code, 422)
        assert other.at_the_door == OUT, code
    assert ann.at_the_door == IN


def test_a_recovery_code_signs_in_once_in_any_spelling(app: Flask) -> None:
    ann = Person(app).come_in()
    for typed, status in (
        (ann.recovery_codes[0].upper().replace("-", " "), 303),
        (ann.recovery_codes[0], 422),
        (ann.recovery_codes[1], 303),
    ):
        other = Person(app)
        other.give_password()
        other.give_code(typed, status)
        assert other.at_the_door == (IN if status == 303 else OUT)
    assert re.search(r"<dd>8</dd>", ann.browser.page("/clinic/account").text)


def test_new_recovery_codes_need_the_password_and_void_the_old_ones(app: Flask) -> None:
    ann = Person(app).come_in()
    ann.browser.submit("/clinic/account", {"password": "another password"}, 422)
    new = [
        text
        for _, text in Page(ann.browser.submit("/clinic/account", {"password": PASSWORD}, 200).text).all(
            "code"
        )
    ]
    assert len(set(new) - set(ann.recovery_codes)) == 10
    other = Person(app)
    other.give_password()
    other.give_code(ann.recovery_codes[2], 422)
    other.give_code(new[2])
    assert other.at_the_door == IN


def test_no_password_key_code_link_or_session_is_stored_in_clear(app: Flask) -> None:
    ann = Person(app).come_in()
    token = inviting(app).invite(BEN, frozenset({Role.CLINICIAN}), Actor("test", ""))
    with use_cases(app).database.reading() as connection:
        stored = everything(connection)
    assert ANN in stored
    for secret in (PASSWORD, "argon2", ann.key, token, *ann.recovery_codes):
        assert secret not in stored


def _try(app: Flask, what: str, email: str, times: int) -> None:
    with use_cases(app).database.writing() as connection:
        for _ in range(times):
            account_tries(connection, use_cases(app).keyring, what, email, datetime.now(UTC))


def test_passwords_and_codes_are_counted_by_account_and_the_right_one_does_not_help_then(
    app: Flask, clock: time_machine.Traveller
) -> None:
    ann = Person(app)
    ann.accept()
    nobody = Person(app, "nobody@clinic.example")
    for person in (ann, nobody):
        person.give_password("another password", 422)
        _try(app, "password", person.email, ACCOUNT_TRIES - 1)
        assert person.give_password(PASSWORD, 429).headers["Retry-After"] == "3600"
    clock.shift(timedelta(hours=1))
    ann.give_password()
    ann.set_up()
    other = Person(app)
    other.key = ann.key
    other.give_password()
    other.give_code("000000", 422)
    _try(app, "code", ANN, ACCOUNT_TRIES - 1)
    other.give_code(other.code(1), 429)
    throttled = [line for line in _audit(app) if line[0] == Action.SIGN_IN_THROTTLED]
    assert throttled == [
        (Action.SIGN_IN_THROTTLED, "visitor", subject) for subject in ("visitor", "visitor", ann.id())
    ], "the first refusal alone is kept"


@pytest.mark.usefixtures("amid_an_hour")
def test_an_address_is_counted_over_all_accounts(app: Flask) -> None:
    with use_cases(app).database.writing() as connection:
        for _ in range(ADDRESS_TRIES):
            tries(connection, use_cases(app).keyring, "staff password", "127.0.0.1", datetime.now(UTC))
    ann = Person(app)
    ann.accept()
    ann.give_password(status=429)
    assert use_cases(app).sign_in.password(ANN, PASSWORD, "192.0.2.9"), "from elsewhere it goes on"


def test_the_key_is_drawn_here_for_who_gave_the_password_and_for_nobody_else(app: Flask) -> None:
    ann = Person(app)
    ann.accept()
    assert ann.browser.get("/clinic/second-factor/key.svg").location == "/clinic/sign-in"
    ann.give_password()
    drawn = ann.browser.get("/clinic/second-factor/key.svg")
    assert drawn.mimetype == "image/svg+xml"
    assert drawn.text.startswith("<svg")
    assert "style=" not in drawn.text
    assert ann.browser.get("/clinic/second-factor/key.svg").text == drawn.text, (
        "the key stays until it is set up"
    )
    ann.set_up()
    assert ann.browser.get("/clinic/second-factor/key.svg").status_code == 303
    assert ann.browser.get("/clinic/second-factor/set-up").status_code == 303


def test_a_page_that_was_asked_for_is_shown_after_signing_in(app: Flask) -> None:
    ann = Person(app).come_in()
    other = Person(app)
    other.key = ann.key
    assert other.browser.get("/clinic/account?x=1").location == "/clinic/sign-in"
    assert other.browser.get("/clinic/account?x=" + "1" * 5000).location == "/clinic/sign-in"
    other.give_password()
    assert other.give_code(ann.recovery_codes[0]).location == "/clinic/account?x=1"


def test_a_wrong_form_is_a_clear_answer(app: Flask) -> None:
    browser = new_browser(app)
    for email, password in (
        ("", ""),
        ("x", "y"),
        ("a" * 300 + "@x.org", "y"),
        (ANN, "y" * 129),
        ("\0", "\0"),
    ):
        page = browser.submit("/clinic/sign-in", {"email": email, "password": password}, 422)
        assert Page(page.text).errors
    browser.submit("/clinic/sign-in", {"email": ANN, "password": "\0" * 12}, 422)


def test_administrators_are_told_which_accounts_nobody_uses_any_more(
    app: Flask, clock: time_machine.Traveller
) -> None:
    root = administrator(app)
    Person(app).come_in()
    Person(app, BEN).accept()
    page = root.browser.page("/clinic/accounts")
    assert "Nobody signed in for" not in page.text
    assert any("Ben" in row and "Never" in row for _, row in page.all("tr"))
    clock.shift(timedelta(days=90, seconds=1))
    root.come_again()
    page = root.browser.page("/clinic/accounts")
    assert "Nobody signed in for 90 days or more: Ann, Ben." in page.text
    rows = [row for _, row in page.all("tr")]
    assert [("Idle" in row) for row in rows if "@clinic.example" in row] == [True, True, False]
    (own,) = (row for row in rows if "This is you" in row)
    assert "Jul 27, 2026, 7:00 AM" in own
    account = staffing(app).account_of(BEN)
    assert account is not None
    root.browser.post(f"/clinic/accounts/{account.staff.id}/disable", data={"csrf_token": page.token})
    assert "or more: Ann." in root.browser.page("/clinic/accounts").text


@pytest.mark.parametrize("name", ["Ben", "ben", "Bén"])
def test_nobody_gets_the_name_of_a_colleague_by_a_link(app: Flask, name: str) -> None:
    Person(app, BEN).come_in()
    ann = Person(app)
    made = inviting(app).invite(ANN, frozenset({Role.CLINICIAN}), Actor("test", ""))
    address, fields = f"/clinic/invitation/{made}", {"password": PASSWORD}
    refused = ann.browser.submit(address, fields | {"name": name}, 422)
    assert Page(refused.text).errors == [
        "Error: Somebody else here has this name. Add something that tells you apart."
    ]
    ann.browser.submit(address, fields | {"name": "Ann"})
    link = inviting(app).new_password_link(ann.id(), Actor("test", ""))
    assert link
    ann.browser.submit(f"/clinic/invitation/{link[1]}", fields | {"name": name}, 422)
    ann.browser.submit(f"/clinic/invitation/{link[1]}", fields | {"name": "Ann"})
    assert ann.give_password().location == "/clinic/second-factor"


def test_a_name_that_changes_with_a_password_has_its_line_of_the_audit(app: Flask) -> None:
    ann = Person(app).come_in()
    ann.accept_again(PASSWORD)
    assert Action.ACCOUNT_RENAMED not in [action for action, _, _ in _audit(app)]
    ann.name = "Ann Proto"
    ann.accept_again(PASSWORD)
    assert _audit(app)[-2:] == [
        (Action.ACCOUNT_RENAMED, "visitor", ann.id()),
        (Action.ACCOUNT_PASSWORD_SET, "visitor", ann.id()),
    ]


def test_a_link_to_a_new_password_ends_with_its_account(app: Flask) -> None:
    root, ann = administrator(app), Person(app).come_in()
    address, sent = _link_to_a_new_password(ann)
    staffing(app).disable(ann.id(), Actor(root.id(), ""))
    assert ann.browser.post(address, data=sent).status_code == 404
    staffing(app).enable(ann.id(), Actor(root.id(), ""))
    assert ann.browser.get(address).status_code == 404
    ann.browser = new_browser(app)
    assert ann.give_password().location == "/clinic/second-factor", "with the password as it was"


def test_a_link_to_a_new_password_waits_while_its_account_is_disabled_as_idle(app: Flask) -> None:
    root, ann = administrator(app), Person(app).come_in()
    address, sent = _link_to_a_new_password(ann)
    with use_cases(app).database.writing() as connection:
        accounts = Accounts(connection, use_cases(app).keyring)
        account = accounts.by_id(ann.id())
        assert account
        accounts.save(disable_idle(account, datetime.now(UTC), "")[0])
    assert ann.browser.post(address, data=sent).status_code == 404
    assert ann.browser.get(address).status_code == 404
    staffing(app).enable(ann.id(), Actor(root.id(), ""))
    assert ann.browser.submit(address, {"name": "Ann", "password": PASSWORD}).location == "/clinic/sign-in"


def _link_to_a_new_password(person: Person) -> tuple[str, dict[str, str]]:
    """Return the address of a link, and the form that somebody has opened there."""
    made = inviting(person.app).new_password_link(person.id(), Actor("test", ""))
    assert made
    address = f"/clinic/invitation/{made[1]}"
    token = person.browser.page(address).token
    return address, {"csrf_token": token, "name": person.name, "password": f"{PASSWORD} anew"}
