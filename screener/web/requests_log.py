"""One log line a request, under an id that an error page can show."""

import time
import uuid

import structlog
from flask import Flask, Response, g, request


def register(app: Flask) -> None:
    """Give every request an id, and log its rule, status and time when it ends."""
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(lambda _: structlog.contextvars.clear_contextvars())


def _begin() -> None:
    g.began = time.perf_counter()
    structlog.contextvars.bind_contextvars(request_id=uuid.uuid4().hex)


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = structlog.contextvars.get_contextvars().get("request_id", "")
    structlog.get_logger().info(
        "request",
        method=request.method,
        route=request.url_rule.rule if request.url_rule else "none",
        status=response.status_code,
        milliseconds=round((time.perf_counter() - g.began) * 1000, 1),
    )
    return response
