"""Who is asked for what before Send: the person, or somebody who answers for them."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask import Flask

import screener
from screener.dystonia.share import wishes_in_words
from screener.storage.submissions import Submissions
from screener.submissions.content import Contact
from screener.web.use_cases import use_cases
from tests.answering import CONTACT, arrive_at, receipt_code
from tests.strict import Page, StrictClient

FOR_A_CHILD = {"respondent": {"respondent": "parent"}}


def _filled_in_by_a_browser(page: Page) -> dict[str, str]:
    return {
        attributes["name"]: attributes["autocomplete"]
        for attributes, _ in page.all("input")
        if attributes.get("autocomplete", "off") != "off"
    }


def test_a_person_is_asked_for_one_name_which_a_browser_may_fill_in(client: StrictClient) -> None:
    arrive_at(client, "check")
    assert _filled_in_by_a_browser(client.page("/screen/share")) == {
        "name": "name",
        "date-of-birth": "bday",
        "phone": "tel",
        "email": "email",
    }


def test_somebody_else_has_a_name_of_their_own_and_the_browser_knows_no_other(client: StrictClient) -> None:
    arrive_at(client, "check", FOR_A_CHILD)
    assert _filled_in_by_a_browser(client.page("/screen/share")) == {
        "own-name": "name",
        "phone": "tel",
        "email": "email",
    }


def _contact_of_what_was_sent(client: StrictClient, app: Flask, prefix: str = "") -> Contact:
    code = receipt_code(client.page(f"{prefix}/screen/sent"))
    with use_cases(app).database.reading() as connection:
        submissions = Submissions(connection, use_cases(app).keyring)
        sent = submissions.by_receipt(code)
        assert sent is not None
        content = submissions.content(sent)
    assert content
    return content.contact


def test_the_clinic_knows_whom_to_ask_for_and_that_it_may_call(client: StrictClient, app: Flask) -> None:
    arrive_at(client, "check", FOR_A_CHILD)
    client.submit("/screen/share", CONTACT | {"own-name": "Bo Example"})
    contact = _contact_of_what_was_sent(client, app)
    assert (contact.name, contact.own_name) == ("Ann Example", "Bo Example")
    assert contact.consent.endswith("The clinic may contact me.")


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_no_number_of_a_telephone_is_broken_at_the_end_of_a_line(client: StrictClient, prefix: str) -> None:
    arrive_at(client, "result", prefix=prefix)
    share, help_in = (client.page(f"{prefix}/{name}") for name in ("screen/share", "language-help"))
    for page, number in ((share, "913-555-0123"), (help_in, "1-800-368-1019"), (help_in, "1-800-537-7697")):
        whole = [text for attributes, text in page.all("span") if attributes.get("class") == "number"]
        assert number in whole


def test_a_choice_that_can_be_skipped_can_be_taken_back(client: StrictClient) -> None:
    arrive_at(client, "check")
    page = client.page("/screen/share")
    skips = [
        attributes["name"]
        for attributes, _ in page.all("input")
        if attributes.get("id", "").endswith("-skip")
    ]
    assert skips == ["leave-message", "best-time", "contact-language"]
    client.submit("/screen/share", CONTACT | dict.fromkeys(skips, ""))


@pytest.mark.parametrize(
    ("prefix", "typed", "words"),
    [
        ("", {"phone": "588-1227 mom"}, "Write the number alone, without words."),
        ("", {"phone": "588-1227"}, "The area code is missing."),
        ("", {"email": "ann@gmail.con"}, "Did you mean ann@gmail.com?"),
        ("", {"phone": "913-555-O123"}, "A letter stands among the digits."),
        ("", {"phone": "55 5512 3456"}, "Is this a number in Mexico?"),
        ("/es", {"phone": "664 123 4567"}, "¿Es un número de México?"),
        ("/es", {"date-of-birth": "2O/4/1956"}, "Hay una letra entre los números."),
        ("", {"email": "ann.example.org"}, "The @ is missing."),
        ("", {"email": "ann smith@example.org"}, "Write it alone, without spaces."),
        ("", {"phone": "913-555-012"}, "We count 9 digits."),
        ("", {"phone": "913-555-0123 or 816-555-0199"}, "Write one phone number only."),
        ("", {"phone": "0000000000"}, "There is no such phone number."),
        ("", {"date-of-birth": "4/28/56"}, "Write the year with four figures"),
        ("", {"date-of-birth": "4/31/1956"}, "There is no such day."),
        ("", {"date-of-birth": "4/28/2090"}, "This day is still to come."),
        ("", {"date-of-birth": "5/4/1956"}, "Is it May 4, 1956 or April 5, 1956?"),
        ("/es", {"date-of-birth": "5/4/1956"}, "¿Es el 5 de abril de 1956 o el 4 de mayo de 1956?"),
        ("/es", {"date-of-birth": "5/4"}, "Falta una parte."),
    ],
)
def test_each_mistake_has_a_sentence_of_its_own_and_loses_nothing(
    client: StrictClient, prefix: str, typed: dict[str, str], words: str
) -> None:
    arrive_at(client, "result", prefix=prefix)
    page = Page(client.submit(f"{prefix}/screen/share", CONTACT | typed, 422).text)
    assert any(words in error for error in page.errors), page.errors
    assert {name: page.fields[name] for name in typed} == {name: [text] for name, text in typed.items()}


def _offers(page: Page, name: str) -> dict[str, str]:
    return {
        attributes["value"]: next(
            text for label, text in page.all("label") if label["for"] == attributes["id"]
        )
        for attributes, _ in page.all("input")
        if attributes.get("id", "").startswith(f"{name}-offer-")
    }


@pytest.mark.parametrize(
    ("name", "typed", "offered"),
    [
        ("date-of-birth", "5/4/1956", {"1956-05-04": "May 4, 1956", "1956-04-05": "April 5, 1956"}),
        ("email", "josé@example.com", {each: each for each in ("jose@example.com", "josé@example.com")}),
        (
            "phone",
            "55 1234 5678",
            {"+15512345678": "(551) 234-5678", "+525512345678": "+52 55 1234 5678"},
        ),
        ("email", "ann@gmai.com", {"ann@gmail.com": "ann@gmail.com", "ann@gmai.com": "ann@gmai.com"}),
    ],
)
@pytest.mark.parametrize("which", [0, 1])
def test_where_two_readings_fit_one_touch_says_which(
    client: StrictClient, name: str, typed: str, offered: dict[str, str], which: int
) -> None:
    arrive_at(client, "result")
    page = Page(client.submit("/screen/share", CONTACT | {name: typed}, 422).text)
    assert _offers(page, name) == offered
    chosen = [*offered][which]
    client.submit("/screen/share", CONTACT | {name: [typed, chosen]})
    contact = _contact_of_what_was_sent(client, client.application)
    kept = {"date-of-birth": contact.date_of_birth, "email": contact.email, "phone": contact.phone}
    assert kept[name] == chosen


def test_a_reading_of_what_was_typed_before_decides_nothing_of_what_is_typed_now(
    client: StrictClient, app: Flask
) -> None:
    arrive_at(client, "result")
    client.submit("/screen/share", CONTACT | {"date-of-birth": ["6/5/1956", "1956-04-05"]}, 422)
    client.submit("/screen/share", CONTACT | {"date-of-birth": ["April 28, 1956", "1956-04-05"]})
    assert _contact_of_what_was_sent(client, app).date_of_birth == "1956-04-28"


def test_pasted_breaks_and_tabs_are_spaces(client: StrictClient, app: Flask) -> None:
    arrive_at(client, "result")
    client.submit(
        "/screen/share", CONTACT | {"name": "Ann\tMaria\u2028Example\n", "message": "one\u2028two\tthree"}
    )
    contact = _contact_of_what_was_sent(client, app)
    assert (contact.name, contact.message) == ("Ann Maria Example", "one\ntwo three")


def test_the_receipt_can_be_kept_in_every_way_without_a_word_about_health(client: StrictClient) -> None:
    arrive_at(client, "result")
    client.submit("/screen/share", CONTACT)
    page = client.page("/screen/sent")
    code = receipt_code(page)
    links = [unquote(attributes["href"]) for attributes, _ in page.all("a")]
    for begun in ("sms:?&body=", "mailto:?subject=My 5 words&body="):
        (message,) = (link for link in links if link.startswith(begun))
        assert code in message
        assert "913-588-1227" in message
        assert not {"dystonia", "screen", "neck", "hand", "focal", "ann"} & set(
            re.findall(r"\w+", message.lower())
        )
    assert [attributes["data-copy"] for attributes, _ in page.all("button") if "data-copy" in attributes] == [
        code
    ]
    assert [attributes["class"] for attributes, _ in page.all("svg")] == ["square-code"]


@pytest.mark.parametrize("address", ["/screen/saved", "/screen/sent"])
def test_no_translation_program_touches_a_code(client: StrictClient, address: str) -> None:
    arrive_at(client, "result")
    client.submit("/screen/save", {})
    if address == "/screen/sent":
        client.submit("/screen/share", CONTACT)
    kept = [
        attributes
        for _, attributes, _ in client.page(address).elements
        if attributes.get("class") in {"saved-words", "reference-number"}
    ]
    assert kept
    assert all(attributes.get("translate") == "no" for attributes in kept)


def test_no_template_shows_a_code_or_a_link_on_paper_that_a_translation_program_may_touch() -> None:
    folder = Path(screener.__file__).parent / "templates"
    codes = re.compile(
        r'<(?:code|[^>]*class="(?:code|reference-number|saved-words)")[^>]*>|<[^>]*>(?=\{\{ link \}\}</)'
    )
    found = [tag for file in folder.rglob("*.html") for tag in codes.findall(file.read_text("utf-8"))]
    assert len(found) > 10
    assert [tag for tag in found if 'translate="no"' not in tag] == []


@pytest.mark.parametrize(
    "behind", ["", ",", ".", ")", "%20", "%0A", "/", "&amp;", "%E2%80%8B", "?utm_source=x"]
)
def test_a_receipt_link_opens_with_what_was_copied_behind_it(client: StrictClient, behind: str) -> None:
    arrive_at(client, "result")
    client.submit("/screen/share", CONTACT)
    (path,) = (
        attributes["href"]
        for attributes, _ in client.page("/screen/sent").all("a")
        if "/receipt/" in attributes["href"]
    )
    assert client.page(path + behind).heading == "Your receipt"


@pytest.mark.parametrize(
    ("prefix", "typed", "words"),
    [
        ("", "", "Type all 5 words"),
        ("", "robin lemon candle", "Type all 5 words"),
        ("", "robin xylophonist candle tiger apple", "Check word 2."),
        ("", "robin lemon candle tiger apple", "Check each word and their order."),
        ("/es", "robin lemon candle", "las 5 palabras"),
    ],
)
def test_words_that_find_no_receipt_are_given_back_with_what_to_do(
    client: StrictClient, prefix: str, typed: str, words: str
) -> None:
    page = Page(client.submit(f"{prefix}/receipt", {"code": typed}, 422).text)
    assert any(words in error for error in page.errors), page.errors
    assert page.fields["code"] == [typed]


def test_wishes_for_a_visit_are_shown_to_staff_in_words(client: StrictClient, app: Flask) -> None:
    arrive_at(client, "result")
    wished = ["monday", "afternoons", "by-video", "first-visit"]
    client.submit("/screen/share", CONTACT | {"visit-wishes": wished})
    contact = _contact_of_what_was_sent(client, app)
    assert wishes_in_words(contact.wishes) == (
        "Monday",
        "Afternoons",
        "A visit by phone or video",
        "First visit to this clinic",
    )


def test_the_wishes_stay_open_where_something_else_is_to_be_mended(client: StrictClient) -> None:
    arrive_at(client, "result")
    page = Page(client.submit("/screen/share", {"visit-wishes": ["monday"]}, 422).text)
    assert page.fields["visit-wishes"] == ["monday"]
    assert "open" in page.all("details")[0][0]


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/es", "es")])
def test_the_language_of_the_page_is_preset_and_can_be_changed(
    client: StrictClient, app: Flask, prefix: str, language: str
) -> None:
    arrive_at(client, "result", prefix=prefix)
    assert client.page(f"{prefix}/screen/share").fields["contact-language"] == [language]
    client.submit(f"{prefix}/screen/share", CONTACT | {"contact-language": "other"})
    assert _contact_of_what_was_sent(client, app, prefix).language == "other"
