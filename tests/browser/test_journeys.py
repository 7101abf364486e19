"""Whole ways of people with a real browser, every page checked with axe."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person

Someone = Callable[..., Person]


def starts(person: Person, respondent: str = "Myself") -> Person:
    """Go from the start page to the question about movements."""
    person.goes_to("/").presses("Start the questions").is_on("/screen/emergency")
    person.presses("None of these")
    return person.marks(respondent).continues()


def tells_the_rest(person: Person) -> Person:
    """Answer background, so far and effect with the least."""
    person.answers("family", "None of these").answers("stroke", "No").answers("head injury", "No")
    person.answers("born", "No").answers("these medicines", "No").continues()
    person.answers("given", "No").answers("treatments", "None so far").continues()
    return (
        person.answers("new, or getting worse", "None of these")
        .answers("affect your walking", "A little")
        .continues()
    )


def tells_the_story(person: Person, *, several_parts: bool) -> Person:
    """Answer onset, course and features."""
    person.writes("Age in years", "43").answers("How long ago", "More than a year ago")
    person.answers("How fast", "Slowly, over years")
    if several_parts:
        person.answers("first?", "Not sure")
    person.continues()
    person.answers("changed", "It got worse in the same parts").answers(
        "When does it happen", "Mostly with one task, such as writing"
    )
    person.writes("which one?", "writing").answers("makes it worse", "Stress").continues()
    person.answers("ease it", "Yes").answers("also have any of these", "None of these").answers(
        "hurt", "Some"
    )
    return person.continues()


def marks_one_hand_and_answers_all(person: Person) -> Person:
    """Go from the start to Check with one marked hand."""
    starts(person).marks("Yes").continues()
    person.marks("Left hand").continues().is_on("/screen/signs-arm")
    person.marks("Writing is hard").continues()
    tells_the_story(person, several_parts=False)
    return tells_the_rest(person).is_on("/screen/check")


SIZES = {
    "phone": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "without-script": {"java_script_enabled": False},
    "large-text": {"viewport": {"width": 640, "height": 800}, "device_scale_factor": 2},
    "forced-colors": {"forced_colors": "active"},
}


@pytest.mark.parametrize("how", SIZES)
def test_one_hand_gives_focal_and_can_be_sent_and_taken_back(someone: Someone, how: str) -> None:
    person = marks_one_hand_and_answers_all(someone(how, **SIZES[how]))
    person.presses("Continue to the result").sees("doctors call this pattern focal.").sees(
        "Call 913-588-1227"
    )
    person.presses("Send the answers to the clinic")
    person.presses("Send to the clinic").sees("Please look at this again")
    person.writes("Your name", "Ann Example").writes("Phone number", "913 555 0123")
    person.marks("I want to send my answers to the clinic. The clinic may contact me.")
    person.presses("Send to the clinic").is_on("/screen/sent").sees("The clinic has your answers")
    person.presses("Open my receipt").sees("Received")
    person.presses("Take my answers back").presses("Take my answers back")
    person.sees("You took your answers back.")


def test_a_carer_is_asked_about_the_other_person(someone: Someone) -> None:
    person = starts(someone("carer"), "Someone I care for")
    expect(person.page.get_by_role("heading", level=1)).to_contain_text("their body")
    person.marks("Not sure").continues().sees("the person’s own left and right")


def test_many_parts_give_a_wide_pattern(someone: Someone) -> None:
    person = starts(someone("many")).marks("Yes").continues()
    person.marks(
        "Eyes, eyelids or forehead", "Voice", "Back, chest or belly", "Right arm", "Left leg"
    ).continues()
    person.answers("eyes or forehead", "Left side only").answers("back, chest", "Not sure").continues()
    for _ in range(5):
        person.marks("Shaking").continues()
    tells_the_story(person, several_parts=True)
    tells_the_rest(person).presses("Continue to the result").sees("one generalized")


def test_no_movement_still_ends_at_the_phone_number(someone: Someone) -> None:
    person = starts(someone("none")).marks("No").continues()
    tells_the_rest(person).presses("Continue to the result")
    person.sees("We could not describe a pattern. You can still call.").sees("Call 913-588-1227")


def test_an_emergency_ends_at_one_action(someone: Someone) -> None:
    person = someone("emergency").goes_to("/screen/emergency").presses("One of these applies")
    person.is_on("/screen/call-911")
    call = person.page.get_by_role("main").get_by_role("link", name="Call 911")
    assert call.get_attribute("href") == "tel:911"


def test_an_answer_changed_from_check_comes_back_to_check(someone: Someone) -> None:
    person = marks_one_hand_and_answers_all(someone("change"))
    person.page.get_by_role("link", name="Change Which parts of your body").click()
    expect(person.page.get_by_label("Left hand", exact=True)).to_be_checked()
    person.marks("Neck").continues().is_on("/screen/sides?change=1")
    person.marks("Both sides, or the middle").continues().marks("Head turns to one side").continues()
    person.answers("first?", "Neck").continues().is_on("/screen/check")
    person.presses("Continue to the result").sees("doctors call this pattern segmental.")


def test_back_after_send_shows_the_receipt_and_sends_nothing_twice(someone: Someone) -> None:
    person = marks_one_hand_and_answers_all(someone())
    person.presses("Continue to the result").presses("Send the answers to the clinic")
    person.writes("Phone number", "913 555 0123")
    person.marks("I want to send my answers to the clinic. The clinic may contact me.")
    person.presses("Send to the clinic").is_on("/screen/sent")
    reference = person.page.locator(".reference-number").inner_text()
    person.page.go_back()
    person.page.reload()
    person.is_on("/screen/sent").sees(reference)


def test_errors_take_the_focus_and_lead_to_the_field(someone: Someone) -> None:
    person = starts(someone("errors")).continues()
    summary = person.page.locator(".error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(person.page.get_by_label("Yes", exact=True)).to_be_focused()


def test_the_picture_mirrors_the_boxes_and_can_be_tapped(someone: Someone) -> None:
    person = starts(someone("picture")).marks("Yes").continues()
    hand = person.page.locator(".body-picture .part--left_hand").first
    before = hand.evaluate("part => getComputedStyle(part).fill")
    hand.click(force=True)
    expect(person.page.get_by_label("Left hand", exact=True)).to_be_checked()
    person.page.mouse.move(0, 0)
    assert hand.evaluate("part => getComputedStyle(part).fill") != before
    person.marks("Left hand")
    expect(person.page.get_by_label("Left hand", exact=True)).not_to_be_checked()
    person.marks("Left hand", "None of these")
    expect(person.page.get_by_label("Left hand", exact=True)).not_to_be_checked()


def test_the_picture_mirrors_the_boxes_without_script(someone: Someone) -> None:
    person = starts(someone(java_script_enabled=False)).marks("Yes").continues()
    hand = person.page.locator(".body-picture .part--right_hand").first
    before = hand.evaluate("part => getComputedStyle(part).fill")
    person.marks("Right hand")
    assert hand.evaluate("part => getComputedStyle(part).fill") != before


@pytest.mark.parametrize("address", ["/nothing", "/screen/nothing", "/receipt/2222-2222-2222-2222-2222"])
def test_error_pages_are_sound_too(someone: Someone, address: str) -> None:
    someone("error").goes_to(address).sees("You can always call")


def test_the_whole_way_with_the_keyboard_alone(someone: Someone) -> None:
    person = someone()
    page = person.page
    person.goes_to("/")

    def tab_to(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                "(document.activeElement.labels?.[0] ?? document.activeElement).innerText ?? ''"
            )
            if focused.strip() == name:
                shown = (
                    "getComputedStyle(document.activeElement.closest('.choice') ?? document.activeElement)"
                )
                assert page.evaluate(f"{shown}.outlineStyle") == "solid", f"{name} has no visible focus"
                return
        raise AssertionError(f"{name} cannot be reached with Tab on {page.url}")

    for steps in (
        [("Start the questions", "Enter")],
        [("None of these", "Enter")],
        [("Myself", "Space"), ("Continue", "Enter")],
        [("Yes", "Space"), ("Continue", "Enter")],
        [("Voice", "Space"), ("Continue", "Enter")],
        [("Voice breaks or stops", "Space"), ("Continue", "Enter")],
    ):
        for name, key in steps:
            tab_to(name)
            if key == "Enter":
                with page.expect_navigation():
                    page.keyboard.press(key)
            else:
                page.keyboard.press(key)
    person.is_on("/screen/onset")
