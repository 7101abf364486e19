"""A tablet of the clinic: made by an administrator, and holding nothing of the person before."""

import re
from pathlib import Path

import time_machine
from flask import Flask
from sqlalchemy import make_url, select

import screener
from screener.audit import Actor
from screener.storage.tables.audit import audit_event
from screener.web.session import TABLET_SECONDS
from screener.web.use_cases import use_cases
from tests.answering import CONTACT, answer_until
from tests.strict import Page, StrictClient, new_browser
from tests.web.clinic.staff import administrator

ROOT = Actor("staff-1", "192.0.2.7")


def a_tablet(app: Flask) -> StrictClient:
    """Return a browser that is a tablet of the clinic."""
    client = new_browser(app)
    code = use_cases(app).tablets.make("Waiting room", ROOT)
    opened = client.get(f"/?kiosk={code.lower()}")
    assert (opened.status_code, opened.location) == (303, "/")
    return client


def test_an_administrator_makes_a_link_and_revokes_it(app: Flask) -> None:
    root = administrator(app)
    root.browser.submit("/clinic/kiosk", {"name": " "}, 422)
    made = Page(root.browser.submit("/clinic/kiosk", {"name": "Waiting room 2"}, 200).text)
    link = made.all("code")[0][1].removeprefix("http://localhost")
    assert made.all("svg"), "a camera can read it"
    assert "works on this machine only" in made.text
    assert link not in root.browser.page("/clinic/kiosk").text, "it is shown once"
    poster = root.browser.get("/clinic/poster.pdf")
    assert (poster.status_code, poster.mimetype, poster.data[:5]) == (200, "application/pdf", b"%PDF-")
    tablet = new_browser(app)
    assert tablet.get(link).status_code == 303
    start = tablet.get("/")
    assert "this tablet" in start.text
    assert any("screener-kiosk=" in cookie for cookie in start.headers.getlist("Set-Cookie")), "it stays one"
    tablet_id = use_cases(app).tablets.all()[0].id
    token = root.browser.page("/clinic/kiosk").token
    address = f"/clinic/kiosk/{tablet_id}/revoke"
    assert root.browser.post(address, data={"csrf_token": token}).status_code == 303
    assert root.browser.post(address, data={"csrf_token": token}).status_code == 404
    assert tablet.get("/").status_code == 303
    assert "this tablet" not in tablet.page("/").text, "it is a browser like any other"
    assert tablet.get(link).status_code == 404
    with use_cases(app).database.reading() as connection:
        rows = connection.execute(select(audit_event.c.action, audit_event.c.subject)).all()
    assert [row.action for row in rows if row.subject == tablet_id] == ["kiosk.made", "kiosk.revoked"]


def test_a_tablet_offers_no_call_no_file_and_nothing_of_ones_own(app: Flask) -> None:
    tablet = a_tablet(app)
    seen = [tablet.page("/"), tablet.page("/about"), tablet.page("/nothing", 404)]
    answer_until(tablet, "check")
    seen += [tablet.page(f"/screen/{name}") for name in ("emergency", "course", "check", "result", "share")]
    filled = {attributes.get("autocomplete", "off") for attributes, _ in seen[-1].all("input")}
    assert filled == {"off"}, "a browser would offer what the person before typed"
    tablet.submit("/screen/share", CONTACT)
    seen.append(tablet.page("/screen/sent"))
    links = {attributes["href"] for page in seen for attributes, _ in page.all("a")}
    inside = re.compile(
        r"#|/$|(/es)?/(about|privacy|accessibility|language-help|feedback|nothing|screen(/[a-z-]+)?(\?change=[a-z-]+)?(#[a-z-]+)?)$|/es/$"
    )
    assert [link for link in links if not inside.match(link)] == []
    for address in ("/saved", "/screen/save", "/receipt", "/screen/answers.pdf", "/screen/answers.txt"):
        assert tablet.get(address).status_code == 404, address


def test_what_is_ones_own_is_under_no_address_of_a_tablet(app: Flask) -> None:
    tablet = a_tablet(app)
    token = tablet.page("/screen/emergency").token
    own = re.compile(r"/(receipt|saved?)\b|\.(pdf|txt)$")
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("patient_en.")]
    asked = {
        (method, rule.rule): tablet.open(
            rule.rule.replace("<code>", "any"), method=method, data={"csrf_token": token}
        ).status_code
        for rule in rules
        for method in (rule.methods or set()) & {"GET", "POST"}
        if own.search(rule.rule)
    }
    assert len(asked) >= 15
    assert set(asked.values()) == {404}, asked


