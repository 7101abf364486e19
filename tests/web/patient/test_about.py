"""The page about dystonia, and the ways to it and back."""

import pytest

from tests.answering import arrive_at, send
from tests.strict import Page, StrictClient


def _addresses(page: Page) -> set[str]:
    return {attributes["href"] for attributes, _ in page.all("a")}


def _back(page: Page) -> tuple[str, str]:
    (link,) = [
        (attributes["href"], text)
        for attributes, text in page.all("a")
        if attributes.get("class") == "back-link no-print"
    ]
    return link


def test_the_page_says_what_the_clinics_page_says(client: StrictClient) -> None:
    page = client.page("/about")
    assert page.heading == "About dystonia"
    for fact in (
        "on their own",
        "Parkinson’s disease is about 10 times more common.",
        "30s or 40s",
        "Slightly more women than men",
        "a stroke or a brain injury",
        "There is no single test for dystonia.",
        "EEG or EMG",
        "Some have side effects.",
        "botulinum toxin",
        "deep brain stimulation",
        "essential tremor",
        "make an appointment",
        "This is not a diagnosis.",
        "Call 911",
        "call or text 988",
    ):
        assert fact in page.text, fact


def test_each_of_the_four_patterns_has_a_picture_with_its_parts_marked(client: StrictClient) -> None:
    page = client.page("/about")
    pictures = page.text.split('class="pattern"')[1:]
    assert [text for _, text in page.all("h3")] == ["Focal", "Segmental", "Multifocal", "Hemidystonia"]
    assert [picture.partition("</li>")[0].count("<svg") for picture in pictures] == [2, 2, 2, 2]
    assert all("is-marked" in picture for picture in pictures)


@pytest.mark.parametrize("address", ["/", "/screen/result"])
def test_the_page_is_one_step_away_before_and_after_the_questions(client: StrictClient, address: str) -> None:
    arrive_at(client, "check")
    assert "/about" in _addresses(client.page(address))


def test_the_page_is_one_step_away_from_the_receipt(client: StrictClient) -> None:
    code = send(client)
    assert "/about" in _addresses(client.page(f"/receipt/{code}"))
    assert "/about" in _addresses(client.page("/screen/sent"))


def test_the_way_back_leads_to_where_the_person_is(client: StrictClient) -> None:
    assert _back(client.page("/about")) == ("/", "Back to the start")
    arrive_at(client, "check")
    assert _back(client.page("/about")) == ("/screen/result", "Back to the result")
    send(client)
    assert _back(client.page("/about")) == ("/screen/sent", "Back to your receipt")


def test_whoever_answers_for_another_reads_of_that_persons_visit(client: StrictClient) -> None:
    assert "The doctor looks at how you move." in client.page("/about").text
    arrive_at(client, "check", {"respondent": {"respondent": "parent"}})
    assert "The doctor looks at how your child moves." in client.page("/about").text
