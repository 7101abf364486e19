"""The body picture is printed once: each view comes out as its macro draws it for one person."""

from itertools import combinations, product

import pytest
from flask import Flask, get_template_attribute

from screener.body.anatomy import UNSIDED_MARKS
from screener.web.drawn import drawn
from screener.web.pictures import Picture

VIEWS = ("front", "back", "head")
ALONE = [{mark: side} for mark, side in product(UNSIDED_MARKS, ("", "left", "right"))]
IN_PAIRS = [{one: "", other: "left"} for one, other in combinations(UNSIDED_MARKS, 2)]
MARKED = [{}, *ALONE, *IN_PAIRS, dict.fromkeys(UNSIDED_MARKS, "")]


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_comes_out_of_its_print_as_it_is_drawn(app: Flask, view: str) -> None:
    with app.test_request_context("/"):
        drawing = get_template_attribute("macros/picture.html", "drawing")
        made = {str(sides): drawing(Picture(sides), view) for sides in MARKED}
        assert {str(sides): drawn(Picture(sides), view) for sides in MARKED} == made
    assert len(set(made.values())) > 10, "marks are seen"


def test_what_is_answered_on_or_shaded_is_drawn_for_itself(app: Flask) -> None:
    with app.test_request_context("/"):
        drawing = get_template_attribute("macros/picture.html", "drawing")
        for picture in (Picture(answered_on=True), Picture(shades={"neck": 0.5})):
            assert drawn(picture, "front") == drawing(picture, "front")
