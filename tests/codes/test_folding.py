"""What people leave out when they type a name or a word again does not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.codes.folding import folded


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("Zoë ÁRBOL", "zoe arbol"), ("Zoe\u0308", "zoe"), ("Straße", "strasse"), ("日本", "日本"), ("", "")],
)
def test_case_and_accents_are_left_out(typed: str, plain: str) -> None:
    assert folded(typed) == plain


@given(st.text())
def test_folding_what_is_folded_changes_nothing_for_latin_letters(text: str) -> None:
    latin = "".join(letter for letter in text if letter < "\u0250")
    assert folded(folded(latin)) == folded(latin)
