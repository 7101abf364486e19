"""A call that outlasts the session, with a real browser: nobody asks a caller everything twice."""

from pathlib import Path

from playwright.sync_api import expect

from tests.authenticator_app import code_of
from tests.browser.test_clinic import Someone, at_a_desk, with_an_account
from tests.web.clinic.staff import PASSWORD


def test_a_call_goes_on_after_the_idle_time_with_what_stood_on_the_page(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    account = with_an_account(instance, "cleo@clinic.example", "Cleo Caller")
    cleo = at_a_desk(someone, account)
    page = cleo.page
    page.clock.install()
    cleo.goes_to("/clinic/phone/").presses("Start with a caller in English").presses("None of these")
    cleo.marks("Myself").continues().marks("Neck")
    where = page.url
    with page.expect_navigation():
        page.clock.fast_forward("15:01")
    cleo.sees("You were signed out.").writes("Email address", account.email).writes("Password", PASSWORD)
    cleo.continues()
    page.get_by_label("Code").first.fill(code_of(account.key, later=1))
    page.get_by_role("main").get_by_role("button").first.click()
    cleo.sees("This was answered here when you were signed out.").sees_a_sound_page()
    assert page.url == where
    expect(page.get_by_label("Neck", exact=True).first).to_be_checked()
    cleo.continues().sees("How it began")
