"""Codes to keep, on a small phone in large text: no word of them is broken, and the square is whole."""

from collections.abc import Callable

import pytest

from screener.codes.word_lists import CODE_WORDS
from tests.answering import CONTACT
from tests.browser.answered import Undrawn, has_marked_one_hand
from tests.browser.person import Person

_LONGEST = {language: max(words, key=len) for language, words in CODE_WORDS.items()}
_LINES = """(longest) => [...document.querySelectorAll(".saved-words li")].map((word) => {
  word.textContent = longest;
  return word.getClientRects().length && word.clientHeight / parseFloat(getComputedStyle(word).lineHeight);
})"""
_DRAWN = """() => {
  const { width, height } = document.querySelector(".square-code path").getBoundingClientRect();
  return [width, height];
}"""


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_five_words_and_their_square_fit_a_small_phone_in_large_text(
    someone: Callable[..., Person], prefix: str
) -> None:
    person = has_marked_one_hand(someone(f"codes-to-keep{prefix.replace('/', '-')}"))
    person.page.set_viewport_size({"width": 320, "height": 568})
    phone = Undrawn(person.page.context.request)
    for form, fields, shown in (("save", {}, "saved"), ("share", CONTACT, "sent")):
        phone.submit(f"{prefix}/screen/{form}", fields)
        person.goes_to(f"{prefix}/screen/{shown}")
        person.page.evaluate("document.documentElement.style.fontSize = '200%'")
        lines = person.page.evaluate(_LINES, _LONGEST[prefix.removeprefix("/") or "en"])
        assert [round(each) for each in lines] == [1] * 5
        square = person.page.locator(".square-code").bounding_box()
        assert square
        assert abs(square["width"] - square["height"]) < 1
        assert person.page.evaluate(_DRAWN) == pytest.approx([square["width"], square["height"]], abs=1)
        assert square["x"] + square["width"] <= 320
        assert person.page.evaluate("document.documentElement.scrollWidth") == 320
