"""The strict client sees markup that is wrong, whatever stands in it."""

import pytest
from html5lib.html5parser import ParseError

from tests.strict import Page

WELL_FORMED = (
    '<!doctype html><html lang="en"><head><title>A</title></head><body><p id="a">{}</p></body></html>'
)


@pytest.mark.parametrize("wrong", ["one<div></p>", "<b>one", "</i>one", "&nothing;", "one\x01"])
def test_wrong_markup_fails_also_where_a_page_like_it_was_right(wrong: str) -> None:
    assert Page(WELL_FORMED.format("one &amp; two")).all("p") == [({"id": "a"}, "one & two")]
    assert Page(WELL_FORMED.format("three")).all("p")[0][1] == "three"
    with pytest.raises(ParseError):
        Page(WELL_FORMED.format(wrong))


def test_a_tag_that_people_would_read_fails() -> None:
    with pytest.raises(AssertionError, match="class"):
        Page(WELL_FORMED.format('&lt;span class="number"&gt;913-588-1227&lt;/span&gt;'))
