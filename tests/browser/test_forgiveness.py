"""What script adds: a warning before the answers go, a word when there is no connection, and nothing typed is lost."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.answered import has_marked_one_hand, starts
from tests.browser.person import Person

Someone = Callable[..., Person]


def test_the_end_of_the_idle_time_is_told_before_it_comes_and_can_be_put_off(someone: Someone) -> None:
    person = starts(someone("idle"))
    person.page.clock.install()
    person.goes_to("/screen/body-parts")
    warning = person.page.get_by_role("alertdialog", name="Are you still there?")
    person.page.clock.fast_forward("53:00")
    expect(warning).to_be_hidden()
    person.page.clock.fast_forward("02:00")
    expect(warning).to_be_visible()
    keep = warning.get_by_role("button", name="Keep my answers")
    expect(keep).to_be_focused()
    assert person.findings() == []
    with person.page.expect_response("**/screen/body-parts"):
        keep.click()
    expect(warning).to_be_hidden()
    person.page.clock.fast_forward("53:00")
    expect(warning).to_be_hidden()


def test_without_a_connection_nothing_is_sent_and_nothing_is_lost(someone: Someone) -> None:
    person = starts(someone("offline")).marks("Neck")
    person.page.context.set_offline(True)
    person.page.get_by_role("button", name="Continue").click()
    expect(person.page.get_by_text("You are not connected to the internet.")).to_be_visible()
    expect(person.page.get_by_label("Neck", exact=True)).to_be_checked()
    assert person.findings() == []
    person.page.context.set_offline(False)
    person.continues().is_on("/screen/onset")


def test_the_back_link_keeps_what_was_just_marked(someone: Someone) -> None:
    person = starts(someone())
    person.marks("Neck", "Left hand").presses("Back").is_on("/screen/respondent")
    person.continues()
    expect(person.page.get_by_label("Neck", exact=True)).to_be_checked()
    expect(person.page.get_by_label("Left hand", exact=True)).to_be_checked()


def test_the_browsers_back_over_a_page_with_an_error_shows_the_page(someone: Someone) -> None:
    person = starts(someone()).continues().sees("Please look at this again")
    person.marks("Neck").continues().is_on("/screen/onset")
    person.page.go_back()
    person.is_on("/screen/body-parts?send=1").sees_a_sound_page()
    expect(person.page.get_by_label("Neck", exact=True)).to_be_checked()


def test_an_age_takes_not_sure_away_and_the_other_way_round(someone: Someone) -> None:
    person = starts(someone()).marks("Left hand").continues()
    age = person.page.get_by_label("Age in years")
    unsure = person.page.get_by_label("Not sure", exact=True).first
    age.fill("43")
    unsure.check()
    expect(age).to_have_value("")
    age.fill("44")
    expect(unsure).not_to_be_checked()


def test_a_note_says_how_many_letters_are_left_and_cuts_nothing_off(someone: Someone) -> None:
    person = has_marked_one_hand(someone()).goes_to("/screen/signs-limbs")
    note = person.page.get_by_label("Anything else you noticed there?")
    note.fill("x" * 45)
    person.sees("Letters left: -5").continues().sees("Use 40 letters or fewer")
    expect(note).to_have_value("x" * 45)


_SAYS_OFFLINE = "Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })"


def test_where_a_browser_is_wrong_to_call_itself_offline_each_press_goes_out(someone: Someone) -> None:
    person = someone("says-offline")
    person.page.add_init_script(_SAYS_OFFLINE)
    person.goes_to("/screen/emergency").page.get_by_role("button", name="None of these").click()
    person.page.wait_for_url("**/screen/respondent")
    person.marks("Myself").page.get_by_role("button", name="Continue").click()
    person.page.wait_for_url("**/screen/body-parts")


def test_where_a_form_cannot_be_asked_to_send_itself_the_second_press_goes_out(someone: Someone) -> None:
    person = someone()
    person.page.add_init_script(f"{_SAYS_OFFLINE}; delete HTMLFormElement.prototype.requestSubmit")
    person.goes_to("/screen/emergency")
    none = person.page.get_by_role("button", name="None of these")
    none.click()
    expect(person.page.get_by_text("You are not connected to the internet.")).to_be_visible()
    none.click()
    person.page.wait_for_url("**/screen/respondent")


def test_the_word_of_no_connection_goes_when_the_line_is_back(someone: Someone) -> None:
    person = starts(someone()).marks("Neck")
    person.page.context.set_offline(True)
    person.page.get_by_role("button", name="Continue").click()
    words = person.page.get_by_text("You are not connected to the internet.")
    expect(words).to_be_visible()
    person.page.context.set_offline(False)
    expect(words).to_be_hidden()


def test_after_a_sleep_longer_than_the_hour_it_says_that_the_answers_are_gone(someone: Someone) -> None:
    person = starts(someone("slept"))
    person.page.clock.install()
    person.goes_to("/screen/body-parts")
    person.page.clock.fast_forward("55:00")
    warning = person.page.get_by_role("alertdialog", name="Are you still there?")
    expect(warning).to_be_visible()
    person.page.clock.fast_forward("01:10:00")
    expect(warning).to_contain_text("Your answers were cleared")
    expect(warning.get_by_role("button")).to_be_hidden()
    assert person.findings() == []


_SET_BACK = "{ const now = Date.now; Date.now = () => now() - 3 * 3600e3 }"
"""What happens to a page when somebody sets the machine's clock back by three hours."""


