"""What the drawn questionnaires rarely show: a page in the middle that asks nothing."""

from screener.questionnaire.answers import Answers
from screener.questionnaire.conditions import ALWAYS, Not
from screener.questionnaire.flow import walk
from screener.questionnaire.pages import Page, Questionnaire, Section
from screener.questionnaire.question import Kind, Question
from screener.questionnaire.wording import Wording
from tests.questionnaire.questionnaires import CHOICES, WORDS


def _page(page_id: str, *, asks: bool = True) -> Page:
    when = ALWAYS if asks else Not(ALWAYS)
    question = Question(id=f"{page_id}-1", kind=Kind.ONE, words=WORDS, choices=CHOICES, when=when)
    return Page(id=page_id, title=Wording(page_id), section="section", questions=(question,))


def test_a_page_that_asks_nothing_is_left_out_and_those_behind_it_stay_due() -> None:
    pages = (_page("first"), _page("silent", asks=False), _page("last"))
    second = (_page("more"), _page("more-silent", asks=False), _page("more-last"))
    way = walk(Questionnaire("1", pages, (Section("section", "Section", second),)), Answers({}))
    assert [due.id for due in way.pages] == ["first", "last"]
    assert [due.id for section in way.sections for due in section.pages] == ["more", "more-last"]


def test_a_section_counts_what_it_asks_and_what_is_answered() -> None:
    section = Section("section", "Section", (_page("one"), _page("two"), _page("silent", asks=False)))
    (due,) = walk(Questionnaire("1", (_page("first"),), (section,)), Answers({"one-1": "a"})).sections
    assert (due.questions, due.answered) == (2, 1)
