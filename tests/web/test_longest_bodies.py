"""No anonymous form stops the program: the longest input of any field, header or query costs next to nothing."""

import time
from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from screener.processes.requests_read import LARGEST_HEAD, LONGEST_LINE
from screener.web.security import LARGEST_BODY
from tests.strict import StrictClient
from tests.web.every_form import Form, every_form

FILLINGS = (" ", "1", "a", "e\u0301", "\u0301", "@", "a@", "1. ", "(", "\u200b", "&a=1")
"""What a field is filled with, as bytes and not as percent signs: so more of it fits."""
OF_A_CHOICE = (" ", "e\u0301")
"""What is sent in place of a choice: it is compared with what was offered, and never read."""
_WITHOUT_A_FIELD = {
    *("clinic.undo_bulk", "clinic.drop_kept", "clinic.revoke_client", "clinic.all_data"),
    *("clinic.confirm_facts", "clinic.cancel_facts", "clinic.disconnect"),
    *("clinic.confirm_research", "clinic.cancel_research", "clinic.take_research"),
    *("patient_en.stop_emails", "patient_es.stop_emails"),
    *("phone_es.begin", "phone_es.clear"),
}
"""Forms of nothing but a button, on pages that this walk does not come to."""
_OF_PROGRAMS = {"fhir.create", "fhir.search_by_post", "fhir.token"}
"""What programs send is no form: tests/fuzz makes it as long as it may be."""
LONGEST_HEADER = LARGEST_HEAD - 500
"""Bytes that the server takes for one header beside a line and a host."""
SHORT = 2
MOST_SECONDS = 0.05
"""Of one core, for the longest input that may be sent, beyond what the same page takes for a short one."""
HEADERS = (
    *("Accept-Encoding", "Accept-Language", "Content-Type", "Cookie", "Host", "If-None-Match"),
    *("If-Modified-Since", "Origin", "Range", "Referer", "User-Agent", "X-Forwarded-For"),
)


def _filled(filling: str, size: int) -> bytes:
    piece = filling.encode()
    return b"1" + piece * ((size - 2) // len(piece)) + b"x"


def _sends(form: Form, name: str, filling: str, size: int) -> tuple[float, TestResponse]:
    """Send a form whose field ``name`` fills the body; return the seconds of the processor, and the answer."""
    carried = f"{urlencode(form.carried)}&{name}=".encode()
    if form.method == "GET":
        query = carried + _filled(filling, size).replace(b"&", b"%26")
        return _timed(form.browser, path=form.action.partition("?")[0], query_string=query.decode())
    body = carried + _filled(filling, size - len(carried))
    return _timed(form.browser, path=form.action, method="POST", data=body)


def _seconds(form: Form, name: str, filling: str, size: int) -> float:
    return _sends(form, name, filling, size)[0]


def _timed(browser: FlaskClient, **request: object) -> tuple[float, TestResponse]:
    plain = browser.application.response_class, True
    client = FlaskClient(browser.application, *plain)
    client._cookies = dict(browser._cookies or {})  # noqa: SLF001 - so that no form changes what the next one finds
    options = {"content_type": "application/x-www-form-urlencoded"} if "data" in request else {}
    begun = time.process_time()
    response = client.open(**options, **request, buffered=True)  # type: ignore[arg-type]
    return time.process_time() - begun, response


def _asks(browser: FlaskClient, method: str, path: str, name: str, text: str) -> float:
    return _timed(browser, path=path, method=method, headers={name: text})[0]


def _distinct(forms: dict[tuple[str, str], Form]) -> list[Form]:
    """Return one form of each view and set of fields: the languages and the phone share both."""
    return list({(form.endpoint.partition(".")[2], form.fields): form for form in forms.values()}.values())


def too_slow(taken: float, long: Callable[[], float], short: Callable[[], float]) -> bool:
    """Tell whether a long input that took so many seconds really takes too many more than a short one.

    They are measured again, in turn, before that is believed: a machine may be busy.
    """
    if taken <= MOST_SECONDS:
        return False
    pairs = [(long(), short()) for _ in range(3)]
    return min(one for one, _ in pairs) - min(other for _, other in pairs) > MOST_SECONDS


def test_the_longest_body_of_every_field_of_every_form_costs_next_to_nothing(app: Flask) -> None:
    forms = every_form(app)
    seen = {endpoint for endpoint, _ in forms}
    posts = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert posts - _WITHOUT_A_FIELD - _OF_PROGRAMS <= seen, "a form that no page of this walk has"
    for form in _distinct(forms):
        size = LONGEST_LINE - 100 if form.method == "GET" else LARGEST_BODY
        for name in (*form.fields, "other") if form.fields else ():
            for filling in FILLINGS if name in form.typed else OF_A_CHOICE:
                taken, response = _sends(form, name, filling, size)
                assert response.status_code < 500, (form, name, filling)
                long, short = (partial(_seconds, form, name, filling, each) for each in (size, SHORT))
                assert not too_slow(taken, long, short), (form, name, filling)


@pytest.mark.parametrize("name", HEADERS)
def test_the_longest_header_costs_next_to_nothing(client: StrictClient, name: str) -> None:
    client.page("/")
    slow = []
    for filling in (*FILLINGS, ",", ";", "a,", "a;q=1,", '"'):
        text = _filled(filling, LONGEST_HEADER).decode().encode().decode("latin-1")
        for method, path in (("GET", "/"), ("GET", "/clinic/sign-in"), ("POST", "/saved")):
            long, short = (partial(_asks, client, method, path, name, each) for each in (text, "1"))
            if too_slow(long(), long, short):
                slow.append((filling, method, path))
    assert slow == []


def test_a_form_of_more_fields_than_any_page_has_is_refused_before_its_token_is_looked_at(
    client: StrictClient,
) -> None:
    page = client.page("/receipt")
    many = "&".join([f"csrf_token={page.token}", *["code=1"] * 500])
    sent = client.post("/receipt", data=many, content_type="application/x-www-form-urlencoded")
    assert sent.status_code == 413
    assert client.post("/receipt", data={"csrf_token": page.token, "code": "1"}).status_code == 422
