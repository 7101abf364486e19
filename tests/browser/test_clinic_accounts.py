"""From the link that the first start prints to the worklist, and out again; axe looks at every page."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.authenticator_app import code_of
from tests.browser.person import Person
from tests.commands.serving import Server

PASSWORD = "plum kettle orbits Tuesday"
DESK = {"width": 1280, "height": 800}


def _signs_in(person: Person, email: str, code: str) -> Person:
    person.goes_to("/clinic/sign-in").writes("Email address", email).writes("Password", PASSWORD).continues()
    return person.writes("Code", code).presses("Sign in")


def test_accounts_from_the_first_link_to_signing_out_everywhere(
    someone: Callable[..., Person], server: str, served: Server
) -> None:
    printed = re.search(r"First administrator\S* .*?(/clinic/invitation/\S+)", served.errors)
    assert printed is not None
    root = someone("clinic", viewport=DESK).goes_to(printed[1]).writes("Email address", "root@clinic.example")
    root.writes("Your name", "Root Example").writes("New password", "password1234").continues()
    root.sees("This password is easy to guess.").writes("New password", PASSWORD).continues()
    root.sees("Your password is set.").writes("Email address", "root@clinic.example")
    root.writes("Password", "something else").continues().sees("The email address or the password is wrong.")
    root.writes("Password", PASSWORD).continues()
    picture = root.page.get_by_role("img", name="QR code of the key below")
    assert picture.evaluate("picture => picture.naturalWidth") > 100
    key = root.page.locator("code.key").inner_text()
    root.writes("Code", "000000").continues().sees("This code is wrong, or was used before.")
    root.writes("Code", code_of(key)).continues()
    codes = root.page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    root.presses("I have them: go on").is_on("/clinic/").sees("Worklist")

    root.presses("Accounts").writes("Email address", "ben@clinic.example")
    root.page.locator("#roles").get_by_label("Clinician").check()
    root.presses("Make the link")
    link = root.page.locator("code.key").inner_text()
    assert link.startswith(f"{server}/clinic/invitation/")
    ben = someone("clinic-phone", java_script_enabled=False).goes_to(link.removeprefix(server))
    ben.writes("Your name", "Ben Example").writes("New password", PASSWORD).continues()
    root.presses("Accounts").page.get_by_text("Disable …").click()
    root.sees("is signed out everywhere at once").presses("Disable Ben Example").sees("Disabled")
    ben.writes("Email address", "ben@clinic.example").writes("Password", PASSWORD).continues()
    ben.sees("The email address or the password is wrong.")
    root.presses("Enable Ben Example")
    ben.writes("Password", PASSWORD).continues().sees("Set up your second factor")
    ben.writes("Code", code_of(ben.page.locator("code.key").inner_text())).continues()
    ben.presses("I have them: go on").goes_to("/clinic/accounts").sees("This page is for others")

    phone = _signs_in(someone("clinic-second"), "root@clinic.example", code_of(key, later=1))
    phone.is_on("/clinic/")
    root.presses("Root Example").presses("Sign out everywhere").is_on("/clinic/sign-in")
    phone.goes_to("/clinic/").is_on("/clinic/sign-in").sees("You were signed out.")

    desk = someone(viewport=DESK, color_scheme="dark")
    desk.page.clock.install()
    _signs_in(desk, "root@clinic.example", codes[0]).is_on("/clinic/")
    warning = desk.page.get_by_role("alert")
    expect(warning).to_be_hidden()
    desk.page.clock.fast_forward("13:01")
    expect(warning).to_be_visible()
    desk.sees_a_sound_page().page.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_be_hidden()
    desk.page.clock.fast_forward("12:00")
    expect(warning).to_be_hidden()
    desk.presses("Sign out").is_on("/clinic/sign-in")
