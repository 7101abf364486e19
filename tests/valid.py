"""The check of every FHIR resource that a test makes or fetches, by the R4B models of others."""

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

from fhir.resources.R4B import get_fhir_model_class

KEPT = os.environ.get("SCREENER_RESOURCES")
"""A folder for the resources of a run of the tests, so that ``proof.validator`` can show them to another checker."""


def valid(resource: dict[str, Any]) -> dict[str, Any]:
    """Return the resource; stop where the R4B models refuse it or one that it holds."""
    get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    if KEPT:
        written = json.dumps(resource, sort_keys=True)
        name = f"{resource['resourceType']}-{sha256(written.encode()).hexdigest()}.json"
        (Path(KEPT) / name).write_text(written, encoding="utf-8")
    return resource
