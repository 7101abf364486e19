"""What staff read of a pattern: its meaning, why it was found, and what goes with it, also after the rules have changed."""

from dataclasses import replace
from typing import Any

import pytest

from screener.body.anatomy import Region, Strength
from screener.body.caveats import CAVEATS
from screener.clinic import explained
from screener.dystonia import advice
from screener.dystonia.red_flags import EVERY_FLAG
from screener.rules import RULES_VERSION, Distribution
from screener.submissions.content import Contact, Content, LeftOut, Seen
from screener.submissions.opened import Opened
from tests.clinic.reviews import SENT

CONTENT = Content(contact=Contact(), answers={}, parts=("neck", "left_shoulder"), seen=Seen((), ()))
TODAYS = replace(SENT, rules_version=RULES_VERSION)
OPENED = Opened(TODAYS, CONTENT)


def test_every_flag_that_was_ever_stored_is_explained_and_an_unknown_one_left_out() -> None:
    stored = replace(SENT, flags=(*(flag.id for flag in EVERY_FLAG), "of_rules_to_come"))
    assert explained.flags(stored) == list(EVERY_FLAG)


def test_every_caveat_is_explained_and_an_unknown_one_left_out() -> None:
    stored = replace(SENT, caveats=(*(caveat.id for caveat in CAVEATS), "of_rules_to_come"))
    assert explained.caveats(Opened(stored, None)) == list(CAVEATS)


def test_the_reasons_are_those_of_the_rules_that_sorted_it() -> None:
    words = advice.REASON_WORDS
    assert explained.reasons(OPENED) == (words["one_region"][1], words["shoulder_with_neck"][1])


def test_what_other_rules_sorted_or_no_key_opens_has_no_reasons() -> None:
    assert explained.reasons(Opened(replace(TODAYS, rules_version="0.9.0"), CONTENT)) == ()
    assert explained.reasons(Opened(TODAYS, None)) == ()


def test_each_pattern_has_its_definition_and_no_pattern_has_none() -> None:
    for distribution in Distribution:
        found = explained.definition(replace(SENT, distribution=distribution))
        assert found == advice.PATTERN_WORDS[distribution].definition
    wide = replace(SENT, distribution=Distribution.MULTIFOCAL, generalized=True)
    assert explained.definition(wide) == advice.GENERALIZED_WORDS.definition
    assert explained.definition(replace(SENT, distribution=None)) == ""


def test_the_pairs_that_carried_a_segmental_pattern_are_told_with_their_strength() -> None:
    eyes_and_neck = Opened(TODAYS, replace(CONTENT, parts=("upper_face", "neck")))
    (pair,) = explained.pairs(eyes_and_neck)
    assert {pair.one, pair.other} == {Region.UPPER_CRANIAL, Region.CERVICAL}
    assert pair.strength is Strength.WEAK
    assert (
        explained.pairs(OPENED)
        == explained.pairs(Opened(SENT, CONTENT))
        == explained.pairs(Opened(TODAYS, None))
        == ()
    )


def test_one_leg_is_a_caveat_for_adults_alone() -> None:
    def caveats_of(age: str | int | None) -> list[str]:
        leg = replace(CONTENT, parts=("left_leg",), answers={"onset-age": age})
        stored = replace(TODAYS, caveats=("one_leg",))
        return [each.id for each in explained.caveats(Opened(stored, leg))]

    assert caveats_of(17) == []
    assert caveats_of(18) == caveats_of(None) == caveats_of("not-sure") == ["one_leg"]


def test_what_would_help_is_told_with_the_language_of_the_interpreter_where_it_is_open() -> None:
    stored = replace(SENT, needs=("interpreter", "wheelchair"))
    assert explained.needs(Opened(stored, None)) == ("Interpreter", "Wheelchair")
    opened = Opened(stored, replace(CONTENT, answers={"help-language": "Vietnamese"}))
    assert explained.needs(opened) == ("Interpreter: Vietnamese", "Wheelchair")


def test_what_was_left_out_is_told_with_the_reason() -> None:
    left = (
        ("noticed", LeftOut.NOT_ASKED),
        ("life", LeftOut.SKIPPED),
        ("of-a-version-to-come", LeftOut.SKIPPED),
    )
    content = replace(CONTENT, seen=Seen((), (), left))
    assert explained.left_out(content) == ("What you noticed: not asked", "Daily life: skipped")
    assert explained.left_out(CONTENT) == ()


@pytest.mark.parametrize(
    ("answers", "by_birth", "said"),
    [
        ({"age-now": 8, "onset-age": 7}, 41, "8 now"),
        ({"age-now": 44}, 2, "44 now"),
        ({"age-now": 44}, 43, ""),
        ({"age-now": 44}, 45, ""),
        ({"age-now": 44}, 46, "44 now"),
        ({"onset-age": 43}, 2, "43 at onset"),
        ({"onset-age": 43}, 42, ""),
        ({"onset-age": 7}, 41, ""),
        ({"age-now": "not-sure", "onset-age": "not-sure"}, 2, ""),
        ({"age-now": 44}, None, ""),
        ({}, 44, ""),
    ],
)
def test_a_date_of_birth_that_may_be_a_helpers_own_is_seen_beside_the_age_that_was_answered(
    answers: dict[str, Any], by_birth: int | None, said: str
) -> None:
    assert explained.another_age(Content(Contact(), answers, (), Seen((), ())), by_birth) == said
