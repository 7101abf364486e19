"""Which program may do what under /fhir: everything is closed but for what is listed here, with the scope it needs."""

from flask import Flask, g, request

from screener.accounts.client import Admission, Scope
from screener.audit import Actor
from screener.use_cases.clients import NotAdmitted
from screener.web.addresses import network_address
from screener.web.fhir.negotiation import refuse_other_forms
from screener.web.fhir.outcomes import Refused, in_fhir
from screener.web.use_cases import use_cases

OPEN = None

ROUTES: dict[str, Scope | None] = {
    "fhir.metadata": OPEN,
    "fhir.openapi": OPEN,
    "fhir.smart_configuration": OPEN,
    "fhir.questionnaire": OPEN,
    "fhir.code_system": OPEN,
    "fhir.token": OPEN,  # it looks itself for a proof
    "fhir.search": Scope.READ_RESPONSES,
    "fhir.search_by_post": Scope.READ_RESPONSES,
    "fhir.read": Scope.READ_RESPONSES,
    "fhir.bundle": Scope.READ_BUNDLES,
    "fhir.create": Scope.SEND_RESPONSES,
}
"""Every endpoint under /fhir with the scope it needs."""


def register(app: Flask) -> None:
    """Close /fhir."""
    app.before_request(_refuse)


def client() -> Actor:
    """Return the program that asks, and where it asks from."""
    admission: Admission = g.admission
    return Actor(admission.client.id, network_address())


def client_name() -> str:
    """Return the name that the program which asks was let in under."""
    admission: Admission = g.admission
    return admission.client.name


def _refuse() -> None:
    if not in_fhir(request) or request.routing_exception is not None:
        return
    if request.endpoint not in ROUTES:
        raise Refused(404)
    if "access_token" in request.args:  # an address stands in logs of proxies
        raise Refused(400, "A token is taken in the header Authorization alone.")
    if request.endpoint != "fhir.token":  # an answer of OAuth is JSON, whatever a library says that it takes
        refuse_other_forms()
    scope = ROUTES[request.endpoint]
    if scope is OPEN:
        return
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise Refused(401)
    try:
        g.admission = use_cases().clients.admit(token.strip(), network_address())
    except NotAdmitted:
        raise Refused(401) from None
    if scope not in g.admission.scopes:
        raise Refused(403)
