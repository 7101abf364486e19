"""A submission with everything that belongs to it, as a FHIR Bundle that a chart can take."""

import base64
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from screener.clinic import explained
from screener.clinic.exam import Exam
from screener.documents.fhir import observations, people
from screener.documents.fhir.names import Addresses, Json
from screener.documents.fhir.response import People, by_reference_number, meta, moment, response, updated
from screener.submissions.content import Content
from screener.submissions.opened import Opened
from screener.submissions.submission import Submission


@dataclass(frozen=True, slots=True)
class Belongings:
    """What a submission goes out with: its newest exam, its sheet as PDF, the names of staff by id, and the program's version."""

    software: str
    exam: Exam | None = None
    pdf: bytes = field(default=b"", repr=False)
    staff: Mapping[str, str] = field(default_factory=dict)


def bundle(opened: Opened, made_for: Json, addresses: Addresses, belongings: Belongings) -> Json:
    """Return the Bundle of a submission, or of one whose content is gone: then it tells that, and no more.

    Every resource keeps its id, so that whoever takes the Bundle twice can see that it is the same. Raises
    ``ValueError`` for content that was damaged.
    """
    submission = opened.submission
    gathered = _Gathered(opened, made_for, addresses, belongings)
    version = version_of(submission, belongings.exam)
    return {
        "resourceType": "Bundle",
        "id": submission.id,
        "meta": meta(submission),
        "identifier": {"system": addresses.references, "value": f"{submission.reference}.{version}"},
        "type": "collection",
        "timestamp": moment(updated(submission)),
        "entry": [
            {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
            for resource in gathered.resources()
        ],
    }


def version_of(submission: Submission, exam: Exam | None) -> str:
    """Return what tells two Bundles of one submission apart: whether its content went, and which version of its exam is in it."""
    version = str(meta(submission)["versionId"])
    return version if exam is None else f"{version}.{exam.version}"


class _Gathered:
    """The resources of one submission; each refers to the others by its id."""

    def __init__(self, opened: Opened, made_for: Json, addresses: Addresses, belongings: Belongings) -> None:
        self._opened = opened
        self._of = opened.submission
        self._made_for = made_for
        self._addresses = addresses
        self._with = belongings
        self._labels = {"meta": {"security": meta(self._of)["security"]}} if self._of.synthetic else {}

    def resources(self) -> list[Json]:
        content = self._opened.content
        if content is None:
            known = by_reference_number(self._of, self._addresses)
            answers = response(self._opened, self._made_for, self._addresses, known)
            return [answers, *self._provenance([self._of.id])]
        patient = people.patient(self._of, content, self._addresses)
        found = [self._named("patient", patient), *self._staff(), *self._carer(content)]
        found.append(response(self._opened, self._made_for, self._addresses, self._people()))
        found += self._observations(content)
        found += self._document()
        return [*found, *self._provenance([each["id"] for each in found])]

    def _id(self, kind: str) -> str:
        return str(uuid.uuid5(uuid.UUID(self._of.id), kind))

    def _reference(self, kind: str) -> Json:
        return {"reference": f"urn:uuid:{self._id(kind)}"}

    def _named(self, kind: str, resource: Json) -> Json:
        return {"resourceType": resource["resourceType"], "id": self._id(kind)} | self._labels | resource

    def _people(self) -> People:
        subject = self._reference("patient")
        by_other = self._of.respondent not in {"", "self"}
        author = self._reference(self._of.entered_by) if self._of.entered_by else None
        return People(subject, self._reference("carer") if by_other else subject, author)

    def _staff(self) -> list[Json]:
        exam = self._with.exam
        ids = {self._of.entered_by, exam.by if exam else None} - {None}
        return [
            self._named(each, people.practitioner(each, self._with.staff.get(each, ""), self._addresses))
            for each in sorted(str(each) for each in ids)
        ]

    def _carer(self, content: Content) -> list[Json]:
        if self._of.respondent in {"", "self"}:
            return []
        subject = self._reference("patient")
        return [self._named("carer", people.related_person(self._of, content, self._addresses, subject))]

    def _observations(self, content: Content) -> list[Json]:
        told = self._people()
        of_answers = {
            "subject": told.subject,
            "performer": [told.source],
            "derivedFrom": [{"reference": f"urn:uuid:{self._of.id}"}],
        }
        found = [
            self._named("pattern", observations.pattern(self._of, content, self._addresses) | of_answers)
        ]
        found += [
            self._named(flag.id, observations.red_flag(flag, self._of, content, self._addresses) | of_answers)
            for flag in explained.flags(self._of)
        ]
        exam = self._with.exam
        if exam and exam.findings:
            by = {"subject": told.subject, "performer": [self._reference(exam.by)]}
            made = observations.exam(exam, exam.findings, self._addresses)
            found.append(self._named("exam", made | by))
        return found

    def _document(self) -> list[Json]:
        if not self._with.pdf:
            return []
        attachment = {
            "contentType": "application/pdf",
            "language": "en",
            "title": f"Dystonia self-screen {self._of.reference}",
            "data": base64.b64encode(self._with.pdf).decode(),
        }
        made = {
            "resourceType": "DocumentReference",
            "identifier": [{"system": self._addresses.references, "value": self._of.reference}],
            "status": "current",
            "subject": self._reference("patient"),
            "date": moment(self._of.received_at),
            "content": [{"attachment": attachment}],
            "context": {"related": [{"reference": f"urn:uuid:{self._of.id}"}]},
        }
        return [self._named("document", made)]

    def _provenance(self, targets: list[str]) -> list[Json]:
        versions = {
            "software": self._with.software,
            "questionnaire": self._of.questionnaire_version,
            "rules": self._of.rules_version,
        }
        device = {
            "resourceType": "Device",
            "deviceName": [{"name": "Dystonia self-screen", "type": "user-friendly-name"}],
            "version": [{"type": {"text": kind}, "value": value} for kind, value in versions.items()],
        }
        made = {
            "resourceType": "Provenance",
            "target": [{"reference": f"urn:uuid:{each}"} for each in targets],
            "recorded": moment(updated(self._of)),
            "agent": [{"who": self._reference("device")}],
        }
        return [self._named("device", device), self._named("provenance", made)]
