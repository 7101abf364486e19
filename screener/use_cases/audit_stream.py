"""The audit as JSON lines for the hospital's monitoring: each line once it is committed, in order, none left out."""

import json
import re
from pathlib import Path

import structlog
from sqlalchemy import Connection

from screener.adapters.audit_stream import Stream
from screener.audit import Line
from screener.storage import audit
from screener.storage.database import Database

TOLD = frozenset(
    {"address", "role", "step", "count", "outcome", "means", "language", "reason", "version", "left"}
)
"""The details that leave the house: none that is, or may be, a name or a word that somebody typed."""
_AT_ONCE = 500
_POSITION = re.compile(r"([0-9]{1,18})(?: ([0-9a-f]{64}))?\s*")
"""A number of a line, and its hash, which earlier versions did not write down."""
_NOTHING = (0, "")


class Streaming:
    """Hands new lines on; ``position`` is a file that holds the number of the last one that was handed over, and its hash.

    Lines go at least once: where the position cannot be written, they go again after the next start; and from the first one where
    the last one is another by now, as in a database that was put back from a copy: by its number alone, new lines would be taken
    for lines that went before.
    """

    def __init__(self, database: Database, stream: Stream, position: Path) -> None:
        self._database = database
        self._stream = stream
        self._position = position
        self._last: tuple[int, str] | None = None
        self._stuck = False

    def send_new(self) -> int:
        """Hand over what is new, the oldest first, and return how many lines; what cannot be written is tried again later."""
        sent = 0
        while True:
            with self._database.reading() as connection:
                lines = audit.after(connection, self._behind(connection), _AT_ONCE)
            if not lines:
                return sent
            try:
                taken = self._stream.write([as_json(line) for line in lines])
            except OSError as fault:
                if not self._stuck:  # once, not every second of a night
                    structlog.get_logger().error("audit stream not written", error=type(fault).__name__)
                self._stuck = True
                return sent
            self._stuck = False
            self._remember(lines[taken - 1].number)
            sent += taken
            if taken < len(lines):  # whoever reads is slower than this, or a disk is full
                return sent

    def _behind(self, connection: Connection) -> int:
        """Return the number of the last line that was handed over, 0 where that was a line of another audit."""
        number, known = self._known()
        if not number:
            return 0
        found = audit.hash_of(connection, number)
        if found and known in {"", found}:
            return number
        structlog.get_logger().warning("audit stream begins anew")
        self._last = _NOTHING
        return 0

    def _known(self) -> tuple[int, str]:
        if self._last is None:
            try:
                found = _POSITION.fullmatch(self._position.read_text("ascii"))
            except (OSError, ValueError):
                found = None
            self._last = (int(found[1]), found[2] or "") if found else _NOTHING
        return self._last

    def _remember(self, number: int) -> None:
        with self._database.reading() as connection:
            hashed = audit.hash_of(connection, number)
        self._last = number, hashed
        try:
            new = self._position.with_suffix(".new")
            new.write_text(f"{number} {hashed}", "ascii")
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
