"""Whether the process is up, and whether it can do its work."""

from threading import Lock

import structlog
from flask import Blueprint, Response, jsonify, make_response

from screener.storage.upkeep import readiness
from screener.web.use_cases import use_cases

health = Blueprint("health", __name__)
_ASKING = Lock()
_LONGEST_WAIT_SECONDS = 2


@health.get("/healthz")
def healthz() -> Response:
    """Say that the process is up."""
    return jsonify(status="ok")


@health.get("/readyz")
def readyz() -> Response:
    """Say whether a Send could be taken now; 503 when not, and the reason in the log.

    One request at a time finds out, so that many of them cannot keep those from writing who send.
    """
    if not _ASKING.acquire(timeout=_LONGEST_WAIT_SECONDS):
        return _answer("Busy")
    try:
        return _answer(readiness.fault(use_cases().database, use_cases().keyring))
    finally:
        _ASKING.release()


def _answer(fault: str | None) -> Response:
    if fault is None:
        return jsonify(status="ready")
    structlog.get_logger().error("not ready", error=fault)
    return make_response(jsonify(status="not ready"), 503)
