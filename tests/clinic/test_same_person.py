"""What two submissions share tells that they may be of one person; what many people share does not."""

from collections.abc import Set as AbstractSet

import pytest

from screener.clinic.same_person import Shared, shared
from screener.submissions.search_terms import Kind


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        (set(), ()),
        ({Kind.NAME}, ()),
        ({Kind.BORN}, ()),
        ({Kind.NAME, Kind.BORN}, (Shared.NAME_AND_BIRTH,)),
        ({Kind.PHONE}, (Shared.PHONE,)),
        ({Kind.EMAIL, Kind.NAME}, (Shared.EMAIL,)),
        (set(Kind), (Shared.PHONE, Shared.EMAIL, Shared.NAME_AND_BIRTH)),
    ],
)
def test_what_is_equal_tells_what_is_shared(kinds: AbstractSet[Kind], told: tuple[Shared, ...]) -> None:
    assert shared(kinds) == told
