"""The way through our own questionnaire, by examples."""

import pytest

from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers, Value
from screener.questionnaire.flow import Progress, Way, walk

START = ["emergency", "respondent", "movements"]
STORY = ["onset", "course", "features"]
END = ["background", "so-far", "effect"]
BEGUN: dict[str, Value] = {"emergency": "none", "respondent": "self", "movements": "yes"}


def _way(**answers: Value) -> Way:
    return walk(DYSTONIA, Answers(BEGUN | {name.replace("_", "-"): value for name, value in answers.items()}))


def _marked(*parts: str, **answers: Value) -> Way:
    return _way(body_parts=frozenset(parts), **answers)


def _pages(way: Way) -> list[str]:
    return [due.id for due in way.pages]


def _questions(way: Way, page_id: str) -> list[str]:
    return [question.id for due in way.pages if due.id == page_id for question in due.questions]


def test_an_emergency_ends_the_way_at_the_first_page() -> None:
    way = _way(emergency="applies")
    assert _pages(way) == ["emergency"]
    assert way.stopped_at is DYSTONIA.page("emergency")
    assert way.frontier is None
    assert not way.complete
    assert way.answers == Answers({"emergency": "applies"})


def test_no_movement_leads_past_every_page_about_parts() -> None:
    assert _pages(_way(movements="no")) == [*START, *END]


@pytest.mark.parametrize("movements", ["yes", NOT_SURE])
def test_yes_and_not_sure_lead_to_the_body_parts(movements: str) -> None:
    assert _pages(_way(movements=movements)) == [*START, "body-parts", *END]


def test_no_marked_part_leads_past_sides_signs_and_story() -> None:
    assert _pages(_marked("none")) == [*START, "body-parts", *END]


def test_not_sure_where_still_asks_how_it_began_because_a_sudden_start_is_urgent() -> None:
    assert _pages(_marked(NOT_SURE)) == [*START, "body-parts", "onset", *END]


@pytest.mark.parametrize(
    ("part", "pages"),
    [
        ("upper_face", ["sides", "signs-eyes"]),
        ("lower_face", ["sides", "signs-face"]),
        ("jaw_tongue", ["sides", "signs-jaw"]),
        ("larynx", ["signs-voice"]),
        ("neck", ["sides", "signs-neck"]),
        ("trunk", ["sides", "signs-back"]),
        ("left_shoulder", ["signs-arm"]),
        ("right_shoulder", ["signs-arm"]),
        ("left_arm", ["signs-arm"]),
        ("right_arm", ["signs-arm"]),
        ("left_hand", ["signs-arm"]),
        ("right_hand", ["signs-arm"]),
        ("left_leg", ["signs-leg"]),
        ("right_leg", ["signs-leg"]),
        ("left_foot", ["signs-leg"]),
        ("right_foot", ["signs-leg"]),
    ],
)
def test_each_marked_part_brings_its_own_pages(part: str, pages: list[str]) -> None:
    assert _pages(_marked(part)) == [*START, "body-parts", *pages, *STORY, *END]


def test_every_page_is_due_for_somebody() -> None:
    every = DYSTONIA.questions["body-parts"].choice_ids - {"none", NOT_SURE}
    assert _pages(_marked(*every)) == [page.id for page in DYSTONIA.pages]


def test_sides_are_asked_for_the_marked_midline_parts_alone() -> None:
    assert _questions(_marked("neck", "upper_face", "larynx", "left_hand"), "sides") == [
        "side-upper-face",
        "side-neck",
    ]


def test_which_part_was_first_is_asked_when_two_are_marked_and_offers_those_alone() -> None:
    assert "first-part" not in _questions(_marked("neck"), "onset")
    (onset,) = [due for due in _marked("neck", "left_hand").pages if due.id == "onset"]
    (first,) = [question for question in onset.questions if question.id == "first-part"]
    assert [choice.id for choice in first.choices] == ["neck", "left_hand", "together", NOT_SURE]


def test_a_first_part_that_is_no_longer_marked_no_longer_counts() -> None:
    assert _marked("neck", "left_hand", first_part="neck").answers["first-part"] == "neck"
    assert "first-part" not in _marked("larynx", "left_hand", first_part="neck").answers


def test_an_answer_that_no_longer_applies_is_kept_by_the_caller_and_comes_back() -> None:
    kept = Answers(BEGUN | {"body-parts": frozenset({"neck"}), "side-neck": "left"})
    without = walk(DYSTONIA, kept.with_({"body-parts": frozenset({"left_hand"})}))
    assert "side-neck" not in without.answers
    assert walk(DYSTONIA, kept).answers["side-neck"] == "left"


def test_a_page_is_done_when_each_question_has_an_answer_that_counts() -> None:
    signs: dict[str, Value] = {"signs_voice": frozenset({"breaks"})}
    unfinished = _marked("larynx", **signs)
    assert unfinished.frontier is not None
    assert unfinished.frontier.id == "signs-voice"
    finished = _marked("larynx", **signs, signs_voice_other=SKIPPED)
    assert finished.frontier is not None
    assert finished.frontier.id == "onset"


def test_a_page_beyond_the_first_unfinished_one_cannot_be_reached() -> None:
    way = _way()
    assert way.frontier is not None
    assert way.frontier.id == "body-parts"
    assert way.at("movements") is not None
    assert way.at("body-parts") is way.frontier
    assert way.at("effect") is None
    assert way.at("nowhere") is None


def test_a_page_that_is_not_due_cannot_be_reached_even_when_all_are_done() -> None:
    short = walk(DYSTONIA, Answers({"emergency": "applies"}))
    assert short.at("emergency") is short.pages[0]
    assert short.at("respondent") is None


def test_pages_before_and_after_are_the_due_ones() -> None:
    way = _way(movements="no")
    after, before = way.after("movements"), way.before("background")
    assert after is not None
    assert before is not None
    assert (after.id, before.id) == ("background", "movements")
    assert way.before("emergency") is way.after("effect") is None
    assert way.before("nowhere") is way.after("nowhere") is None


def test_the_total_is_told_from_the_page_after_the_parts_on() -> None:
    way = _marked("neck")
    assert [way.progress(page).total for page in [*START, "body-parts"]] == [None] * 4
    assert way.progress("sides") == Progress(5, 12)
    assert way.progress("effect") == Progress(12, 12)
    assert _way(movements="no").progress("background") == Progress(4, 6)


def test_nothing_answered_stands_at_the_first_page() -> None:
    way = walk(DYSTONIA, Answers())
    assert way.frontier is way.pages[0]
    assert way.frontier.id == "emergency"
    assert way.answers == Answers()
    assert way.progress("emergency") == Progress(1, None)


def test_a_forged_choice_is_no_answer() -> None:
    way = _way(respondent="clinician")
    assert way.frontier is not None
    assert way.frontier.id == "respondent"
    assert "respondent" not in way.answers
