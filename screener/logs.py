"""Logs: one JSON object a line, with the only keys that may ever be logged. No answer, no name, no address."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

ALLOWED_KEYS = frozenset(
    {
        "at",
        "level",
        "event",
        "request_id",
        "method",
        "route",
        "status",
        "milliseconds",
        "error",
        "where",
        "logger",
    }
)
"""``route`` is the rule, never the path; ``error`` the class of an exception, never its message."""


def only_allowed(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop every key that is not on the list, whoever logged it."""
    return {key: value for key, value in line.items() if key in ALLOWED_KEYS}


class _ForeignLines(logging.Handler):
    """Lines of other libraries: who said something, where and how grave, but not what, for it may be personal."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        extra = {"error": error} if error else {}
        level = min(
            max(record.levelno // 10 * 10, logging.DEBUG), logging.CRITICAL
        )  # structlog knows no other
        place = [f"{record.filename}:{record.lineno} {record.funcName}"]
        structlog.get_logger().log(level, "line of a library", logger=record.name, where=place, **extra)


def configure(stream: TextIO = sys.stderr) -> None:
    """Send every log line of the process to ``stream``, through the list of allowed keys."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", key="at"),
            only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=stream),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers = [_ForeignLines()]
    root.setLevel(logging.WARNING)


def where(error: BaseException) -> list[str]:
    """Return the places an exception came through, without its message or any value."""
    return [
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ][-8:]
