"""Passkeys as py_webauthn makes and checks them, and where they can be used at all.

The library is loaded when the first passkey is asked for: a process that serves patients never needs it.
"""

from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from screener.accounts.passkey import TO_ANSWER, Answer, Passkey, Site
from screener.accounts.staff import Staff
from screener.adapters.setting_values import as_asked_for

if TYPE_CHECKING:
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

_TIMEOUT_MILLISECONDS = int(TO_ANSWER.total_seconds() * 1000)
_LOCAL = "localhost"
_PORTS = {"http": 80, "https": 443}


def site_of(base_url: str, asked_at: str) -> Site | None:
    """Return where passkeys are used; ``None`` where no browser, or no settings, allow any.

    That is the configured ``base_url``, with TLS and under a name. Without one it is ``localhost``, if that is where
    this request was ``asked_at``: a host that only a request claims is not believed.
    """
    parts = urlsplit(base_url or asked_at)
    try:
        host, port = as_asked_for(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if _is_ip_address(host) or (host != _LOCAL and not (base_url and parts.scheme == "https")):
        return None
    shown = "" if port in {None, _PORTS[parts.scheme]} else f":{port}"
    return Site(host, f"{parts.scheme}://{host}{shown}")


def _is_ip_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


class WebAuthnChecks:
    """Passkeys of staff, which browsers show under the name of the ``clinic``."""

    def __init__(self, clinic: str) -> None:
        self._clinic = clinic

    def to_add(self, site: Site, staff: Staff, known: Iterable[Passkey], challenge: bytes) -> str:
        """Return what a browser is asked in JSON, so that it makes a passkey, and none where it holds a known one."""
        import webauthn
        from webauthn.helpers import structs

        options = webauthn.generate_registration_options(
            rp_id=site.host,
            rp_name=self._clinic,
            user_id=staff.id.encode(),
            user_name=staff.email,
            user_display_name=staff.name,
            challenge=challenge,
            timeout=_TIMEOUT_MILLISECONDS,
            exclude_credentials=_descriptors(known),
            authenticator_selection=structs.AuthenticatorSelectionCriteria(
                resident_key=structs.ResidentKeyRequirement.PREFERRED,
                user_verification=structs.UserVerificationRequirement.REQUIRED,
            ),
        )
        return webauthn.options_to_json(options)

    def added(self, site: Site, challenge: bytes, answer: str) -> Answer | None:
        """Return the new credential, or ``None`` where the answer is not of this site, or not to this challenge."""
        import webauthn

        try:
            made = webauthn.verify_registration_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=site.host,
                expected_origin=site.origin,
                require_user_verification=True,
            )
        except Exception:  # noqa: BLE001 - whatever it stumbles over in what a browser sent: it is no right answer
            return None
        return Answer(made.credential_id, made.credential_public_key, made.sign_count)

    def to_use(self, site: Site, known: Iterable[Passkey], challenge: bytes) -> str:
        """Return what a browser is asked in JSON, so that it uses one of these."""
        import webauthn
        from webauthn.helpers.structs import UserVerificationRequirement

        options = webauthn.generate_authentication_options(
            rp_id=site.host,
            challenge=challenge,
            timeout=_TIMEOUT_MILLISECONDS,
            allow_credentials=_descriptors(known),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return webauthn.options_to_json(options)

    def used(self, site: Site, challenge: bytes, answer: str, known: Iterable[Passkey]) -> Answer | None:
        """Return which of these signed the challenge at this site for a person that its device made sure of."""
        import webauthn

        try:
            parsed = webauthn.helpers.parse_authentication_credential_json(answer)
            named = next(one for one in known if one.credential == parsed.raw_id)
            given = webauthn.verify_authentication_response(
                credential=parsed,
                expected_challenge=challenge,
                expected_rp_id=site.host,
                expected_origin=site.origin,
                credential_public_key=named.public_key,
                credential_current_sign_count=0,  # the count is compared where a refusal is audited
                require_user_verification=True,
            )
        except Exception:  # noqa: BLE001 - the same
            return None
        return Answer(named.credential, named.public_key, given.new_sign_count)


def _descriptors(known: Iterable[Passkey]) -> "list[PublicKeyCredentialDescriptor]":
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    return [PublicKeyCredentialDescriptor(id=passkey.credential) for passkey in known]
