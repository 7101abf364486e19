"""Pushing submissions to another system: what came, what was taken back, what an exam found. Each try is audited before."""

from collections.abc import Callable

import structlog

from screener.adapters.receiver import Receiver
from screener.audit import PUSH, Action, Event
from screener.storage import audit
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.push import PushRows
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.exchange import Whole, whole

Write = Callable[[Whole], tuple[bytes, str]]
"""Makes the Bundle of a submission, and gives its identifier; ``ValueError`` for content that cannot be opened."""


class Pusher:
    """Pushes what is due to ``receiver``; any number of them may run at once, on any number of machines."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        receiver: Receiver,
        write: Write,
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._receiver = receiver
        self._write = write
        self._clock = clock

    def send_due(self) -> int:
        """Put what is new into the outbox, try each that is due once, and return how many were taken.

        One that is not taken is tried again later; the log says the class of its error and nothing else.
        """
        with self._database.reading() as connection:
            behind = PushRows(connection).behind()
        if behind:
            with self._database.writing() as connection:
                PushRows(connection).look(self._clock())
        with self._database.reading() as connection:
            waiting = PushRows(connection).due(self._clock())
        return sum(self._try(push_id) for push_id in waiting)

    def _try(self, push_id: str) -> bool:
        now = self._clock()
        with self._database.writing() as connection:
            push = PushRows(connection).claim(push_id, now)
            if push is None:
                return False
            found = whole(connection, self._keyring, push.submission_id)
            audit.append(connection, Event(Action.SUBMISSION_PUSHED, PUSH, push.submission_id, now))
        try:
            body, identifier = self._write(found)
            self._receiver.hand_over(body, identifier=identifier, message_id=push.id, at=int(now.timestamp()))
        except (OSError, ValueError) as fault:
            structlog.get_logger().warning("submission not pushed", error=type(fault).__name__)
            return False
        with self._database.writing() as connection:
            PushRows(connection).taken(push, self._clock())
        return True
