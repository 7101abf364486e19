"""The picture in the README is that of the page as it is; `make screenshots` takes it anew."""

import base64
import os
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.answered import starts
from tests.browser.person import Person

PICTURE = Path(__file__).parents[2] / "docs" / "body-parts.png"

CHANGE = 0.002
"""The share from which a picture is another one: a mark more or less is twice as much."""

SEEN = """async (picture) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const paper = new OffscreenCanvas(60, 51).getContext("2d");
  paper.imageSmoothingQuality = "high";
  paper.drawImage(image, 0, 0, 60, 51);
  return [image.width, image.height, ...paper.getImageData(0, 0, 60, 51).data];
}"""
"""The size of a picture, and its pixels from so far away that another font is the same, and another page is not."""


def _picture(person: Person) -> bytes:
    person.page.mouse.move(0, 0)
    person.page.evaluate("scrollTo(0, 0)")
    return person.page.screenshot()


def _seen(browser: Browser, picture: bytes) -> list[int]:
    page = browser.new_page()
    numbers: list[int] = page.evaluate(SEEN, base64.b64encode(picture).decode())
    page.close()
    return numbers


def _changed(one: list[int], other: list[int]) -> float:
    """Return the share of the colours that differ by an eighth of the scale and more."""
    assert one[:2] == other[:2]
    return sum(abs(before - after) >= 32 for before, after in zip(one, other, strict=True)) / len(one)


def test_the_readme_shows_the_page_as_it_is(someone: Callable[..., Person], browser: Browser) -> None:
    person = starts(someone(viewport={"width": 1200, "height": 1020}))
    one_mark_less = _picture(person.marks("Neck", "Jaw or tongue"))
    taken = _picture(person.marks("Eyes, eyelids or forehead"))
    if os.environ.get("SCREENER_SCREENSHOTS"):
        PICTURE.write_bytes(taken)
    shown = _seen(browser, PICTURE.read_bytes())
    assert "docs/body-parts.png" in (PICTURE.parents[1] / "README.md").read_text(encoding="utf-8")
    assert _changed(shown, _seen(browser, taken)) < CHANGE
    assert _changed(shown, _seen(browser, one_mark_less)) > CHANGE, "a mark more or less would be seen"
