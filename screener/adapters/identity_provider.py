"""The identity provider as it is set up: who it is, what is demanded of its word, and which local accounts stay beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from screener.accounts.single_sign_on import Terms
from screener.accounts.staff import Role
from screener.adapters.email_addresses import email_address_as_typed
from screener.adapters.setting_values import host_of

SHORTEST_SECRET = 16
"""Characters. The provider makes the secret; a shorter one was made by hand."""
_PREFIX = "SCREENER_OIDC_"
_SECONDS = 5
_MOST_MINUTES = 24 * 60
_DEMANDED = ("roles", "role_claim", "acr", "acr_claim", "amr", "max_age")
_MULTIPLE_FACTORS = frozenset({"mfa"})
"""RFC 8176: several factors were given."""


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """Whom staff sign in with, in OpenID Connect. ``name`` is what they know it by.

    It stands at public addresses or in ``networks``. Its certificate is checked with those of the system, or with the ones in the file
    ``authorities``. Nobody waits longer than ``seconds`` for one answer of it. Where there are ``emergency`` addresses, the local
    accounts of these, and no others, go on signing in with a password.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    terms: Terms
    name: str = "your hospital account"
    scopes: str = "openid email profile"
    networks: tuple[IPv4Network | IPv6Network, ...] = ()
    authorities: str = ""
    emergency: frozenset[str] = frozenset()
    seconds: float = _SECONDS


def provider_of(environment: Mapping[str, str]) -> IdentityProvider | None:
    """Return the provider of the variables that begin with ``SCREENER_OIDC_``. Raises like ``identity_provider``, with their names."""
    named = {
        variable.removeprefix(_PREFIX).lower(): written
        for variable, written in environment.items()
        if variable.startswith(_PREFIX)
    }
    try:
        return identity_provider(named)
    except ValueError as fault:
        name, _, rest = str(fault).partition(" ")
        raise ValueError(f"{_PREFIX}{name.upper()} {rest}") from None


def identity_provider(written: Mapping[str, str]) -> IdentityProvider | None:
    """Return the provider of settings by their names in small letters, ``None`` where there are none.

    Raises ``ValueError`` whose message begins with the name of a setting and says what it must be, without repeating it.
    """
    found = {name: value for name, value in written.items() if value.strip()}
    if not found:
        return None
    if unknown := sorted(found.keys() - SETTINGS.keys()):
        raise ValueError(f"{unknown[0]} is no setting")
    for name in ("issuer", "client_id", "client_secret"):
        if name not in found:
            raise ValueError(f"{name} is needed for single sign-on")
    if "acr_claim" in found and "acr" not in found:
        raise ValueError("acr_claim says where the values of ACR stand, and there are none")
    read = {name: _read(name, value) for name, value in found.items()}
    demanded: dict[str, Any] = {name: read.pop(name) for name in _DEMANDED if name in read}
    demanded.setdefault("roles", {role.value: role for role in Role})
    if "acr" not in demanded and "amr" not in demanded:
        demanded["amr"] = _MULTIPLE_FACTORS
    return IdentityProvider(terms=Terms(**demanded), **read)


def is_https(url: Any) -> bool:
    """Tell whether this is the address of something behind TLS, and nothing else."""
    if not isinstance(url, str) or not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        return False
    try:
        parts = urlsplit(url)
        host_of(parts)
    except ValueError:
        return False
    return parts.scheme == "https" and "@" not in parts.netloc


def _read(name: str, written: str) -> Any:
    read, must_be = SETTINGS[name]
    try:
        return read(written.strip())
    except ValueError:
        raise ValueError(f"{name} must be {must_be}") from None


def _issuer(written: str) -> str:
    parts = urlsplit(written)
    if not is_https(written) or parts.query or parts.fragment or "?" in written or "#" in written:
        raise ValueError("no issuer")
    return written


def _secret(written: str) -> str:
    if len(written) < SHORTEST_SECRET:
        raise ValueError("weak")
    return written


def _roles(written: str) -> dict[str, Role]:
    roles = {}
    for pair in filter(None, map(str.strip, written.replace("\n", ";").split(";"))):
        value, sign, role = pair.rpartition("=")  # a name in a directory has such signs too
        if not sign or not value.strip() or value.strip() in roles:
            raise ValueError("no pair")
        roles[value.strip()] = Role(role.strip())
    if not roles:
        raise ValueError("none")
    return roles


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


def _scopes(written: str) -> str:
    return " ".join(dict.fromkeys(("openid", *written.split())))


def _max_age(written: str) -> timedelta | None:
    if not written.isascii() or not written.isdecimal() or int(written) > _MOST_MINUTES:
        raise ValueError("no minutes")
    return timedelta(minutes=int(written)) or None


def _networks(written: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(map(ip_network, written.replace(",", " ").split()))


def _file(written: str) -> str:
    from cryptography.x509 import load_pem_x509_certificates

    try:
        load_pem_x509_certificates(Path(written).read_bytes())
    except OSError:
        raise ValueError("no file") from None
    return written


def _emails(written: str) -> frozenset[str]:
    return frozenset(email_address_as_typed(one).lower() for one in written.replace(",", " ").split())


SETTINGS: Mapping[str, tuple[Callable[[str], Any], str]] = {
    "issuer": (_issuer, "the issuer of the provider, as it writes it: https:// without ? and #"),
    "client_id": (str, "text"),
    "client_secret": (_secret, f"{SHORTEST_SECRET} characters or more, as the provider made it"),
    "name": (str, "text"),
    "roles": (_roles, f"VALUE=ROLE with ; between, where ROLE is one of {', '.join(Role)}"),
    "role_claim": (str, "the name of a claim"),
    "scopes": (_scopes, "scopes with blanks between"),
    "acr": (_words, "values of acr with blanks between"),
    "acr_claim": (str, "the name of a claim"),
    "amr": (_words, "values of amr with blanks between"),
    "max_age": (_max_age, f"minutes, up to {_MOST_MINUTES}, or 0 where it does not matter"),
    "networks": (_networks, "networks such as 192.0.2.0/24 or 2001:db8::/48"),
    "authorities": (_file, "a file with certificates in PEM"),
    "emergency": (_emails, "email addresses with blanks between"),
}
"""Each setting: how it is read, and what it has to be."""
