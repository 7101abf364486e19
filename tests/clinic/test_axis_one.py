"""The history of a submission as a neurologist reads it."""

from screener.clinic.axis_one import ROWS, SIGN_GROUPS, axis_one
from screener.dystonia import DYSTONIA
from screener.dystonia.signs import PAGES
from screener.questionnaire.answers import Value
from screener.submissions.content import Contact, Content, Seen, SeenAnswer
from screener.submissions.record import record
from tests.dystonia.test_result import NOON
from tests.person import NOTE, way


def _history(**changes: Value) -> dict[str, str]:
    _, content = record(
        way(**changes),
        Contact(),
        submission_id="id-1",
        reference="2345BCDF",
        received_at=NOON,
        language="es",
        translate=str.upper,
    )
    return {finding.label: finding.text for finding in axis_one(content)}


def test_the_history_is_told_in_english_whatever_the_person_read() -> None:
    assert _history() == {
        "Signs": "neck: Head turns to one side. arm or hand: Hand or fingers cramp",
        "Age": "43 at onset (late adulthood, over 40), 44 now",
        "Static or progressive": "progressive, in the same parts",
        "Variability": "action-specific: one task; only in action",
        "Isolated or combined": "isolated",
        "Onset": "Slowly, over years; 3 to 12 months ago",
        "New or worse": "None of these",
        "First part": "Several at the same time",
        "Course": "It got worse in the same parts",
        "Through the day": f"Mostly with one task, such as writing; task: {NOTE}",
        "Worse with": "Stress",
        "At rest": "No, only when the part is used",
        "Eased by touch or position": "Yes; chin; alcohol: No",
        "Associated": "None of these; pain: Some; hurts at: Neck",
        "Overflow and mirroring": "another part joins in: No; mirrors the other hand: No",
        "Family": "None of these",
        "Background": "None of these; early in life: None of these; liver: No; the part was hurt before: No",
        "Dopamine blockers": "No",
        "Levodopa": "No",
        "Blood thinner": "No",
        "Told before": "No",
        "Tried": "None so far",
        "Tests": "None so far",
        "Person": "age: 44; Female; pregnant: No; writes with: Right",
        "Would help at the visit": "An interpreter; interpreter: Vietnamese",
        "Effect on daily life": "a lot: walking",
    }


def test_what_was_noticed_is_told_part_by_part_with_the_persons_own_words() -> None:
    told = _history(signs_neck=frozenset({"turns", "tight"}), signs_body_other="clicks")
    assert (
        told["Signs"]
        == "neck: Head turns to one side; Neck muscles tighten or cramp. arm or hand: Hand or fingers cramp. clicks"
    )
    asked = {question.id for page in PAGES for question in page.questions}
    assert asked == {f"signs-{group}" for group in SIGN_GROUPS} | {f"{page.id}-other" for page in PAGES}


def test_the_effect_is_told_by_how_much_it_is() -> None:
    told = _history(
        life=frozenset({"walking", "hands", "sleep"}), effect_hands="a-little", effect_sleep="a-lot"
    )
    assert told["Effect on daily life"] == "a lot: walking, sleep; a little: hands"


def test_what_was_not_asked_is_left_out() -> None:
    told = _history(body_parts=frozenset({"none"}))
    assert told["Age"] == "44 now"
    assert "Course" not in told
    assert "Family" not in told
    assert told["Would help at the visit"] == "An interpreter; interpreter: Vietnamese"


def test_every_question_that_was_asked_is_in_the_history() -> None:
    rows = {name for row in ROWS for name in row.questions}
    elsewhere = {"emergency", "respondent", "body-parts", "onset-age", "life"}
    asked = {name for name in DYSTONIA.questions if not name.startswith(("side-", "signs-", "effect-"))}
    assert asked - elsewhere <= rows


def test_a_submission_of_the_first_questionnaire_is_told_as_it_was_asked() -> None:
    seen = (
        SeenAnswer("stroke", "¿?", "No", "Have you had a stroke?", "No"),
        SeenAnswer(
            "head-injury", "¿?", "Sí", "Have you had a bad head injury?", "Yes, in the last 12 months"
        ),
    )
    told = axis_one(Content(Contact(), {}, ("neck",), Seen((("Start", seen),), ())))
    assert [finding.text for finding in told if finding.label == "Background"] == [
        "stroke: No; head injury: Yes, in the last 12 months"
    ]
