"""The people of a submission as resources: the patient, whoever answered for them, and staff. Only what was given."""

from screener.documents.fhir import names
from screener.documents.fhir.names import Addresses, Json
from screener.submissions.content import Content
from screener.submissions.needs import interpreter_for
from screener.submissions.submission import Submission

_LANGUAGES = {"en": "English", "es": "Spanish"}
_RELATIONS = {
    "parent": ("PRN", "Parent"),
    "partner": ("SIGOTHR", "Partner"),
    "family": ("FAMMEMB", "Family member"),
    "carer": ("", "Carer"),
    "other": ("", "Somebody else"),
}


def patient(submission: Submission, content: Content, addresses: Addresses) -> Json:
    """Return the person as they described themselves; a name is one text, because nobody asked for its parts."""
    contact = content.contact
    said: Json = {
        "resourceType": "Patient",
        "identifier": [{"system": addresses.references, "value": submission.reference}],
    }
    if contact.name:
        said["name"] = [{"text": contact.name}]
    telecom = _telecom(contact.phone, contact.email)
    if telecom:
        said["telecom"] = telecom
    if contact.date_of_birth:
        said["birthDate"] = contact.date_of_birth
    if spoken := _language(contact.language, interpreter_for(content)):
        said["communication"] = [{"language": spoken, "preferred": True}]
    return said


def related_person(submission: Submission, content: Content, addresses: Addresses, subject: Json) -> Json:
    """Return whoever answered for the person, with their relation and, where they gave it, their name."""
    code, words = _RELATIONS.get(submission.respondent, ("", submission.respondent))
    own = {"system": addresses.code_system("respondent"), "code": submission.respondent}
    codings = [own, *([{"system": names.ROLES, "code": code}] if code else [])]
    said: Json = {
        "resourceType": "RelatedPerson",
        "identifier": [{"system": addresses.references, "value": submission.reference}],
        "patient": subject,
        "relationship": [{"coding": codings, "text": words}],
    }
    return said | ({"name": [{"text": content.contact.own_name}]} if content.contact.own_name else {})


def practitioner(staff_id: str, name: str, addresses: Addresses) -> Json:
    """Return a staff member; whose account is gone has no name."""
    said: Json = {
        "resourceType": "Practitioner",
        "identifier": [{"system": addresses.staff, "value": staff_id}],
    }
    return said | ({"name": [{"text": name}]} if name else {})


def _telecom(phone: str, email: str) -> list[Json]:
    given = (("phone", phone), ("email", email))
    return [{"system": system, "value": value} for system, value in given if value]


def _language(code: str, named: str) -> Json | None:
    if code in _LANGUAGES:
        coding = {"system": "urn:ietf:bcp:47", "code": code, "display": _LANGUAGES[code]}
        return {"coding": [coding]}
    if not code:
        return None
    return {"text": named or "Another language, with an interpreter"}
