"""The audit as JSON lines for the hospital's monitoring: each line once it is committed, in order, none left out."""

import json
from pathlib import Path

import structlog

from screener.adapters.audit_stream import Stream
from screener.audit import Line
from screener.storage import audit
from screener.storage.database import Database

TOLD = frozenset(
    {"address", "role", "step", "count", "outcome", "means", "language", "reason", "version", "left"}
)
"""The details that leave the house: none that is, or may be, a name or a word that somebody typed."""
_AT_ONCE = 500


class Streaming:
    """Hands new lines on; ``position`` is a file that holds the number of the last one that was handed over.

    Lines go at least once: where the position cannot be written, they go again after the next start.
    """

    def __init__(self, database: Database, stream: Stream, position: Path) -> None:
        self._database = database
        self._stream = stream
        self._position = position
        self._last: int | None = None
        self._stuck = False

    def send_new(self) -> int:
        """Hand over what is new, the oldest first, and return how many lines; what cannot be written is tried again later."""
        sent = 0
        while True:
            with self._database.reading() as connection:
                lines = audit.after(connection, self._known(), _AT_ONCE)
            if not lines:
                return sent
            try:
                self._stream.write([as_json(line) for line in lines])
            except OSError as fault:
                if not self._stuck:  # once, not every second of a night
                    structlog.get_logger().error("audit stream not written", error=type(fault).__name__)
                self._stuck = True
                return sent
            self._stuck = False
            self._remember(lines[-1].number)
            sent += len(lines)

    def _known(self) -> int:
        if self._last is None:
            try:
                self._last = int(self._position.read_text("ascii"))
            except (OSError, ValueError):
                self._last = 0
        return self._last

    def _remember(self, number: int) -> None:
        self._last = number
        try:
            new = self._position.with_suffix(".new")
            new.write_text(str(number), "ascii")
            new.replace(self._position)
        except OSError as fault:
            structlog.get_logger().warning("audit position not kept", error=type(fault).__name__)


def as_json(line: Line) -> bytes:
    """Return a line of the audit as a line of JSON: ids, and no name, no answer and no word that somebody typed."""
    event = line.event
    told = {name: value for name, value in event.details.items() if name in TOLD}
    said = {
        "line": line.number,
        "at": event.at.isoformat(),
        "actor": event.actor,
        "action": event.action.value,
        "subject": event.subject,
        "details": told,
    }
    return json.dumps(said, sort_keys=True).encode() + b"\n"
