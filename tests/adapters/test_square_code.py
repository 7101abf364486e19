"""Square codes as pictures of a page."""

import re

import pytest

from screener.adapters.square_code import square_code


@pytest.mark.parametrize("letters", [10, 60, 200])
def test_a_square_code_is_drawn_whole_however_large_the_page_lets_it_be(letters: int) -> None:
    (drawn,) = re.findall(
        r'<svg viewBox="0 0 (\d+) (\d+)" width="(\d+)" height="(\d+)"', square_code("a" * letters)
    )
    (modules,) = re.findall(r"M0 0h(\d+)v\d+h-\d+z", square_code("a" * letters))
    assert set(drawn) == {str(4 * int(modules))}
