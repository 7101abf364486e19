"""What is not signed is counted, so that staff can be told in one place."""

import pytest

from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.signed import ROWS, SIGNED, Signed, standing


def test_every_row_has_an_id_of_its_own_and_nothing_is_signed_that_is_none() -> None:
    assert len(set(ROWS)) == len(ROWS)
    assert set(ROWS) >= {f"flag: {flag.id}" for flag in RED_FLAGS}
    assert standing() == Signed(len(ROWS), len(ROWS) - len(SIGNED))


def test_a_signature_counts_and_one_under_no_row_is_an_error() -> None:
    assert standing(frozenset(ROWS[:2])).unsigned == len(ROWS) - 2
    assert standing(frozenset(ROWS)).unsigned == 0
    with pytest.raises(ValueError, match="flag: of_old"):
        standing(frozenset({"flag: of_old"}))
