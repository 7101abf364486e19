"""Whole ways of people with a real browser, every page checked with axe."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.answered import has_marked_one_hand
from tests.browser.person import Person

Someone = Callable[..., Person]


def starts(person: Person, respondent: str = "Myself") -> Person:
    """Go from the start page to the question about the parts."""
    person.goes_to("/").presses("Start the questions").is_on("/screen/emergency")
    person.presses("None of these")
    return person.marks(respondent).continues().is_on("/screen/body-parts")


def tells_how_it_began(person: Person) -> Person:
    """Answer onset, what is new or worse, and medicines, with nothing urgent."""
    person.is_on("/screen/onset").writes("Age in years", "43").answers("How long ago", "More than a year ago")
    person.answers("How fast", "Slowly, over years").continues()
    person.marks("None of these").continues()
    person.answers("these medicines", "No").answers("Did any of these happen", "None of these")
    return person.continues().is_on("/screen/result")


def marks_one_hand_and_sees_the_result(person: Person) -> Person:
    """Go from the start to the result with one marked hand: six pages."""
    return tells_how_it_began(starts(person).marks("Left hand").continues())


def tells_more(person: Person) -> Person:
    """Answer some of the second part, and come to Check."""
    person.presses("Tell the clinic more").is_on("/screen/more").presses("What you noticed")
    person.marks("Hand or fingers cramp").writes("Anything else you noticed there?", "it aches").continues()
    person.is_on("/screen/more").sees("2 of 2 answered").presses("How it goes")
    person.answers("changed", "It got worse in the same parts")
    person.answers("When does it happen", "Mostly with one task, such as writing")
    person.writes("Which task brings it on?", "writing").continues()
    person.answers("makes it worse", "Stress").answers("Does it ease", "No").continues()
    person.continues().is_on("/screen/more").presses("Daily life")
    person.marks("Walking").answers("Walking", "A little").continues()
    return person.presses("Send the answers to the clinic").is_on("/screen/check")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_follow_up_appears_with_its_answer_and_goes_with_it(someone: Someone, script: bool) -> None:  # noqa: FBT001
    person = has_marked_one_hand(someone(java_script_enabled=script)).goes_to("/screen/result")
    person.presses("Tell the clinic more").presses("Daily life")
    degree = person.page.get_by_role("group", name="Walking")
    expect(degree).to_be_hidden()
    person.marks("Walking")
    expect(degree).to_be_visible()
    expect(person.page.get_by_role("group", name="Sleep")).to_be_hidden()
    person.sees_a_sound_page()
    person.page.get_by_label("Walking", exact=True).uncheck()
    expect(degree).to_be_hidden()
    person.continues().is_on("/screen/more")
    person.goes_to("/screen/so-far").answers("Has a doctor given you a name", "Yes")
    person.writes("Which name, and who said it?", "dystonia").continues().is_on("/screen/more")
    person.goes_to("/screen/check").sees("dystonia")


SIZES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "without-script": {"java_script_enabled": False},
    "large-text": {"viewport": {"width": 640, "height": 800}, "device_scale_factor": 2},
    "forced-colors": {"forced_colors": "active"},
}


@pytest.mark.parametrize("how", SIZES)
def test_one_hand_gives_focal_and_can_be_sent_and_taken_back(someone: Someone, how: str) -> None:
    person = marks_one_hand_and_sees_the_result(someone(how, **SIZES[how]))
    person.sees("doctors call this pattern focal.").sees("Call 913-588-1227")
    tells_more(person).sees("it aches").presses("Go on to Send")
    person.presses("Send to the clinic").sees("Please look at this again")
    person.writes("Your name", "Ann Example").writes("Phone number", "913 555 0123")
    person.marks("I want to send my answers to the clinic. The clinic may contact me.")
    person.presses("Send to the clinic").is_on("/screen/sent").sees("The clinic has your answers")
    person.presses("Open my receipt").sees("We have your answers.")
    person.presses("Take my answers back").presses("Take my answers back")
    person.sees("You took your answers back.")


def test_a_carer_is_asked_about_the_other_person(someone: Someone) -> None:
    person = starts(someone("carer"), "Someone I care for")
    expect(person.page.get_by_role("heading", level=1)).to_contain_text("the person’s body")
    person.sees("the person’s own left and right")


def test_many_parts_give_a_wide_pattern(someone: Someone) -> None:
    person = starts(someone("many"))
    person.marks("Eyes, eyelids or forehead", "Back, chest or belly", "Right arm", "Right leg").continues()
    person.is_on("/screen/sides").answers("forehead: which side", "Left side only")
    person.answers("belly: which side", "Not sure").continues()
    person.writes("Age in years", "43").answers("How long ago", "More than a year ago")
    person.answers("How fast", "Slowly, over years").answers("in spells", "No").continues()
    person.sees("Trouble holding water").marks("None of these").continues()
    person.answers("these medicines", "No").answers("Did any of these happen", "None of these").continues()
    person.sees("one generalized")


def test_where_no_part_moves_three_pages_end_at_the_phone_number(someone: Someone) -> None:
    person = starts(someone("none")).marks("None: no part moves on its own").continues()
    person.is_on("/screen/result").sees("no part of your body moves on its own").sees("Call 913-588-1227")
    person.presses("Mark a part after all").is_on("/screen/body-parts")


def test_a_follow_up_comes_under_the_answer_that_asks_for_it(someone: Someone) -> None:
    person = has_marked_one_hand(someone("follow-up"))
    person.goes_to("/screen/medicines").answers("Did any of these happen", "None of these")
    person.marks("A brain stimulator or a medicine pump was put in")
    person.answers("worse within days", "Yes").continues()
    person.is_on("/screen/result").sees("Get help today").sees(
        "It got worse within days, with a stimulator or a pump"
    )


def test_an_emergency_ends_at_one_action(someone: Someone) -> None:
    person = someone("emergency").goes_to("/screen/emergency").presses("One of these applies")
    person.is_on("/screen/call-911")
    call = person.page.get_by_role("main").get_by_role("link", name="Call 911")
    assert call.get_attribute("href") == "tel:911"


def test_an_answer_changed_from_check_comes_back_to_its_row(someone: Someone) -> None:
    person = has_marked_one_hand(someone("change")).goes_to("/screen/check")
    person.page.get_by_role("link", name="Change Which parts of your body").click()
    expect(person.page.get_by_label("Left hand", exact=True)).to_be_checked()
    person.marks("Left hand", "Eyes, eyelids or forehead").continues()
    person.is_on("/screen/sides?change=body-parts")
    person.marks("Both sides, or the middle").continues().is_on("/screen/check#row-body-parts")
    row = person.page.locator("#row-body-parts")
    expect(row).to_contain_text("Eyes, eyelids or forehead")
    expect(row).to_be_in_viewport()


def test_back_after_send_shows_the_receipt_and_sends_nothing_twice(someone: Someone) -> None:
    person = marks_one_hand_and_sees_the_result(someone())
    person.presses("Send the answers to the clinic").presses("Go on to Send")
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
    expect(person.page.get_by_label("Eyes, eyelids or forehead", exact=True)).to_be_focused()


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
        [("Voice", "Space"), ("Continue", "Enter")],
    ):
        for name, key in steps:
            tab_to(name)
            if key == "Enter":
                with page.expect_navigation():
                    page.keyboard.press(key)
            else:
                page.keyboard.press(key)
    person.is_on("/screen/onset")
