"""The link to the other language stays on the page and keeps the answers, also after an error."""

import pytest
from flask import Flask

from screener.codes.receipt import in_link
from tests.answering import ANSWERS, CONTACT, answer_until, arrive_at, receipt_code, send
from tests.strict import Page, StrictClient, new_browser


def _other(page: Page) -> str:
    return page.switch("en" if '<html lang="es"' in page.text else "es")[0]["href"]


def test_each_page_leads_to_itself_in_the_other_language_with_all_answers(client: StrictClient) -> None:
    pages = answer_until(client, "check")
    addresses = [f"/screen/{page_id}" for page_id in pages]
    addresses += ["/", "/receipt", *(f"/screen/{page}" for page in ("check", "result", "share", "clear"))]
    for address in addresses:
        english = client.page(address)
        assert _other(english) == f"/es{address}"
        spanish = client.page(_other(english))
        assert _other(spanish) == address
        preset = {"contact-language": ["es"]} if address.endswith("/share") else {}
        assert spanish.fields == english.fields | preset, address
    assert client.get("/es/screen").location == "/es/screen/result", "the way is as far as it was"


def test_search_engines_are_told_of_both_languages_by_the_configured_host_alone(
    app: Flask, client: StrictClient
) -> None:
    assert _alternates(client.page("/about")) == {}
    app.config["BASE_URL"] = "https://screen.example"
    both = {"en": "https://screen.example/about", "es": "https://screen.example/es/about"}
    assert _alternates(client.page("/about")) == _alternates(client.page("/es/about")) == both
    assert _alternates(client.page("/screen/emergency")) == {}, "a question is nobody's to list"


def _alternates(page: Page) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link, _ in page.all("link") if link["rel"] == "alternate"}


def test_what_was_sent_and_its_receipt_can_be_read_in_both_languages(client: StrictClient) -> None:
    code = in_link(send(client))
    for address in ("/screen/sent", f"/receipt/{code}", f"/receipt/{code}/withdraw"):
        assert _other(client.page(address)) == f"/es{address}"
        assert _other(client.page(f"/es{address}")) == address


def test_an_emergency_stays_an_emergency(client: StrictClient) -> None:
    client.submit("/screen/emergency", {"emergency": "applies"})
    page = client.page(_other(client.page("/screen/call-911")))
    assert page.heading == "Llame al 911 ahora"
    assert ("tel:911", "Llame al 911") in {(link["href"], text) for link, text in page.all("a")}


def test_a_change_from_check_stays_one(client: StrictClient) -> None:
    arrive_at(client, "check")
    address = _other(client.page("/screen/course?change=task"))
    assert address == "/es/screen/course?change=task"
    assert client.submit(address, ANSWERS["course"]).location == "/es/screen/check#row-task"


def test_a_query_is_carried_as_it_came_and_steers_nothing(client: StrictClient) -> None:
    for query in ("_external=1&_scheme=javascript&endpoint=x&page_id=y", "change=%22%3E%3Cb%3E&change=2"):
        address = _other(client.page(f"/es/receipt?{query}"))
        assert address == f"/receipt?{query}"


@pytest.mark.parametrize("address", ["/nothing", "/es//elsewhere.example", "/es/nothing"])
def test_an_address_without_a_page_leads_to_the_start(client: StrictClient, address: str) -> None:
    other = "/" if address.startswith("/es/") else "/es/"
    assert _other(client.page(address, 404)) == other


def test_a_page_that_is_not_here_is_not_there_either(client: StrictClient) -> None:
    spanish = client.page(_other(client.page("/receipt/2222-2222-2222-2222-2222", 404)), 404)
    assert spanish.heading == "Esta página no está aquí"


def test_after_an_error_the_link_alone_keeps_every_answer_that_was_one(client: StrictClient) -> None:
    arrive_at(client, "onset")
    refused = client.submit("/screen/onset", ANSWERS["onset"] | {"onset-age": "at school"}, 422)
    page = client.page(_other(Page(refused.text)))
    kept = {name: [value] for name, value in ANSWERS["onset"].items() if name != "spells"} | {
        "onset-age": [""]
    }
    assert page.fields == kept


def test_an_error_does_not_forget_what_was_sent_before(client: StrictClient) -> None:
    code = send(client)
    client.submit("/screen/emergency", {}, 422)
    assert receipt_code(client.page("/screen/sent")) == code


def test_what_was_typed_and_not_sent_yet_goes_along(client: StrictClient) -> None:
    arrive_at(client, "onset")
    token = client.page("/screen/onset").token
    typed = {"csrf_token": token, "onset-age": "44", "stay": "1"}
    response = client.post("/es/screen/onset?change=onset-age", data=typed)
    assert (response.status_code, response.location) == (303, "/es/screen/onset?change=onset-age")
    page = client.page(response.location)
    assert (page.fields["onset-age"], page.errors) == (["44"], [])


def test_what_is_no_answer_goes_along_too_with_words_on_how_to_mend_it(client: StrictClient) -> None:
    arrive_at(client, "onset")
    token = client.page("/screen/onset").token
    response = client.post(
        "/es/screen/onset", data={"csrf_token": token, "onset-age": "at school", "stay": "1"}
    )
    page = Page(response.text)
    assert response.status_code == 422
    assert page.fields["onset-age"] == ["at school"]
    assert any("Escriba un número de años" in error for error in page.errors)


def test_on_the_share_page_everything_typed_goes_along_and_nothing_is_sent(client: StrictClient) -> None:
    arrive_at(client, "check")
    token = client.page("/screen/share").token
    for prefix in ("/es", ""):
        response = client.post(f"{prefix}/screen/share", data={"csrf_token": token, "stay": "1", **CONTACT})
        page = Page(response.text)
        assert (response.status_code, page.errors) == (200, [])
        assert {name: page.fields[name] for name in CONTACT} == {
            name: [typed] for name, typed in CONTACT.items()
        }
        assert client.get("/screen/sent").status_code == 303, "nothing was sent"
    assert client.post("/es/screen/share", data={"stay": "1", **CONTACT}).status_code == 400


def test_a_page_that_was_left_too_long_can_still_be_read_in_the_other_language(
    client: StrictClient, app: Flask
) -> None:
    arrive_at(client, "course")
    refused = client.post("/screen/course?back=1", data=ANSWERS["course"])
    assert refused.status_code == 400
    page = Page(refused.text)
    form = next(attributes for attributes, _ in page.all("form"))
    assert form["action"] == "/screen/course?send=1", "the button goes on, although Back had been pressed"
    assert new_browser(app).get(_other(page)).location == "/es/screen/emergency"
