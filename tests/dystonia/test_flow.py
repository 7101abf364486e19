"""The way through our own questionnaire, by examples."""

import pytest

from screener.body.anatomy import UNSIDED_MARKS
from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import NOT_SURE, Answers, Value
from screener.questionnaire.flow import Progress, Way, walk
from tests.person import way

START = ["emergency", "respondent", "body-parts"]
URGENT = ["onset", "new-or-worse", "medicines"]
BEGUN: dict[str, Value] = {"emergency": "none", "respondent": "self"}
STEADY: dict[str, Value] = {
    "onset-age": 43,
    "onset-when": "over-a-year",
    "onset-pace": "years",
    "new-or-worse": frozenset({"none"}),
    "medicine": "no",
    "happened": frozenset({"none"}),
}
"""Every page of the first part answered, for whoever marked no midline part whose side matters."""


def _way(**answers: Value) -> Way:
    return walk(DYSTONIA, Answers(BEGUN | {name.replace("_", "-"): value for name, value in answers.items()}))


def _marked(*parts: str, **answers: Value) -> Way:
    return _way(body_parts=frozenset(parts), **answers)


def _pages(way: Way) -> list[str]:
    return [due.id for due in way.pages]


def _questions(way: Way, page_id: str) -> list[str]:
    return [question.id for due in way.every_page if due.id == page_id for question in due.questions]


def test_a_page_that_is_nowhere_is_no_page_of_a_finished_way() -> None:
    assert way().at("nowhere") is None


def test_an_emergency_ends_the_way_at_the_first_page() -> None:
    way = _way(emergency="applies")
    assert _pages(way) == ["emergency"]
    assert way.stopped_at is DYSTONIA.pages[0]
    assert way.frontier is None
    assert not way.complete
    assert way.answers == Answers({"emergency": "applies"})


def test_nobody_is_asked_how_it_began_where_no_part_moves() -> None:
    way = _marked("none")
    assert _pages(way) == START
    assert [section.section.id for section in way.sections] == ["person", "help"]
    assert way.complete


def test_not_sure_where_still_asks_what_decides_how_soon() -> None:
    way = _marked(NOT_SURE)
    assert _pages(way) == [*START, *URGENT]
    assert [section.section.id for section in way.sections] == ["health", "life", "person", "help"]


@pytest.mark.parametrize(
    ("parts", "pages"),
    [
        (("right_hand",), [*START, *URGENT]),
        (("neck", "left_hand"), [*START, *URGENT]),
        (("neck",), [*START, *URGENT]),
        (("upper_face",), [*START, "sides", *URGENT]),
        (("neck", "left_arm", "left_leg"), [*START, "sides", *URGENT]),
        (tuple(UNSIDED_MARKS), [*START, *URGENT]),
    ],
)
def test_the_result_comes_after_at_most_seven_pages(parts: tuple[str, ...], pages: list[str]) -> None:
    assert _pages(_marked(*parts)) == pages


@pytest.mark.parametrize(
    ("part", "page"),
    [
        ("upper_face", "signs-head"),
        ("lower_face", "signs-head"),
        ("jaw_tongue", "signs-head"),
        ("larynx", "signs-head"),
        ("neck", "signs-body"),
        ("trunk", "signs-body"),
        *(
            (f"{side}_{arm}", "signs-limbs")
            for side in ("left", "right")
            for arm in ("shoulder", "arm", "hand")
        ),
        *((f"{side}_{leg}", "signs-limbs") for side in ("left", "right") for leg in ("leg", "foot")),
    ],
)
def test_each_marked_part_brings_its_own_page_of_signs(part: str, page: str) -> None:
    noticed = _marked(part).sections[0]
    assert noticed.section.id == "noticed"
    assert [due.id for due in noticed.pages] == [page]


def test_every_page_is_due_for_somebody() -> None:
    wide = _marked("upper_face", "neck", "trunk", "left_arm", "left_leg")
    assert [due.id for due in wide.every_page] == [page.id for page in DYSTONIA.every_page]


def test_sides_are_asked_only_where_they_could_change_something() -> None:
    assert _questions(_marked("neck", "larynx", "left_hand"), "sides") == []
    assert _questions(_marked("neck", "upper_face", "left_arm", "left_leg"), "sides") == [
        "side-upper-face",
        "side-neck",
    ]


