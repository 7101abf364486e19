"""The receipt is found by what was written down, and what is not there is said to be none."""

import pytest
from flask import Flask

from screener.storage.throttling import TooManyTries
from screener.web.use_cases import use_cases
from tests.answering import CONTACT, arrive_at, receipt_code, send
from tests.strict import PHONE, StrictClient, new_browser


def test_the_words_of_a_receipt_lead_to_it_from_any_browser(app: Flask, client: StrictClient) -> None:
    words = send(client)
    assert receipt_code(client.page("/screen/sent")) == words
    elsewhere = new_browser(app)
    sent = elsewhere.submit("/receipt", {"code": words.upper().replace(" ", " - ")})
    assert client.page(sent.location).heading == elsewhere.page(sent.location).heading
    assert str(sent.location).removeprefix("/receipt/").replace("-", " ") == words


def test_words_of_nobody_are_said_to_be_so_and_stay_to_be_mended(client: StrictClient) -> None:
    page = client.submit("/receipt", {"code": "apple apple apple apple apple"}, 422)
    assert "apple apple apple apple apple" in page.text
    assert PHONE in page.text


def test_nothing_is_taken_back_by_a_code_of_nobody(client: StrictClient) -> None:
    token = client.page("/receipt").token
    sent = client.post("/receipt/apple-apple-apple-apple-apple/withdraw", data={"csrf_token": token})
    assert sent.status_code == 404
    assert PHONE in sent.text


def test_there_is_no_more_to_tell_before_there_is_a_result(client: StrictClient) -> None:
    assert client.get("/screen/more").location == "/screen/emergency"


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_who_sends_where_others_guessed_codes_is_told_that_it_was_sent(
    app: Flask, client: StrictClient, prefix: str
) -> None:
    arrive_at(client, "share", prefix=prefix)
    with pytest.raises(TooManyTries):
        for _ in range(use_cases(app).settings.sends_per_hour + 1):
            use_cases(app).submissions.receipt("apple apple apple apple apple", "127.0.0.1")
    client.submit(f"{prefix}/screen/share", CONTACT)
    sent = client.page(f"{prefix}/screen/sent")
    assert len(receipt_code(sent).split()) == 5


@pytest.mark.parametrize(
    ("prefix", "said"), [("", "This is your reference number."), ("/es", "Este es su número de referencia.")]
)
@pytest.mark.parametrize(
    ("address", "field"), [("/receipt", "code"), ("/saved", "words"), ("/saved/delete", "words")]
)
def test_who_types_the_reference_number_for_the_words_is_told_so(
    client: StrictClient, prefix: str, said: str, address: str, field: str
) -> None:
    page = client.submit(prefix + address, {field: " 6h2p 9wp9 "}, 422)
    assert said in page.text
    assert "6h2p 9wp9" in page.text


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_nobody_who_took_answers_back_reads_that_the_clinic_has_them_and_the_copy_on_the_device_goes_with_them(
    client: StrictClient, prefix: str
) -> None:
    arrive_at(client, "share", prefix=prefix)
    client.submit(f"{prefix}/screen/share", CONTACT)
    words = receipt_code(client.page(f"{prefix}/screen/sent"))
    receipt = f"{prefix}/receipt/{words.replace(' ', '-')}"
    assert client.get(f"{prefix}/screen/answers.txt").status_code == 200
    client.submit(f"{receipt}/withdraw", {})
    # Before the page after Send is asked for, which forgets the copy too.
    assert client.get(f"{prefix}/screen/answers.txt").status_code == 303
    assert client.get(f"{prefix}/screen/sent").location == receipt
    assert client.get(f"{receipt}/withdraw").location == receipt
