"""``/metrics`` for the hospital's monitoring, in OpenMetrics form, for whoever has its token. No answer, no reference, no address."""

import hmac
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import structlog
from flask import Blueprint, Flask, Response, abort, current_app, g, request

from screener.processes.figures import SHARED, reserve_figures
from screener.storage.database import DatabaseUnavailable
from screener.storage.vital_signs import vital_signs
from screener.use_cases.clock import utc_now
from screener.web.use_cases import use_cases

metrics_pages = Blueprint("metrics", __name__)
_EXTENSION = "metrics"


def register(app: Flask) -> None:
    """Count requests and their times where a token is set."""
    if use_cases(app).settings.metrics_token:
        app.extensions[_EXTENSION] = _Metrics()
        app.after_request(_observe)
    app.register_blueprint(metrics_pages)


def count_here(app: Flask) -> None:
    """Let this process, which was forked from the one that made ``app``, count what it answers, if there is room for it."""
    if known := app.extensions.get(_EXTENSION):
        known.counts = reserve_figures()


class _Metrics:
    """The figures of this process, or, where it is one of several, of all of them."""

    counts = True

    def __init__(self) -> None:
        import prometheus_client  # at its import it decides whether processes share their figures

        registry = prometheus_client.CollectorRegistry()
        self._client = prometheus_client
        self._own = registry
        self.requests = prometheus_client.Counter(
            "screener_requests", "Requests answered.", ("method", "route", "status"), registry=registry
        )
        self.seconds = prometheus_client.Histogram(
            "screener_request_seconds", "Time to answer.", ("route",), registry=registry
        )

    def written(self) -> tuple[bytes, str]:
        """Return all figures, and the media type of their form."""
        from prometheus_client.multiprocess import MultiProcessCollector  # the same
        from prometheus_client.openmetrics import exposition  # the same

        registry = self._client.CollectorRegistry()
        if os.environ.get(SHARED):
            with suppress(ValueError):  # somebody took the folder away
                MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        else:
            registry.register(self._own)
        registry.register(_Work())
        return exposition.generate_latest(registry), exposition.CONTENT_TYPE_LATEST  # type: ignore[no-untyped-call]


class _Work:
    """How the work stands, asked of the database when somebody looks."""

    def collect(self) -> Iterator[Any]:
        """Yield the figures; without the database only that it does not answer."""
        from prometheus_client.core import GaugeMetricFamily  # the same

        try:
            with use_cases().database.reading() as connection:
                found = vital_signs(connection, utc_now())
        except DatabaseUnavailable:
            yield GaugeMetricFamily("screener_database_up", "Whether the database answers.", 0)
            return
        yield GaugeMetricFamily("screener_database_up", "Whether the database answers.", 1)
        yield GaugeMetricFamily(
            "screener_outbox_age_seconds", "How long the oldest email to staff waits.", found.outbox_seconds
        )
        waiting = GaugeMetricFamily("screener_outbox_waiting", "Emails that wait.", labels=("to",))
        waiting.add_metric(("staff",), found.waiting_for_staff)
        waiting.add_metric(("people",), found.waiting_for_people)
        yield waiting
        unread = GaugeMetricFamily(
            "screener_unread_flags", "Flagged submissions that nobody opened.", labels=("urgency",)
        )
        for urgency, number in found.unread.items():
            unread.add_metric((urgency,), number)
        yield unread


@metrics_pages.get("/metrics")
def metrics() -> Response:
    """Give the figures to whoever has the token; there is no such page where none is set."""
    token = use_cases().settings.metrics_token
    if not token:
        abort(404)
    given = request.headers.get("Authorization", "").encode()
    if not hmac.compare_digest(given, f"Bearer {token}".encode()):
        abort(403)
    text, media_type = current_app.extensions[_EXTENSION].written()
    return Response(text, content_type=media_type)


def _observe(response: Response) -> Response:
    known: _Metrics = current_app.extensions[_EXTENSION]
    if known.counts:
        try:
            _count(known, response)
        except OSError as fault:  # no page is for its figures
            known.counts = False
            structlog.get_logger().warning("figures not counted", error=type(fault).__name__)
    return response


def _count(known: _Metrics, response: Response) -> None:
    # The rule, never the path: that may hold a receipt code.
    route = request.url_rule.rule if request.url_rule else "none"
    method = request.method if request.url_rule else "other"
    known.requests.labels(method, route, str(response.status_code)).inc()
    known.seconds.labels(route).observe(time.perf_counter() - g.began)
