"""A response that another system sends: stored like any other, once, marked with its source; or nothing at all."""

import copy
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from screener import create_app
from screener.accounts.client import Scope
from screener.audit import Actor, LineFilter
from screener.documents.fhir.names import Addresses
from screener.documents.fhir.response import by_reference_number, response
from screener.settings import Settings
from screener.storage.submissions import Submissions
from screener.storage.tables.submission import submission as table
from screener.submissions.submission import withdraw
from screener.web.fhir.questionnaire import questionnaire_in
from screener.web.use_cases import use_cases
from tests.documents.fhir.submissions import sent
from tests.storage.asked import how_many
from tests.storage.samples import PERSONAL
from tests.strict import StrictClient, new_browser
from tests.valid import valid
from tests.web.clinic.staff import Person
from tests.web.fhir.programs import BASE, HOST, Program, application, let_in

PATIENT = {
    "resourceType": "Patient",
    "id": "p",
    "name": [{"given": ["Zoë"], "family": "Quixotesecret"}],
    "telecom": [{"system": "phone", "value": "913 555 0123"}],
    "birthDate": "1956-04-28",
}


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application of a clinic that has programs."""
    made = application(settings)
    yield made
    use_cases(made).database.engine.dispose()


@pytest.fixture
def portal(app: Flask) -> Program:
    """A program that sends."""
    return let_in(app, Scope.SEND_RESPONSES)


def _filled(language: str = "en", **answers: Any) -> dict[str, Any]:
    opened, addresses = sent(language, **answers), Addresses(BASE)
    people = by_reference_number(opened.submission, addresses)
    made = response(opened, questionnaire_in(language, addresses), addresses, people)
    return valid(
        copy.deepcopy(
            {**made, "contained": [PATIENT], "subject": {"reference": "#p"}, "source": {"reference": "#p"}}
        )
    )


def _post(program: Program, body: Any, mimetype: str = "application/fhir+json") -> TestResponse:
    answer = new_browser(program.app).post(
        "/fhir/QuestionnaireResponse",
        data=body if isinstance(body, bytes) else json.dumps(body).encode(),
        content_type=mimetype,
        headers={"Authorization": f"Bearer {program.token}"} | HOST,
    )
    assert answer.json is not None
    return answer


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_is_stored_sorted_and_marked_with_its_source(
    app: Flask, portal: Program, settings: Settings, language: str
) -> None:
    filled = _filled(language, new_or_worse=frozenset({"swallowing"}))
    answer = _post(portal, filled)
    assert answer.status_code == 201, answer.text
    assert answer.json is not None
    reference = answer.json["issue"][0]["diagnostics"].split()[-1].rstrip(".")
    assert answer.headers["Location"].startswith(f"{BASE}/fhir/QuestionnaireResponse/")
    of_staff = create_app(settings)  # at the address that test clients have
    of_staff.test_client_class = StrictClient
    ann = Person(of_staff).come_in()
    seen = ann.browser.page(f"/clinic/submissions/{reference}")
    assert "sent by the program Epic" in seen.text
    assert "From another system" in ann.browser.page("/clinic/").text
    opened = use_cases(app).exchange.take_out(reference, _nurse(app)).opened
    stored, expected = opened.submission, sent(language, new_or_worse=frozenset({"swallowing"})).submission
    assert (stored.distribution, stored.flags, stored.language) == (
        expected.distribution, expected.flags, language,
    )  # fmt: skip
    assert stored.sent_by == portal.id
    assert opened.content
    contact = opened.content.contact
    assert (contact.name, contact.phone, contact.date_of_birth) == (
        "Zoë Quixotesecret", "+19135550123", "1956-04-28",
    )  # fmt: skip
    assert contact.consent == "Sent by another system: Epic"
    lines = use_cases(app).audit.page(LineFilter()).lines
    assert ("submission.received", portal.id) in {
        (line.event.action.value, line.event.actor) for line in lines
    }


@pytest.mark.parametrize(
    ("authored", "told"),
    [
        ("2026-04-20T23:30:00-05:00", "Answered Apr 20, 2026, 11:30 PM"),
        ("2026-04-20", "Answered Apr 20, 2026"),
        ("2025", "Answered 2025"),
    ],
)
def test_the_answers_are_of_the_time_that_the_other_system_says(
    app: Flask, portal: Program, settings: Settings, authored: str, told: str
) -> None:
    stored = _post(portal, _filled() | {"authored": authored}).headers["Location"].rpartition("/")[2]
    reader = let_in(app, Scope.READ_RESPONSES, Scope.READ_BUNDLES)
    found = reader.resource(f"/fhir/QuestionnaireResponse/{stored}")
    assert found["authored"] == authored
    assert found["meta"]["lastUpdated"] > "2026-04-21"
    observed = [entry["resource"] for entry in reader.resource(f"/fhir/Bundle/{stored}")["entry"]]
    times = {one["effectiveDateTime"] for one in observed if one["resourceType"] == "Observation"}
    assert times == {authored}
    of_staff = create_app(settings)
    of_staff.test_client_class = StrictClient
    page = Person(of_staff).come_in().browser.page(f"/clinic/submissions/{found['identifier']['value']}")
    assert f"<strong>{told}</strong> in another system" in page.text
    assert f"a{told[1:]}, received" in page.text


def test_marks_that_nobody_sees_are_no_part_of_a_name_or_of_an_answer(app: Flask, portal: Program) -> None:
    hidden = "\u200b\u3164\xad"
    filled = _filled(help=frozenset({"interpreter"}), help_language="Dinka")
    named = filled | {"contained": [PATIENT | {"name": [{"text": f"{hidden}Zo{hidden}ë Quixotesecret"}]}]}
    written = json.dumps(named).replace('"Dinka"', json.dumps(f"Din{hidden}ka"))
    stored = _post(portal, written.encode()).headers["Location"].rpartition("/")[2]
    whole = json.dumps(let_in(app, Scope.READ_BUNDLES).resource(f"/fhir/Bundle/{stored}"), ensure_ascii=False)
    assert "Zoë Quixotesecret" in whole
    assert '"Dinka"' in whole
    assert not set(hidden) & set(whole)
    for empty in (
        named | {"contained": [PATIENT | {"name": [{"text": hidden}]}]},
        json.loads(written.replace("Dinka", "").replace(json.dumps(f"Din{hidden}ka"), json.dumps(hidden))),
    ):
        assert _post(portal, empty).status_code == 422


def test_a_response_without_its_time_is_of_when_it_came(app: Flask, portal: Program) -> None:
    filled = _filled()
    del filled["authored"]
    stored = _post(portal, filled).headers["Location"].rpartition("/")[2]
    found = let_in(app, Scope.READ_RESPONSES).resource(f"/fhir/QuestionnaireResponse/{stored}")
    assert found["authored"] == found["meta"]["lastUpdated"]


def _nurse(app: Flask) -> Actor:
    return Actor(use_cases(app).accounts.accounts()[0].staff.id, "192.0.2.7")


def test_the_same_is_stored_once_and_another_once_more(app: Flask, portal: Program) -> None:
    first, again = _post(portal, _filled()), _post(portal, _filled())
    assert first.headers["Location"] == again.headers["Location"]
    assert _post(portal, _filled("es")).headers["Location"] != first.headers["Location"]
    assert (
        _post(let_in(app, Scope.SEND_RESPONSES), _filled()).headers["Location"] != first.headers["Location"]
    )
    assert how_many(use_cases(app).database, table) == 3


def test_what_was_taken_back_is_not_stored_anew_when_a_program_sends_it_once_more(
    app: Flask, portal: Program
) -> None:
    first = _post(portal, _filled())
    with use_cases(app).database.writing() as connection:
        stored = Submissions(connection, use_cases(app).keyring)
        found = stored.by_id(first.headers["Location"].rpartition("/")[2])
        assert found is not None
        stored.save(*withdraw(found, found.received_at))
    gone = let_in(app, Scope.READ_RESPONSES).resource(first.headers["Location"])
    assert (gone["status"], "authored" in gone) == ("entered-in-error", False)
    again = _post(portal, _filled())
    assert (again.status_code, again.headers["Location"]) == (200, first.headers["Location"])
    assert "was withdrawn since. Nothing was stored anew." in again.text
    assert how_many(use_cases(app).database, table) == 1
    told = new_browser(app).get("/fhir/openapi.json", headers=HOST).json or {}
    responses = told["paths"]["/QuestionnaireResponse"]["post"]["responses"]
    assert {str(first.status_code), str(again.status_code)} < responses.keys()


def test_what_the_renderer_computed_is_not_believed(app: Flask, portal: Program) -> None:
    filled = json.dumps(_filled()).replace('"valueString": "segmental"', '"valueString": "focal"')
    assert "focal" in filled
    assert _post(portal, filled.encode()).status_code == 201
    with use_cases(app).database.reading() as connection:
        assert connection.scalar(select(table.c.distribution)) == "segmental"


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no subject": ({"subject": None}, "subject"),
    "a subject elsewhere": ({"subject": {"reference": "Patient/1"}}, "subject"),
    "nobody contained": ({"contained": []}, "subject"),
    "two of one id": ({"contained": [PATIENT, PATIENT]}, "subject"),
    "contained is no list": ({"contained": "x"}, "subject"),
    "no way to reach": ({"contained": [PATIENT | {"telecom": []}]}, "telecom"),
    "telecom is no list": ({"contained": [PATIENT | {"telecom": "x"}]}, "telecom"),
    "no phone number": (
        {"contained": [PATIENT | {"telecom": [{"system": "phone", "value": "12"}]}]},
        "phone",
    ),
    "a phone that is no text": (
        {"contained": [PATIENT | {"telecom": [{"system": "phone", "value": 12}]}]},
        "telecom",
    ),
    "no email": ({"contained": [PATIENT | {"telecom": [{"system": "email", "value": "zoe"}]}]}, "email"),
    "no date": ({"contained": [PATIENT | {"birthDate": "1956"}]}, "birthDate"),
    "a date that is no text": ({"contained": [PATIENT | {"birthDate": 1956}]}, "birthDate"),
    "a long name": ({"contained": [PATIENT | {"name": [{"text": "x" * 101}]}]}, "name"),
    "a name that cannot be read": ({"contained": [PATIENT | {"name": [{"text": "a\u202eb"}]}]}, "name"),
    "a name that is no text": ({"contained": [PATIENT | {"name": [{"text": ["x"]}]}]}, "name"),
    "a date to come": ({"contained": [PATIENT | {"birthDate": "2999-01-01"}]}, "birthDate"),
    "a date of long ago": ({"contained": [PATIENT | {"birthDate": "0001-01-01"}]}, "birthDate"),
    "a date by its week": ({"contained": [PATIENT | {"birthDate": "2000-W01-1"}]}, "birthDate"),
    "a date without strokes": ({"contained": [PATIENT | {"birthDate": "20000101"}]}, "birthDate"),
    "a given name that is no text": ({"contained": [PATIENT | {"name": [{"given": [{"a": 1}]}]}]}, "name"),
    "a number that is not used any more": (
        {"contained": [PATIENT | {"telecom": [{"system": "phone", "use": "old", "value": "913 555 0123"}]}]},
        "telecom",
    ),
    "a person about whom something is otherwise": (
        {"contained": [PATIENT | {"modifierExtension": [{"url": "x", "valueBoolean": True}]}]},
        "modifierExtension",
    ),
    "a number that ended": (
        {
            "contained": [
                PATIENT
                | {
                    "telecom": [
                        {
                            "system": "phone",
                            "value": "913 555 0123",
                            "period": {"end": "2020-01-01T00:00:00Z"},
                        }
                    ]
                }
            ]
        },
        "telecom",
    ),
    "rules that nobody here knows": (
        {"implicitRules": "https://x.example"},
        "QuestionnaireResponse.implicitRules",
    ),
    "a person by rules that nobody here knows": (
        {"contained": [PATIENT | {"implicitRules": "https://x.example"}]},
        "implicitRules",
    ),
    "a time to come": ({"authored": "2999-01-01T00:00:00Z"}, "QuestionnaireResponse.authored"),
    "a day to come": ({"authored": "2998-12-31"}, "QuestionnaireResponse.authored"),
    "a time without a zone": ({"authored": "2026-04-20T23:30:00"}, "QuestionnaireResponse.authored"),
    "a time without seconds": ({"authored": "2026-04-20T23:30Z"}, "QuestionnaireResponse.authored"),
    "a day that there is not": ({"authored": "2026-02-30"}, "QuestionnaireResponse.authored"),
    "a time that is a search": ({"authored": "ge2026-04-20"}, "QuestionnaireResponse.authored"),
    "a time that is no text": ({"authored": 2026}, "QuestionnaireResponse.authored"),
    "no time at all": ({"authored": None}, "QuestionnaireResponse.authored"),
    "another version": (
        {"questionnaire": f"{BASE}/fhir/Questionnaire/dystonia-self-screen|1.0.0"},
        "questionnaire",
    ),
}


@pytest.mark.parametrize(("changes", "element"), WRONG.values(), ids=WRONG)
def test_what_does_not_fit_is_told_by_its_element_and_nothing_is_stored(
    app: Flask, portal: Program, logged: io.StringIO, changes: dict[str, Any], element: str
) -> None:
    answer = _post(portal, _filled() | changes)
    assert answer.status_code == 422
    assert answer.json is not None
    assert element in answer.json["issue"][0]["expression"][0]
    assert [word for word in PERSONAL if word in answer.text + logged.getvalue()] == []
    assert how_many(use_cases(app).database, table) == 0


def test_an_emergency_is_no_matter_for_a_record(app: Flask, portal: Program) -> None:
    filled = json.dumps(_filled()).replace('"code": "none"', '"code": "applies"', 1)
    answer = _post(portal, filled.encode())
    assert answer.status_code == 422
    assert "Call 911" in answer.text
    assert how_many(use_cases(app).database, table) == 0


@pytest.mark.parametrize(
    ("body", "mimetype", "status"),
    [
        (b"{", "application/fhir+json", 400),
        (b"\xff\xfe", "application/fhir+json", 400),
        (b"[" * 30_000, "application/fhir+json", 400),
        (b"", "application/fhir+json", 400),
        (b'{"status": 1, "status": 2}', "application/fhir+json", 400),
        (b'{"x": NaN}', "application/fhir+json", 400),
        (b'{"x": 1e999}', "application/fhir+json", 400),
        ("{}".encode("utf-16"), "application/fhir+json", 400),
        ("{}".encode("utf-32"), "application/fhir+json", 400),
        (b"{}", "application/fhir+json; charset=iso-8859-1", 415),
        (b"[]", "application/fhir+json", 422),
        (b"<QuestionnaireResponse/>", "application/fhir+xml", 415),
        (b"a=b", "application/x-www-form-urlencoded", 415),
        (b"[" + b" " * 70_000 + b"]", "application/fhir+json", 413),
    ],
)
def test_what_is_no_resource_is_refused(portal: Program, body: bytes, mimetype: str, status: int) -> None:
    assert _post(portal, body, mimetype).status_code == status


def test_a_mark_of_utf_8_before_it_changes_nothing(portal: Program) -> None:
    plain = json.dumps(_filled(), ensure_ascii=False)
    assert _post(portal, plain.encode("utf-8-sig"), "application/fhir+json; charset=UTF-8").status_code == 201


def test_what_is_packed_is_refused_unread(app: Flask, portal: Program) -> None:
    answer = new_browser(app).post(
        "/fhir/QuestionnaireResponse",
        data=json.dumps(_filled()),
        content_type="application/fhir+json",
        headers={"Authorization": f"Bearer {portal.token}", "Content-Encoding": "gzip"} | HOST,
    )
    assert answer.status_code == 415


def test_the_first_phone_number_that_is_one_is_taken(portal: Program) -> None:
    unknown = {"system": "phone", "extension": [{"url": "x", "valueString": "unknown"}]}
    several = PATIENT | {"telecom": [unknown, {"system": "phone", "value": "913 555 0123"}]}
    assert _post(portal, _filled() | {"contained": [several]}).status_code == 201


NOW = {"use": "official", "text": "Zoë Quixote", "period": {"start": "2020-01-01", "end": "2999"}}


@pytest.mark.parametrize(
    "names",
    [
        [{"use": "maiden", "text": "Ann Before"}, NOW],
        [{"use": "nickname", "text": "Zo"}, {"use": "usual", "text": "Zoë Q"}, NOW],
        [{"text": "Zoë Quixote"}, {"use": ["official"], "text": "Zo"}],
        [{"use": "maiden", "text": "Ann Before"}, {"use": "temp", "text": "Zoë Quixote"}],
        [{"use": "old", "text": "Ann Before"}, {"use": "temp", "text": "Zoë Quixote"}],
        [{"text": "Ann Before", "period": {"end": "2020-01-01"}}, {"use": "temp", "text": "Zoë Quixote"}],
    ],
)
def test_of_several_names_the_one_that_a_record_goes_by_is_taken(
    app: Flask, portal: Program, names: list[Any]
) -> None:
    answer = _post(portal, _filled() | {"contained": [PATIENT | {"name": names}]})
    stored = answer.headers["Location"].rpartition("/")[2]
    content = use_cases(app).exchange.read(stored, Actor("test", "")).opened.content
    assert content
    assert content.contact.name == "Zoë Quixote"


def test_who_may_only_read_sends_nothing(app: Flask) -> None:
    reader = let_in(app, Scope.READ_RESPONSES, Scope.READ_BUNDLES)
    assert _post(reader, _filled()).status_code == 403
    reader.token = "dss_guess"
    assert _post(reader, _filled()).status_code == 401
    assert how_many(use_cases(app).database, table) == 0
