"""The person of a response that comes from another system: their name and how to reach them, by the Patient that it contains."""

import re
from collections.abc import Callable
from contextlib import suppress

from screener.adapters.contact import phone_number
from screener.adapters.dates import date_of_birth
from screener.adapters.email_addresses import email_address_as_typed
from screener.documents.fhir.names import Json
from screener.documents.fhir.reading import DoesNotFit, refuse_what_changes_the_rest
from screener.dystonia import SHARE
from screener.questionnaire.typed import in_one_line, length, readable, visible
from screener.submissions.content import Contact
from screener.web.fhir.access import client_name
from screener.web.today import today

_SUBJECT = "QuestionnaireResponse.subject"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PATIENT = "QuestionnaireResponse.contained.ofType(Patient)"
_NAME_LIMIT = next(question.limit for question in SHARE.questions if question.id == "name")
_NOT_ANY_MORE = {"old", "maiden"}
_RANKS = {"official": 0, "usual": 1, "None": 2}
"""Of several names the one that a record goes by; one without a word on its use stands before a nickname."""


def contact_of(given: Json) -> Contact:
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
    refuse_what_changes_the_rest(patient, _PATIENT)
    phone, email = _telecom(patient, "phone"), _telecom(patient, "email")
    if not phone and not email:
        raise DoesNotFit(f"{_PATIENT}.telecom", "A phone number or an email address is needed.")
    return Contact(
        name=_name(patient),
        date_of_birth=_birth(patient),
        phone=_by(phone_number, phone, "phone"),
        email=_by(email_address_as_typed, email, "email"),
        consent=f"Sent by another system: {client_name()}",
    )


def _objects(patient: Json, name: str) -> list[Json]:
    given = patient.get(name, [])
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise DoesNotFit(f"{_PATIENT}.{name}", "This is no list of objects.")
    return given


def _is_in_use(named: Json) -> bool:
    """Tell of a name, or of a way to reach somebody, whether it is one still."""
    period = named.get("period")
    ended = period.get("end") if isinstance(period, dict) else None
    over = isinstance(ended, str) and bool(_DATE.match(ended)) and ended[:10] < today().isoformat()
    return not over and str(named.get("use")) not in _NOT_ANY_MORE


def _telecom(patient: Json, system: str) -> str:
    values = [
        each["value"]
        for each in _objects(patient, "telecom")
        if each.get("system") == system and "value" in each and _is_in_use(each)
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
    names = [each for each in _objects(patient, "name") if _is_in_use(each)]
    names.sort(key=lambda each: _RANKS.get(str(each.get("use")), len(_RANKS)))
    if not names:
        return ""
    given = names[0].get("given", [])
    parts = [*(given if isinstance(given, list) else [given]), names[0].get("family", "")]
    parts = [names[0]["text"]] if names[0].get("text") else parts
    texts = [part for part in parts if isinstance(part, str)]
    written = in_one_line(" ".join(texts)).strip() if len(texts) == len(parts) else "\0"
    seen = visible(written).strip()
    if not readable(written) or length(written) > _NAME_LIMIT or (written and not seen):
        raise DoesNotFit(f"{_PATIENT}.name", "This name cannot be used.")
    return seen


def _birth(patient: Json) -> str:
    written = patient.get("birthDate", "")
    if written == "":
        return ""
    if isinstance(written, str) and _DATE.fullmatch(written):
        with suppress(ValueError):
            return date_of_birth(written, today())
    raise DoesNotFit(f"{_PATIENT}.birthDate", "This is no whole date on which somebody can be born.")