def test_after_send_and_at_each_start_nothing_is_left(app: Flask) -> None:
    tablet = a_tablet(app)
    answer_until(tablet, "check")
    tablet.submit("/screen/share", CONTACT)
    sent = tablet.page("/screen/sent")
    assert "Write this reference number down:" in sent.text
    assert tablet.post("/screen/clear", data={"csrf_token": sent.token}).location == "/?cleared=1"
    assert tablet.get("/screen/sent").location == "/screen/emergency"
    answer_until(tablet, "course")
    tablet.page("/")
    assert tablet.get("/screen/course").location == "/screen/emergency"


def test_what_the_person_before_typed_is_not_given_back_to_the_next_one(app: Flask) -> None:
    tablet = a_tablet(app)
    answer_until(tablet, "check")
    typed = {**CONTACT, "phone": "1", "csrf_token": tablet.page("/screen/share").token}
    mistaken = tablet.post("/screen/share", data=typed)
    assert (mistaken.status_code, CONTACT["name"] in mistaken.text) == (422, True)
    tablet.page("/")
    answer_until(tablet, "check")
    token = tablet.page("/screen/share").token
    again = tablet.post("/screen/share", data=typed)
    assert (again.status_code, CONTACT["name"] in again.text) == (400, False)
    assert tablet.post("/screen/share", data={**typed, "csrf_token": token}).status_code == 422


def test_three_idle_minutes_end_a_draft_with_script_and_without(app: Flask) -> None:
    with time_machine.travel("2026-03-01 12:00 +0000", tick=False) as clock:
        tablet = a_tablet(app)
        answer_until(tablet, "course")
        for _ in range(3):
            clock.shift(TABLET_SECONDS - 1)
            page = tablet.page("/screen/course")
        assert '<noscript><meta http-equiv="refresh" content="180; url=/"></noscript>' in page.text
        assert any("/tablet." in attributes["src"] for attributes, _ in page.all("script"))
        assert any(attributes.get("data-seconds") == "180" for attributes, _ in page.all("div"))
        clock.shift(TABLET_SECONDS + 1)
        late = tablet.post("/screen/course", data={"csrf_token": page.token, "course": "worse"})
        assert (late.status_code, late.location) == (303, "/")
        assert tablet.get("/screen/course").location == "/screen/emergency"


def test_a_wrong_link_makes_no_tablet_and_without_a_database_a_tablet_stays_one(app: Flask) -> None:
    client = new_browser(app)
    assert client.get("/?kiosk=2222-2222-2222").status_code == 404
    assert client.get("/es/?kiosk=nothing").status_code == 404
    tablet = a_tablet(app)
    file = Path(make_url(use_cases(app).settings.database_url).database or "")
    file.rename(file.with_suffix(".away"))
    assert "this tablet" in tablet.page("/").text
    assert tablet.get("/?kiosk=2222-2222-2222").status_code == 503


def test_the_staff_come_before_911_and_the_desk_before_the_phone(app: Flask) -> None:
    tablet = a_tablet(app)
    card = tablet.page("/screen/emergency").text
    assert card.index("Tell the staff now for any of these") < card.index("Nobody is near? Call 911.")
    tablet.submit("/screen/emergency", {"emergency": "applies"})
    assert tablet.page("/screen/call-911").heading == "Tell the staff now"
    tablet.page("/")
    answer_until(tablet, "check", {"new-or-worse": {"new-or-worse": ["coughing"]}})
    for address in ("/screen/check", "/screen/result", "/screen/share"):
        page = tablet.page(address)
        assert "Ask at the desk" in page.text
        assert "Call 913" not in page.text
    result = tablet.page("/screen/result").text
    assert "Tell the staff now. Call a doctor or go to an emergency room today." in result
    assert "Avise al personal ahora" in tablet.page("/es/screen/emergency").text


def test_no_template_for_patients_has_a_link_that_calls_of_its_own() -> None:
    """The macros know where they are; what is written past them would leave a tablet with a dialog nobody answers."""
    folder = Path(screener.__file__).parent / "templates"
    written = {
        str(file.relative_to(folder))
        for file in folder.rglob("*.html")
        if re.search(r'href="(\{\{[^}]*\btel\b|tel:|sms:)', file.read_text())
    }
    of_patients = {name for name in written if not name.startswith(("clinic/", "styleguide/"))}
    assert of_patients == {"macros/calls.html"}
