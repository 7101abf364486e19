"""What a patient can do: see the result of their answers, send them, look at the receipt, withdraw."""

import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from screener.advice import (
    NOT_A_DIAGNOSIS,
    SPECIALIST_MAY_DIFFER,
    WITHOUT_PATTERN,
    PatternWords,
    pattern_words,
    reasons_for_patient,
    specialist_may_differ,
)
from screener.answers import SKIPPED, Value
from screener.flow import Way
from screener.instrument import marked_parts, voice
from screener.reference import RECEIPT_LENGTH, REFERENCE_LENGTH, code_from, normalized
from screener.rules import Classification, classify
from screener.safety import RedFlag, Urgency, highest, red_flags
from screener.storage import throttling
from screener.storage.database import Database
from screener.storage.sealing import Keyring
from screener.storage.submissions import Conflict, ReferenceTaken, Submissions
from screener.submission import Contact, Content, Seen, SeenAnswer, Submission, received, withdraw
from screener.summary import Translate, summary
from screener.wording import Voice

_CODE_BITS = 192


class TooManyTries(Exception):
    """The same address tried this too often in this hour."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a finished questionnaire comes to."""

    parts: tuple[str, ...]
    classification: Classification
    flags: tuple[RedFlag, ...]
    voice: Voice

    @property
    def urgency(self) -> Urgency | None:
        """The most urgent level among the flags."""
        return highest(self.flags)

    @property
    def pattern(self) -> PatternWords | None:
        """The words for the pattern, ``None`` where there is none."""
        return pattern_words(self.classification)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, in plain words; nothing where there is no pattern."""
        return reasons_for_patient(self.classification.reasons) if self.pattern else ()

    @property
    def specialist_may_differ(self) -> bool:
        """Tell whether the patient should hear that a specialist may sort this differently."""
        return specialist_may_differ(self.classification)

    def sentences(self) -> tuple[str, ...]:
        """Return what the person is told, untranslated, in the order of the result page."""
        words = (self.pattern.described, self.pattern.named) if self.pattern else (WITHOUT_PATTERN,)
        differs = (SPECIALIST_MAY_DIFFER,) if self.specialist_may_differ else ()
        flags = tuple(flag.for_patient.to(self.voice) for flag in self.flags)
        return (*flags, *words, *self.reasons, *differs, NOT_A_DIAGNOSIS)


def result_of(way: Way) -> Result:
    """Return the result of the answers that count."""
    parts = marked_parts(way.answers)
    return Result(parts, classify(parts), red_flags(way.answers), voice(way.answers))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the person gets back: the reference number, and the private code to look and withdraw with."""

    reference: str
    code: str


def new_send_key() -> str:
    """Return the random key that makes one draft be sent once."""
    return secrets.token_hex(_CODE_BITS // 8)


def receipt_code(send_key: str) -> str:
    """Return the receipt code of a send key; whoever holds the one may see the other."""
    return code_from(int(send_key, 16), RECEIPT_LENGTH)


class Screening:
    """The patient's use cases, on a database and a keyring."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        *,
        tries_per_hour: int,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._tries_per_hour = tries_per_hour
        self._clock = clock

    def send(  # noqa: PLR0913 - what a submission is made of
        self, way: Way, contact: Contact, *, language: str, translate: Translate, send_key: str, address: str
    ) -> Receipt:
        """Store the submission durably, once for each ``send_key``, and return its receipt.

        Raises ``TooManyTries``, or ``DatabaseUnavailable`` when nothing could be stored.
        """
        code = receipt_code(send_key)
        while True:
            submission, event = received(self._submission(way, contact, language, translate))
            try:
                with self._database.writing() as connection:
                    submissions = Submissions(connection, self._keyring)
                    if submissions.add(submission, event, send_key=send_key, receipt=code):
                        self._throttle(connection, "send", address)
                        return Receipt(submission.reference, code)
                    earlier = submissions.by_send_key(send_key)
                    return Receipt(earlier.reference if earlier else submission.reference, code)
            except ReferenceTaken:
                continue

    def receipt(self, typed: str, address: str) -> Submission | None:
        """Return the submission of a receipt code typed in any case and spacing, or ``None``.

        Raises ``TooManyTries`` after too many codes that belong to nothing.
        """
        code = normalized(typed, RECEIPT_LENGTH)
        with self._database.reading() as connection:
            submission = Submissions(connection, self._keyring).by_receipt(code) if code else None
        if submission is None:
            with self._database.writing() as connection:
                self._throttle(connection, "receipt", address)
        return submission

    def withdraw(self, typed: str, address: str) -> Submission | None:
        """Purge the content of the submission that the code belongs to; ``None`` when there is no such one.

        Withdrawing twice changes nothing more. Raises ``TooManyTries`` like ``receipt``.
        """
        found = self.receipt(typed, address)
        if found is None or found.content is None:
            return found
        tombstone, event = withdraw(found, self._clock())
        try:
            with self._database.writing() as connection:
                Submissions(connection, self._keyring).save(tombstone, event)
        except Conflict:  # somebody changed it in between: look again
            return self.withdraw(typed, address)
        return tombstone

    def _throttle(self, connection: Connection, what: str, address: str) -> None:
        key = self._keyring.fingerprints(address, "throttle", what)[0]
        if throttling.count(connection, key, self._clock()) > self._tries_per_hour:
            raise TooManyTries

    def _submission(self, way: Way, contact: Contact, language: str, translate: Translate) -> Submission:
        result = result_of(way)
        return Submission(
            id=str(uuid.uuid4()),
            reference=code_from(secrets.randbits(_CODE_BITS), REFERENCE_LENGTH),
            received_at=self._clock(),
            language=language,
            respondent=way.answers.text("respondent"),
            questionnaire_version=way.questionnaire.version,
            rules_version=result.classification.rules_version,
            distribution=result.classification.distribution,
            generalized=result.classification.generalized,
            regions=result.classification.regions,
            caveats=result.classification.caveats,
            flags=tuple(flag.id for flag in result.flags),
            urgency=result.urgency,
            content=Content(
                contact=contact,
                answers={question_id: _plain(value) for question_id, value in way.answers.items()},
                parts=result.parts,
                seen=_seen(way, result, translate),
            ),
        )


def _plain(value: Value) -> str | int | list[str] | None:
    if value is SKIPPED:
        return None
    return sorted(value) if isinstance(value, frozenset) else value


def _seen(way: Way, result: Result, translate: Translate) -> Seen:
    originals = iter([line for section in summary(way, str) for line in section.lines])
    sections = tuple(
        (
            section.title,
            tuple(
                SeenAnswer(
                    line.question_id,
                    line.question,
                    "; ".join(line.answers),
                    (original := next(originals)).question,
                    "; ".join(original.answers),
                )
                for line in section.lines
            ),
        )
        for section in summary(way, translate)
    )
    return Seen(sections, tuple(translate(sentence) for sentence in result.sentences()))
