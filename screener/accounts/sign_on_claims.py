"""What the claims of a token say of somebody, and what is demanded of them before anybody is let in by single sign-on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from screener.accounts.single_sign_on import LEEWAY, Flow, Identity, NotSignedOn, Person, Refusal, Terms
from screener.accounts.staff import LONGEST_EMAIL, LONGEST_NAME, Role

_LONGEST_SUBJECT = 255  # OpenID Connect Core 1.0, section 2


def person_of(claims: Mapping[str, Any], terms: Terms, flow: Flow, at: datetime) -> Person:
    """Return whom the claims of a token speak of, which came for ``flow``. Raises ``NotSignedOn``."""
    subject, audience = claims.get("sub"), claims.get("aud")
    if not isinstance(subject, str) or not _is_subject(subject):
        raise NotSignedOn(Refusal.SUBJECT)
    if isinstance(audience, list) and len(audience) != 1:
        raise NotSignedOn(Refusal.AUDIENCE)  # nobody else is trusted with a token that opens this program
    if _seconds(claims.get("iat"), Refusal.TIME) < (flow.begun_at - LEEWAY).timestamp():
        raise NotSignedOn(Refusal.TIME)
    _demand_second_factor(claims, terms)
    proved = _proved_at(claims.get("auth_time"), terms, at)
    email, name = _email(claims), claims.get("name")
    return Person(
        Identity(str(claims["iss"]), subject),
        email,
        (_line(name) if isinstance(name, str) else "") or email,
        _roles(claims.get(terms.role_claim), terms),
        proved,
    )


def _is_subject(text: str) -> bool:
    return bool(text.strip()) and len(text) <= _LONGEST_SUBJECT and text.isascii() and text.isprintable()


def _demand_second_factor(claims: Mapping[str, Any], terms: Terms) -> None:
    named = claims.get(terms.acr_claim)
    classes = {named} if isinstance(named, str) else _texts(named)
    if terms.acr and not terms.acr & classes:
        raise NotSignedOn(Refusal.SECOND_FACTOR)
    if terms.amr and not terms.amr & _texts(claims.get("amr")):
        raise NotSignedOn(Refusal.SECOND_FACTOR)


def _texts(claim: Any) -> set[str]:
    return {one for one in claim if isinstance(one, str)} if isinstance(claim, list) else set()


def _proved_at(claim: Any, terms: Terms, at: datetime) -> float | None:
    if claim is None and terms.max_age is None:
        return None
    proved = _seconds(claim, Refusal.TOO_LONG_AGO)
    since = (at - terms.max_age - LEEWAY).timestamp() if terms.max_age is not None else 0
    if not since <= proved <= (at + LEEWAY).timestamp():
        raise NotSignedOn(Refusal.TOO_LONG_AGO)
    return proved


def _seconds(claim: Any, otherwise: Refusal) -> float:
    if isinstance(claim, bool) or not isinstance(claim, int | float):
        raise NotSignedOn(otherwise)
    return claim


def _email(claims: Mapping[str, Any]) -> str:
    email = claims.get("email")
    checked = claims.get("email_verified", True) in (True, "true")  # some write it as a text
    if not isinstance(email, str) or len(email) > LONGEST_EMAIL or not checked:
        raise NotSignedOn(Refusal.PERSON)
    return email


def _line(text: str) -> str:
    printed = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printed.split())[:LONGEST_NAME].strip()


def _roles(claim: Any, terms: Terms) -> frozenset[Role]:
    named = claim if isinstance(claim, list) else [claim]
    return frozenset(terms.roles[one] for one in named if isinstance(one, str) and one in terms.roles)
