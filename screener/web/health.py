"""Whether the process is up, and whether it can do its work."""

import structlog
from flask import Blueprint, Response, current_app, jsonify, make_response

from screener.processes.found_together import FoundTogether
from screener.storage.upkeep import readiness
from screener.web.use_cases import use_cases

health = Blueprint("health", __name__)
_EXTENSION = "readiness"
_LONGEST_WAIT_SECONDS = 2


@health.get("/healthz")
def healthz() -> Response:
    """Say that the process is up."""
    return jsonify(status="ok")


@health.get("/readyz")
def readyz() -> Response:
    """Say whether a Send could be taken now; 503 when not, and the reason in the log.

    One request at a time finds out, for all who asked before it began, so that many of them cannot keep those from writing
    who send.
    """

    def find_out() -> str | None:
        return readiness.fault(use_cases().database, use_cases().keyring)

    together: FoundTogether[str | None] = current_app.extensions.setdefault(_EXTENSION, FoundTogether())
    return _answer(together.find(find_out, _LONGEST_WAIT_SECONDS, "Busy"))


def _answer(fault: str | None) -> Response:
    if fault is None:
        return jsonify(status="ready")
    structlog.get_logger().error("not ready", error=fault)
    return make_response(jsonify(status="not ready"), 503)
