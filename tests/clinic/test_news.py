"""What a person is told by email: that there is news, and nothing else."""

from dataclasses import replace

from screener.audit import PATIENT, Action
from screener.clinic.news import letter, stopped, wanted
from screener.submissions.content import Contact
from tests.clinic.reviews import LATER, SENT
from tests.clinic.test_facts import FACTS

ASKED = Contact(email="zoe@example.org", updates="email")


def test_nobody_is_told_who_did_not_ask_or_left_no_address() -> None:
    assert wanted(ASKED)
    assert not wanted(Contact(email="zoe@example.org"))
    assert not wanted(replace(ASKED, email=""))


def test_the_email_names_the_clinic_the_page_and_the_phone_and_no_word_of_health() -> None:
    made = letter(FACTS, "https://screen.example/receipt", str)
    said = f"{made.subject}\n{made.body}"
    for word in (FACTS.name, FACTS.phone, "https://screen.example/receipt", "5 words"):
        assert word in said
    for word in ("dystonia", "movement", "doctor", "pattern", "answer ", "appointment", "screen "):
        assert word not in said.lower()


def test_the_person_stops_them() -> None:
    event = stopped(SENT, LATER)
    assert (event.action, event.actor, event.subject) == (Action.NEWS_STOPPED, PATIENT, SENT.id)
