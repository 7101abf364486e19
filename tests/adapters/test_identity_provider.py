"""An identity provider is set up whole, or not at all; a name that is none is said, and no value repeated."""

from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest

from screener.accounts.staff import Role
from screener.adapters.identity_provider import identity_provider, is_https
from tests.identity_provider import certificate

NEEDED = {
    "issuer": "https://id.hospital.example/realms/staff",
    "client_id": "screener",
    "client_secret": "hunter2hunter2hunter2",
    "roles": "CN=Neuro,OU=Groups=clinician; it=administrator\nit-2=administrator;",
}


def test_without_any_setting_there_is_none() -> None:
    assert identity_provider({}) is None
    assert identity_provider({"issuer": "", "name": " "}) is None


def test_what_is_needed_is_enough_and_a_second_factor_of_today_is_demanded() -> None:
    made = identity_provider(NEEDED)
    assert made
    assert made.terms.roles == {
        "CN=Neuro,OU=Groups": Role.CLINICIAN,
        "it": Role.ADMINISTRATOR,
        "it-2": Role.ADMINISTRATOR,
    }
    assert (made.terms.amr, made.terms.acr) == (frozenset({"mfa"}), frozenset())
    assert made.terms.max_age == timedelta(minutes=15)
    assert (made.terms.role_claim, made.scopes, made.emergency) == (
        "roles",
        "openid email profile",
        frozenset(),
    )
    assert "hunter2" not in repr(made)


def test_everything_can_be_set(tmp_path: Path) -> None:
    file = certificate(tmp_path)
    more = {
        "name": "the hospital’s sign-in",
        "role_claim": "https://hospital.example/groups",
        "scopes": "groups email",
        "acr": "gold silver",
        "acr_claim": "acrs",
        "max_age": "0",
        "networks": "10.0.0.0/8, fd00::/8",
        "authorities": str(file),
        "emergency": "Root@Clinic.example, two@clinic.example",
    }
    made = identity_provider(NEEDED | more)
    assert made
    assert (made.name, made.scopes) == (more["name"], "openid groups email")
    assert (made.terms.acr, made.terms.amr) == (frozenset({"gold", "silver"}), frozenset())
    assert made.terms.acr_claim == "acrs"
    assert (made.terms.max_age, made.terms.role_claim) == (None, more["role_claim"])
    assert made.networks == (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))
    assert made.emergency == {"root@clinic.example", "two@clinic.example"}
    both = identity_provider(NEEDED | {"acr": "gold", "amr": "hwk otp"})
    assert both
    assert (both.terms.acr, both.terms.amr) == (frozenset({"gold"}), frozenset({"hwk", "otp"}))


def test_without_roles_the_claim_names_ours() -> None:
    made = identity_provider({name: value for name, value in NEEDED.items() if name != "roles"})
    assert made
    assert made.terms.roles == {role.value: role for role in Role}


@pytest.mark.parametrize("name", sorted(NEEDED.keys() - {"roles"}))
def test_a_part_of_it_is_not_enough(name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name} is needed"):
        identity_provider({one: value for one, value in NEEDED.items() if one != name})


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("issuer", "http://id.hospital.example"),
        ("issuer", "https://id.hospital.example/?hunter2"),
        ("issuer", "https://id.hospital.example/#hunter2"),
        ("issuer", "id.hospital.example"),
        ("client_secret", "hunter2"),
        ("roles", "hunter2"),
        ("roles", ";"),
        ("roles", "neuro=hunter2"),
        ("roles", "=clinician"),
        ("roles", "neuro=clinician;neuro=administrator"),
        ("acr_claim", "hunter2"),
        ("max_age", "hunter2"),
        ("max_age", "-1"),
        ("max_age", "²"),
        ("max_age", "99999"),
        ("networks", "hunter2"),
        ("authorities", "/hunter2"),
        ("authorities", __file__),
        ("emergency", "hunter2"),
        ("emergencies", "hunter2"),
    ],
)
def test_what_cannot_be_is_named_and_not_repeated(name: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=f"^{name} ") as refused:
        identity_provider(NEEDED | {name: wrong})
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example", "https://", "https://:443/", "https://user:pw@a.example", "https://a.example:x", "https://a.example:0",
        "https://a.example/a b", "https://a.example/\r\nX: y", "https://é.example", "javascript:alert(1)", "//a.example",
        "https://a.example\\@b.example", "", None, 7, ["https://a.example"], "https://[::1", "https:///path", "https://a..example", "https://.", f"https://{'a' * 64}.example",
    ],
)  # fmt: skip
def test_what_is_no_address_behind_tls(url: object) -> None:
    assert not is_https(url)
    assert is_https("https://a.example:8443/path?query")
