"""The record of a finished questionnaire: a submission, and all that the person answered and saw."""

from collections.abc import Iterator
from datetime import datetime

from screener.dystonia.result import Result, result_of
from screener.questionnaire.answers import SKIPPED, Value
from screener.questionnaire.flow import Way
from screener.questionnaire.summary import summary
from screener.questionnaire.wording import ENGLISH, Translate, Voice, said
from screener.submissions.content import Contact, Content, LeftOut, Seen, SeenAnswer
from screener.submissions.needs import needs_of
from screener.submissions.submission import Submission


def record(  # noqa: PLR0913 - what a submission is made of
    way: Way,
    contact: Contact,
    *,
    submission_id: str,
    reference: str,
    received_at: datetime,
    language: str,
    translate: Translate,
    synthetic: bool = False,
    entered_by: str | None = None,
    sent_by: str | None = None,
    answered_at: str = "",
) -> tuple[Submission, Content]:
    """Return the submission of a finished way and its content; ``translate`` puts words into the ``language`` that the person read."""
    result = result_of(way)
    submission = Submission(
        id=submission_id,
        reference=reference,
        received_at=received_at,
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
        needs=needs_of(way.answers, contact.language),
        has_message=bool(contact.message.strip()),
        synthetic=synthetic,
        entered_by=entered_by,
        sent_by=sent_by,
    )
    content = Content(
        contact=contact,
        answers={question_id: _plain(value) for question_id, value in way.answers.items()},
        parts=result.parts,
        seen=_seen(way, result.voice, result, language, translate),
        answered_at=answered_at,
    )
    return submission, content


def _plain(value: Value) -> str | int | list[str] | None:
    if value is SKIPPED:
        return None
    return sorted(value) if isinstance(value, frozenset) else value


def _seen(way: Way, spoken_to: Voice, result: Result, language: str, translate: Translate) -> Seen:
    in_english = summary(way, spoken_to, str)
    as_read = in_english if language == ENGLISH else summary(way, spoken_to, translate)
    sections = tuple(
        (
            section.title,
            tuple(
                SeenAnswer(
                    line.question_id,
                    line.question,
                    "; ".join(line.answers),
                    original.question,
                    "; ".join(original.answers),
                )
                for line, original in zip(section.lines, originals.lines, strict=True)
            ),
        )
        for section, originals in zip(as_read, in_english, strict=True)
    )
    told = tuple(said(sentence, spoken_to, translate) for sentence in result.sentences())
    return Seen(sections, told, tuple(_left_out(way)))


def _left_out(way: Way) -> Iterator[tuple[str, LeftOut]]:
    answered = {due.section.id: due.answered for due in way.sections}
    for section in way.questionnaire.sections:
        if section.id not in answered:
            yield section.id, LeftOut.NOT_ASKED
        elif not answered[section.id]:
            yield section.id, LeftOut.SKIPPED
