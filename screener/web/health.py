"""Whether the process is up, and whether it can do its work."""

from flask import Blueprint, Response, jsonify, make_response

from screener.storage.upkeep import schema
from screener.web.use_cases import use_cases

health = Blueprint("health", __name__)


@health.get("/healthz")
def healthz() -> Response:
    """Say that the process is up."""
    return jsonify(status="ok")


@health.get("/readyz")
def readyz() -> Response:
    """Say whether the database answers and its migrations are current; 503 when not."""
    ready = schema.is_current(use_cases().database)
    return make_response(jsonify(status="ready" if ready else "not ready"), 200 if ready else 503)
