"""A call that outlasts the session, with a real browser: nobody asks a caller everything twice."""

from pathlib import Path

from playwright.sync_api import expect

from tests.authenticator_app import code_of
from tests.browser.test_clinic import Someone, at_a_desk, comes_in, with_an_account
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


LOOKS = """(one) => { const looks = getComputedStyle(one);
  return [looks.border, looks.textDecorationLine, looks.fontWeight, looks.backgroundColor, looks.color]; }"""


def test_the_way_out_looks_the_same_beside_the_questions_of_a_caller(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    lea = comes_in(someone, instance, "lea@clinic.example", "Lea Looks")
    way_out = lea.page.get_by_role("button", name="Sign out")
    on_the_list = way_out.evaluate(LOOKS)
    assert on_the_list[1:3] == ["none", "400"]
    for language in ("English", "Spanish"):
        lea.goes_to("/clinic/phone/")
        with lea.page.expect_navigation():
            lea.page.get_by_role("button", name=f"in {language}").first.click()
        assert way_out.evaluate(LOOKS) == on_the_list
