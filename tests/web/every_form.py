"""Every form that the pages have, found on the pages themselves by people who go wherever there is one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import update
from werkzeug.test import TestResponse

from screener.accounts.staff import Role
from screener.audit import Actor
from screener.storage.tables.submission import submission as table
from screener.web.use_cases import use_cases
from tests.answering import CONTACT, answer_until, receipt_code
from tests.authenticator import Authenticator
from tests.strict import StrictClient
from tests.web.clinic.staff import PASSWORD, Person, inviting
from tests.web.clinic.test_exam import FOUND
from tests.web.clinic.test_work import takes

_HIDDEN = ("csrf_token", "draft", "version", "press")
"""What a page puts into a form by itself."""
_CONTROLS = "input[name], select[name], textarea[name], button[name]"
_CHOSEN = ("radio", "checkbox", "hidden", "submit")
"""Types of inputs that nobody types into: what comes is one of what was offered, or refused."""


@dataclass(frozen=True)
class Form:
    """A form on a page: where it is sent by whom, what it carries by itself, and the names of its fields.

    ``typed`` are those that somebody types into.
    """

    browser: FlaskClient = field(repr=False, compare=False)
    method: str
    action: str
    endpoint: str
    carried: tuple[tuple[str, str], ...] = field(compare=False, repr=False)
    fields: tuple[str, ...]
    typed: frozenset[str] = field(compare=False, repr=False)
    offered: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)
    """Names and values that the page offers or holds."""


class Recording(StrictClient):
    """A strict client that keeps every form that it is shown."""

    forms: list[Form]

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Fetch, check and keep."""
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html":
            self.forms += self._forms(response)
        return response

    def _forms(self, response: TestResponse) -> Iterable[Form]:
        tree = LexborHTMLParser(response.text)
        controls = tree.css(_CONTROLS)
        for form in tree.css("form"):
            inside = {each.mem_id for each in form.css(_CONTROLS)}
            of_form = form.attributes
            own = [
                each
                for each in controls
                if (
                    each.attributes["form"] == of_form.get("id")
                    if each.attributes.get("form")
                    else each.mem_id in inside
                )
            ]
            named = [(each.attributes["name"] or "", each.attributes.get("value") or "") for each in own]
            carried = tuple(pair for pair in named if pair[0] in _HIDDEN)
            options = [
                (each.attributes["name"] or "", option.attributes.get("value") or "")
                for each in own
                for option in each.css("option")
            ]
            offered = tuple(pair for pair in (*named, *options) if pair[0] not in _HIDDEN)
            names = tuple(dict.fromkeys(name for name, _ in named if name not in _HIDDEN))
            typed = frozenset(
                each.attributes["name"] or ""
                for each in own
                if each.tag == "textarea"
                or (each.tag == "input" and each.attributes.get("type") not in _CHOSEN)
            )
            method = (of_form.get("method") or "get").upper()
            others = [each.attributes["formaction"] or "" for each in own if "formaction" in each.attributes]
            for action in (of_form.get("action") or response.request.path, *others):
                yield Form(
                    self, method, action, self._endpoint(action, method), carried, names, typed, offered
                )

    def _endpoint(self, action: str, method: str) -> str:
        adapter = self.application.url_map.bind("localhost")
        return str(adapter.match(action.partition("?")[0].partition("#")[0], method)[0])


def every_form(app: Flask) -> dict[tuple[str, str], Form]:
    """Return the newest form of each endpoint and action; the browsers that were shown them are where they need to be."""
    app.test_client_class = Recording
    Recording.forms = []
    reference = [_patient_who_sent(app, prefix) for prefix in ("/es", "")][-1]
    with use_cases(app).database.writing() as connection:
        connection.execute(update(table).values(received_at=datetime.now(UTC) - timedelta(days=1100)))
    _visitors(app)
    _administrators(app, reference)
    for prefix in ("", "/es"):
        _patient(app, prefix)
    return {(form.endpoint, form.action): form for form in Recording.forms}


def _new(app: Flask) -> Recording:
    made = app.test_client()
    assert isinstance(made, Recording)
    return made


def _patient(app: Flask, prefix: str) -> None:
    client = _new(app)
    answer_until(client, "check", prefix=prefix)
    for page in ("/receipt", "/saved", "/saved/delete", "/screen/save", "/screen/share", "/screen/clear"):
        client.page(prefix + page)


