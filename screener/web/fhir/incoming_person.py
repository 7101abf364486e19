"""The person whom a response of another system is about: the Patient in it, read as what people type is read."""

import re
from collections.abc import Callable
from contextlib import suppress

from screener.adapters.contact import phone_number
from screener.adapters.dates import date_of_birth
from screener.adapters.email_addresses import email_address_as_typed
from screener.documents.fhir.names import Json
from screener.documents.fhir.reading import DoesNotFit
from screener.dystonia import SHARE
from screener.questionnaire.typed import in_one_line, length, readable, visible
from screener.submissions.content import Contact
from screener.web.today import today

_SUBJECT = "QuestionnaireResponse.subject"
_PATIENT = "QuestionnaireResponse.contained.ofType(Patient)"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAME_LIMIT = next(question.limit for question in SHARE.questions if question.id == "name")


def contact_of(given: Json, consent: str) -> Contact:
    """Return how to reach the person, from the Patient that the subject names in the response itself. Raises ``DoesNotFit``."""
    subject, contained = given.get("subject"), given.get("contained")
    name = subject.get("reference") if isinstance(subject, dict) else None
    found = [
        each
        for each in (contained if isinstance(contained, list) else [])
        if isinstance(each, dict) and each.get("resourceType") == "Patient" and f"#{each.get('id')}" == name
    ]
    if len(found) != 1:
        raise DoesNotFit(_SUBJECT, "The subject has to be a Patient that is contained.")
    (patient,) = found
    if "modifierExtension" in patient:
        raise DoesNotFit(
            f"{_PATIENT}.modifierExtension", "What changes the meaning of the rest is not known here."
        )
    phone, email = _telecom(patient, "phone"), _telecom(patient, "email")
    if not phone and not email:
        raise DoesNotFit(f"{_PATIENT}.telecom", "A phone number or an email address is needed.")
    return Contact(
        name=_name(patient),
        date_of_birth=_birth(patient),
        phone=_by(phone_number, phone, "phone"),
        email=_by(email_address_as_typed, email, "email"),
        consent=consent,
    )


def _objects(patient: Json, name: str) -> list[Json]:
    given = patient.get(name, [])
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise DoesNotFit(f"{_PATIENT}.{name}", "This is no list of objects.")
    return given


def _telecom(patient: Json, system: str) -> str:
    values = [
        each["value"]
        for each in _objects(patient, "telecom")
        if each.get("system") == system and each.get("use") != "old" and "value" in each
    ]
    if values and not isinstance(values[0], str):
        raise DoesNotFit(f"{_PATIENT}.telecom", "This is no text.")
    return str(values[0]) if values else ""


def _by(read: Callable[[str], str], written: str, system: str) -> str:
    if not written:
        return ""
    try:
        return read(written)
    except ValueError:
        where = f"{_PATIENT}.telecom.where(system = '{system}')"
        raise DoesNotFit(where, f"This cannot be used as {system}.") from None


def _name(patient: Json) -> str:
    names = _objects(patient, "name")
    if not names:
        return ""
    given = names[0].get("given", [])
    parts = [*(given if isinstance(given, list) else [given]), names[0].get("family", "")]
    parts = [names[0]["text"]] if names[0].get("text") else parts
    if all(isinstance(part, str) for part in parts):
        written = in_one_line(" ".join(parts)).strip()
        seen = visible(written).strip()
        if readable(written) and length(written) <= _NAME_LIMIT and (seen or not written):
            return seen
    raise DoesNotFit(f"{_PATIENT}.name", "This name cannot be used.")


def _birth(patient: Json) -> str:
    written = patient.get("birthDate", "")
    if written == "":
        return ""
    if isinstance(written, str) and _DATE.fullmatch(written):
        with suppress(ValueError):
            return date_of_birth(written, today())
    raise DoesNotFit(f"{_PATIENT}.birthDate", "This is no whole date on which somebody can be born.")
