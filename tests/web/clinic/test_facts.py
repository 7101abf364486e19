"""The clinic's facts on its pages: an administrator types them, a second one confirms, and every page says them."""

import html
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from screener.web.use_cases import use_cases
from tests.answering import answer_until
from tests.strict import Page, StrictClient, new_browser
from tests.web.clinic.staff import Person, administrator

TYPED: dict[str, Any] = {
    "name": "The Northern Clinic",
    "phone": "816-555-0100",
    "night_phone": "816-555-0199",
    "address": "1 Main Street, Elsewhere",
    "website": "https://clinic.example/neurology",
    **{f"day_{number}": "8 am to 5 pm" for number in range(4)},
    "day_4": "8 am to 12 pm, 1 pm to 4 pm",
    "hours_en": "Early is best",
    "hours_es": "Mejor temprano",
    "holidays": "12/25/2026 Christmas / Navidad\n\n12/24/2026",
    "reads_within": "2",
    "idle_days": "60",
    "notice_privacy_en": "Our own words.\nTwo lines.",
    "notice_privacy_es": "Palabras propias.",
    "late_today": "3",
    "late_soon": "72",
    "days_new": "400",
}


def _propose(person: Person, changes: dict[str, str] | None = None, status: int = 303) -> str:
    version = person.browser.page("/clinic/facts/change").fields["version"][0]
    sent = person.browser.submit(
        "/clinic/facts/change", {"version": version, **TYPED, **(changes or {})}, status
    )
    return str(sent.location if status == 303 else sent.text)


def _press(person: Person, address: str, status: int) -> Page:
    sent = person.browser.post(address, data={"csrf_token": person.browser.page("/clinic/account").token})
    assert sent.status_code == status
    return Page(sent.text)


def _confirm(person: Person, address: str, monkeypatch: pytest.MonkeyPatch) -> Page:
    """Confirm facts; from then on every page has to show the new number."""
    token = person.browser.page("/clinic/account").token
    sent = person.browser.post(f"{address}/confirm", data={"csrf_token": token})
    assert sent.status_code == 303
    monkeypatch.setattr(StrictClient, "phone", TYPED["phone"])
    return person.browser.page(sent.location)


def _read(patient: StrictClient, address: str) -> str:
    """Return a page with plain blanks in its times."""
    return html.unescape(patient.get(address).text).replace("\xa0", " ").replace("\u202f", " ")


