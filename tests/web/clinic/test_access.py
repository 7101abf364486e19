"""Every route under /clinic is listed here again with the role it needs; everything else is closed."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Blueprint, Flask
from sqlalchemy import make_url

from screener import create_app
from screener.accounts.staff import Role
from screener.settings import Settings
from screener.web.clinic.endpoints import ROUTES
from tests.answering import arrive_at
from tests.strict import Page, StrictClient, new_browser
from tests.web.clinic.staff import IN, Person, administrator

OPEN = None
CLINICIAN, ADMINISTRATOR = frozenset({Role.CLINICIAN}), frozenset({Role.ADMINISTRATOR})
AUDIT, ANYBODY = frozenset({Role.ADMINISTRATOR, Role.AUDITOR}), frozenset(Role)
LISTED = {
    "GET /clinic/": CLINICIAN,
    "GET /clinic/account": ANYBODY,
    "POST /clinic/account": ANYBODY,
    "POST /clinic/account/name": ANYBODY,
    "POST /clinic/account/password": ANYBODY,
    "POST /clinic/account/recovery-codes.txt": ANYBODY,
    "POST /clinic/account/emails": CLINICIAN,
    "GET /clinic/account/passkeys": ANYBODY,
    "POST /clinic/account/passkeys": ANYBODY,
    "POST /clinic/account/passkeys/<passkey_id>/remove": ANYBODY,
    "GET /clinic/accounts": ADMINISTRATOR,
    "POST /clinic/accounts": ADMINISTRATOR,
    "POST /clinic/accounts/<account_id>/new-password": ADMINISTRATOR,
    "POST /clinic/accounts/invitations/<invitation_id>/take-back": ADMINISTRATOR,
    "POST /clinic/accounts/<account_id>/roles": ADMINISTRATOR,
    "POST /clinic/accounts/<account_id>/disable": ADMINISTRATOR,
    "POST /clinic/accounts/<account_id>/enable": ADMINISTRATOR,
    "POST /clinic/accounts/<account_id>/reset-second-factor": ADMINISTRATOR,
    "POST /clinic/accounts/<account_id>/disconnect": ADMINISTRATOR,
    "GET /clinic/kiosk": ADMINISTRATOR,
    "POST /clinic/kiosk": ADMINISTRATOR,
    "POST /clinic/kiosk/<tablet_id>/revoke": ADMINISTRATOR,
    "GET /clinic/programs": ADMINISTRATOR,
    "POST /clinic/programs": ADMINISTRATOR,
    "POST /clinic/programs/<client_id>/revoke": ADMINISTRATOR,
    "GET /clinic/research": ADMINISTRATOR,
    "POST /clinic/research": ADMINISTRATOR,
    "POST /clinic/research/<export_id>/confirm": ADMINISTRATOR,
    "POST /clinic/research/<export_id>/cancel": ADMINISTRATOR,
    "POST /clinic/research/<export_id>/file": ADMINISTRATOR,
    "GET /clinic/facts": ADMINISTRATOR,
    "GET /clinic/facts/change": ADMINISTRATOR,
    "POST /clinic/facts/change": ADMINISTRATOR,
    "GET /clinic/facts/<version_id>": ADMINISTRATOR,
    "POST /clinic/facts/<version_id>/confirm": ADMINISTRATOR,
    "POST /clinic/facts/<version_id>/cancel": ADMINISTRATOR,
    "GET /clinic/invitation/<path:token>": OPEN,
    "POST /clinic/invitation/<path:token>": OPEN,
    "GET /clinic/second-factor": OPEN,
    "POST /clinic/second-factor": OPEN,
    "GET /clinic/second-factor/key.svg": OPEN,
    "POST /clinic/second-factor/passkey": OPEN,
    "GET /clinic/second-factor/set-up": OPEN,
    "POST /clinic/second-factor/set-up": OPEN,
    "GET /clinic/sign-in": OPEN,
    "POST /clinic/sign-in": OPEN,
    "GET /clinic/single-sign-on": OPEN,
    "GET /clinic/single-sign-on/back": OPEN,
    "GET /clinic/single-sign-on/leave": OPEN,
    "POST /clinic/sign-out": ANYBODY,
    "POST /clinic/sign-out-everywhere": ANYBODY,
    "GET /clinic/stay.svg": ANYBODY,
    "POST /clinic/kept": OPEN,
    "GET /clinic/kept": ANYBODY,
    "POST /clinic/kept/<form_id>/drop": ANYBODY,
    "POST /clinic/search": CLINICIAN,
    "GET /clinic/arrived": CLINICIAN,
    "POST /clinic/export.csv": CLINICIAN,
    "POST /clinic/bulk": CLINICIAN,
    "POST /clinic/bulk/undo": CLINICIAN,
    "POST /clinic/filters": CLINICIAN,
    "POST /clinic/filters/delete": CLINICIAN,
    "GET /clinic/submissions/<reference>": CLINICIAN,
    "POST /clinic/submissions/<reference>/same-person": CLINICIAN,
    "GET /clinic/submissions/<reference>/pdf": CLINICIAN,
    "GET /clinic/submissions/<reference>/fhir": CLINICIAN,
    "GET /clinic/submissions/<reference>/exam": CLINICIAN,
    "POST /clinic/submissions/<reference>/exam": CLINICIAN,
    "POST /clinic/submissions/<reference>/exam/compare-first": CLINICIAN,
    "GET /clinic/overview/agreement": CLINICIAN,
    "POST /clinic/overview/agreement.csv": CLINICIAN,
    "POST /clinic/submissions/<reference>/work": CLINICIAN,
    "POST /clinic/submissions/<reference>/strike/<entry>": CLINICIAN,
    "POST /clinic/submissions/<reference>/undo": CLINICIAN,
    "POST /clinic/submissions/<reference>/hold": CLINICIAN,
    "POST /clinic/submissions/<reference>/lift-hold": CLINICIAN,
    **{
        f"{method} /clinic/phone{language}{address}": CLINICIAN
        for language in ("", "/es")
        for method, address in (
            ("GET", "/"),
            ("POST", "/"),
            ("POST", "/<caller>/clear"),
            ("GET", "/<caller>/<page_id>"),
            ("POST", "/<caller>/<page_id>"),
            ("GET", "/<caller>/call-911"),
            ("GET", "/<caller>/more"),
            ("GET", "/<caller>/check"),
            ("GET", "/<caller>/result"),
            ("GET", "/<caller>/share"),
            ("POST", "/<caller>/share"),
            ("GET", "/<caller>/sent"),
        )
    },
    "GET /clinic/overview": CLINICIAN,
    "GET /clinic/poster.pdf": CLINICIAN,
    "GET /clinic/audit": AUDIT,
    "POST /clinic/audit/look-up": AUDIT,
    "GET /clinic/audit/held/<int:number>": AUDIT,
    "GET /clinic/audit/report": AUDIT,
    "POST /clinic/audit.csv": AUDIT,
    "POST /clinic/audit/check": AUDIT,
    "POST /clinic/audit/all-data.json": CLINICIAN,
    "GET /clinic/retention": ADMINISTRATOR,
    "POST /clinic/retention": ADMINISTRATOR,
    "GET /clinic/retention/<proposal_id>": ADMINISTRATOR,
    "POST /clinic/retention/<proposal_id>/confirm": ADMINISTRATOR,
    "POST /clinic/retention/<proposal_id>/cancel": ADMINISTRATOR,
}


def _routes(app: Flask) -> dict[str, str]:
    return {
        f"{method} {rule.rule}": rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/clinic")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def _ask(person: Person, route: str) -> int:
    method, _, rule = route.partition(" ")
    address = re.sub("<[a-z_]+>", "nothing", rule).replace("<int:number>", "1")
    if method == "GET":
        return person.browser.get(address).status_code
    door = "/clinic/account" if person.browser.get("/clinic/account").status_code == IN else "/clinic/sign-in"
    token = person.browser.page(door).token
    return person.browser.post(address, data={"csrf_token": token}).status_code


def test_every_route_is_listed_with_its_role(app: Flask) -> None:
    found = {route: ROUTES[endpoint] for route, endpoint in _routes(app).items()}
    assert found == LISTED
    assert set(ROUTES) == set(_routes(app).values()), "nothing is listed that is not there"


def test_somebody_who_is_not_signed_in_is_sent_to_sign_in(app: Flask) -> None:
    nobody = Person(app)
    for route, role in LISTED.items():
        if role is not OPEN:
            assert _ask(nobody, route) == 303, route
    assert nobody.browser.get("/clinic/accounts").location == "/clinic/sign-in"


def test_somebody_with_the_password_alone_is_sent_to_sign_in(app: Flask) -> None:
    ann = Person(app, administrator=True)
    ann.accept()
    ann.give_password()
    for route, role in LISTED.items():
        if role is not OPEN:
            assert _ask(ann, route) == 303, route


@pytest.mark.parametrize("role", [*Role])
def test_each_role_opens_its_own_pages_and_no_other(app: Flask, role: Role) -> None:
    ann = Person(app, roles={role}).come_in()
    for route, roles in LISTED.items():
        if roles is not OPEN and role not in roles and route != "GET /clinic/":
            assert _ask(ann, route) == 403, route
    assert (ann.browser.get("/clinic/").status_code == 200) == (role is Role.CLINICIAN)
    page = ann.browser.page("/clinic/account")
    shown = {attributes["href"] for attributes, _ in page.all("a")}
    for address in ("/clinic/", "/clinic/overview", "/clinic/audit", "/clinic/retention", "/clinic/accounts"):
        assert (address in shown) == (role in (LISTED[f"GET {address}"] or ())), address


@pytest.mark.parametrize(
    ("role", "home"), [(Role.ADMINISTRATOR, "/clinic/accounts"), (Role.AUDITOR, "/clinic/audit")]
)
def test_who_is_no_clinician_begins_on_a_page_of_their_own(app: Flask, role: Role, home: str) -> None:
    ann = Person(app, roles={role}).come_in()
    assert ann.browser.get("/clinic/").location == home
    assert ann.browser.get("/clinic/sign-in").location == home
    assert ann.browser.page("/clinic/overview", 403).heading == "This page is for others"


def test_a_route_that_somebody_forgot_to_list_is_closed_for_administrators_too(settings: Settings) -> None:
    app = create_app(settings)
    app.test_client_class = StrictClient
    forgotten = Blueprint("forgotten", __name__)
    forgotten.get("/clinic/forgotten")(lambda: "patients")
    app.register_blueprint(forgotten)
    root = administrator(app)
    assert "patients" not in root.browser.page("/clinic/forgotten", 404).text
    assert "patients" not in new_browser(app).page("/clinic/forgotten", 404).text


def test_no_form_of_staff_is_taken_without_a_token(app: Flask) -> None:
    root = administrator(app)
    for route in LISTED:
        method, _, rule = route.partition(" ")
        if method == "POST":
            assert root.browser.post(rule, data={"email": "x"}).status_code == 400, route


def test_a_page_that_is_not_there_says_so_in_the_look_of_the_clinic(client: StrictClient) -> None:
    page = client.page("/clinic/nothing", 404)
    assert page.heading == "This page is not here"
    assert any("/staff." in attributes["href"] for attributes, _ in page.all("link"))
    assert client.delete("/clinic/sign-in").status_code == 405
    assert client.get("/clinic").location == "/clinic/sign-in"


def test_with_the_database_away_a_page_of_staff_says_so(app: Flask, settings: Settings) -> None:
    ann = Person(app).come_in()
    file = Path(make_url(settings.database_url).database or "")
    file.rename(file.with_suffix(".away"))
    response = ann.browser.get("/clinic/")
    assert response.status_code == 503
    assert Page(response.text).heading == "This cannot be done right now"
    assert "Ann" not in response.text
    assert new_browser(app).get("/clinic/sign-in").status_code == 200


def test_staff_and_patients_never_share_a_cookie(app: Flask) -> None:
    ann = Person(app)
    arrive_at(ann.browser, "onset")
    before = ann.browser.get_cookie("screener")
    ann.come_in()
    assert ann.at_the_door == IN
    after = ann.browser.get_cookie("screener")
    assert before is not None
    assert after is not None
    assert before.value == after.value, "no page of staff writes the patient's cookie"
    staff = ann.browser.get_cookie("screener-clinic", path="/clinic")
    assert staff is not None
    assert (staff.path, staff.http_only, staff.same_site) == ("/clinic", True, "Lax")
    assert ann.browser.get("/screen/onset").status_code == 200
    assert "Ann" not in ann.browser.page("/").text


@pytest.mark.parametrize("name", ["screener", "screener-clinic"])
def test_the_cookie_of_one_side_is_worth_nothing_on_the_other(app: Flask, name: str) -> None:
    ann = Person(app).come_in()
    arrive_at(ann.browser, "onset")
    patient, staff = (
        ann.browser.get_cookie("screener"),
        ann.browser.get_cookie("screener-clinic", path="/clinic"),
    )
    assert patient is not None
    assert staff is not None
    swapped = new_browser(app)
    swapped.set_cookie("screener", staff.value)
    swapped.set_cookie("screener-clinic", patient.value, path="/clinic")
    address = {"screener": "/screen/onset", "screener-clinic": "/clinic/"}[name]
    assert swapped.get(address).location in {"/screen/emergency", "/clinic/sign-in"}


def test_behind_tls_the_cookie_of_staff_is_secure(settings: Settings) -> None:
    app = create_app(replace(settings, base_url="https://screen.example", proxy_hops=1))
    app.test_client_class = StrictClient
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7", "Host": "screen.example"}
    response = app.test_client(use_cookies=False).get("/clinic/sign-in", headers=forwarded)
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Secure-screener-clinic=")
    for part in ("; Secure", "; HttpOnly", "; Path=/clinic", "; SameSite=Lax"):
        assert part in cookie
    assert "Domain" not in cookie
    assert Page(response.text).token
