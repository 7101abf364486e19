"""What goes over the wire around a resource: a page of a search, and what went wrong."""

from collections.abc import Iterable, Mapping

from screener.documents.fhir.names import Json

_ISSUES = {
    400: "invalid",
    401: "login",
    403: "forbidden",
    404: "not-found",
    405: "not-supported",
    406: "not-supported",
    410: "deleted",
    413: "too-long",
    415: "not-supported",
    422: "processing",
    429: "throttled",
    503: "transient",
}


def operation_outcome(status: int, words: str, *, element: str = "", severity: str = "error") -> Json:
    """Return what went wrong, in words that repeat nothing that was sent; ``element`` is the FHIRPath of what is at fault."""
    issue: Json = {
        "severity": severity,
        "code": _ISSUES.get(status, "exception"),
        "diagnostics": words,
    }
    return {
        "resourceType": "OperationOutcome",
        "issue": [issue | ({"expression": [element]} if element else {})],
    }


def search_set(
    resources: Iterable[Json], base: str, links: Mapping[str, str], *, total: int | None = None
) -> Json:
    """Return a page of a search. How many there are in all is told to whoever asks: counting may take longer than a page."""
    found: Json = {
        "resourceType": "Bundle",
        "type": "searchset",
        "link": [{"relation": relation, "url": url} for relation, url in links.items()],
    }
    entries = [_entry(resource, base) for resource in resources]
    # An empty list is none in FHIR.
    return found | ({"total": total} if total is not None else {}) | ({"entry": entries} if entries else {})


def _entry(resource: Json, base: str) -> Json:
    if resource["resourceType"] == "OperationOutcome":
        return {"resource": resource, "search": {"mode": "outcome"}}
    address = f"{base}/fhir/{resource['resourceType']}/{resource['id']}"
    return {"fullUrl": address, "resource": resource, "search": {"mode": "match"}}
