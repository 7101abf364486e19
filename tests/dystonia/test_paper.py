"""The blank questionnaire has everything that the definition has, and says in words when to skip."""

import pytest

from screener.dystonia import DYSTONIA, SHARE
from screener.dystonia.paper import ONLY_MARKED, SPELLED_OUT, Paper, PaperQuestion, paper
from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.safety import EMERGENCIES
from screener.dystonia.urgency import RedFlag
from screener.dystonia.visit import Letterhead
from screener.questionnaire.conditions import ALWAYS, Below
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Kind, Question
from screener.questionnaire.wording import Wording

PAGES = (*DYSTONIA.every_page, SHARE)
MADE = paper(Letterhead("en", "", "The clinic", "913-588-1227", ""), str)


def _printed(made: Paper) -> dict[str, PaperQuestion]:
    questions = (question for page in made.pages for question in page.questions)
    return {
        asked.id: each
        for asked, each in zip((q for page in PAGES for q in page.questions), questions, strict=True)
    }


def test_every_question_is_there_once_and_numbered_in_order() -> None:
    printed = [question for page in MADE.pages for question in page.questions]
    assert [question.words for question in printed] == [
        each.words.you for page in PAGES for each in page.questions
    ]
    assert [question.number for question in printed] == list(range(1, len(printed) + 1))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_every_choice_can_be_ticked_and_every_text_be_written(page: Page) -> None:
    printed = _printed(MADE)
    for question in page.questions:
        boxes = [choice.label for choice in printed[question.id].choices]
        expected = [choice.label.you for choice in question.choices]
        if question.kind is Kind.YEARS:
            assert (boxes, printed[question.id].years) == (["Not sure"], "Age in years")
            continue
        assert sorted(boxes) == sorted(expected)
        assert bool(printed[question.id].lines) == (not expected)


def test_groups_keep_their_headings() -> None:
    parts = _printed(MADE)["body-parts"]
    headings = [choice.heading for choice in parts.choices if choice.heading]
    assert headings == [*(group.title for group in DYSTONIA.questions["body-parts"].groups), "or"]
    assert [choice.label for choice in parts.choices if choice.heading == "or"] == [
        "None: no part moves on its own"
    ], "it is not one of the legs"
    assert parts.picture


def test_the_emergency_card_comes_first_with_every_line() -> None:
    assert MADE.emergency.lines == (*(sign.for_patient.you for sign in EMERGENCIES), "Not sure? Call 911.")


@pytest.mark.parametrize("flag", RED_FLAGS, ids=lambda flag: flag.id)
def test_every_line_of_a_red_flag_is_read_at_the_end(flag: RedFlag) -> None:
    assert flag.for_patient.you in (*MADE.today.lines, *MADE.soon.lines)


def test_every_question_that_may_be_skipped_says_when() -> None:
    printed = _printed(MADE)
    silent = [
        question.id
        for page in PAGES
        for question in page.questions
        if question.when is not ALWAYS and not printed[question.id].rule
    ]
    assert silent == []
    assert set(SPELLED_OUT) <= set(printed)


def test_a_rule_names_the_question_by_its_number_and_the_choice_in_words() -> None:
    printed = _printed(MADE)
    number = printed["tried"].number
    assert printed["relief-where"].rule == f"Only if at question {printed['relief'].number} you ticked: Yes"
    assert f"question {number} you ticked" in printed["botulinum-dose"].rule
    assert " Or: " in printed["botulinum-dose"].rule
    assert "Skip this if at question" in printed["botulinum-when"].rule
    assert next(page for page in MADE.pages if page.title == "How it began").rule == ONLY_MARKED


def test_a_rule_that_has_no_words_stops_whoever_adds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = Page(
        "odd",
        Wording("Odd"),
        "Odd",
        (Question("odd", Kind.TEXT, Wording("Odd?"), limit=5, when=Below("age-now", 5)),),
    )
    monkeypatch.setattr("screener.dystonia.paper.SHARE", odd)
    with pytest.raises(ValueError, match="spell it out"):
        paper(Letterhead("en", "", "", "", ""), str)


def test_what_may_be_left_out_is_said_once_where_it_begins() -> None:
    said = [page.title for page in MADE.pages if page.before]
    assert said == [DYSTONIA.sections[0].pages[0].title.you]
