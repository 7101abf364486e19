"""A submission as a FHIR QuestionnaireResponse: the answers in the places that the Questionnaire has for them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from screener.documents.fhir import names
from screener.documents.fhir.items import not_sure_item
from screener.documents.fhir.names import Addresses, Json
from screener.documents.fhir.outcome import flag_item
from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import NOT_SURE
from screener.questionnaire.question import Kind
from screener.submissions.content import Content, SeenAnswer
from screener.submissions.opened import Opened
from screener.submissions.submission import Submission

Answered = Mapping[str, list[Json]]
"""The answers by link id; none for an item that was shown and left empty."""


def moment(at: datetime) -> str:
    """Return a time as FHIR writes it, in UTC, to the thousandth of a second."""
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z"


def updated(submission: Submission) -> datetime:
    """Return when what others read of a submission last changed: it came, or its content went."""
    return submission.withdrawn_at or submission.received_at


def authored(submission: Submission, content: Content | None) -> str:
    """Return when the answers were given: what another system said of it, or else when they came."""
    return (content.answered_at if content else "") or moment(submission.received_at)


def meta(submission: Submission) -> Json:
    """Return the version and the time of a submission; what nobody sent is labelled as test data."""
    gone = submission.withdrawn_at is not None
    said = {"versionId": "2" if gone else "1", "lastUpdated": moment(updated(submission))}
    return said | ({"security": [names.TEST_DATA]} if submission.synthetic else {})


@dataclass(frozen=True, slots=True)
class People:
    """Who the response is about, who answered it, and who typed it in for a caller: references, or nothing."""

    subject: Json
    source: Json
    author: Json | None = None


def by_reference_number(submission: Submission, addresses: Addresses) -> People:
    """Return people of whom nothing is told but the kind: they are found by the reference number."""
    known = {"identifier": {"system": addresses.references, "value": submission.reference}}
    subject = {"type": "Patient"} | known
    by_other = submission.respondent not in {"", "self"}
    return People(subject, {"type": "RelatedPerson"} | known if by_other else subject)


def response(opened: Opened, made_for: Json, addresses: Addresses, people: People) -> Json:
    """Return the response to the Questionnaire ``made_for``, which is in the language that the person read.

    Of a withdrawn or purged submission it says ``entered-in-error``, and nothing else is left. Raises ``ValueError`` for
    content that was damaged.
    """
    submission, content = opened.submission, opened.content
    if opened.is_damaged:
        raise ValueError("the content cannot be opened")
    said: Json = {
        "resourceType": "QuestionnaireResponse",
        "id": submission.id,
        "meta": meta(submission),
        "identifier": {"system": addresses.references, "value": submission.reference},
        "language": submission.language,
        "questionnaire": f"{addresses.questionnaire(submission.language)}|{submission.questionnaire_version}",
        "status": "completed",
        "subject": people.subject,
    }
    if content is None:
        # When another system's answers were given went with them; what was answered here came at once.
        known = {} if submission.sent_by else {"authored": authored(submission, content)}
        return said | known | {"status": "entered-in-error"}
    said["authored"] = authored(submission, content)
    answered = dict(_answered(submission, content, {item["linkId"]: item for item in _items(made_for)}))
    texts = {line.question_id: line.question for _, lines in content.seen.sections for line in lines}
    said |= {"source": people.source} | ({"author": people.author} if people.author else {})
    return said | {"item": [*_filled(made_for, answered, texts), *_of_older(content, answered)]}


def _items(within: Json) -> Iterator[Json]:
    for item in within.get("item", []):
        yield item
        yield from _items(item)


def _answered(
    submission: Submission, content: Content, known: Mapping[str, Json]
) -> Iterator[tuple[str, list[Json]]]:
    seen = {line.question_id: line for _, lines in content.seen.sections for line in lines}
    for name, value in content.answers.items():
        if name in DYSTONIA.questions:
            yield from _answers_to(name, value, known[name], seen.get(name))
    for flag_id in known:
        if flag_id.startswith(flag_item("")) and known[flag_id]["type"] == "boolean":
            yield flag_id, [{"valueBoolean": flag_id.removeprefix(flag_item("")) in submission.flags}]
    if submission.distribution:
        yield "distribution", [{"valueString": submission.distribution}]
    yield "generalized", [{"valueBoolean": submission.generalized}]


def _answers_to(
    name: str, value: str | int | list[str] | None, item: Json, seen: SeenAnswer | None
) -> Iterator[tuple[str, list[Json]]]:
    if value is None:
        yield name, []
    elif DYSTONIA.questions[name].kind is Kind.YEARS and value == NOT_SURE:
        yield not_sure_item(DYSTONIA.questions[name]), [{"valueBoolean": True}]
    elif isinstance(value, int):
        yield name, [{"valueInteger": value}]
    elif item["type"] != "choice":
        yield name, [{"valueString": value}]
    else:
        options = {each["valueCoding"]["code"]: each["valueCoding"] for each in item["answerOption"]}
        chosen = [value] if isinstance(value, str) else value
        if set(chosen) <= options.keys():
            yield name, [{"valueCoding": _plain(options[each])} for each in options if each in chosen]
        else:  # a choice of an older questionnaire: the words that were read are kept
            yield name, [{"valueString": seen.answer if seen and seen.answer else ", ".join(chosen)}]


def _plain(coding: Json) -> Json:
    return {part: coding[part] for part in ("system", "code", "display")}


def _filled(within: Json, answered: Answered, texts: Mapping[str, str]) -> list[Json]:
    """Return the items that applied, in their groups: with their answers, or without where they were left empty."""
    made: list[Json] = []
    for item in within.get("item", []):
        link_id = item["linkId"]
        inner = [] if item["type"] != "group" else _filled(item, answered, texts)
        if not inner and link_id not in answered:
            continue
        text = texts.get(link_id, item.get("text"))
        filled = {"linkId": link_id} | ({"text": text} if text else {})
        if answers := answered.get(link_id):
            filled["answer"] = answers
        made.append(filled | ({"item": inner} if inner else {}))
    return made


def _of_older(content: Content, answered: Answered) -> list[Json]:
    """Return what an older questionnaire asked and today's does not, in the words that the person saw."""
    return [
        {"linkId": line.question_id, "text": line.question, "answer": [{"valueString": line.answer}]}
        for _, lines in content.seen.sections
        for line in lines
        if line.question_id not in DYSTONIA.questions and line.question_id not in answered and line.answer
    ]