def _patient_who_sent(app: Flask, prefix: str) -> str:
    client = _new(app)
    answer_until(client, "check", prefix=prefix)
    client.submit(f"{prefix}/screen/share", CONTACT)
    sent = client.page(f"{prefix}/screen/sent")
    code = receipt_code(sent).replace(" ", "-")
    reference = next(
        text for attributes, text in sent.all("p") if attributes.get("class") == "reference-number"
    )
    client.page(f"{prefix}/receipt/{code}")
    client.page(f"{prefix}/receipt/{code}/withdraw")
    return reference.replace("-", "")


def _visitors(app: Flask) -> None:
    """Go as far as anybody comes who has no second factor: at the door, invited, and with the password alone."""
    _new(app).page("/clinic/sign-in")
    invited = inviting(app).invite("new@clinic.example", frozenset({Role.CLINICIAN}), Actor("test", ""))
    _new(app).page(f"/clinic/invitation/{invited}")
    setting_up = Person(app, "dora@clinic.example")
    setting_up.accept()
    setting_up.give_password()
    setting_up.browser.page("/clinic/second-factor/set-up")
    waiting = Person(app, "cleo@clinic.example").come_in()
    _adds_a_passkey(waiting)
    waiting.browser = _new(app)
    waiting.give_password()
    waiting.browser.page("/clinic/second-factor")


def _adds_a_passkey(person: Person) -> None:
    page = person.browser.page("/clinic/account/passkeys")
    asked = next(attributes["data-asked"] for attributes, _ in page.all("form") if "data-asked" in attributes)
    here = use_cases(person.browser.application).settings.base_url or "http://localhost"
    answer = Authenticator(here, person.email.encode() * 2).makes(asked)
    fields = {"csrf_token": page.token, "name": "Phone", "password": PASSWORD, "answer": answer}
    assert person.browser.post("/clinic/account/passkeys", data=fields).status_code == 303


def _administrators(app: Flask, reference: str) -> None:
    root = Person(app, "root@clinic.example", administrator=True).come_in_by_the_pages()
    browser = root.browser
    other = Person(app, "ben@clinic.example", administrator=True).come_in()
    disabled = Person(app, "finn@clinic.example")
    disabled.accept()
    _adds_a_passkey(root)
    token = browser.page("/clinic/account").token
    for address, fields in {
        "/clinic/filters": {"name": "Mine"},
        "/clinic/kiosk": {"name": "Waiting room"},
        f"/clinic/accounts/{disabled.id()}/disable": {},
        "/clinic/retention": {"days-new": "1095"},
    }.items():
        sent = browser.post(address, data={"csrf_token": token, **fields})
        assert sent.status_code < 400, address
    for each in (browser, other.browser):
        each.page(sent.location)
    takes(root, reference, "work", {"assignee": root.id(), "note": "Rang"})
    takes(root, reference, "hold", {"hold": "complaint"})
    call = browser.submit("/clinic/phone/", {}).location.removesuffix("/emergency")
    answer_until(browser, "check", under=call)
    browser.page(f"{call}/share")
    for page in ("", "accounts", "account", "account/passkeys", "kiosk", "retention", "overview"):
        browser.page(f"/clinic/{page}")
    for page in ("programs", "research", "facts/change"):
        browser.page(f"/clinic/{page}")
    for page in ("overview/agreement?year=2020", "audit", "phone/", "?urgency=today"):
        browser.page(f"/clinic/{page}")
    browser.page(f"/clinic/submissions/{reference}/exam")
    browser.submit(f"/clinic/submissions/{reference}/exam", FOUND)
    for page in ("", "/exam"):
        browser.page(f"/clinic/submissions/{reference}{page}")
    last = browser.page("/clinic/overview/agreement")
    # Sent by the page's script when the idle time runs out, with whatever stands in a form of the page.
    kept_for = ("csrf_token", last.token), ("kept_for", f"/clinic/submissions/{reference}/work")
    names = ("kept_for", "note")
    Recording.forms.append(
        Form(browser, "POST", "/clinic/kept", "clinic.keep", kept_for, names, frozenset(names))
    )
