"""What is demanded of the word of an identity provider, and who has a password beside it."""

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from screener.accounts.local_accounts import LocalAccounts
from screener.accounts.sign_on_claims import person_of
from screener.accounts.single_sign_on import (
    LEEWAY,
    TO_RETURN,
    Flow,
    Identity,
    NotSignedOn,
    Person,
    Refusal,
    Terms,
)
from screener.accounts.staff import Role
from screener.audit import VISITOR

NOON = datetime(2026, 4, 28, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
AT = int(NOON.timestamp())
FLOW = Flow("state", "nonce", "verifier", NOON - timedelta(minutes=1))
TERMS = Terms({"neuro": Role.CLINICIAN, "it": Role.ADMINISTRATOR}, amr=frozenset({"mfa", "hwk"}))
CLAIMS: dict[str, Any] = {
    "iss": "https://id.example",
    "sub": "7",
    "aud": "screener",
    "iat": AT,
    "auth_time": AT,
    "amr": ["pwd", "hwk"],
    "roles": ["neuro", "it", "nobody", 7],
    "email": "ann@clinic.example",
    "name": "Ann\tLee\u202e ",
}


def _why(terms: Terms = TERMS, **changed: Any) -> Refusal:
    with pytest.raises(NotSignedOn) as refused:
        person_of(CLAIMS | changed, terms, FLOW, NOON)
    assert refused.value.account_id == VISITOR
    return refused.value.why


def test_who_has_everything_is_known() -> None:
    both = frozenset({Role.CLINICIAN, Role.ADMINISTRATOR})
    ann = Person(Identity("https://id.example", "7"), "ann@clinic.example", "Ann Lee", both, AT)
    assert person_of(CLAIMS, TERMS, FLOW, NOON) == ann
    one = CLAIMS | {"aud": ["screener"], "roles": "it", "name": "\n", "email_verified": True}
    expected = replace(ann, name="ann@clinic.example", roles=frozenset({Role.ADMINISTRATOR}))
    assert person_of(one, TERMS, FLOW, NOON) == expected
    assert person_of(CLAIMS | {"name": 7}, TERMS, FLOW, NOON).name == "ann@clinic.example"
    assert person_of(CLAIMS | {"name": "é" * 300}, TERMS, FLOW, NOON).name == "é" * 100


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"sub": None}, "subject"),
        ({"sub": " "}, "subject"),
        ({"sub": 7}, "subject"),
        ({"sub": "é"}, "subject"),
        ({"sub": "a\x00"}, "subject"),
        ({"sub": "s" * 256}, "subject"),
        ({"aud": []}, "audience"),
        ({"aud": ["screener", "other"]}, "audience"),
        ({"iat": None}, "time"),
        ({"iat": True}, "time"),
        ({"iat": int((FLOW.begun_at - LEEWAY - SECOND).timestamp())}, "time"),
        ({"amr": None}, "second_factor"),
        ({"amr": "mfa"}, "second_factor"),
        ({"amr": ["pwd", ["mfa"]]}, "second_factor"),
        ({"auth_time": None}, "too_long_ago"),
        ({"auth_time": "now"}, "too_long_ago"),
        ({"auth_time": math.nan}, "too_long_ago"),
        ({"auth_time": int((NOON - timedelta(minutes=16) - SECOND).timestamp())}, "too_long_ago"),
        ({"auth_time": int((NOON + LEEWAY + SECOND).timestamp())}, "too_long_ago"),
        ({"email": None}, "person"),
        ({"email": "a" * 255}, "person"),
        ({"email_verified": False}, "person"),
    ],
    ids=str,
)
def test_what_is_missing_or_wrong_is_named(changed: dict[str, Any], why: str) -> None:
    assert _why(**changed) == why


def test_a_class_of_sign_in_may_be_demanded_instead_or_besides() -> None:
    gold = replace(TERMS, acr=frozenset({"gold"}), amr=frozenset())
    assert _why(gold) == _why(gold, acr="silver") == _why(gold, acr=[["gold"]]) == Refusal.SECOND_FACTOR
    assert person_of(CLAIMS | {"acr": "gold", "amr": None}, gold, FLOW, NOON).identity.subject == "7"
    contexts = replace(gold, acr_claim="acrs")
    assert _why(contexts, acr="gold") == _why(contexts, acrs=["silver", 7]) == Refusal.SECOND_FACTOR
    assert person_of(CLAIMS | {"acrs": ["silver", "gold"]}, contexts, FLOW, NOON).identity.subject == "7"
    both = replace(TERMS, acr=frozenset({"gold"}))
    assert _why(both, acr="gold", amr=["pwd"]) == Refusal.SECOND_FACTOR


def test_when_somebody_proved_who_they_are_may_not_matter_but_is_read_where_it_is_said() -> None:
    lax = replace(TERMS, max_age=None)
    assert person_of(CLAIMS | {"auth_time": None}, lax, FLOW, NOON).proved_at is None
    assert person_of(CLAIMS | {"auth_time": 5}, lax, FLOW, NOON).proved_at == 5
    assert _why(lax, auth_time="now") == _why(lax, auth_time=AT + 3600) == Refusal.TOO_LONG_AGO


def test_who_proves_again_did_so_after_being_asked() -> None:
    ann = person_of(CLAIMS, TERMS, FLOW, NOON)
    assert ann.proved_again(FLOW)
    assert not replace(ann, proved_at=(FLOW.begun_at - LEEWAY - SECOND).timestamp()).proved_again(FLOW)
    assert not replace(ann, proved_at=None).proved_again(FLOW)


def test_no_role_is_not_refused_here_so_that_it_can_be_taken_from_an_account() -> None:
    for claim in (None, [], ["nobody"], {"neuro": 1}, 7, "neuro it"):
        assert person_of(CLAIMS | {"roles": claim}, TERMS, FLOW, NOON).roles == frozenset()
    elsewhere = replace(TERMS, role_claim="https://hospital.example/groups")
    claims = CLAIMS | {"https://hospital.example/groups": ["it"]}
    assert person_of(claims, elsewhere, FLOW, NOON).roles == {Role.ADMINISTRATOR}


def test_an_answer_comes_within_ten_minutes_and_not_before_it_was_asked_for() -> None:
    assert not FLOW.is_over(FLOW.begun_at)
    assert not FLOW.is_over(FLOW.begun_at + TO_RETURN)
    assert FLOW.is_over(FLOW.begun_at + TO_RETURN + SECOND)
    assert FLOW.is_over(FLOW.begun_at - SECOND)
    assert not {"state", "nonce", "verifier"} & set(repr(FLOW).replace("'", " ").replace("=", " ").split())


@pytest.mark.parametrize(
    ("local", "email", "connected", "held"),
    [
        (LocalAccounts(), "ann", True, True),
        (LocalAccounts(single_sign_on=True), "ann", False, True),
        (LocalAccounts(single_sign_on=True), "ann", True, False),
        (LocalAccounts(single_sign_on=True, emergency=frozenset({"root"})), "ann", False, False),
        (LocalAccounts(single_sign_on=True, emergency=frozenset({"root"})), "root", False, True),
        (LocalAccounts(single_sign_on=True, emergency=frozenset({"root"})), "root", True, True),
    ],
)
def test_who_has_a_password_here(local: LocalAccounts, email: str, *, connected: bool, held: bool) -> None:
    assert local.hold(email, connected=connected) is held