@pytest.mark.parametrize(
    ("parts", "asked"),
    [
        (("left_arm", "left_leg"), True),
        (("right_shoulder", "right_foot", "neck"), True),
        (("lower_face", "right_hand"), True),
        (("left_arm", "left_leg", "right_hand"), False),
        (("left_arm", "right_leg"), False),
        (("neck", "left_arm"), False),
        (("lower_face", "left_hand", "right_hand"), False),
        (("left_arm",), False),
    ],
)
def test_spells_are_asked_of_one_side_alone(parts: tuple[str, ...], asked: bool) -> None:  # noqa: FBT001
    assert ("spells" in _questions(_marked(*parts), "onset")) is asked


@pytest.mark.parametrize(
    ("parts", "offered"),
    [
        (("neck",), set()),
        (("upper_face",), {"eyes-rolling"}),
        (("left_foot",), {"bladder-numbness"}),
        (("trunk", "upper_face"), {"bladder-numbness", "eyes-rolling"}),
        ((NOT_SURE,), set()),
    ],
)
def test_a_line_that_is_new_or_worse_is_offered_where_its_parts_are_marked(
    parts: tuple[str, ...], offered: set[str]
) -> None:
    (page,) = [due for due in _marked(*parts).pages if due.id == "new-or-worse"]
    (question,) = page.questions
    everywhere = {"swallowing", "coughing", "weight", "breathing", "thinking", "none", NOT_SURE}
    assert question.choice_ids == everywhere | offered


def test_a_device_asks_whether_it_got_worse_on_the_same_page() -> None:
    given = BEGUN | STEADY | {"body-parts": frozenset({"left_hand"})}
    assert walk(DYSTONIA, Answers(given)).complete
    with_device = Answers(given | {"happened": frozenset({"device"})})
    frontier = walk(DYSTONIA, with_device).frontier
    assert frontier is not None
    assert [question.id for question in frontier.questions] == ["medicine", "happened", "worse-within-days"]
    assert walk(DYSTONIA, with_device.with_({"worse-within-days": "no"})).complete


def test_last_week_and_over_years_cannot_both_be_so() -> None:
    given = Answers(BEGUN | STEADY | {"body-parts": frozenset({"left_hand"}), "onset-when": "last-week"})
    frontier = walk(DYSTONIA, given).frontier
    assert frontier is not None
    assert frontier.id == "onset"
    assert walk(DYSTONIA, given.with_({"onset-pace": "days"})).complete
    assert walk(DYSTONIA, given.with_({"onset-when": NOT_SURE})).complete


def test_which_part_was_first_is_asked_when_two_are_marked_and_offers_those_alone() -> None:
    assert "first-part" not in _questions(_marked("neck"), "course")
    (course,) = [due for due in _marked("neck", "left_hand").every_page if due.id == "course"]
    (first,) = [question for question in course.questions if question.id == "first-part"]
    assert [choice.id for choice in first.choices] == ["neck", "left_hand", "together", NOT_SURE]


def test_the_part_that_came_next_is_another_than_the_first() -> None:
    spread = {"course": "spread", "first_part": "neck"}
    (course,) = [
        due for due in _marked("neck", "larynx", "left_hand", **spread).every_page if due.id == "course"
    ]
    (following,) = [question for question in course.questions if question.id == "spread-next"]
    assert [choice.id for choice in following.choices] == ["larynx", "left_hand", "together", NOT_SURE]


