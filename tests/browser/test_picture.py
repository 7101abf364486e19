"""The body picture: the boxes are the control, the picture mirrors them, and a tap of a shaking hand marks what it meant."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.answering import CONTACT, receipt_code
from tests.browser.answered import Undrawn, has_marked_one_hand, starts
from tests.browser.person import Person
from tests.browser.taps import TALL, taps_of_a_shaking_hand

Someone = Callable[..., Person]
MIDDLES = ("upper_face", "lower_face", "jaw_tongue", "larynx", "neck", "trunk")
LIMBS = tuple(
    f"{side}_{part}" for side in ("left", "right") for part in ("shoulder", "arm", "hand", "leg", "foot")
)


def _box(person: Person, part: str) -> Locator:
    return person.page.locator(f"#body-parts-{part}")


def _fill(person: Person, view: str, part: str) -> str:
    drawn = person.page.locator(f".view--{view} .part.part--{part}").first
    fill: str = drawn.evaluate("part => getComputedStyle(part).fill")
    return fill


@pytest.mark.parametrize("script", [True, False])
def test_a_tap_marks_and_a_second_one_takes_away(someone: Someone, *, script: bool) -> None:
    person = starts(someone(java_script_enabled=script))
    for part in (*MIDDLES, *LIMBS):
        target = person.page.locator(f'.hit[for="body-parts-{part}"]').last
        plain = _fill(person, "head" if part in MIDDLES[:4] else "back", part)
        target.click()
        expect(_box(person, part)).to_be_checked()
        assert _fill(person, "head" if part in MIDDLES[:4] else "back", part) != plain
        target.click()
        expect(_box(person, part)).not_to_be_checked()


def test_the_small_face_leads_to_the_large_head_and_marks_nothing(someone: Someone) -> None:
    person = starts(someone())
    person.page.locator(".hit--face").click()
    expect(person.page.locator(".view--head")).to_be_in_viewport()
    expect(person.page.locator(".picker :checked")).to_have_count(0)


def test_a_mark_is_taken_away_where_it_is_named(someone: Someone) -> None:
    person = starts(someone("chips"))
    told = person.page.locator(".picker__marked")
    expect(told).to_be_hidden()
    person.marks("Neck", "Left foot").sees_a_sound_page()
    expect(told.locator(".chip:visible")).to_have_text(["Neck", "Left foot"])
    told.locator(".chip", has_text="Neck").click()
    expect(told.locator(".chip:visible")).to_have_text(["Left foot"])
    expect(_box(person, "neck")).not_to_be_checked()


@pytest.mark.parametrize("script", [True, False])
def test_a_whole_limb_undoes_itself(someone: Someone, *, script: bool) -> None:
    person = starts(someone(java_script_enabled=script))
    leg = (_box(person, "right_leg"), _box(person, "right_foot"))
    person.presses("Mark the whole right leg")
    for part in leg:
        expect(part).to_be_checked()
    person.presses("Unmark the whole right leg").is_on(
        "/screen/body-parts" + ("" if script else "#whole-right_leg")
    )
    for part in leg:
        expect(part).not_to_be_checked()
    expect(person.page.locator(".error-summary")).to_have_count(0)


def test_none_takes_every_mark_away(someone: Someone) -> None:
    person = starts(someone()).marks("Left hand", "None: no part moves on its own")
    expect(_box(person, "left_hand")).not_to_be_checked()


@pytest.mark.parametrize(("width", "least_target"), [(320, 44), (390, 43.5), (1280, 44)])
def test_a_shaking_hand_marks_the_part_it_means_and_a_miss_marks_nothing(
    someone: Someone, width: int, least_target: float
) -> None:
    person = starts(someone(viewport={"width": width, "height": TALL}))
    found = taps_of_a_shaking_hand(person.page, 200, seed=12)
    assert {taps.part for taps in found} == {*MIDDLES, *LIMBS}
    assert [taps for taps in found if taps.hit < (0.9 if width > 320 else 0.85)] == []
    assert [taps for taps in found if taps.neighbour > 0.02] == []
    small = """least => [...document.querySelectorAll(".hit")].filter(hit =>
        Math.min(hit.offsetWidth, hit.offsetHeight) < least).map(hit => hit.className)"""
    assert person.page.evaluate(small, least_target) == []


@pytest.mark.parametrize(("width", "text"), [(320, 1), (390, 2), (1280, 1)])
def test_the_words_for_the_sides_grow_with_the_text_and_cover_no_foot(
    someone: Someone, width: int, text: int
) -> None:
    person = starts(someone(f"sides-{width}", viewport={"width": width, "height": 900}))
    person.page.evaluate("percent => document.documentElement.style.fontSize = `${percent}%`", 100 * text)
    sizes = person.page.locator(".sides span").evaluate_all(
        "words => words.map(word => parseFloat(getComputedStyle(word).fontSize))"
    )
    assert set(sizes) == {16.0 * text}
    person.sees_a_sound_page()


_RUN_INTO_EACH_OTHER = """() => {
  const words = [...document.querySelectorAll(".sides span")].map(word => [word.textContent, word.getBoundingClientRect()])
  const near = (a, b) => a.left < b.right + 6 && b.left < a.right + 6 && a.top < b.bottom && b.top < a.bottom
  const cut = words.filter(([_, at]) => at.width && (at.left < 4 || at.right > innerWidth - 4)).map(([word]) => word)
  return [...cut, ...words.flatMap(([word, at], i) => words.slice(i + 1).filter(([_, other]) => near(at, other)).map(
    ([other]) => `${word} ${other}`))]
}"""
"""Words for the sides that stand at the edge of the screen, and pairs of them with less than six pixels between."""


@pytest.mark.parametrize("width", [320, 360, 390, 430, 600, 820])
@pytest.mark.parametrize("prefix", ["", "/es"])
def test_the_words_for_the_sides_stand_apart(someone: Someone, prefix: str, width: int) -> None:
    person = has_marked_one_hand(someone(viewport={"width": width, "height": 900}))
    for page in ("body-parts", "result"):
        person.page.goto(f"{prefix}/screen/{page}")
        assert person.page.evaluate(_RUN_INTO_EACH_OTHER) == [], page


@pytest.mark.parametrize("width", [320, 360, 390])
@pytest.mark.parametrize("prefix", ["", "/es"])
def test_both_sides_of_the_result_are_named_in_one_row(someone: Someone, prefix: str, width: int) -> None:
    person = has_marked_one_hand(someone(viewport={"width": width, "height": 900}))
    person.page.goto(f"{prefix}/screen/result")
    boxes = [word.bounding_box() for word in person.page.locator(".sides span:visible").all()]
    assert len(boxes) == 2
    assert len({box["y"] for box in boxes if box}) == 1


@pytest.mark.parametrize("width", [320, 360, 390])
@pytest.mark.parametrize("prefix", ["", "/es"])
def test_the_sides_of_a_receipt_are_named_in_one_row(someone: Someone, prefix: str, width: int) -> None:
    """One below the other nobody could tell which is which."""
    person = has_marked_one_hand(someone(viewport={"width": width, "height": 900}))
    browser = Undrawn(person.page.context.request)
    browser.submit(f"{prefix}/screen/share", CONTACT)
    words = receipt_code(browser.page(f"{prefix}/screen/sent"))
    person.page.goto(f"{prefix}/receipt/{words.replace(' ', '-')}")
    pairs = [pair.locator("span") for pair in person.page.locator(".sides").all()]
    rows = [{box["y"] for word in pair.all() if (box := word.bounding_box())} for pair in pairs]
    assert [len(row) for row in rows] == [1, 1]
    assert person.page.evaluate(_RUN_INTO_EACH_OTHER) == []


def test_the_picture_is_largest_on_the_largest_screen(someone: Someone) -> None:
    person = starts(someone())
    widths: dict[str, list[float]] = {"head": [], "front": [], "back": []}
    for width in (390, 820, 1280):
        person.page.set_viewport_size({"width": width, "height": 900})
        for view, found in widths.items():
            box = person.page.locator(f".view--{view} .view__drawing").bounding_box()
            found.append(box["width"] if box else 0)
    assert widths == {view: sorted(found) for view, found in widths.items()}
    assert all(found[-1] > found[-2] for found in widths.values())


def test_what_takes_a_mark_away_stands_beside_its_name(someone: Someone) -> None:
    person = starts(someone(viewport={"width": 320, "height": 568}))
    person.goes_to("/es/screen/body-parts").marks("Espalda, pecho o abdomen")
    chip = person.page.locator(".chip:visible")
    sign = chip.evaluate("""chip => {
        const [own, sign] = [chip.getBoundingClientRect(), getComputedStyle(chip, "::after")]
        return [parseFloat(sign.insetInlineEnd), parseFloat(sign.top) + parseFloat(sign.height) / 2 - own.height / 2]
    }""")
    assert sign[0] == pytest.approx(14.4, abs=1), "at the end of the chip"
    assert abs(sign[1]) < 3, "in its middle"


def test_a_face_that_is_marked_on_one_side_says_which_side_is_which(someone: Someone) -> None:
    person = starts(someone("one-sided-face")).marks("Lips, cheeks or mouth").continues()
    person.is_on("/screen/sides").marks("Left side only").continues().is_on("/screen/onset")
    person.writes("Age in years", "43").answers("How long ago", "More than a year ago")
    person.answers("How fast", "Slowly, over years").continues().marks("None of these").continues()
    person.answers("these medicines", "No").answers("Did any of these happen", "None of these").continues()
    view = person.is_on("/screen/result").page.locator(".letter-card .view--head")
    boxes = [view.get_by_text(side).bounding_box() for side in ("right", "left")]
    drawing = view.locator("svg").bounding_box()
    marked = view.locator(".tick.is-marked").bounding_box()
    assert drawing
    assert marked
    right, left = (box["x"] + box["width"] / 2 for box in boxes if box)
    assert right < drawing["x"] + drawing["width"] / 2 < left
    assert marked["x"] > drawing["x"] + drawing["width"] / 2, "the person's left is at the viewer's right"
    assert all(box["y"] >= drawing["y"] + drawing["height"] - 1 for box in boxes if box)