def test_a_clock_that_is_set_back_puts_the_end_of_the_idle_time_off_for_nobody(someone: Someone) -> None:
    person = starts(someone())
    person.page.clock.install()
    person.goes_to("/screen/body-parts").page.evaluate(_SET_BACK)
    person.page.clock.fast_forward("55:00")
    warning = person.page.get_by_role("alertdialog", name="Are you still there?")
    expect(warning).to_be_visible()
    person.page.clock.fast_forward("05:30")
    expect(warning).to_contain_text("Your answers were cleared")


def test_keeping_answers_that_are_gone_says_so(someone: Someone) -> None:
    person = starts(someone())
    person.page.clock.install()
    person.goes_to("/screen/body-parts")
    person.page.clock.fast_forward("55:00")
    warning = person.page.get_by_role("alertdialog", name="Are you still there?")
    person.page.context.clear_cookies()
    warning.get_by_role("button", name="Keep my answers").click()
    expect(warning).to_contain_text("Your answers were cleared")


def test_back_and_the_other_language_work_where_a_form_cannot_be_asked_to_send_itself(
    someone: Someone,
) -> None:
    person = someone()
    person.page.add_init_script("delete HTMLFormElement.prototype.requestSubmit")
    starts(person).marks("Neck").presses("Español").is_on("/es/screen/body-parts")
    expect(person.page.get_by_label("Cuello", exact=True)).to_be_checked()
    person.marks("Voz").presses("Atrás").is_on("/es/screen/respondent")


def test_a_second_person_in_another_window_is_never_sent_under_the_first_ones_name(someone: Someone) -> None:
    person = has_marked_one_hand(someone("two-windows")).goes_to("/screen/result")
    person.goes_to("/screen/share").writes("Your name", "Ann Example").writes("Phone number", "913 555 0123")
    person.marks("I want to send my answers to the clinic. The clinic may contact me.")
    first = person.page
    person.page = first.context.new_page()
    person.goes_to("/screen/clear").presses("Clear my answers")
    starts(person).marks("Neck").continues()
    person.page = first
    person.presses("Send to the clinic").sees("Other answers are open now").sees("Ann Example")


def test_all_five_words_can_be_seen_in_large_text_on_a_small_phone_and_enter_sends_them(
    someone: Someone,
) -> None:
    words = "pineapple clarinet paddle picnic television"
    person = someone("five-words")
    person.page.set_viewport_size({"width": 320, "height": 568})
    box = person.page.locator("main textarea")
    for address in ("/receipt", "/es/saved"):
        person.goes_to(address)
        person.page.evaluate("document.documentElement.style.fontSize = '200%'")
        box.fill(words)
        assert box.evaluate(
            "box => box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth"
        )
        box.press("Enter")
        expect(person.page.locator(".error-summary")).to_be_focused()
        expect(box).to_have_value(words)