def test_what_two_administrators_agree_on_stands_on_every_page_in_both_languages(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, ben = administrator(app), Person(app, "ben@clinic.example", administrator=True).come_in()
    address = _propose(root)
    preview = root.browser.page(address).text
    for words in (
        "The Northern Clinic",
        "Palabras propias.",
        "De lunes a jueves",
        "816-555-0199",
        "2 días hábiles",
        "Estamos cerrados el viernes, 25 de diciembre de 2026: Navidad.",
        "We are closed on Friday, December 25, 2026: Christmas.",
        "Cuando estamos cerrados",
    ):
        assert words in preview, words
    assert "another administrator has to confirm" in preview
    _press(root, f"{address}/confirm", 409)
    patient = new_browser(app)
    assert "Northern" not in patient.get("/").text
    assert "Version 1 is what every page says" in _confirm(ben, address, monkeypatch).text
    assert "Confirmed by Ben" in root.browser.page(address).text

    with time_machine.travel("2026-12-18 16:00Z", tick=True):  # Friday, 10 am where the clinic is
        answer_until(patient, "result")
        shown = _read(patient, "/screen/result")
        assert "We are open now, until 12:00 PM." in shown
        assert "When we are closed, call:" in shown
        assert 'href="tel:+18165550199"' in shown
        assert "Cerramos a esta hora: 12:00 p.m.<" in _read(patient, "/es/screen/result")
    with time_machine.travel("2026-12-20 03:00Z", tick=True):  # Saturday night
        about = _read(patient, "/about")
        assert "We are closed now. We open on Monday, December 21 at 8:00 AM." in about
        assert "We are closed on Thursday, December 24." in about
        assert "We are closed on Friday, December 25: Christmas." in about
        about = _read(patient, "/es/about")
        assert "Estamos cerrados el jueves, 24 de diciembre." in about
        assert "Navidad" in about
    privacy = _read(patient, "/es/privacy")
    assert "Palabras propias." in privacy
    assert "después de 2 años, a más tardar" in privacy, "400 days are within two years, and not within one"
    assert "1 Main Street" in privacy
    assert "Monday to Thursday: 8:00 AM to 5:00 PM" in _read(patient, "/privacy")
    assert "Early is best" in patient.get("/").text
    assert "816-555-0100" in root.browser.page("/clinic/").text
    assert 'value="400"' in root.browser.get("/clinic/retention").text


def test_the_only_administrator_confirms_alone_after_a_preview(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = administrator(app)
    address = _propose(root)
    assert "There is no other administrator" in root.browser.page(address).text
    _confirm(root, address, monkeypatch)
    assert "The Northern Clinic" in new_browser(app).get("/").text
    _press(root, f"{address}/cancel", 409)
    assert "Clinic’s facts confirmed" in root.browser.page("/clinic/audit").text


WRONG = [
    ("name", ""),
    ("phone", "12"),
    ("phone", ""),
    ("night_phone", "call us"),
    ("website", "http://clinic.example"),
    ("website", "https://[oops"),
    ("website", "javascript:alert(1)"),
    *(
        ("website", f"https://{wrong}")
        for wrong in (
            "https://clinic.example",
            "clinic",
            "clinic .example",
            "clinic.example:x",
            "clinic..example",
            "(clinic.example)",
        )
    ),
    ("day_2", "8 to 5"),
    ("weekdays", "8 to 5"),
    ("day_2", "8 am to 5 pm, 4 pm to 6 pm"),
    ("holidays", "Christmas"),
    ("holidays", "December 25 Christmas"),
    ("holidays", "12/25/26"),
    ("holidays", "February 30, 2027"),
    ("holidays", "12/25/2026 a / b / c"),
    ("holidays", "12/25/2026\n2026-12-25"),
    ("reads_within", "soon"),
    ("idle_days", "29"),
    ("late_today", "0"),
    ("late_soon", "²"),
    ("late_soon", "1" * 5000),
    ("idle_days", "0" * 5000 + "90"),
    ("days_new", "7"),
    ("days_new", ""),
    ("address", "x" * 121),
]


def test_a_fact_that_cannot_be_is_sent_back_with_all_that_was_typed(app: Flask) -> None:
    root = administrator(app)
    for field, wrong in WRONG:
        page = Page(_propose(root, {field: wrong}, 422))
        assert len(page.errors) == 1, (field, wrong)
        assert page.fields["hours_es"] == ["Mejor temprano"]
        assert page.fields["version"] == ["0"]
    assert "None so far." in root.browser.page("/clinic/facts").text


def test_a_fact_of_one_line_stays_one_whatever_a_browser_sends(app: Flask) -> None:
    root, ben = administrator(app), Person(app, "ben@clinic.example", administrator=True).come_in()
    typed = {
        "name": "The\r\nNorthern\u2028Clinic\u202e",
        "address": "1 Main\x0bStreet\tElsewhere\u2067",
        "hours_en": "Early\x85is best\n\n",
        "hours_es": "Mejor\u2029temprano\x00\x1b",
    }
    address = _propose(root, typed)
    token = ben.browser.page("/clinic/account").token
    assert ben.browser.post(f"{address}/confirm", data={"csrf_token": token}).status_code == 303
    known = use_cases(app).facts.numbered()[1]
    assert (known.name, known.address) == ("The Northern Clinic", "1 Main Street Elsewhere")
    assert known.hours_words == {"en": "Early is best", "es": "Mejor temprano"}


def test_a_form_that_was_opened_before_others_were_confirmed_is_sent_back(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = administrator(app)
    old, proposed = root.browser.page("/clinic/facts/change"), _propose(root)
    _confirm(root, proposed, monkeypatch)
    sent = root.browser.post(
        "/clinic/facts/change", data={"csrf_token": old.token, **TYPED, "version": "0", "name": "Mine"}
    )
    assert sent.status_code == 409
    assert "Other facts were confirmed meanwhile" in sent.text
    assert Page(sent.text).fields["name"] == ["Mine"]
    assert Page(sent.text).fields["version"] == ["1"]
    _press(root, "/clinic/facts/nothing/confirm", 404)
    _press(root, "/clinic/facts/nothing/cancel", 404)
    root.browser.page("/clinic/facts/nothing", 404)


def test_an_account_that_nobody_signs_in_to_is_disabled_after_the_days_of_the_clinic(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with time_machine.travel(datetime(2026, 4, 28, 12, tzinfo=UTC), tick=False) as clock:
        root = administrator(app)
        _confirm(root, _propose(root), monkeypatch)
        ann = Person(app).come_in()
        clock.shift(timedelta(days=60, seconds=1))
        root.come_again()  # the last administrator is never shut out
        page = root.browser.page("/clinic/accounts")
        assert (
            "Nobody signed in for 60 days or more: Ann. These accounts are disabled at their next"
            in page.text
        )
        other = Person(app, "ben@clinic.example", administrator=True).come_in()
        ann.browser.get("/clinic/sign-in")
        ann.give_password("another password", 422)
        assert "it is disabled now" in ann.give_password(status=403).text
        assert "The email address or the password is wrong." in ann.give_password(status=422).text
        audit = other.browser.page("/clinic/audit?action=account.disabled").text
        assert "reason: idle" in audit
        token = root.browser.page("/clinic/accounts").token
        root.browser.post(f"/clinic/accounts/{ann.id()}/enable", data={"csrf_token": token})
        assert ann.give_password().location == "/clinic/second-factor"


@pytest.mark.parametrize(
    ("typed", "shown", "again"),
    [
        (
            {"weekdays": "8 am to 5 pm"},
            "Monday to Friday: 8:00 AM to 5:00 PM",
            ["8:00 am to 5:00 pm", "", "", "", "", "", "", ""],
        ),
        (
            {
                "weekdays": "8 am to 5 pm",
                "day_1": "closed",
                "day_4": "8 am to 12 pm",
                "day_5": "10 am to 12 pm",
            },
            "Friday: 8:00 AM to 12:00 PM",
            ["8:00 am to 5:00 pm", "", "closed", "", "", "8:00 am to 12:00 pm", "10:00 am to 12:00 pm", ""],
        ),
        (
            {"day_0": "8 am to 5 pm", "day_1": "8 am to 5 pm"},
            "Monday to Tuesday: 8:00 AM to 5:00 PM",
            ["", "8:00 am to 5:00 pm", "8:00 am to 5:00 pm", "", "", "", "", ""],
        ),
        ({}, "", [""] * 8),
    ],
)
def test_hours_that_most_weekdays_have_are_typed_once(
    app: Flask, monkeypatch: pytest.MonkeyPatch, typed: dict[str, str], shown: str, again: list[str]
) -> None:
    root = administrator(app)
    days = {f"day_{number}": "" for number in range(7)}
    proposed = _propose(root, {**days, **typed})
    preview = html.unescape(root.browser.page(proposed).text).replace("\xa0", " ").replace("\u202f", " ")
    assert shown in preview
    _confirm(root, proposed, monkeypatch)
    fields = root.browser.page("/clinic/facts/change").fields
    names = ["weekdays", *days]
    assert [fields[name][0] for name in names] == again
    unchanged = root.browser.page(_propose(root, {name: fields[name][0] for name in names})).text
    assert "Nothing: it is what pages say already." in unchanged


def test_nights_whole_days_and_holidays_of_several_days_are_said_in_both_languages(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = administrator(app)
    refused = _propose(root, {"day_0": "8 pm to 2 am", "day_1": "1 am to 5 pm"}, 422)
    assert "The hours of one day go on into those of the next one." in refused
    hours = {"day_4": "6 pm to midnight", "day_5": "24 hours", "day_6": "12 pm to 2 am"}
    days = {"holidays": "12/24/2026 to 1/1/2027 Winter break / Vacaciones"}
    proposed = _propose(root, hours | days)
    preview = root.browser.page(proposed).text
    for words in (
        "We are closed from Thursday, December 24, 2026 to Friday, January 1, 2027: Winter break.",
        "desde el jueves, 24 de diciembre de 2026 hasta el viernes, 1 de enero de 2027: Vacaciones.",
    ):
        assert words in preview, words
    _confirm(root, proposed, monkeypatch)
    assert (
        "Dec 24, 2026 to Jan 1, 2027: Winter break / Vacaciones"
        in root.browser.get("/clinic/facts/change").text
    )
    patient = new_browser(app)
    about = _read(patient, "/privacy")
    for words in ("Friday: 6:00 PM to midnight", "Saturday: open 24 hours", "Sunday: 12:00 PM to 2:00 AM"):
        assert words in about
    about = _read(patient, "/es/privacy")
    for words in ("6:00 p.m. a medianoche", "El sábado: abierto las 24 horas", "12:00 p.m. a 2:00 a.m."):
        assert words in about
    for moment, english, spanish in (
        ("2026-12-19 01:00Z", "We are open now.", "Ahora estamos abiertos."),  # Friday, 7 pm: on until Sunday
        ("2026-12-19 07:00Z", "We are open now, until midnight.", "Cerramos a esta hora: medianoche"),  # Saturday, 1 am
        ("2026-12-21 07:30Z", "We are open now, until 2:00 AM.", "Cerramos a esta hora: 2:00 a.m."),  # Monday, 1:30 am
        ("2026-12-21 08:00Z", "We are closed now. We open today at 8:00 AM.", "Hoy abrimos"),
        # Summer time ends and begins: the clock on the wall counts.
        ("2026-11-01 17:30Z", "We open today at 12:00 PM", "12:00 p.m."),
        ("2027-03-14 17:30Z", "We are open now, until 2:00 AM", "2:00 a.m."),
        ("2026-12-29 16:00Z", "We are closed now. We open on Saturday, January 2 at midnight.", "sábado, 2 de enero"),
        (
            "2026-12-29 16:00Z",
            "We are closed from Thursday, December 24 to Friday, January 1: Winter break.",
            "Estamos cerrados desde el jueves, 24 de diciembre hasta el viernes, 1 de enero: Vacaciones.",
        ),
    ):  # fmt: skip
        with time_machine.travel(moment, tick=True):
            assert english in _read(patient, "/about"), moment
            assert spanish in _read(patient, "/es/about"), moment
