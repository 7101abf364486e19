"""The picture in the README is taken by this run."""

import os
from collections.abc import Callable
from pathlib import Path

from tests.browser.person import Person
from tests.browser.test_journeys import starts

PICTURE = Path(__file__).parents[2] / "docs" / "body-parts.png"


def test_the_readme_shows_the_page_as_it_is(someone: Callable[..., Person], tmp_path: Path) -> None:
    person = starts(someone(viewport={"width": 1200, "height": 1020}))
    person.marks("Neck", "Right hand", "Right arm")
    person.page.mouse.move(0, 0)
    person.page.evaluate("scrollTo(0, 0)")
    taken = PICTURE if os.environ.get("SCREENER_SCREENSHOTS") else tmp_path / PICTURE.name
    person.page.screenshot(path=taken)
    assert "docs/body-parts.png" in (PICTURE.parents[1] / "README.md").read_text(encoding="utf-8")
    assert taken.stat().st_size > 10_000
