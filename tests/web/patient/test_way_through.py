"""The way through, page by page, as a person without script walks it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from screener.audit import Actor
from screener.clinic.notes import Means
from screener.clinic.writing import AddAttempt
from screener.storage.retention import purge_some
from screener.storage.tables.submission import submission
from screener.submissions.submission import Outcome, Status
from screener.web.use_cases import use_cases
from tests.answering import ANSWERS, CONTACT, FIRST, answer_until, arrive_at, receipt_code, send
from tests.strict import Page, StrictClient


def test_a_neck_and_a_hand_walk_the_due_pages_in_order(client: StrictClient) -> None:
    first = ["emergency", "respondent", "body-parts", "onset", "new-or-worse", "medicines"]
    assert answer_until(client, "result") == first
    assert answer_until(client, "check") == [
        *first,
        "signs-body",
        "signs-limbs",
        "course",
        "triggers",
        "features",
        "background",
        "treatment",
        "so-far",
        "effect",
        "about-you",
        "help",
    ]


def test_every_page_of_the_table_can_be_due(client: StrictClient) -> None:
    everything = [
        "upper_face",
        "lower_face",
        "jaw_tongue",
        "neck",
        "trunk",
        "right_arm",
        "right_foot",
    ]
    assert set(answer_until(client, "check", {"body-parts": {"body-parts": everything}})) == set(ANSWERS)


NOTHING_MOVES = {"body-parts": {"body-parts": ["none"]}}


def test_where_no_part_moves_three_pages_lead_to_another_ending(client: StrictClient) -> None:
    assert answer_until(client, "result", NOTHING_MOVES) == ["emergency", "respondent", "body-parts"]
    page = client.page("/screen/result")
    assert "You told us that no part of your body moves on its own." in page.text
    assert "Call 913-588-1227" in page.text
    links = {text: attributes["href"] for attributes, text in page.all("a")}
    assert links["Mark a part after all"] == "/screen/body-parts"
    assert "Tell the clinic more" not in links


def test_where_no_part_moves_nothing_is_said_of_marked_parts_or_treatments(client: StrictClient) -> None:
    arrive_at(client, "result", NOTHING_MOVES)
    text = client.page("/screen/result").text
    for words in ("parts that you marked", "Botox", "What can help"):
        assert words not in text


def test_the_second_part_is_offered_after_the_result_and_says_how_far_it_is(client: StrictClient) -> None:
    arrive_at(client, "result")
    links = {text: attributes["href"] for attributes, text in client.page("/screen/result").all("a")}
    assert links["Tell the clinic more"] == "/screen/more"
    more = client.page("/screen/more")
    assert more.text.count("Not yet") == 6
    assert client.submit("/screen/so-far", {"told": "no"}).location == "/screen/more"
    assert re.findall(r"(\d) of \d answered", client.page("/screen/more").text) == ["1"]
    assert client.get("/screen").location == "/screen/result"


def test_nothing_of_the_second_part_keeps_anybody_from_sending(client: StrictClient) -> None:
    arrive_at(client, "result")
    assert client.submit("/screen/course", {}).location == "/screen/triggers"
    assert client.submit("/screen/share", CONTACT).location == "/screen/sent"


def test_a_follow_up_is_on_the_page_and_counts_only_after_the_answer_that_asks_for_it(
    client: StrictClient,
) -> None:
    arrive_at(client, "result")
    told = {"told": "yes", "told-name": "dystonia"}
    assert client.submit("/screen/so-far", told).location == "/screen/more"
    assert "dystonia" in client.page("/screen/check").text
    client.submit("/screen/so-far", told | {"told": "no"})
    assert "Which name, and who said it?" not in client.page("/screen/check").text
    assert client.page("/screen/so-far").fields["told-name"] == ["dystonia"], "nothing was lost"


def test_a_follow_up_that_does_not_apply_cannot_be_wrong(client: StrictClient) -> None:
    arrive_at(client, "result")
    long = {"told-name": "x" * 61}
    assert client.submit("/screen/so-far", {"told": "no"} | long).location == "/screen/more"
    page = Page(client.submit("/screen/so-far", {"told": "yes"} | long, 422).text)
    assert "Use 60 letters or fewer" in page.errors[0]


def test_a_follow_up_that_has_to_be_answered_is_missed_only_where_it_applies(client: StrictClient) -> None:
    arrive_at(client, "medicines")
    given = {"medicine": "no", "happened": ["device"]}
    page = Page(client.submit("/screen/medicines", given, 422).text)
    assert page.errors == ["Error: Choose an answer."]
    assert any("Choose an answer: Did it get worse within days" in text for _, text in page.all("a"))
    assert client.submit("/screen/medicines", given | {"happened": ["none"]}).location == "/screen/result"
    done = client.submit("/screen/medicines", given | {"worse-within-days": "no"})
    assert done.location == "/screen/result"


def test_a_question_that_hangs_on_two_answers_comes_on_the_same_page_after_them(client: StrictClient) -> None:
    arrive_at(client, "result")
    assert "pregnant" not in client.page("/screen/about-you").fields
    given = {"age-now": "30", "sex": "female"}
    assert client.submit("/screen/about-you", given).location == "/screen/about-you#pregnant"
    assert client.submit("/screen/about-you", given | {"pregnant": "no"}).location == "/screen/more"
    assert client.submit("/screen/about-you", given | {"age-now": "70"}).location == "/screen/more"


def test_a_flag_that_the_second_part_raises_is_told_at_once_on_check_and_on_the_result(
    client: StrictClient,
) -> None:
    arrive_at(client, "result")
    words = "With liver trouble, a doctor should see it soon. Please call this week."
    assert words not in client.page("/screen/result").text
    following = client.submit("/screen/background", {"liver": "yes"}).location
    for address in (following, "/screen/more", "/screen/check", "/screen/result"):
        assert words in client.page(address).text, address


def test_last_week_and_over_years_are_asked_about_again_in_words(client: StrictClient) -> None:
    arrive_at(client, "onset")
    both = {"onset-age": "43", "onset-when": "last-week", "onset-pace": "years"}
    page = Page(client.submit("/screen/onset", both, 422).text)
    (error,) = page.errors
    assert "cannot have begun over weeks or longer" in error
    assert page.fields["onset-when"] == ["last-week"]
    assert client.submit("/screen/onset", both | {"onset-pace": "days"}).location == "/screen/new-or-worse"


def test_whoever_answers_for_another_reads_words_for_two_people(client: StrictClient) -> None:
    arrive_at(client, "check", {"respondent": {"respondent": "parent"}})
    assert client.page("/screen/check").heading == "Check the answers"
    result = client.page("/screen/result")
    assert result.all("title")[0][1].startswith("The result")
    assert "The doctor looks at how your child moves." in result.text
    assert "If either of you feels very low" in result.text


@pytest.mark.parametrize("none", ["none", "not-sure"])
def test_no_part_leads_to_a_result_without_a_pattern(client: StrictClient, none: str) -> None:
    arrive_at(client, "check", {"body-parts": {"body-parts": [none]}})
    assert "We could not describe a pattern." in client.page("/screen/result").text


def test_a_whole_arm_is_marked_at_one_press_and_can_be_refined(client: StrictClient) -> None:
    arrive_at(client, "body-parts")
    address = "/screen/body-parts"
    pressed = client.submit(address, {"body-parts": ["none"], "whole": "left_arm"})
    assert pressed.location == f"{address}#whole-left_arm"
    client.submit(address, {**client.page(address).fields, "whole": "right_leg"})
    arm, leg = ["left_shoulder", "left_arm", "left_hand"], ["right_leg", "right_foot"]
    assert sorted(client.page(address).fields["body-parts"]) == sorted(arm + leg)
    client.submit(address, {"body-parts": [*arm, "tail"], "whole": "left_leg"}, 422)
    assert client.submit(address, {"body-parts": arm, "whole": "tail"}).location == "/screen/onset"


def test_an_emergency_shows_the_one_action_alone(client: StrictClient) -> None:
    assert client.submit("/screen/emergency", {"emergency": "applies"}).location == "/screen/call-911"
    page = client.page("/screen/call-911")
    assert page.heading == "Call 911 now"
    assert client.get("/screen/respondent").location == "/screen/call-911"
    assert client.get("/screen/check").location == "/screen/call-911"
    assert client.submit("/screen/emergency", {"emergency": "none"}).location == "/screen/respondent"


def test_there_is_no_emergency_page_without_an_emergency(client: StrictClient) -> None:
    assert client.get("/screen/call-911").location == "/screen/emergency"


@pytest.mark.parametrize("later", ["onset", "check", "result", "share", "answers.txt", "answers.pdf", "sent"])
def test_a_page_that_is_not_due_leads_to_the_first_that_is(client: StrictClient, later: str) -> None:
    assert client.get(f"/screen/{later}").location == "/screen/emergency"
    client.submit("/screen/emergency", {"emergency": "none"})
    assert client.get(f"/screen/{later}").location == "/screen/respondent"


@pytest.mark.parametrize(
    ("respondent", "english", "spanish"),
    [
        ("parent", "your child’s body", "cuerpo de su hijo o hija"),
        ("partner", "your partner’s body", "cuerpo de su pareja"),
        ("family", "your relative’s body", "cuerpo de su familiar"),
        ("carer", "the person’s body", "cuerpo de la persona"),
        ("other", "the person’s body", "cuerpo de la persona"),
    ],
)
def test_the_words_speak_about_the_person_answered_for(
    client: StrictClient, respondent: str, english: str, spanish: str
) -> None:
    arrive_at(client, "body-parts", {"respondent": {"respondent": respondent}})
    assert english in client.page("/screen/body-parts").heading
    assert spanish in client.page("/es/screen/body-parts").heading


PERSON_IN_EACH = {
    "/screen/result": "can be hard for your child and for you",
    "/screen/check": "Did your child take, or get,",
    "/screen/share": "Name of your child",
    "/screen/answers.txt": "can be hard for your child and for you",
    "/screen/about-you": "About your child",
}


def test_the_person_is_called_the_same_on_every_page_and_in_every_copy(client: StrictClient) -> None:
    arrive_at(client, "check", {"respondent": {"respondent": "parent"}})
    for address, words in PERSON_IN_EACH.items():
        assert words in client.get(address).text, address
        assert "%(" not in client.get(address).text, address


def test_what_was_answered_is_still_there_on_the_way_back(client: StrictClient) -> None:
    arrive_at(client, "check")
    fields = client.page("/screen/course").fields
    assert fields == {
        "first-part": ["together"],
        "course": ["worse"],
        "through-day": ["one-task"],
        "task": ["writing"],
    }
    assert client.page("/screen/onset").fields["onset-age"] == ["43"]


def test_a_change_from_check_opens_its_question_and_comes_back_to_its_row(client: StrictClient) -> None:
    arrive_at(client, "check")
    check = client.page("/screen/check")
    changes = [attributes["href"] for attributes, text in check.all("a") if text.startswith("Change")]
    assert "/screen/course?change=through-day#through-day" in changes
    assert any(attributes.get("id") == "row-through-day" for attributes, _ in check.all("div"))
    address = "/screen/course?change=through-day"
    assert client.submit(address, ANSWERS["course"]).location == "/screen/check#row-through-day"
    assert client.submit("/screen/course?change=nothing", ANSWERS["course"]).location == "/screen/triggers"


def test_a_change_from_check_goes_by_way_of_what_became_due(client: StrictClient) -> None:
    arrive_at(client, "check")
    marked = {"body-parts": ["upper_face"]}
    address = client.submit("/screen/body-parts?change=body-parts", marked).location
    assert address == "/screen/sides?change=body-parts"
    assert client.submit(address, {"side-upper-face": "left"}).location == "/screen/check#row-body-parts"


def test_an_answer_that_no_longer_applies_is_not_shown_but_comes_back(client: StrictClient) -> None:
    arrive_at(client, "check")
    address = "/screen/body-parts?change=body-parts"
    client.submit(address, {"body-parts": ["none"]})
    assert "Slowly, over years" not in client.page("/screen/check").text
    client.submit(address, {"body-parts": ["neck", "left_hand"]})
    assert "Slowly, over years" in client.page("/screen/check").text


def test_back_leads_to_the_page_before(client: StrictClient) -> None:
    arrive_at(client, "check")
    for page_id, before in (
        ("emergency", "/"),
        ("onset", "/screen/body-parts"),
        ("course", "/screen/more"),
        ("features", "/screen/triggers"),
        ("result", "/screen/medicines"),
        ("more", "/screen/result"),
        ("check", "/screen/result"),
        ("share", "/screen/check"),
    ):
        links = client.page(f"/screen/{page_id}").all("a")
        back = [
            attributes["href"]
            for attributes, text in links
            if "back-link" in attributes.get("class", "").split()
        ]
        assert back == [before]


def test_going_back_by_the_button_keeps_what_is_an_answer_and_says_nothing_of_the_rest(
    client: StrictClient,
) -> None:
    arrive_at(client, "onset")
    begun = {"onset-age": "as a child", "onset-pace": "years"}
    assert client.submit("/screen/onset", begun | {"csrf_token": "no"}, 400).status_code == 400
    token = client.page("/screen/onset").token
    back = client.post("/screen/onset?back=1", data=begun | {"csrf_token": token})
    assert (back.status_code, back.location) == (303, "/screen/body-parts")
    fields = client.page("/screen/onset").fields
    assert (fields["onset-age"], fields["onset-pace"]) == ([""], ["years"])
    assert client.get("/screen/course").location == "/screen/onset"


def test_progress_has_a_total_only_once_it_is_certain(client: StrictClient) -> None:
    arrive_at(client, "check")
    assert "Question 3<" in client.page("/screen/body-parts").text
    assert "Question 6 of 6<" in client.page("/screen/medicines").text


def test_the_result_comes_before_any_personal_data(client: StrictClient) -> None:
    arrive_at(client, "check")
    page = client.page("/screen/result")
    text = page.text
    assert text.index("Call 913-588-1227", text.index("<h1>")) < text.index(
        "doctors call this pattern segmental."
    )
    assert "This is not a diagnosis." in text
    assert "988" in text
    assert not page.all("input")


def test_a_red_flag_of_today_stands_on_top_of_the_result(client: StrictClient) -> None:
    arrive_at(client, "check", {"new-or-worse": {"new-or-worse": ["coughing"]}})
    page = client.page("/screen/result")
    assert page.heading == "Get help today"
    text = page.text
    assert text.index("Call a doctor or go to an emergency room today.") < text.index(
        "The pattern: segmental"
    )


def test_the_answers_can_be_kept_as_a_file(client: StrictClient) -> None:
    arrive_at(client, "check")
    response = client.get("/screen/answers.txt")
    assert response.mimetype == "text/plain"
    assert "attachment" in response.headers["Content-Disposition"]
    for words in (
        "913-588-1227",
        "doctors call this pattern segmental.",
        "This is not a diagnosis.",
        "writing",
    ):
        assert words in response.text


def test_clearing_asks_once_and_forgets(client: StrictClient) -> None:
    arrive_at(client, "check")
    assert "Clear all your answers?" in client.page("/screen/clear").text
    assert client.submit("/screen/clear", {}).location == "/?cleared=1"
    assert "Your answers are cleared." in client.page("/?cleared=1").text
    assert "Your answers are cleared." not in client.page("/").text
    assert client.get("/screen/check").location == "/screen/emergency"


def test_the_start_page_offers_to_go_on_with_a_draft(client: StrictClient) -> None:
    assert "Go on with my answers" not in client.page("/").text
    arrive_at(client, "onset")
    assert "Go on with my answers" in client.page("/").text
    assert client.get("/screen").location == "/screen/onset"


def test_after_send_the_answers_are_gone_and_the_receipt_is_there(client: StrictClient) -> None:
    send(client)
    for address in ("/screen/result", "/screen/check", "/screen/share"):
        assert client.get(address).location == "/screen/sent"


def test_a_second_questionnaire_can_follow_the_first(client: StrictClient) -> None:
    first = send(client)
    assert send(client) != first


def test_share_needs_a_way_to_reach_the_person_and_consent(client: StrictClient) -> None:
    arrive_at(client, "check")
    page = Page(client.submit("/screen/share", {"name": "Ann"}, 422).text)
    assert page.errors == [
        "Error: Give a phone number or an email address, so that the clinic can reach you.",
        "Error: Tick the box if you want to send your answers.",
    ]
    assert "Tick the box if you want to send your answers: Do you agree?" in [
        text for _, text in page.all("a")
    ]
    assert page.fields["name"] == ["Ann"]
    assert page.all("title")[0][1].startswith("Error: ")
    client.submit("/screen/share", CONTACT)


def test_today_is_said_before_and_after_send_because_nobody_may_read_it_today(client: StrictClient) -> None:
    arrive_at(client, "check", {"new-or-worse": {"new-or-worse": ["swallowing"]}})
    words = "Sending your answers is not enough. Nobody may read them today."
    for address in ("/screen/result", "/screen/share"):
        assert words in client.page(address).text
    client.submit("/screen/share", CONTACT)
    assert words in client.page("/screen/sent").text


def test_what_can_wait_until_this_week_stands_after_the_action_of_today(client: StrictClient) -> None:
    arrive_at(client, "check", {"new-or-worse": {"new-or-worse": ["swallowing", "weight"]}})
    said = [
        "Eating or drinking got harder.",
        "After that, this week:",
        "When someone loses weight without trying",
    ]
    client_pages = [client.page("/screen/result").text]
    client.submit("/screen/share", CONTACT)
    client_pages.append(client.page("/screen/sent").text)
    for text in client_pages:
        places = [text.index(words) for words in said]
        assert places == sorted(places)


def test_whoever_has_no_part_that_moves_is_told_of_their_own_doctor(client: StrictClient) -> None:
    arrive_at(client, "result", {"body-parts": {"body-parts": ["none"]}})
    text = client.page("/screen/result").text
    assert "Still worried? Call us, or ask your own doctor." in text
    assert "Mark a part after all" in text


LATE: dict[str, dict[str, Any]] = {"new-or-worse": {"new-or-worse": ["none"]}, "background": {"liver": "yes"}}
"""Nothing is urgent before the result; liver trouble is told after it."""


@pytest.mark.parametrize("respondent", ["self", "parent"])
def test_a_flag_of_the_second_part_is_told_on_the_next_page_on_check_and_on_the_receipt(
    client: StrictClient, respondent: str
) -> None:
    words = "With liver trouble, a doctor should see it soon. Please call this week."
    changes = LATE | {"respondent": {"respondent": respondent}}
    arrive_at(client, "result", changes)
    assert words not in client.page("/screen/result").text
    following = client.submit("/screen/background", {"liver": "yes"}).location
    assert following == "/screen/treatment"
    for address in (following, "/screen/more", "/screen/check"):
        assert words in client.page(address).text, address
    client.submit("/screen/share", CONTACT)
    sent = client.page("/screen/sent")
    assert words in sent.text
    receipt = client.page(f"/receipt/{receipt_code(sent)}").text
    assert words in receipt
    assert "call or text 988" in receipt
    assert "Call the clinic this week" in receipt


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_help_today_offers_911_before_the_number_for_a_visit_wherever_it_is_told(
    client: StrictClient, prefix: str
) -> None:
    changes = {"onset": FIRST["onset"] | {"onset-when": "last-three-months", "onset-pace": "weeks-months"}}
    one_side = {"body-parts": {"body-parts": ["lower_face", "left_hand"]}}
    arrive_at(client, "result", changes | one_side | LATE, prefix)
    following = client.submit(f"{prefix}/screen/course", {"through-day": ["attacks"]}).location
    cards = [
        client.page(address) for address in (following, f"{prefix}/screen/more", f"{prefix}/screen/check")
    ]
    client.submit(f"{prefix}/screen/share", CONTACT)
    sent = client.page(f"{prefix}/screen/sent")
    receipt = "-".join(receipt_code(sent).split())
    for page in (*cards, sent, client.page(f"{prefix}/receipt/{receipt}")):
        _, today, rest = page.text.partition('<section class="care-card care-card--today">')
        assert today
        numbers = re.findall(r'href="(tel:[^"]+)"', rest.partition("</section>")[0])
        assert numbers == ["tel:911", "tel:+19135881227"]


def test_a_receipt_without_a_flag_tells_none_and_one_taken_back_tells_none_either(
    client: StrictClient,
) -> None:
    arrive_at(client, "check", LATE)
    client.submit("/screen/share", CONTACT)
    code = receipt_code(client.page("/screen/sent"))
    assert "Call the clinic this week" in client.page(f"/receipt/{code}").text
    client.submit(f"/receipt/{code}/withdraw", {})
    assert "Call the clinic this week" not in client.page(f"/receipt/{code}").text


def test_what_was_taken_back_stays_so_when_the_press_of_a_browser_that_waited_comes_late(
    app: Flask, client: StrictClient
) -> None:
    arrive_at(client, "check")
    page = client.page("/screen/share")
    pressed = {**page.fields, **page.draft, **CONTACT, "csrf_token": page.token}
    with client.session_transaction() as session:
        before = dict(session)
    assert client.post("/screen/share", data=pressed).location == "/screen/sent"
    code = receipt_code(client.page("/screen/sent"))
    client.submit(f"/receipt/{code}/withdraw", {})
    with client.session_transaction() as session:
        session.clear()
        session.update(before)
    late = client.post("/screen/share", data=pressed)
    assert late.location == f"/receipt/{'-'.join(code.split())}"
    assert "You took" in client.page(late.location).text
    with use_cases(app).database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM submission").scalar_one() == 1


def test_nothing_of_today_is_said_where_nothing_is_urgent(client: StrictClient) -> None:
    send(client)
    assert "not enough" not in client.page("/screen/sent").text


def test_the_receipt_says_where_it_stands_as_the_clinic_works_on_it(app: Flask, client: StrictClient) -> None:
    address = f"/receipt/{send(client)}"

    def last() -> str:
        (current,) = (
            text for attributes, text in client.page(address).all("li") if "aria-current" in attributes
        )
        return current

    assert last().startswith("We have your answers.")
    with use_cases(app).database.writing() as connection:
        connection.execute(update(submission).values(first_viewed_at=datetime.now(UTC), priority=1))
    assert last().startswith("Somebody at the clinic has read them.")
    with use_cases(app).database.reading() as connection:
        reference, version = connection.execute(select(submission.c.reference, submission.c.version)).one()
    tried = AddAttempt(Means.PHONE, Outcome.NO_ANSWER)
    use_cases(app).reviews.work(reference, version, [tried], Actor("staff-1", ""))
    assert last().startswith("We tried to reach you. Please call us.")
    with use_cases(app).database.writing() as connection:
        booked = {"status": "appointment_booked", "first_contact_at": datetime.now(UTC), "priority": 1}
        connection.execute(update(submission).values(booked))
    assert last().startswith("You have an appointment.")


def test_the_receipt_of_what_the_clinic_purged_says_who_deleted_it(app: Flask, client: StrictClient) -> None:
    address = f"/receipt/{send(client)}"
    shown = client.page(address).text
    assert "We have your answers." in shown
    assert "is-marked" in shown
    keyring, later = use_cases(app).keyring, datetime.now(UTC) + timedelta(days=1)
    with use_cases(app).database.writing() as connection:
        named = connection.scalars(select(submission.c.reference)).all()
        assert purge_some(connection, keyring, {Status.NEW: later}, later, named) == 1
    shown = client.page(address).text
    assert "The clinic does not keep your answers any longer. They are deleted here." in shown
    assert "is-marked" not in shown
    assert "You took your answers back" not in shown
    assert "Take my answers back" not in shown


@pytest.mark.parametrize(
    ("typed", "read"), [("about 38", "38"), ("6 months", "Less than 1 year"), ("40's", "45"), ("38.5", "38")]
)
def test_an_age_is_read_as_people_write_it_and_read_back_before_send(
    client: StrictClient, typed: str, read: str
) -> None:
    arrive_at(client, "result", {"onset": ANSWERS["onset"] | {"onset-age": typed}})
    row = client.page("/screen/check").text.partition('id="row-onset-age"')[2].partition("</div>")[0]
    assert f'<dd class="answers__value">{read}</dd>' in row
