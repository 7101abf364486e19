"""The same press has the same key at servers of two versions, so that it is one Send whichever of them got it first."""

import hmac
import json
from dataclasses import replace

import pytest

from screener.submissions.content import SINCE_0_2, texts_of
from screener.use_cases.send_keys import key_of
from tests.storage.samples import CONTENT

DRAFT = "0a" * 24


def _key_of_0_2() -> str:
    contact = texts_of(CONTENT.contact)
    for name in SINCE_0_2:
        del contact[name]
    said = json.dumps([contact, CONTENT.answers, 0], sort_keys=True)
    return hmac.new(bytes.fromhex(DRAFT), said.encode(), "sha256").hexdigest()


def test_a_press_has_the_key_that_version_0_2_gives_it() -> None:
    assert not any(getattr(CONTENT.contact, name) for name in SINCE_0_2)
    assert key_of(DRAFT, CONTENT) == _key_of_0_2()


@pytest.mark.parametrize("name", SINCE_0_2)
def test_what_version_0_2_does_not_ask_for_makes_another_key_where_it_was_answered(name: str) -> None:
    contact = replace(CONTENT.contact, **{name: "x"})
    assert key_of(DRAFT, replace(CONTENT, contact=contact)) != _key_of_0_2()