FEMALE: dict[str, Value] = {"sex": "female"}
HAND = frozenset({"left_hand"})
TWO_PARTS = frozenset({"neck", "left_hand"})
ASKED_ONLY_WHERE: tuple[tuple[str, dict[str, Value], dict[str, Value]], ...] = (
    (
        "spread-next",
        {"body-parts": TWO_PARTS, "course": "spread"},
        {"body-parts": TWO_PARTS, "course": "worse"},
    ),
    ("spread-next", {"body-parts": TWO_PARTS, "course": "spread"}, {"body-parts": HAND, "course": "spread"}),
    (
        "spread-next",
        {"body-parts": TWO_PARTS, "course": "spread", "first-part": "neck"},
        {"body-parts": TWO_PARTS, "course": "spread", "first-part": "together"},
    ),
    ("task", {"through-day": frozenset({"one-task"})}, {"through-day": frozenset({"always"})}),
    ("attack-length", {"through-day": frozenset({"attacks"})}, {"through-day": frozenset({"always"})}),
    (
        "attack-length",
        {"body-parts": frozenset({"left_arm", "left_leg"}), "spells": "yes"},
        {"body-parts": frozenset({"left_arm", "left_leg"}), "spells": "no"},
    ),
    ("attack-trigger", {"through-day": frozenset({"attacks"})}, {}),
    ("rest-action", {}, {"body-parts": frozenset({NOT_SURE})}),
    ("relief-where", {"relief": "yes"}, {"relief": "no"}),
    ("alcohol-helps", {"respondent": "partner"}, {"respondent": "parent"}),
    ("overflow", {}, {"body-parts": frozenset({NOT_SURE})}),
    ("mirror", {"body-parts": HAND}, {"body-parts": frozenset({"left_hand", "right_arm"})}),
    ("mirror", {"body-parts": frozenset({"neck", "right_arm"})}, {"body-parts": frozenset({"neck"})}),
    ("pain-where", {"pain": "a-lot"}, {"pain": "none"}),
    ("pain-where", {"pain": "some"}, {"pain": NOT_SURE}),
    ("happened-age", {"happened": frozenset({"stroke-earlier"})}, {"happened": frozenset({"device"})}),
    ("happened-age", {"happened": frozenset({"head-injury-recent"})}, {"happened": frozenset({"none"})}),
    ("medicine-name", {"medicine": "past"}, {"medicine": "no"}),
    ("botulinum-when", {"tried": frozenset({"botulinum"})}, {"tried": frozenset({"tablets"})}),
    (
        "botulinum-when",
        {"tried": frozenset({"botulinum"}), "happened": frozenset({"none"})},
        {"tried": frozenset({"botulinum"}), "happened": frozenset({"botulinum-recent"})},
    ),
    ("botulinum-dose", {"happened": frozenset({"botulinum-recent"})}, {"tried": frozenset({"tablets"})}),
    ("botulinum-dose", {"tried": frozenset({"botulinum"})}, {"happened": frozenset({"device"})}),
    ("tried-helped", {"tried": frozenset({"therapy"})}, {"tried": frozenset({"none"})}),
    ("told-name", {"told": "yes"}, {"told": "no"}),
    ("tests", {"tests-done": frozenset({"gene"})}, {"tests-done": frozenset({"none"})}),
    ("effect-sleep", {"life": frozenset({"sleep"})}, {"life": frozenset({"mood"})}),
    ("pregnant", FEMALE, {"sex": "male"}),
    ("pregnant", FEMALE | {"age-now": 55}, FEMALE | {"age-now": 56}),
    ("pregnant", FEMALE | {"age-now": 10}, FEMALE | {"age-now": 9}),
    ("pregnant", FEMALE | {"age-now": NOT_SURE}, {}),
    ("help-language", {"help": frozenset({"interpreter"})}, {"help": frozenset({"wheelchair"})}),
)
"""A question of the second part, answers that bring it up, and others that do not."""


@pytest.mark.parametrize(("question", "where", "elsewhere"), ASKED_ONLY_WHERE)
def test_a_follow_up_is_asked_where_it_applies_and_nowhere_else(
    question: str, where: dict[str, Value], elsewhere: dict[str, Value]
) -> None:
    for given, asked in ((where, True), (elsewhere, False)):
        way = walk(DYSTONIA, Answers(BEGUN | STEADY | {"body-parts": HAND} | given))
        assert (question in {one.id for due in way.every_page for one in due.questions}) is asked


def test_each_question_of_the_second_part_that_depends_on_another_is_in_the_table() -> None:
    asked_by_an_answer = {
        question.id
        for section in DYSTONIA.sections
        for page in section.pages
        for question in page.questions
        if question.when.reads() - {"body-parts"}
    }
    effects = {name for name in asked_by_an_answer if name.startswith("effect-")}
    assert asked_by_an_answer - effects <= {question for question, _, _ in ASKED_ONLY_WHERE}


def test_a_first_part_that_is_no_longer_marked_no_longer_counts() -> None:
    assert _marked("neck", "left_hand", first_part="neck").answers["first-part"] == "neck"
    assert "first-part" not in _marked("larynx", "left_hand", first_part="neck").answers


