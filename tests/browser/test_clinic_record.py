"""The page of one submission, as it is seen on a large screen."""

from pathlib import Path

from tests.browser.test_clinic import Someone, comes_in, receives

HIDDEN = "one => one.scrollHeight - one.clientHeight"


def test_what_happened_stands_there_as_a_whole_where_there_is_room(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    reference = receives(instance, "Rhea Record")
    rita = comes_in(someone, instance, "rita@clinic.example", "Rita Reader")
    rita.page.set_viewport_size({"width": 1280, "height": 1600})
    for note in ("First", "Second", "Third", "Fourth"):
        rita.goes_to(f"/clinic/submissions/{reference}")
        rita.page.get_by_role("textbox", name="Note").fill(note)
        rita.presses("Save")
    trail = rita.page.locator(".happened")
    assert trail.get_by_role("listitem").count() >= 6
    assert trail.evaluate(HIDDEN) <= 0
    rita.page.set_viewport_size({"width": 1280, "height": 800})
    assert trail.evaluate(HIDDEN) > 0
    save = rita.page.get_by_role("button", name="Save", exact=True).bounding_box()
    assert save
    assert save["y"] + save["height"] < 800


def test_a_pattern_without_a_picture_has_the_room_of_both(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    reference = receives(instance, "Nona Nowhere", **{"body-parts": frozenset({"none"})})
    nell = comes_in(someone, instance, "nell@clinic.example", "Nell Reader")
    nell.goes_to(f"/clinic/submissions/{reference}")
    words = nell.page.locator(".pattern > div")
    assert words.count() == 1
    box, whole = words.bounding_box(), nell.page.locator(".pattern").bounding_box()
    assert box
    assert whole
    assert box["width"] == whole["width"]
