"""What the machine interface can do, told to programs: as a CapabilityStatement, as OpenAPI, and as SMART asks for it."""

from collections.abc import Mapping

from screener.accounts.client import Scope
from screener.documents.fhir.names import Addresses, Json

FHIR_VERSION = "4.0.1"
DATE = "2026-11-29"
"""The day on which what follows last changed."""
MEDIA_TYPE = "application/fhir+json"
MOST = 200
"""The most submissions of one page."""
RESULTS = {"_count", "_summary"}
"""Of those that follow, what says how much is told, and filters nothing."""
SEARCHED_BY = {
    "_id": ("token", "The id of one submission."),
    "_lastUpdated": (
        "date",
        "When it came or its content went: eq, ge, gt, le, lt, sa or eb and a time. May be given more than once; all holds.",
    ),
    "_count": ("number", f"The most of one page: up to {MOST}. 0: only their number."),
    "_summary": ("token", "count: only their number."),
    "status": ("token", "completed, or entered-in-error for what was taken back or purged."),
}
"""What responses are searched by: the kind of each parameter, and what it is."""


def capability_statement(addresses: Addresses, software: str, languages: Mapping[str, str]) -> Json:
    """Return the CapabilityStatement; ``languages`` are those that the questionnaire is in, by their codes, with their English names."""
    places = [f"{_path(addresses, code)} in {name}" for code, name in languages.items()]
    searched = [
        {"name": name, "type": kind, "documentation": words}
        for name, (kind, words) in SEARCHED_BY.items()
        if name not in RESULTS
    ]
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": DATE,
        "kind": "instance",
        "software": {"name": "Dystonia self-screen", "version": software},
        "implementation": {"description": "Dystonia self-screen", "url": f"{addresses.base}/fhir"},
        "fhirVersion": FHIR_VERSION,
        "format": ["json"],
        "rest": [
            {
                "mode": "server",
                "security": _security(addresses),
                "resource": [
                    {
                        "type": "Questionnaire",
                        "interaction": [{"code": "read"}],
                        "documentation": f"Public: {', '.join(places)}.",
                    },
                    {"type": "CodeSystem", "interaction": [{"code": "read"}]},
                    {
                        "type": "QuestionnaireResponse",
                        "interaction": [{"code": "read"}, {"code": "search-type"}, {"code": "create"}],
                        "versioning": "versioned",
                        "conditionalRead": "not-match",
                        "searchParam": searched,
                    },
                    {
                        "type": "Bundle",
                        "interaction": [{"code": "read"}],
                        "conditionalRead": "not-match",
                        "documentation": "A submission with everything that belongs to it, under the id of its response.",
                    },
                ],
            }
        ],
    }


def _path(addresses: Addresses, language: str) -> str:
    return addresses.questionnaire(language).removeprefix(f"{addresses.base}/fhir")


def _security(addresses: Addresses) -> Json:
    return {
        "service": [
            {
                "coding": [
                    {
                        "system": "http://terminology.hl7.org/CodeSystem/restful-security-service",
                        "code": "SMART-on-FHIR",
                    }
                ]
            }
        ],
        "extension": [
            {
                "url": "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
                "extension": [{"url": "token", "valueUri": token_address(addresses)}],
            }
        ],
    }


def token_address(addresses: Addresses) -> str:
    """Return where a client gets a token for a proof; it is the audience of the proof, too."""
    return f"{addresses.base}/fhir/token"


def smart_configuration(addresses: Addresses) -> Json:
    """Return what SMART backend services look for under ``.well-known``."""
    return {
        "token_endpoint": token_address(addresses),
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS384", "ES384"],
        "grant_types_supported": ["client_credentials"],
        "scopes_supported": [scope.value for scope in Scope],
        "capabilities": ["client-confidential-asymmetric", "permission-v2"],
    }


def openapi(addresses: Addresses, software: str, languages: Mapping[str, str]) -> Json:
    """Return the same for programs that know OpenAPI 3.1."""
    resource = {"content": {MEDIA_TYPE: {"schema": {"type": "object"}}}}
    outcome = {"description": "An OperationOutcome", **resource}
    failures = {str(status): outcome for status in (400, 401, 403, 404, 406, 429, 503)}

    def read(summary: str, scope: Scope | None, *parameters: Json) -> Json:
        said: Json = {
            "summary": summary,
            "parameters": list(parameters),
            "responses": {"200": {"description": "The resource", **resource}, **failures},
        }
        return {"get": said | ({"security": [{"bearer": [scope.value]}]} if scope else {"security": []})}

    by_id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    of_system = {"name": "system_id", "in": "path", "required": True, "schema": {"type": "string"}}
    search = [
        {"name": name, "in": "query", "description": words, "schema": {"type": "string"}}
        for name, (_, words) in SEARCHED_BY.items()
    ]
    search.append(
        {
            "name": "Prefer",
            "in": "header",
            "description": "handling=lenient: what is not known is left aside. Without it, it is refused.",
            "schema": {"type": "string"},
        }
    )
    responses = read("Submissions, page by page", Scope.READ_RESPONSES, *search)
    responses["post"] = {
        "summary": "A response that was filled elsewhere",
        "requestBody": {"required": True, **resource},
        "responses": {
            "201": {"description": "Stored, now or before; Location has its address", **resource},
            "200": {"description": "Stored before, and withdrawn since: nothing was stored anew", **resource},
        }
        | {str(status): outcome for status in (400, 401, 403, 406, 413, 415, 422, 429, 503)},
        "security": [{"bearer": [Scope.SEND_RESPONSES.value]}],
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Dystonia self-screen", "version": software},
        "servers": [{"url": f"{addresses.base}/fhir"}],
        "paths": {
            "/metadata": read("What this can do", None),
            **{
                _path(addresses, code): read(f"The questionnaire in {name}", None)
                for code, name in languages.items()
            },
            "/CodeSystem/{system_id}": read("Codes with their words", None, of_system),
            "/QuestionnaireResponse": responses,
            "/QuestionnaireResponse/_search": {
                "post": {
                    "summary": "The same page; the parameters may stand in the body, as a form",
                    "requestBody": {
                        "content": {"application/x-www-form-urlencoded": {"schema": {"type": "object"}}}
                    },
                    "responses": {"200": {"description": "The resource", **resource}, **failures}
                    | {str(status): outcome for status in (413, 415)},
                    "security": [{"bearer": [Scope.READ_RESPONSES.value]}],
                }
            },
            "/QuestionnaireResponse/{id}": read("One submission", Scope.READ_RESPONSES, by_id),
            "/Bundle/{id}": read("One submission with all that belongs to it", Scope.READ_BUNDLES, by_id),
        },
        "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
    }
