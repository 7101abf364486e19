"""What a clinician enters for a caller: the patient's way, in a draft that is one caller's and gone with the session."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text

from screener.accounts.session import IDLE, LONGEST
from screener.audit import Actor
from screener.web.use_cases import use_cases
from tests.answering import CONTACT, answer_until
from tests.strict import Page, StrictClient, new_browser
from tests.web.clinic.staff import BEN, HERE, Person, staffing

TODAY = {"new-or-worse": {"new-or-worse": ["swallowing"]}}
COOKIE = "screener-clinic-caller"


def _begins(nurse: Person) -> str:
    location = nurse.browser.submit("/clinic/phone/", {}).location
    assert location.endswith("/emergency")
    return str(location.removesuffix("/emergency"))


def _cookie(person: Person) -> str | None:
    cookie = person.browser.get_cookie(COOKIE, path="/clinic")
    return cookie.value if cookie else None


def test_a_caller_goes_the_patients_way_and_the_submission_says_who_entered_it(
    app: Flask, nurse: Person
) -> None:
    browser = nurse.browser
    call = _begins(nurse)
    pages = answer_until(browser, "check", TODAY, under=call)
    assert pages == answer_until(new_browser(app), "check", TODAY)
    assert f"{call}/onset?change=onset-age#onset-age" in browser.page(f"{call}/check").text
    said = [text for _, text in browser.page(f"{call}/result").all("h2")]
    assert said[0] == "Read this first: help is needed today"
    assert "I want to send my answers to the clinic" in browser.page(f"{call}/share").text
    refused = browser.submit(f"{call}/share", {**CONTACT, "consent": ""}, 422)
    assert "Ann Example" in refused.text
    assert 'autocomplete="name"' not in refused.text

    again = {"csrf_token": Page(refused.text).token, **CONTACT}
    locations = [browser.post(f"{call}/share", data=again).location for _ in range(2)]
    assert locations == [f"{call}/sent", f"{call}/sent?again=1"]
    opened = browser.get(f"{call}/sent").location
    shown = browser.page(opened).text
    for words in (
        "once more",
        "reference number",
        "Entered by phone by Ann, in English, on",
        "Received by phone, by Ann,",
    ):
        assert words in shown
    assert "By phone" in browser.page("/clinic/").text
    with use_cases(app).database.reading() as connection:
        (event,) = connection.execute(
            text("SELECT actor, details FROM audit_event WHERE action = 'submission.received'")
        )
    assert event.actor == nurse.id()
    assert '"means": "phone"' in event.details
    assert browser.get_cookie("screener") is None


def test_an_emergency_comes_with_the_words_to_say_and_a_short_way_ends_too(nurse: Person) -> None:
    browser = nurse.browser
    call = _begins(nurse)
    assert "tel:911" not in browser.get(f"{call}/emergency").text  # it would bring help to the clinic
    stopped = browser.submit(f"{call}/emergency", {"emergency": "applies"}).location
    assert stopped == f"{call}/call-911"
    page = browser.page(stopped)
    assert page.heading == "Read this to the caller now"
    assert "Call 911 now" in page.text
    assert browser.get(f"{call}/share").location == stopped
    answer_until(browser, "check", {"body-parts": {"body-parts": ["none"]}}, under=call)
    assert "no part of your body moves" in browser.page(f"{call}/result").text
    assert browser.submit(f"{call}/share", CONTACT).location == f"{call}/sent"


def test_two_callers_never_mix_and_nothing_is_left_after_signing_out(app: Flask, nurse: Person) -> None:
    browser = nurse.browser
    first = _begins(nurse)
    answer_until(browser, "body-parts", under=first)
    open_page = browser.page(f"{first}/body-parts")
    of_first = _cookie(nurse)
    assert of_first
    assert "not sent yet" in browser.page("/clinic/phone/").text

    second = _begins(nurse)
    assert _cookie(nurse) is None
    sent = browser.post(f"{first}/body-parts", data={"csrf_token": open_page.token, "body-parts": "neck"})
    assert sent.status_code == 400
    urgent = {"csrf_token": open_page.token, "emergency": "applies"}
    said = browser.post(f"{first}/emergency", data=urgent)
    assert (said.status_code, Page(said.text).heading) == (409, "Read this to the caller now")
    assert Page(sent.text).heading == "The answers of this caller are no longer here"
    assert "What was sent stands on the worklist." in sent.text
    assert browser.get(f"{second}/body-parts").location == f"{second}/emergency"
    browser.set_cookie(COOKIE, of_first, path="/clinic")
    assert browser.get(f"{second}/body-parts").location == f"{second}/emergency"

    answer_until(browser, "body-parts", under=second)
    of_second = _cookie(nurse)
    assert of_second
    browser.post("/clinic/sign-out", data={"csrf_token": open_page.token})
    assert _cookie(nurse) is None
    assert browser.get(f"{second}/body-parts").location == "/clinic/sign-in"
    ben = Person(app, BEN)
    ben.browser.set_cookie(COOKIE, of_second, path="/clinic")
    ben.come_in_by_the_pages()
    assert _cookie(ben) is None
    assert ben.browser.get(f"{second}/body-parts").status_code == 400


def test_a_caller_who_does_not_agree_leaves_nothing_and_what_is_not_sent_opens_for_nobody_else(
    app: Flask, nurse: Person
) -> None:
    call = _begins(nurse)
    answer_until(nurse.browser, "respondent", under=call)
    token = nurse.browser.page("/clinic/phone/").token
    nobody_saves = nurse.browser.post(
        f"{call}/emergency?save=1", data={"csrf_token": token, "emergency": "none"}
    )
    assert nobody_saves.location == f"{call}/respondent"
    assert nurse.browser.post(f"{call}/clear", data={"csrf_token": token}).location == "/clinic/"
    assert "Nothing was kept." in nurse.browser.page("/clinic/").text
    assert _cookie(nurse) is None

    call = _begins(nurse)
    answer_until(nurse.browser, "respondent", under=call)
    assert _cookie(nurse)
    (account,) = staffing(app).accounts()
    staffing(app).disable(account.staff.id, Actor("root", ""))
    assert nurse.browser.get("/clinic/phone/").location == "/clinic/sign-in"
    ben = Person(app, BEN)
    ben.browser = nurse.browser
    ben.come_in_by_the_pages()
    assert _cookie(ben) is None
    assert ben.browser.get(f"{call}/respondent").status_code == 400


def _is_in_the_middle(nurse: Person, page_id: str) -> tuple[str, str]:
    """Have answered until a page; return the address of the call, and the token of that page."""
    call = _begins(nurse)
    answer_until(nurse.browser, page_id, under=call)
    return call, nurse.browser.page(f"{call}/{page_id}").token


def _meets_the_end(nurse: Person, call: str, token: str, how: str) -> None:
    """Send a page of a call, or let its script send it to be kept; the session has ended."""
    page = {"csrf_token": token, "onset-age": "thirty eight or so"}
    if how == "by the script":
        page |= {"kept_for": f"{call}/onset?back=1"}
    sent = nurse.browser.post("/clinic/kept" if "kept_for" in page else f"{call}/onset", data=page)
    assert sent.location == "/clinic/sign-in"


@pytest.mark.parametrize("how", ["by its button", "by the script"])
def test_a_call_goes_on_where_it_was_once_the_same_person_signs_in_again(
    app: Flask, nurse: Person, how: str
) -> None:
    browser = nurse.browser
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        call, token = _is_in_the_middle(nurse, "onset")
        clock.shift(IDLE)
        _meets_the_end(nurse, call, token, how)
        assert use_cases(app).kept_forms.of(nurse.id()) == [], "no caller has agreed to that"
        nurse.give_password()
        assert nurse.give_code(nurse.recovery_codes.pop()).location == f"{call}/onset"
        page = browser.page(f"{call}/onset")
        assert page.fields["onset-age"] == ["thirty eight or so"]
        assert "It is not kept yet" in page.text
        assert "It is not kept yet" not in browser.page(f"{call}/respondent").text
        answer_until(browser, "check", under=call)
        assert "It is not kept yet" not in browser.page(f"{call}/onset").text
        clock.shift(LONGEST + timedelta(minutes=1))
        nurse.give_password()
        nurse.give_code(nurse.recovery_codes.pop())
        assert browser.get(f"{call}/onset").location == f"{call}/emergency"


def test_a_page_that_was_too_long_to_be_kept_says_so(nurse: Person) -> None:
    browser = nurse.browser
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        call, token = _is_in_the_middle(nurse, "share")
        clock.shift(IDLE)
        written = {"csrf_token": token, "name": "Ann Example", "message": "\u0431" * 1000}
        assert browser.post(f"{call}/share", data=written).location == "/clinic/sign-in"
        nurse.give_password()
        assert nurse.give_code(nurse.recovery_codes.pop()).location == f"{call}/share"
        page = browser.page(f"{call}/share")
        assert "was too long to be kept. Please ask for it once more." in page.text
        assert "It is not kept yet" not in page.text
        assert "too long to be kept" not in browser.page(f"{call}/respondent").text
        browser.submit(f"{call}/respondent", {"respondent": "self"})
        assert "too long to be kept" not in browser.page(f"{call}/share").text


@pytest.mark.parametrize(
    ("press", "led_to"),
    [
        ("/clinic/sign-out", "/clinic/"),
        ("/clinic/sign-out-everywhere", "/clinic/account"),
        ("clear", "/clinic/"),
        ("begin", "/clinic/"),
    ],
)
def test_what_forgets_a_caller_does_so_after_the_session_ended_too(
    nurse: Person, press: str, led_to: str
) -> None:
    browser = nurse.browser
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        call, token = _is_in_the_middle(nurse, "onset")
        clock.shift(IDLE)
        pressed = {"clear": f"{call}/clear", "begin": "/clinic/phone/"}.get(press, press)
        assert browser.post(pressed, data={"csrf_token": token}).location == "/clinic/sign-in"
        assert _cookie(nurse) is None
        nurse.give_password()
        assert nurse.give_code(nurse.recovery_codes.pop()).location == led_to
        assert browser.get(f"{call}/onset").status_code == 400


@pytest.mark.parametrize(("under", "said"), [("", "Call 911 now"), ("es/", "Llame al 911 ahora")])
@pytest.mark.parametrize("by_hand", [False, True])
def test_an_emergency_is_answered_with_911_also_where_the_session_ended(
    nurse: Person, under: str, said: str, *, by_hand: bool
) -> None:
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        call = _begins(nurse).replace("/phone/", f"/phone/{under}")
        urgent = {"csrf_token": nurse.browser.page(f"{call}/emergency").token, "emergency": "applies"}
        if by_hand:
            nurse.browser.post("/clinic/sign-out", data=urgent)
        else:
            clock.shift(IDLE)
        told = nurse.browser.post(f"{call}/emergency", data=urgent)
        assert (told.status_code, Page(told.text).heading) == (409, "Read this to the caller now")
        assert said in told.text
        none = urgent | {"emergency": "none"}
        assert nurse.browser.post(f"{call}/emergency", data=none).location == "/clinic/sign-in"
        assert "You were signed out." in nurse.browser.page("/clinic/sign-in").text


def test_the_next_nurse_at_the_same_browser_is_not_led_into_the_call_of_the_one_before(
    app: Flask, nurse: Person
) -> None:
    ben = Person(app, BEN).come_in()
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        call = _begins(nurse)
        answer_until(nurse.browser, "onset", under=call)
        clock.shift(IDLE)
        assert nurse.browser.get(f"{call}/onset").location == "/clinic/sign-in"
        ben.browser = nurse.browser
        ben.give_password()
        assert ben.give_code(ben.recovery_codes.pop()).location == "/clinic/"
        assert _cookie(ben) is None


def test_a_page_of_a_call_that_is_open_since_an_earlier_session_leaves_nothing_in_the_database(
    app: Flask, nurse: Person
) -> None:
    browser = nurse.browser
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        call, token = _is_in_the_middle(nurse, "share")
        clock.shift(IDLE)
        nurse.give_password()
        nurse.give_code(nurse.recovery_codes.pop())
        left = {"csrf_token": token, "kept_for": f"{call}/share", **CONTACT}
        assert browser.post("/clinic/kept", data=left).location == f"{call}/share"
        assert use_cases(app).kept_forms.of(nurse.id()) == []
        assert browser.page(f"{call}/share").fields["name"] == ["Ann Example"]


def test_a_second_form_of_one_call_is_not_said_to_be_saved(nurse: Person) -> None:
    browser = nurse.browser
    call, _ = _is_in_the_middle(nurse, "share")
    first, second = browser.page(f"{call}/share"), browser.page(f"{call}/share")
    for page, name in ((first, "Ann Example"), (second, "Bea Another")):
        typed = {"csrf_token": page.token, **page.draft, **CONTACT, "name": name}
        sent = browser.post(f"{call}/share", data=typed)
        record = browser.page(str(browser.get(str(sent.location)).location)).text
        assert ("Ann Example" in record, "Bea Another" in record) == (True, False)
        assert ("<p>Saved.</p>" in record) == (name == "Ann Example")
        assert ("sent before. What was typed now is not saved" in record) == (name == "Bea Another")


def test_answers_that_come_once_more_after_they_were_taken_back_are_not_said_to_be_saved(
    app: Flask, nurse: Person
) -> None:
    browser = nurse.browser
    call = _begins(nurse)
    answer_until(browser, "share", under=call)
    page, before = browser.page(f"{call}/share"), _cookie(nurse)
    assert before
    sent = {"csrf_token": page.token, **page.draft, **CONTACT}
    browser.post(f"{call}/share", data=sent)
    told = browser.page(browser.get(f"{call}/sent").location).text
    (code,) = re.findall(r"take the answers back: ([a-z ]+)\.", told)
    assert use_cases(app).submissions.withdraw(code, HERE)
    browser.set_cookie(COOKIE, before, path="/clinic")
    assert browser.post(f"{call}/share", data=sent).location == f"{call}/sent"
    told = browser.page(browser.get(f"{call}/sent").location).text
    assert "Saved." not in told
    assert code not in told
    assert "These answers were sent before, and are gone since. Nothing was saved now." in told


def test_a_form_of_answers_that_are_no_longer_open_is_given_back(nurse: Person) -> None:
    browser = nurse.browser
    call = _begins(nurse)
    answer_until(browser, "onset", under=call)
    page = browser.page(f"{call}/onset")
    late = {"csrf_token": page.token, "draft": "0" * 16, "onset-age": "38"}
    refused = browser.post(f"{call}/onset", data=late)
    assert refused.status_code == 409
    shown = Page(refused.text)
    assert ("38" in shown.text, shown.heading) == (True, "Other answers are open now")
    (link,) = (attributes["href"] for attributes, _ in shown.all("a") if attributes.get("class") == "button")
    assert "Go on with this caller" in browser.page(link).text


def test_a_caller_is_read_to_in_spanish_and_the_submission_says_so(app: Flask, nurse: Person) -> None:
    browser = nurse.browser
    start = browser.page("/clinic/phone/")
    assert "Start with a caller in Spanish" in start.text
    begun = browser.post("/clinic/phone/es/", data={"csrf_token": start.token}).location
    call = begun.removesuffix("/emergency")
    assert call.startswith("/clinic/phone/es/")
    page = browser.page(begun)
    assert [
        attributes.get("lang") for tag in ("html", "title", "main") for attributes, _ in page.all(tag)
    ] == [
        "en",
        "es",
        "es",
    ]
    assert "Read each page aloud as it stands." in page.text
    shown = {address: browser.page(address) for address in _pages_of(browser, call)}
    assert "¿Qué partes" in shown[f"{call}/body-parts"].text
    assert "“Llame a un médico o vaya a una sala de emergencias hoy mismo.”" in shown[f"{call}/result"].text
    assert "Nobody may read" not in shown[f"{call}/result"].text
    contact = shown[f"{call}/share"]
    assert contact.fields["contact-language"] == ["es"]
    assert "Quiero enviar mis respuestas a la clínica" in contact.text
    refused = browser.submit(f"{call}/share", {**CONTACT, "phone": "12"}, 422)
    assert "Ann Example" in refused.text
    location = browser.submit(f"{call}/share", CONTACT).location
    told = browser.page(browser.get(location).location)
    for words in (
        "Say it to the caller once more: “Llame a un médico o vaya a una sala de emergencias hoy mismo.”",
        "Entered by phone by Ann, in Spanish, on",
        "Received by phone, by Ann,",
    ):
        assert words in told.text
    with use_cases(app).database.reading() as connection:
        (row,) = connection.execute(text("SELECT language FROM submission"))
        (event,) = connection.execute(
            text("SELECT details FROM audit_event WHERE action = 'submission.received'")
        )
    assert row.language == "es"
    assert '"language": "es"' in event.details
    assert '"means": "phone"' in event.details


def _pages_of(browser: StrictClient, call: str) -> list[str]:
    visited = answer_until(browser, "result", TODAY, under=call)
    return [f"{call}/{page}" for page in (*visited, "result", "more", "check", "share")]


def test_the_language_changes_within_a_call_and_the_answers_stay(nurse: Person) -> None:
    browser = nurse.browser
    call = _begins(nurse)
    answer_until(browser, "onset", under=call)
    in_spanish = call.replace("/phone/", "/phone/es/")
    page = browser.page(f"{call}/onset")
    assert f"{in_spanish}/onset" in {attributes.get("href") for attributes, _ in page.all("a")}
    assert f"{in_spanish}/onset" in {attributes.get("formaction") for attributes, _ in page.all("button")}
    typed = {**page.draft, "csrf_token": page.token, "onset-age": "38", "stay": "1"}
    assert browser.post(f"{in_spanish}/onset", data=typed).location == f"{in_spanish}/onset"
    assert browser.page(f"{in_spanish}/onset").fields["onset-age"] == ["38"]
    assert "Go on with this caller in Spanish" in browser.page("/clinic/phone/es/").text
    answer_until(browser, "result", under=in_spanish)
    page = browser.page(f"{in_spanish}/share")
    typed = {**page.draft, **CONTACT, "csrf_token": page.token, "stay": "1"}
    assert "How to reach the caller" in (back := browser.post(f"{call}/share", data=typed)).text
    assert Page(back.text).fields["name"] == ["Ann Example"]
    other = _begins(nurse)
    assert browser.get(f"{in_spanish}/onset").status_code == 400
    assert browser.get(f"{other.replace('/phone/', '/phone/es/')}/emergency").status_code == 200


def test_in_spanish_too_the_words_to_say_in_an_emergency_are_the_callers(nurse: Person) -> None:
    call = _begins(nurse).replace("/phone/", "/phone/es/")
    stopped = nurse.browser.submit(f"{call}/emergency", {"emergency": "applies"}).location
    assert stopped == f"{call}/call-911"
    page = nurse.browser.page(stopped)
    assert page.heading == "Read this to the caller now"
    assert "“Por favor, cuelgue ahora, para que pueda llamar al 911.”" in page.text


def test_the_title_of_a_page_says_in_which_language_it_is(nurse: Person) -> None:
    call = _begins(nurse).replace("/phone/", "/phone/es/")
    browser = nurse.browser
    answer_until(browser, "result", under=call)
    for page_id, language in {"result": None, "share": None, "check": "es", "onset": "es"}.items():
        page = browser.page(f"{call}/{page_id}")
        assert page.all("title")[0][0].get("lang") == language, page_id
    browser.submit(f"{call}/emergency", {"emergency": "applies"})
    assert browser.page(f"{call}/call-911").all("title")[0][0].get("lang") is None


def test_answers_that_were_changed_in_another_window_are_shown_before_they_are_sent(nurse: Person) -> None:
    browser = nurse.browser
    call = _begins(nurse)
    answer_until(browser, "result", under=call)
    page = browser.page(f"{call}/share")
    open_page = {**page.draft, **CONTACT, "csrf_token": page.token}
    browser.submit(f"{call}/body-parts?change=body-parts", {"body-parts": ["larynx"]})
    refused = browser.post(f"{call}/share", data=open_page)
    assert refused.status_code == 409
    assert "The answers were changed in another window" in refused.text
    assert Page(refused.text).fields["name"] == ["Ann Example"]


def test_all_that_a_page_can_hold_waits_in_the_browser(nurse: Person) -> None:
    browser = nurse.browser
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        call, token = _is_in_the_middle(nurse, "share")
        clock.shift(IDLE)
        typed = CONTACT | {"message": "José " * 100, "csrf_token": token}
        assert browser.post(f"{call}/share", data=typed).location == "/clinic/sign-in"
        kept = browser.get_cookie("screener-clinic-call-page", path="/clinic")
        assert kept
        assert len(kept.value) < 3500
        nurse.give_password()
        assert nurse.give_code(nurse.recovery_codes.pop()).location == f"{call}/share"
        page = browser.page(f"{call}/share")
        assert page.fields["message"][0].count("José") == 100
        assert browser.submit(f"{call}/share", CONTACT).location == f"{call}/sent"
        assert browser.get_cookie("screener-clinic-call-page", path="/clinic") is None
