"""What a patient can do with a finished questionnaire: send it, look at the receipt, withdraw."""

import secrets
import uuid
from dataclasses import dataclass

from sqlalchemy import Connection

from screener.clinic.news import stopped
from screener.codes import receipt
from screener.codes.reference import REFERENCE_LENGTH, code_from
from screener.questionnaire.flow import Way
from screener.questionnaire.wording import Translate
from screener.storage.database import Database
from screener.storage.keys.code_keys import CodeKey, key_of
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.news import News
from screener.storage.saved_answers import SavedDrafts
from screener.storage.submissions import Conflict, ReferenceTaken, Submissions
from screener.storage.throttling import TooManyTries, earlier_tries, tries
from screener.submissions.content import Contact, Content
from screener.submissions.record import record
from screener.submissions.submission import Submission, received, withdraw
from screener.use_cases import send_keys
from screener.use_cases.clock import Clock, utc_now

_REFERENCE_BITS = 192


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the person gets back: the reference number, and the private code to look and withdraw with.

    ``withdrawn`` tells that this was sent before, and taken back since: nothing was stored anew.
    """

    reference: str
    code: str
    withdrawn: bool = False


class Screening:
    """The patient's use cases, on a database and a keyring."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        *,
        tries_per_hour: int,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._tries_per_hour = tries_per_hour
        self._clock = clock

    def send(  # noqa: PLR0913 - what a submission is made of
        self,
        way: Way,
        contact: Contact,
        *,
        language: str,
        translate: Translate,
        send_key: str,
        address: str,
        synthetic: bool = False,
        entered_by: str | None = None,
        sent_by: str | None = None,
        answered_at: str = "",
        saved_code: str | None = None,
    ) -> Receipt:
        """Store the submission durably, once for each ``send_key`` and content, and return its receipt.

        What was withdrawn stays withdrawn: the same press may come once more, late, from a browser that waited for an answer.
        ``entered_by`` is the id of the staff member who enters what a caller answers, ``sent_by`` that of a program of another
        system: nobody counts their tries here. ``answered_at`` is when it was answered there.
        What was saved under ``saved_code`` is deleted with it, in the same transaction.
        Raises ``TooManyTries``, or ``DatabaseUnavailable`` when nothing could be stored.
        """
        saved = None if saved_code is None else self._key_of_saved(saved_code, address)
        while True:
            submission, content = record(
                way,
                contact,
                submission_id=str(uuid.uuid4()),
                reference=code_from(secrets.randbits(_REFERENCE_BITS), REFERENCE_LENGTH),
                received_at=self._clock(),
                language=language,
                translate=translate,
                synthetic=synthetic,
                entered_by=entered_by,
                sent_by=sent_by,
                answered_at=answered_at,
            )
            key = send_keys.key_of(send_key, content)
            code = send_keys.receipt_code(key, language)
            try:
                with self._database.writing() as connection:
                    if saved is not None:
                        SavedDrafts(connection, self._keyring).delete(saved)
                    submissions = Submissions(connection, self._keyring)
                    event = received(submission, address)
                    if submissions.add(submission, content, event, send_key=key, receipt=code):
                        if entered_by is None and sent_by is None:
                            self._throttle(connection, "send", address)
                        return Receipt(submission.reference, code)
                    earlier = submissions.by_send_key(key)
            except ReferenceTaken:
                continue
            if earlier is not None:
                code = send_keys.receipt_code(key, earlier.language)
                return Receipt(earlier.reference, code, withdrawn=earlier.is_tombstone)

    def receipt(self, typed: str, address: str) -> Submission | None:
        """Return the submission of a receipt code as it was typed or copied, or ``None``.

        Raises ``TooManyTries`` after too many codes that belong to nothing; then five words are not looked up at all, not
        even the right ones among them.
        """
        code = receipt.normalized(typed)
        if code is None:
            return None
        with self._database.reading() as connection:
            if receipt.is_short(code):
                self._refuse_guesses(connection, address)
            submission = Submissions(connection, self._keyring).by_receipt(code)
        if submission is None:
            with self._database.writing() as connection:
                self._throttle(connection, "receipt", address)
        return submission

    def count_copy(self, address: str) -> None:
        """Count one more sheet that was typeset for an address. Raises ``TooManyTries``."""
        with self._database.writing() as connection:
            self._throttle(connection, "copy", address)

    def tells_news(self, submission: Submission) -> bool:
        """Tell whether the person is told by email when something changes."""
        with self._database.reading() as connection:
            return News(connection).wished(submission)

    def stop_news(self, typed: str, address: str) -> Submission | None:
        """Tell the person nothing more by email; ``None`` when the code belongs to nothing. Raises ``TooManyTries`` like ``receipt``."""
        found = self.receipt(typed, address)
        if found is not None and self.tells_news(found):
            with self._database.writing() as connection:
                News(connection).stop(found, stopped(found, self._clock()))
        return found

    def content(self, submission: Submission) -> Content | None:
        """Return what was sent, for the holder of its code; ``None`` where it is gone or cannot be read."""
        try:
            with self._database.reading() as connection:
                return Submissions(connection, self._keyring).content(submission)
        except CannotOpen:
            return None

    def withdraw(self, typed: str, address: str) -> Submission | None:
        """Purge the content of the submission that the code belongs to; ``None`` when there is no such one.

        Content that is damaged is purged too. Withdrawing twice changes nothing more. Raises ``TooManyTries`` like
        ``receipt``.
        """
        found = self.receipt(typed, address)
        if found is None or found.is_tombstone:
            return found
        tombstone, event = withdraw(found, self._clock())
        try:
            with self._database.writing() as connection:
                Submissions(connection, self._keyring).save(tombstone, event)
        except Conflict:  # somebody changed it in between: look again
            return self.withdraw(typed, address)
        self._database.forget_overwritten()
        return tombstone

    def _key_of_saved(self, code: str, address: str) -> CodeKey:
        # Counted before the slow hash, because a press of Send that stores nothing new is counted nowhere else.
        with self._database.writing() as connection:
            self._throttle(connection, "send saved", address)
        return key_of(code)

    def _refuse_guesses(self, connection: Connection, address: str) -> None:
        if (
            earlier_tries(connection, self._keyring, "receipt", address, self._clock())
            >= self._tries_per_hour
        ):
            raise TooManyTries

    def _throttle(self, connection: Connection, what: str, address: str) -> None:
        if tries(connection, self._keyring, what, address, self._clock()) > self._tries_per_hour:
            raise TooManyTries