def test_an_answer_that_no_longer_applies_is_kept_by_the_caller_and_comes_back() -> None:
    kept = Answers(BEGUN | {"body-parts": frozenset({"upper_face"}), "side-upper-face": "left"})
    without = walk(DYSTONIA, kept.with_({"body-parts": frozenset({"left_hand"})}))
    assert "side-upper-face" not in without.answers
    assert walk(DYSTONIA, kept).answers["side-upper-face"] == "left"


def test_a_tick_that_is_no_longer_offered_takes_no_other_with_it() -> None:
    ticked = frozenset({"swallowing", "bladder-numbness"})
    kept = Answers(BEGUN | STEADY | {"body-parts": frozenset({"left_leg"}), "new-or-worse": ticked})
    hand = walk(DYSTONIA, kept.with_({"body-parts": frozenset({"left_hand"})}))
    assert hand.complete
    assert hand.answers["new-or-worse"] == frozenset({"swallowing"})
    assert walk(DYSTONIA, kept).answers["new-or-worse"] == ticked


@pytest.mark.parametrize("wrong", ["forged", "none", NOT_SURE])
def test_a_tick_that_is_none_or_excludes_the_others_spoils_the_list(wrong: str) -> None:
    way = _marked("left_hand", new_or_worse=frozenset({"swallowing", wrong}))
    assert "new-or-worse" not in way.answers


def test_a_list_of_which_no_tick_is_offered_any_more_is_asked_again() -> None:
    ticked: dict[str, Value] = {"new-or-worse": frozenset({"bladder-numbness"})}
    way = walk(DYSTONIA, Answers(BEGUN | STEADY | ticked | {"body-parts": frozenset({"left_hand"})}))
    assert way.frontier is not None
    assert way.frontier.id == "new-or-worse"


def test_a_page_is_done_when_each_question_has_an_answer_that_counts() -> None:
    unfinished = _marked("left_hand", onset_age=43, onset_when="over-a-year")
    assert unfinished.frontier is not None
    assert unfinished.frontier.id == "onset"
    finished = _marked("left_hand", onset_age=43, onset_when="over-a-year", onset_pace="years")
    assert finished.frontier is not None
    assert finished.frontier.id == "new-or-worse"


def test_a_page_beyond_the_first_unfinished_one_cannot_be_reached() -> None:
    way = _way()
    assert way.frontier is not None
    assert way.frontier.id == "body-parts"
    assert way.at("respondent") is not None
    assert way.at("body-parts") is way.frontier
    assert way.at("medicines") is None
    assert way.at("effect") is None
    assert way.at("nowhere") is None


def test_every_page_of_the_second_part_is_open_once_the_first_is_done() -> None:
    way = _marked("left_hand", **{name.replace("-", "_"): value for name, value in STEADY.items()})
    assert way.complete
    for section in way.sections:
        assert all(way.at(due.id) is due for due in section.pages)
    assert way.section_of("onset") is None


def test_a_page_that_is_not_due_cannot_be_reached_even_when_all_are_done() -> None:
    short = walk(DYSTONIA, Answers({"emergency": "applies"}))
    assert short.at("emergency") is short.pages[0]
    assert short.at("respondent") is None


def test_pages_before_and_after_are_the_due_ones_of_the_part_or_the_section() -> None:
    way = _marked("left_hand")
    after, before = way.after("body-parts"), way.before("onset")
    assert after is not None
    assert before is not None
    assert (after.id, before.id) == ("onset", "body-parts")
    assert way.before("emergency") is way.after("medicines") is None
    assert way.before("course") is way.after("features") is None
    (background, so_far) = (way.after("background"), way.before("so-far"))
    assert background is not None
    assert background is so_far
    assert background.id == "treatment"
    assert way.before("nowhere") is way.after("nowhere") is None


def test_the_total_is_told_from_the_page_after_the_parts_on() -> None:
    way = _marked("upper_face")
    assert [way.progress(page).total for page in START] == [None] * 3
    assert way.progress("sides") == Progress(4, 7)
    assert way.progress("medicines") == Progress(7, 7)
    assert way.progress("so-far") == Progress(3, 3)


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
