"""What stands on the first screen of a small phone, before anybody scrolls: the one action of each page, and its answers."""

from collections.abc import Callable, Iterable

import pytest
from playwright.sync_api import Locator

from tests.browser.answered import has_marked_one_hand, starts
from tests.browser.person import Person

Someone = Callable[..., Person]
SMALL = {"width": 320, "height": 568}
USUAL = {"width": 390, "height": 664}
screens = pytest.mark.parametrize("screen", [SMALL, USUAL], ids=["320", "390"])
languages = pytest.mark.parametrize("language", ["", "/es"], ids=["en", "es"])


def _out_of_sight(person: Person, *things: Locator) -> Iterable[str]:
    height = person.page.viewport_size["height"] if person.page.viewport_size else 0
    for thing in things:
        for one in thing.all():
            box = one.bounding_box()
            if box is None or box["y"] < 0 or box["y"] + box["height"] > height:
                yield f"{one.inner_text()}: {box}"


@screens
@languages
def test_911_and_the_answers_of_the_emergency_page_are_in_sight(
    someone: Someone, screen: dict[str, int], language: str
) -> None:
    person = someone(f"first-{screen['width']}", viewport=screen).goes_to(f"{language}/screen/emergency")
    main = person.page.locator("main")
    call, answers, lines = (
        main.locator("a[href='tel:911']"),
        main.locator("[name=emergency]"),
        main.locator(".signs li"),
    )
    assert (call.count(), answers.count()) == (1, 2)
    assert list(_out_of_sight(person, person.page.locator("h1"), call, answers)) == []
    first = lines.first.bounding_box()
    last = answers.first.bounding_box()
    assert first
    assert last
    assert first["y"] + 55 < last["y"], "two rows of the first line are read before anybody answers"
    lines.last.scroll_into_view_if_needed()
    assert list(_out_of_sight(person, answers)) == []


@pytest.mark.parametrize(("width", "height"), [(320, 256), (568, 320), (664, 390)])
@languages
def test_on_a_low_screen_no_answer_stands_before_911_or_over_it(
    someone: Someone, width: int, height: int, language: str
) -> None:
    person = someone(viewport={"width": width, "height": height}).goes_to(f"{language}/screen/emergency")
    main = person.page.locator("main")
    title = main.locator(".care-card__title")
    assert list(_out_of_sight(person, title)) == []
    first = main.locator("[name=emergency]").first.bounding_box()
    assert first
    assert first["y"] > height, "whoever sees the answers has scrolled past the signs"


@pytest.mark.parametrize("height", [256, 568])
@pytest.mark.parametrize("bar", [".idle-warning", ".offline"])
def test_all_words_of_a_bar_can_be_read_with_very_large_text(someone: Someone, bar: str, height: int) -> None:
    person = starts(someone(viewport={"width": 320, "height": height}))
    person.goes_to("/es/screen/body-parts")
    person.page.evaluate("document.documentElement.style.fontSize = '200%'")
    shown = person.page.locator(bar)
    shown.evaluate("each => { each.hidden = false; each.scrollTop = 0 }")
    box = shown.bounding_box()
    assert box
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= height
    assert shown.evaluate("each => getComputedStyle(each).overflowY") == "auto"


@screens
@languages
def test_all_answers_of_a_short_question_are_in_sight(
    someone: Someone, screen: dict[str, int], language: str
) -> None:
    person = someone(viewport=screen).goes_to(f"{language}/screen/emergency")
    person.page.locator("#emergency-none").click()
    person.page.wait_for_url("**/respondent")
    assert list(_out_of_sight(person, person.page.locator("h1"), person.page.locator(".choice"))) == []


@screens
@languages
def test_what_to_do_and_what_it_is_called_are_in_sight_on_the_result(
    someone: Someone, screen: dict[str, int], language: str
) -> None:
    person = has_marked_one_hand(someone(viewport=screen)).goes_to(f"{language}/screen/result")
    main = person.page.locator("main")
    word = main.locator(".letter-card__word")
    assert word.inner_text() in {"focal.", "distonía focal."}
    assert list(_out_of_sight(person, main.locator("h1"), main.locator("a[href^=tel]").first, word)) == []


@screens
def test_an_urgent_result_names_the_pattern_on_its_first_screen_too(
    someone: Someone, screen: dict[str, int]
) -> None:
    person = has_marked_one_hand(someone(viewport=screen)).goes_to("/screen/medicines")
    person.answers("Did any of these happen", "None of these")
    person.marks("A brain stimulator or a medicine pump was put in").continues()
    person.answers("worse within days", "Yes").continues().is_on("/screen/result")
    main = person.page.locator("main")
    go = main.get_by_text("Call a doctor or go to an emergency room today.", exact=True)
    assert list(_out_of_sight(person, main.locator("h1"), go, main.locator(".word"))) == []


@screens
@pytest.mark.parametrize(
    ("address", "action"),
    [
        ("/", ".button"),
        ("/screen/body-parts", "h1"),
        ("/screen/onset", "#onset-age"),
        ("/screen/more", ".sections a"),
        ("/screen/check", ".button"),
        ("/screen/share", "h1"),
        ("/screen/call-911", "h1"),
        ("/receipt", ".button"),
    ],
)
def test_the_action_of_every_other_page_is_in_sight(
    someone: Someone, screen: dict[str, int], address: str, action: str
) -> None:
    person = someone(viewport=screen)
    if address == "/screen/call-911":
        person.goes_to("/screen/emergency").presses("One of these applies")
        action = "a[href='tel:911']"
    else:
        has_marked_one_hand(person).goes_to(address)
    found = person.page.locator("main").locator(action).first
    assert list(_out_of_sight(person, found)) == []


@pytest.mark.parametrize("width", [320, 390, 820, 1280])
@languages
def test_the_header_is_one_row_and_calls_once(someone: Someone, width: int, language: str) -> None:
    person = starts(someone(viewport={"width": width, "height": 800}))
    person.goes_to(f"{language}/screen/body-parts")
    links = person.page.locator("header a")
    assert links.count() == 3
    middles = {round(box["y"] + box["height"] / 2) for box in map(Locator.bounding_box, links.all()) if box}
    assert len(middles) == 1
    calls = [link.get_attribute("href") for link in person.page.locator("main a[href^=tel]").all()]
    assert len(calls) == 1


@pytest.mark.parametrize(
    "address", ["/screen/result", "/screen/save", "/screen/clear", "/screen/sent", "/receipt"]
)
def test_the_buttons_of_a_phone_have_one_width(someone: Someone, address: str) -> None:
    person = has_marked_one_hand(someone(viewport=USUAL))
    if address == "/screen/sent":
        person.goes_to("/screen/share").writes("Phone number", "913 555 0123")
        person.marks("I want to send my answers to the clinic. The clinic may contact me.")
        person.presses("Send to the clinic")
    person.goes_to(address)
    narrow = person.page.locator("main .button:not(.button--quiet):visible").evaluate_all(
        """all => all.filter(one => {
            const [around, own] = [one.parentElement, getComputedStyle(one.parentElement)]
            const room = around.clientWidth - parseFloat(own.paddingLeft) - parseFloat(own.paddingRight)
            return Math.abs(one.offsetWidth - room) > 1
        }).map(one => one.textContent)"""
    )
    assert narrow == [], "each is as wide as what it stands in"
