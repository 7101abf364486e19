"""The page on which administrators let programs in, and the file that a clinician takes out."""

import json

import pytest
from fhir.resources.R4B.bundle import Bundle
from flask import Flask
from joserfc.jwk import ECKey

from screener.audit import LineFilter
from screener.use_cases.clients import NotAdmitted
from screener.web.use_cases import use_cases
from tests.strict import Page
from tests.web.clinic.staff import Person, administrator
from tests.web.fhir.programs import send

PROGRAMS = "/clinic/programs"
FIELDS = {"name": "Epic <interface>", "scopes": ["system/QuestionnaireResponse.rs"], "days": "30", "jwks": ""}


def _audited(app: Flask) -> list[str]:
    lines = use_cases(app).audit.page(LineFilter()).lines
    return [line.event.action.value for line in lines]


def test_a_token_is_shown_once_and_lets_in_until_it_is_revoked(app: Flask) -> None:
    root = administrator(app)
    shown = Page(root.browser.submit(PROGRAMS, FIELDS, 200).text)
    (token,) = [text for attributes, text in shown.all("code") if attributes.get("class") == "key"]
    admitted = use_cases(app).clients.admit(token, "192.0.2.9")
    listed = root.browser.page(PROGRAMS)
    assert token not in listed.text
    assert "Epic &lt;interface&gt;" in listed.text
    assert "Read answers, without name and contact" in listed.text
    root.browser.post(f"{PROGRAMS}/{admitted.client.id}/revoke", data={"csrf_token": listed.token})
    with pytest.raises(NotAdmitted):
        use_cases(app).clients.admit(token, "192.0.2.9")
    assert "No program may come in" in root.browser.page(PROGRAMS).text
    assert {"client.made", "client.revoked", "client.refused"} <= set(_audited(app))
    audit = root.browser.page("/clinic/audit").text
    assert token not in audit
    assert "Epic &lt;interface&gt;" in audit
    again = root.browser.post(f"{PROGRAMS}/{admitted.client.id}/revoke", data={"csrf_token": listed.token})
    assert again.status_code == 404


def test_a_program_with_keys_gets_an_id_and_no_token(app: Flask) -> None:
    root = administrator(app)
    keys = json.dumps({"keys": [ECKey.generate_key("P-384").as_dict(private=False)]})
    shown = Page(root.browser.submit(PROGRAMS, FIELDS | {"jwks": keys}, 200).text)
    (made,) = use_cases(app).clients.all()
    assert made.id in [text for _, text in shown.all("code")]
    assert "dss_" not in shown.text


WRONG: list[tuple[str, str | list[str]]] = [
    ("name", " "), ("name", "x" * 61), ("scopes", []), ("scopes", ["system/Patient.rs"]), ("days", "0"),
    ("days", "367"), ("days", "9" * 400), ("days", "soon"), ("days", ""), ("jwks", "{}"), ("jwks", "x"),
    ("jwks", "{\u202e\ufdd0}"),
]  # fmt: skip


def test_what_cannot_be_let_in_is_said_and_what_was_typed_stays(app: Flask) -> None:
    root = administrator(app)
    for field, typed in WRONG:
        page = Page(root.browser.submit(PROGRAMS, FIELDS | {field: typed}, 422).text)
        assert len(page.errors) == 1, (field, typed)
        if field != "name":
            assert page.fields["name"] == ["Epic <interface>"]
        assert "\u202e" not in page.text
    assert use_cases(app).clients.all() == []


def test_a_submission_is_taken_out_as_a_file_that_is_read_and_audited(app: Flask) -> None:
    reference, code = send(app)
    ann = Person(app).come_in()
    address = f"/clinic/submissions/{reference}"
    assert f"{address}/fhir" in ann.browser.page(address).text
    response = ann.browser.get(f"{address}/fhir")
    Bundle.model_validate_json(response.data)
    assert response.headers["Content-Disposition"] == (
        f"attachment; filename=submission-{reference[:4]}-{reference[4:]}.fhir.json"
    )
    assert response.headers["Cache-Control"] == "no-store"
    assert _audited(app)[0] == "submission.taken_out"
    assert "Exported as FHIR" in ann.browser.page(address).text
    use_cases(app).submissions.withdraw(code, "192.0.2.7")
    gone = ann.browser.get(f"{address}/fhir")
    assert b"entered-in-error" in gone.data
    assert ann.browser.get("/clinic/submissions/2222-2222/fhir").status_code == 404
