"""What a tablet of the clinic says: the staff are there, nobody can call from it, and it forgets in three minutes."""

import re
from typing import Any

import pytest
from flask import Flask

from screener.web.error_words import BUSY, ENDED, PAGES
from screener.web.errors import error_page
from tests.answering import CONTACT, answer_until
from tests.strict import Page, StrictClient
from tests.web.patient.test_tablet import a_tablet

STAFF_FIRST = {"": "Tell the staff now.", "/es": "Avise al personal ahora."}
TODAY: dict[str, dict[str, Any]] = {"new-or-worse": {"new-or-worse": ["swallowing"]}}
TO_CALL = re.compile(
    r"\bor call\b|call us\b|you can always call|when you call|call to make|to call for you|"
    r"\bo llam|llámenos|siempre puede llamar|cuando llame|llame para",
    re.IGNORECASE,
)
"""Words that send somebody to a phone for what the desk is there for: not to 911, nor to a doctor elsewhere."""
AWAY = "Or call, and say your reference number.", "O llame y diga su número de referencia."
"""For later, at home."""
WAITING = {
    "429": (429, None),
    "503": (503, None),
    "busy": (503, BUSY),
    "ended": (400, ENDED),
}


def _pages(client: StrictClient, prefix: str, changes: dict[str, dict[str, Any]]) -> dict[str, Page]:
    """Return every page of somebody's way on the tablet, by address."""
    seen = {address: client.page(prefix + address) for address in ("/", "/about")}
    answer_until(client, "result", changes, prefix)
    ways = ("emergency", "body-parts", "result", "more", "check", "share")
    addresses = [f"/screen/{page_id}" for page_id in ways]
    addresses += ["/privacy", "/accessibility", "/language-help", "/feedback"]
    seen |= {address: client.page(prefix + address) for address in addresses}
    seen["/nothing"] = client.page(f"{prefix}/nothing", 404)
    client.submit(f"{prefix}/screen/share", CONTACT)
    return seen | {"/screen/sent": client.page(f"{prefix}/screen/sent")}


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_help_of_today_begins_with_the_staff_on_every_page_that_tells_of_it(app: Flask, prefix: str) -> None:
    heading = {"": "Get help today", "/es": "Busque ayuda hoy mismo"}[prefix]
    pages = _pages(a_tablet(app), prefix, TODAY)
    telling = {address for address, page in pages.items() if heading in page.text}
    assert telling == {"/screen/result", "/screen/share", "/screen/sent"}
    for address in telling:
        for card in pages[address].text.split(heading)[1:]:
            assert STAFF_FIRST[prefix] in card[:250], address


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_help_of_today_that_a_later_answer_asks_for_begins_with_the_staff(app: Flask, prefix: str) -> None:
    client = a_tablet(app)
    answer_until(client, "result", TODAY, prefix)
    client.submit(f"{prefix}/screen/treatment", {"tried": ["botulinum"], "botulinum-when": "last-month"})
    pages = [client.page(f"{prefix}/screen/{page_id}") for page_id in ("more", "check")]
    for page in pages:
        assert STAFF_FIRST[prefix] in page.text


@pytest.mark.parametrize("prefix", ["", "/es"])
@pytest.mark.parametrize("parts", [["neck", "left_hand"], ["none"]])
def test_nobody_is_sent_to_a_phone_for_what_the_desk_is_there_for(
    app: Flask, prefix: str, parts: list[str]
) -> None:
    pages = _pages(a_tablet(app), prefix, {"body-parts": {"body-parts": parts}})
    for address, page in pages.items():
        said = page.text
        for sentence in AWAY:
            said = said.replace(sentence, "") if address == "/screen/sent" else said
        if address == "/privacy":
            said = re.sub(r"You can take them back[^.]*\.|Puede retirarlas[^.]*\.", "", said)
        assert TO_CALL.findall(said) == [], address


@pytest.mark.parametrize("prefix", ["", "/es"])
@pytest.mark.parametrize("name", WAITING)
def test_no_error_page_of_a_tablet_tells_to_wait_where_it_forgets(app: Flask, prefix: str, name: str) -> None:
    client = a_tablet(app)
    cookie = client.get_cookie("screener-kiosk")
    assert cookie
    status, page = WAITING[name]
    with app.test_request_context(f"{prefix}/about", headers={"Cookie": f"screener-kiosk={cookie.value}"}):
        app.preprocess_request()
        text = Page(error_page(status, page).get_data(as_text=True)).text
    staff = {"": "Please tell the staff here.", "/es": "Por favor avise al personal de aquí."}[prefix]
    assert staff in text
    assert TO_CALL.findall(text) == []
    assert not re.search(r"two hours|dos horas|few minutes|unos minutos", text)


def test_every_error_page_that_names_the_phone_is_known_to() -> None:
    for page in (*PAGES.values(), BUSY, ENDED):
        assert page.names_the_phone == bool(re.search(r"\bor call\b", page.now)), page.title


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_the_pages_of_the_footer_say_what_is_so_on_a_tablet(app: Flask, prefix: str) -> None:
    client = a_tablet(app)
    privacy, accessibility = (client.page(f"{prefix}/{name}").text for name in ("privacy", "accessibility"))
    assert not re.search(r"\b(55|60) min", privacy + accessibility)
    minutes = {
        "": "for 3 minutes, your answers are cleared",
        "/es": "por 3 minutos, sus respuestas se borran",
    }
    assert minutes[prefix] in privacy
    assert minutes[prefix] in accessibility
    assert not re.search(
        r"30 (days|días)|print the questions|imprimir las preguntas", privacy + accessibility
    )
