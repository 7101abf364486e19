"""Letting programs of other systems in, with a real browser: every state of the page, at a desk and on a small phone."""

import json
from pathlib import Path

from joserfc.jwk import ECKey
from playwright.sync_api import expect

from screener import create_app
from screener.accounts.staff import Role
from screener.settings import from_environment
from screener.web.use_cases import use_cases
from tests.browser.person import Person
from tests.browser.test_clinic import Someone, at_a_desk, comes_in
from tests.strict import StrictClient
from tests.web.clinic.staff import Person as StaffPerson

PHONE, DESK = {"width": 320, "height": 700}, {"width": 1280, "height": 900}
LONGEST = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-record"


def _looks_at_both_sizes(person: Person) -> None:
    person.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    person.sees_a_sound_page()
    person.page.set_viewport_size(DESK)  # type: ignore[arg-type]
    person.sees_a_sound_page()


def _lets_in(person: Person, name: str, keys: str = "") -> None:
    person.writes("Name of the program", name)
    for box in person.page.get_by_role("checkbox").all():
        box.check()
    person.writes("Its public keys", keys).presses("Let it in")


def test_programs_are_let_in_and_revoked(someone: Someone, instance: Path, server: str) -> None:
    assert server
    root = comes_in(someone, instance, "root@clinic.example", "Root Example")
    root.presses("Programs").is_on("/clinic/programs").sees("No program may come in.")
    _looks_at_both_sizes(root)

    root.writes("Good for how many days", "0").writes("Its public keys", "{}").presses("Let it in")
    root.sees("Choose what it may do.")
    root.page.get_by_role("link", name="Choose what it may do.").click()
    expect(root.page.get_by_role("group", name="What it may do")).to_be_focused()
    _looks_at_both_sizes(root)

    root.goes_to("/clinic/programs")
    _lets_in(root, "Epic interface")
    root.sees("Epic interface may come in").sees("It is not shown again.")
    assert root.page.locator("#made").inner_text().startswith("dss_")
    _looks_at_both_sizes(root)

    _lets_in(root, LONGEST, json.dumps({"keys": [ECKey.generate_key("P-384").as_dict(private=False)]}))
    root.sees(f"{LONGEST} may come in").sees("Its client id is")
    expect(root.page.locator("#made")).to_have_count(0)
    _looks_at_both_sizes(root)

    root.goes_to("/clinic/programs").sees("its keys")
    _looks_at_both_sizes(root)
    root.presses("Revoke Epic interface")
    expect(root.page.get_by_role("button", name="Revoke Epic interface")).to_have_count(0)
    root.is_on("/clinic/programs")


def test_an_administrator_who_is_no_clinician_lets_nobody_in(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    app = create_app(from_environment({"SCREENER_INSTANCE": str(instance)}))
    app.test_client_class = StrictClient
    only = StaffPerson(app, "otto@clinic.example", name="Otto Only", roles={Role.ADMINISTRATOR}).come_in()
    use_cases(app).database.engine.dispose()
    otto = at_a_desk(someone, only, "/clinic/accounts")
    otto.goes_to("/clinic/programs").sees("An administrator who is a clinician too can let one in.")
    expect(otto.page.get_by_role("button", name="Let it in")).to_have_count(0)
    _looks_at_both_sizes(otto)
