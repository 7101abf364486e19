"""Who is asked for what before Send: the person, or somebody who answers for them."""

import pytest
from flask import Flask

from screener.storage.submissions import Submissions
from screener.submissions.submission import Content
from screener.web.use_cases import use_cases
from tests.answering import CONTACT, answer_until, receipt_code
from tests.strict import Page, StrictClient

FOR_A_CHILD = {"respondent": {"respondent": "parent"}}


def _filled_in_by_a_browser(page: Page) -> dict[str, str]:
    return {
        attributes["name"]: attributes["autocomplete"]
        for attributes, _ in page.all("input")
        if attributes.get("autocomplete", "off") != "off"
    }


def test_a_person_is_asked_for_one_name_which_a_browser_may_fill_in(client: StrictClient) -> None:
    answer_until(client, "check")
    assert _filled_in_by_a_browser(client.page("/screen/share")) == {
        "name": "name",
        "date-of-birth": "bday",
        "phone": "tel",
        "email": "email",
    }


def test_somebody_else_has_a_name_of_their_own_and_the_browser_knows_no_other(client: StrictClient) -> None:
    answer_until(client, "check", FOR_A_CHILD)
    assert _filled_in_by_a_browser(client.page("/screen/share")) == {
        "own-name": "name",
        "phone": "tel",
        "email": "email",
    }


def test_the_clinic_knows_whom_to_ask_for_and_that_it_may_call(client: StrictClient, app: Flask) -> None:
    answer_until(client, "check", FOR_A_CHILD)
    client.submit("/screen/share", CONTACT | {"own-name": "Bo Example"})
    code = receipt_code(client.page("/screen/sent")).replace("-", "")
    with use_cases(app).database.reading() as connection:
        submissions = Submissions(connection, use_cases(app).keyring)
        sent = submissions.by_receipt(code)
        assert sent is not None
        content = submissions.opened(sent).content
    assert isinstance(content, Content)
    assert (content.contact.name, content.contact.own_name) == ("Ann Example", "Bo Example")
    assert content.contact.consent.endswith("The clinic may contact me.")


def test_a_choice_that_can_be_skipped_can_be_taken_back(client: StrictClient) -> None:
    answer_until(client, "check")
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
        ("", {"date-of-birth": "4/28/56"}, "Write the year with four figures"),
        ("/es", {"date-of-birth": "5/4/1956"}, "¿Es el 4 de mayo de 1956 o el 5 de abril de 1956?"),
    ],
)
def test_each_mistake_has_a_sentence_of_its_own_and_loses_nothing(
    client: StrictClient, prefix: str, typed: dict[str, str], words: str
) -> None:
    answer_until(client, "result", prefix=prefix)
    page = Page(client.submit(f"{prefix}/screen/share", CONTACT | typed, 422).text)
    assert any(words in error for error in page.errors), page.errors
    assert {name: page.fields[name] for name in typed} == {name: [text] for name, text in typed.items()}
