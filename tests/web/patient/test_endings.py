"""Every ending, in every voice: for oneself or for somebody else, with parts marked, not sure where, or none that moves."""

import pytest

from tests.answering import CONTACT, arrive_at, receipt_code
from tests.strict import StrictClient

ENDINGS = {
    "marked": ["neck", "trunk", "left_foot"],
    "not sure where": ["not-sure"],
    "nothing moves": ["none"],
}
RESPONDENTS = ("self", "parent", "partner", "family", "carer", "other")


@pytest.mark.parametrize("respondent", RESPONDENTS)
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("prefix", ["", "/es"])
def test_whoever_answers_sees_each_page_up_to_the_receipt_in_words_without_gaps(
    client: StrictClient, prefix: str, ending: str, respondent: str
) -> None:
    marked = {"body-parts": ENDINGS[ending]}
    arrive_at(client, "result", {"respondent": {"respondent": respondent}, "body-parts": marked}, prefix)
    seen = [client.page(f"{prefix}/screen/{page}").text for page in ("result", "more", "check", "share")]
    client.submit(f"{prefix}/screen/share", CONTACT)
    sent = client.page(f"{prefix}/screen/sent")
    receipt = f"{prefix}/receipt/{receipt_code(sent).replace(' ', '-')}"
    copy = client.get(f"{prefix}/screen/answers.txt")
    assert copy.status_code == 200
    seen += [sent.text, copy.text, client.page(receipt).text, client.page(f"{receipt}/withdraw").text]
    assert [text for text in seen if "%(" in text] == []


@pytest.mark.parametrize(
    ("prefix", "said"), [("", "do not fit together"), ("/es", "Estas edades o fechas no concuerdan")]
)
def test_ages_that_cannot_both_be_so_are_named_before_send_with_the_way_to_each(
    client: StrictClient, prefix: str, said: str
) -> None:
    slip = {"about-you": {"age-now": "4", "sex": "male", "writing-hand": "right"}}
    arrive_at(client, "check", slip, prefix)
    check = client.page(f"{prefix}/screen/check")
    assert said in check.text
    ways = [attributes["href"] for attributes, _ in check.all("a") if "change=" in attributes["href"]]
    onset = f"{prefix}/screen/onset?change=onset-age#onset-age"
    now = f"{prefix}/screen/about-you?change=age-now#age-now"
    assert ways[:2] == [onset, now]
    assert client.page(f"{prefix}/screen/share").heading, "it stops nobody"
    client.submit(now.partition("#")[0], {"age-now": "44"})
    assert said not in client.page(f"{prefix}/screen/check").text
