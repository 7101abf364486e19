"""A passkey from making it to signing in with it, by a device that Chromium plays; axe looks at every page."""

import re
from collections.abc import Callable

from playwright.sync_api import CDPSession

from tests.authenticator_app import code_of
from tests.browser.person import Person
from tests.commands.serving import Server

PASSWORD = "plum kettle orbits Tuesday"
EMAIL = "root@clinic.example"
DESK = {"width": 1280, "height": 800}
_OTHER = """kind => { for (const name of ["get", "create"]) {
  const own = navigator.credentials[name].bind(navigator.credentials)
  navigator.credentials[name] = async asked => {
    const made = await own(asked), response = {}
    for (const field in made.response) {
      if (made.response[field] instanceof ArrayBuffer) response[field] = made.response[field]
    }
    const fields = { id: made.id, rawId: made.rawId, type: made.type, response }
    return kind === "plain" ? fields : Object.create(PublicKeyCredential.prototype,
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }])))
  }
} }"""
"""Lets a password manager stand in the way, which answers with an object of its own: a plain one, or one without a toJSON that works."""
_OLDER = """for (const name of ["parseCreationOptionsFromJSON", "parseRequestOptionsFromJSON"]) {
  delete PublicKeyCredential[name]
}
delete PublicKeyCredential.prototype.toJSON"""


def _removes_all_at(device: CDPSession, key: str) -> None:
    """Let the device hold none, so that it makes another one: the browser refuses a second one of the same account."""
    device.send("WebAuthn.clearCredentials", {"authenticatorId": key})


def _gives_the_password(person: Person) -> Person:
    person.goes_to("/clinic/sign-in").writes("Email address", EMAIL)
    return person.writes("Password", PASSWORD).continues()


def test_a_passkey_signs_in_at_localhost_and_the_page_says_why_it_does_not_at_a_number(
    someone: Callable[..., Person], server: str, served: Server
) -> None:
    printed = re.search(r"First administrator\S* .*?(/clinic/invitation/\S+)", served.errors)
    assert printed is not None
    named = server.replace("127.0.0.1", "localhost")
    root = someone("passkeys", viewport=DESK, base_url=named)
    device = root.page.context.new_cdp_session(root.page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    key = device.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    root.goes_to(printed[1]).writes("Email address", EMAIL).writes("Your name", "Root Example")
    root.writes("New password", PASSWORD).continues()
    _gives_the_password(root).writes("Code", code_of(root.page.locator("code.key").inner_text())).continues()
    recovery_code = root.page.locator(".codes code").first.inner_text()
    root.presses("I have them: go on").presses("Root Example").presses("Your passkeys").sees("You have none.")
    root.writes("Name of the passkey", "My desk").writes("Your password", PASSWORD)
    root.page.get_by_role("button", name="Add a passkey").click()  # the page goes on by itself
    root.page.get_by_role("button", name="Remove My desk").wait_for()
    root.sees_a_sound_page().is_on("/clinic/account/passkeys").writes("Name of the passkey", "Again")
    root.writes("Your password", PASSWORD).page.get_by_role("button", name="Add a passkey").click()
    root.sees("The browser made no passkey.").sees_a_sound_page().presses("Sign out")

    _gives_the_password(root).page.get_by_role("button", name="Use a passkey").click()
    root.page.wait_for_url("**/clinic/")
    root.sees("Worklist")
    for kind in ("plain", "with the prototype"):
        root.goes_to("/clinic/account/passkeys").writes("Name of the passkey", f"Manager, {kind}")
        root.writes("Your password", PASSWORD).page.get_by_role("button", name="Remove My desk").wait_for()
        root.page.evaluate(_OTHER, kind)
        _removes_all_at(device, key)
        root.page.get_by_role("button", name="Add a passkey").click()
        root.page.get_by_role("button", name=f"Remove Manager, {kind}").wait_for()
        root.presses("Sign out")
        _gives_the_password(root).page.evaluate(_OTHER, kind)
        root.page.get_by_role("button", name="Use a passkey").click()
        root.page.wait_for_url("**/clinic/")
    root.page.context.add_init_script(_OLDER)
    root.presses("Sign out")
    _gives_the_password(root).page.get_by_role("button", name="Use a passkey").click()
    root.page.wait_for_url("**/clinic/")
    root.presses("Sign out")

    device.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    _gives_the_password(root).page.get_by_role("button", name="Use a passkey").click()
    root.sees("The browser gave no passkey.").sees_a_sound_page()

    phone = _gives_the_password(someone("passkeys-number"))
    assert phone.page.get_by_role("button", name="Use a passkey").count() == 0
    phone.writes("Code", recovery_code).presses("Sign in").goes_to("/clinic/account/passkeys")
    phone.sees("Passkeys cannot be used at this address.")
