"""What was typed stands there again, whatever took the page away; and a button that was pressed says so."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.answered import has_marked_one_hand, starts
from tests.browser.person import Person

Someone = Callable[..., Person]

CONSENT = "I want to send my answers to the clinic. The clinic may contact me."


def types_a_contact(person: Person) -> Person:
    """Fill in the page before Send, and leave it so."""
    has_marked_one_hand(person).goes_to("/screen/share")
    person.writes("Your name", "Ann Example").writes("Phone number", "913 555 0123")
    person.writes("Is there anything else", "My voice is hard to follow").marks(CONSENT)
    person.page.wait_for_timeout(1000)
    return person


def sees_the_contact(person: Person) -> None:
    """See everything that was typed."""
    expect(person.page.get_by_label("Your name")).to_have_value("Ann Example")
    expect(person.page.get_by_label("Phone number")).to_have_value("913 555 0123")
    expect(person.page.get_by_label("Is there anything else")).to_have_value("My voice is hard to follow")
    expect(person.page.get_by_label(CONSENT)).to_be_checked()


def test_back_forward_and_reload_keep_what_was_typed_before_send(someone: Someone) -> None:
    person = types_a_contact(someone("kept"))
    person.page.reload()
    sees_the_contact(person)
    person.presses("Back to the answers").is_on("/screen/check")
    person.page.go_back()
    sees_the_contact(person)
    person.page.go_back()
    person.page.go_forward()
    sees_the_contact(person)


def test_a_connection_that_is_reset_at_send_loses_nothing(someone: Someone) -> None:
    person = types_a_contact(someone())
    person.page.route("**/screen/share?send=1", lambda route: route.abort("connectionreset"))
    person.page.get_by_role("button", name="Send to the clinic").click()
    person.page.wait_for_url("chrome-error://chromewebdata/")
    person.page.unroute_all()
    person.page.go_back()
    person.is_on("/screen/share")
    sees_the_contact(person)
    person.presses("Send to the clinic").is_on("/screen/sent")


def _loses_the_line_at(person: Person, address: str, button: str) -> None:
    """Press a button while the line is reset, and come back to the page once it is there again."""
    person.page.route(
        f"**{address}*",
        lambda route: route.abort("connectionreset") if route.request.method == "POST" else route.continue_(),
    )
    person.page.get_by_role("button", name=button).click()
    person.page.wait_for_url("chrome-error://chromewebdata/")
    person.page.unroute_all()
    person.page.go_back()


@pytest.mark.parametrize("mistakes", [0, 1, 2])
def test_a_connection_that_is_reset_at_a_question_loses_nothing(someone: Someone, mistakes: int) -> None:
    person = starts(someone()).marks("Neck").continues().is_on("/screen/onset")
    for _ in range(mistakes):
        person.writes("Age in years", "as a child").presses("Continue").sees("Please look at this again")
    person.writes("Age in years", "about 43").answers("How long ago did it begin?", "3 to 12 months ago")
    person.page.wait_for_timeout(1000)
    _loses_the_line_at(person, "/screen/onset", "Continue")
    expect(person.page.get_by_label("Age in years")).to_have_value("about 43")
    expect(person.page.get_by_label("3 to 12 months ago")).to_be_checked()


def test_a_connection_that_is_reset_at_a_mended_send_loses_nothing(someone: Someone) -> None:
    person = types_a_contact(someone())
    person.writes("Phone number", "12").presses("Send to the clinic").sees("We count 2 digits")
    person.writes("Phone number", "913 555 0123")
    _loses_the_line_at(person, "/screen/share", "Send to the clinic")
    sees_the_contact(person)


def test_what_was_mended_after_a_mistake_is_kept_too(someone: Someone) -> None:
    person = types_a_contact(someone())
    person.writes("Phone number", "12").presses("Send to the clinic").sees("We count 2 digits")
    person.writes("Phone number", "913 555 0123")
    person.page.wait_for_timeout(1000)
    person.presses("Back to the answers")
    person.page.go_back()
    sees_the_contact(person)


def test_what_one_person_typed_is_never_there_for_the_next(someone: Someone) -> None:
    person = types_a_contact(someone())
    person.goes_to("/screen/clear").presses("Clear my answers")
    has_marked_one_hand(person).goes_to("/screen/share")
    expect(person.page.get_by_label("Your name")).to_have_value("")
    person.page.goto("/")
    person.page.go_back()
    expect(person.page.get_by_label("Your name")).to_have_value("")


@pytest.mark.parametrize("leaves_by", ["the site's name", "the browser's Back"])
def test_marks_that_were_not_continued_are_there_again(someone: Someone, leaves_by: str) -> None:
    person = starts(someone()).marks("Neck", "Left hand")
    if leaves_by == "the site's name":
        person.page.locator(".site-header__name").click()
        person.page.wait_for_url("**/")
        person.presses("Go on with my answers").is_on("/screen/onset").presses("Back")
    else:
        person.page.wait_for_timeout(1000)
        person.page.go_back()
        person.page.go_forward()
    expect(person.page.get_by_label("Neck", exact=True)).to_be_checked()
    expect(person.page.get_by_label("Left hand", exact=True)).to_be_checked()


def test_an_answer_that_was_changed_since_is_not_undone_by_going_back(someone: Someone) -> None:
    person = starts(someone()).marks("Neck").continues().is_on("/screen/onset")
    person.goes_to("/screen/body-parts").marks("Left hand").continues().is_on("/screen/onset")
    person.page.go_back()
    person.page.go_back()
    person.page.go_back()
    person.is_on("/screen/body-parts")
    expect(person.page.get_by_label("Left hand", exact=True)).to_be_checked()


_HOLD = """() => {
  window.sent = 0
  addEventListener("submit", event => { window.sent += !event.defaultPrevented; event.preventDefault() })
}"""
"""What the browser would send is counted and held back, as by a line that answers nothing."""


def test_a_slow_button_says_so_takes_no_second_press_and_comes_back(someone: Someone) -> None:
    person = starts(someone("slow"))
    person.page.clock.install()
    person.goes_to("/screen/body-parts").marks("Neck").page.evaluate(_HOLD)
    press, busy = person.page.get_by_role("button", name="Continue"), person.page.locator(".busy")
    press.click()
    press.click()
    assert person.page.evaluate("sent") == 1
    person.page.clock.fast_forward("00:01")
    expect(busy).to_have_text("One moment …")
    assert person.findings() == []
    person.page.clock.fast_forward("00:16")
    expect(busy).to_contain_text("You can press the button again")
    press.click()
    assert person.page.evaluate("sent") == 2


def test_too_many_letters_are_marked_and_said_when_the_hand_rests(someone: Someone) -> None:
    person = has_marked_one_hand(someone()).goes_to("/screen/share")
    note = person.page.get_by_label("Is there anything else")
    note.fill("x" * 505)
    expect(note).to_have_attribute("aria-invalid", "true")
    expect(person.page.locator("#spoken")).to_have_text("Letters left: -5")
    note.fill("x" * 400)
    expect(note).to_have_attribute("aria-invalid", "false")
    assert person.findings() == []


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, "Welcome to the hotel"), (204, "")],
    ids=["a page of the hotel", "an empty answer"],
)
def test_an_answer_of_somebody_else_is_no_proof_that_answers_are_kept(
    someone: Someone, status: int, body: str
) -> None:
    person = starts(someone())
    person.page.clock.install()
    person.goes_to("/screen/body-parts")
    person.page.clock.fast_forward("55:00")
    warning = person.page.get_by_role("alertdialog", name="Are you still there?")
    person.page.route("**/screen/body-parts", lambda route: route.fulfill(status=status, body=body))
    warning.get_by_role("button", name="Keep my answers").click()
    expect(person.page.locator(".offline")).to_be_visible()
    expect(warning).to_be_visible()


def test_keeping_answers_where_nothing_answers_says_that_there_is_no_connection(someone: Someone) -> None:
    person = starts(someone())
    person.page.clock.install()
    person.goes_to("/screen/body-parts")
    person.page.clock.fast_forward("55:00")
    person.page.route("**/screen/body-parts", lambda _: None)
    person.page.get_by_role("button", name="Keep my answers").click()
    person.page.clock.fast_forward("00:11")
    expect(person.page.locator(".offline")).to_be_visible()


def test_a_tab_that_waited_knows_that_another_one_kept_the_answers(someone: Someone) -> None:
    person = starts(someone())
    person.page.clock.install()
    person.goes_to("/screen/body-parts")
    person.page.clock.fast_forward("50:00")
    other = person.page.context.new_page()
    other.goto("/screen/body-parts")
    person.page.wait_for_timeout(300)
    person.page.clock.fast_forward("12:00")
    expect(person.page.get_by_role("alertdialog")).to_be_hidden()
