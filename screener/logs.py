"""Logs: one JSON object a line, with the only keys that may ever be logged. No answer, no name, no address."""

import logging
import os
import select
import sys
import traceback
from collections.abc import MutableMapping
from threading import Lock
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
        "dropped",
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


class Lines:
    """Writes whole lines to a stream, and never waits or fails: one that cannot be written is dropped and counted.

    A full disk, a reader that went away and one that stopped reading cost lines of the log, and no page. How many is
    said by the first line that can be written again. Only a stream without a file of its own is written through Python.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._lock = Lock()
        self.dropped = 0
        self._cut = False
        try:
            self._file = stream.fileno() if stream else None
        except (OSError, ValueError):
            self._file = None

    def write(self, line: str) -> None:
        """Write a line, or count it."""
        with self._lock:
            if self.dropped and self._written(_dropped(self.dropped)):
                self.dropped = 0
            if not self._written(line):
                self.dropped += 1

    def flush(self) -> None:
        """Do nothing: each line is written at once."""

    def _written(self, line: str) -> bool:
        try:
            if self._stream is None:
                return False
            if self._file is None:
                self._stream.write(line)
                return True
            # What is left of a line that was cut gets an end, or the next one would be a part of it.
            written = b"\n" * self._cut + line.encode()
            if not _has_room(self._file):
                return False
            count = os.write(self._file, written)
            self._cut = count < len(written) and (self._cut or count > 0)
            return count == len(written)
        except (OSError, ValueError):
            return False


def _has_room(file: int) -> bool:
    # A pipe that nobody empties has none: to write to it would wait for its reader.
    asked = select.poll()
    asked.register(file, select.POLLOUT)
    return any(event & select.POLLOUT for _, event in asked.poll(0))


def _dropped(count: int) -> str:
    stamped = structlog.processors.TimeStamper(fmt="iso", key="at")
    line = stamped(None, "", {"event": "log lines dropped", "level": "error", "dropped": count})
    return f"{structlog.processors.JSONRenderer()(None, '', line)!s}\n"


def say(words: str) -> None:
    """Say something to whoever started the program, on standard error; nothing where nobody can hear it."""
    Lines(sys.stderr).write(f"{words}\n")


def configure(stream: TextIO | None = sys.stderr) -> None:
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
        logger_factory=structlog.WriteLoggerFactory(file=Lines(stream)),  # type: ignore[arg-type]
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
