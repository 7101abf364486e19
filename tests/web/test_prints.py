"""Question pages and results are printed once: the same page comes out as when it is made for one person, and nothing of them stays."""

import pytest
from flask import Flask
from hypothesis import assume, given
from hypothesis import strategies as st

from screener.clinic.facts import Facts
from screener.dystonia import DYSTONIA
from screener.dystonia.result import result_of
from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers, Value
from screener.questionnaire.flow import walk
from screener.questionnaire.question import WRITTEN, Kind, Question
from screener.web import draft
from screener.web.language import LANGUAGES
from screener.web.page_request import tablet_cookie_name
from screener.web.patient.follow_ups import page_form
from screener.web.patient.question_page import printed_page, question_page
from screener.web.patient.result_page import letter_of, pieces, result_page, written
from screener.web.prints import PRINTS, Print, Prints, place
from tests.answering import FIRST, SECOND, arrive_at
from tests.drawing import steadily
from tests.strict import StrictClient

TYPED = "Zebra <b>\"quoted\"</b> & 'so'"


def _of(question: Question) -> st.SearchStrategy[Value]:
    """Return answers that are accepted, or something that is not but may be kept."""
    if question.kind is Kind.YEARS:
        return st.sampled_from([0, 43, NOT_SURE, SKIPPED])
    if question.kind in WRITTEN:
        return st.sampled_from([TYPED, SKIPPED])
    ids = sorted(question.choice_ids)
    if question.kind is Kind.ONE:
        return st.sampled_from([*ids, SKIPPED])
    return st.frozensets(st.sampled_from(ids), max_size=3).map(lambda chosen: chosen or SKIPPED)


def _first_part(changes: dict[str, Value]) -> dict[str, Value]:
    """Return answers that lead through the first part, so that most draws come far, with changes."""
    given = {name: value for page in (FIRST | SECOND).values() for name, value in page.items()}
    read: dict[str, Value] = {
        name: frozenset(value)
        if isinstance(value, list)
        else int(value)
        if DYSTONIA.questions[name].kind is Kind.YEARS
        else value
        for name, value in given.items()
    }
    return read | changes


STEERING = ("respondent", "body-parts", "onset-when", "medicine", "age-now")
"""What much else hangs on: drawn anew each time."""

ANSWERS = (
    st.sets(st.sampled_from(sorted(DYSTONIA.questions)), max_size=8)
    .map(lambda names: names | set(STEERING))
    .flatmap(lambda names: st.fixed_dictionaries({name: _of(DYSTONIA.questions[name]) for name in names}))
    .map(lambda changes: Answers(_first_part(changes)))
)


@pytest.mark.hypothesis
def test_a_page_comes_out_of_its_print_as_it_is_made_for_one_person(app: Flask) -> None:
    @steadily(40)
    @given(
        answers=st.just(Answers()) | ANSWERS,
        language=st.sampled_from(sorted(LANGUAGES)),
        tablet=st.booleans(),
    )
    def comes_out(answers: Answers, language: str, *, tablet: bool) -> None:
        way = walk(DYSTONIA, answers)
        cookie = {"Cookie": f"{_tablet_cookie(app)}=one"} if tablet else {}
        for due in (due for due in way.every_page if way.at(due.id)):
            with app.test_request_context(f"{LANGUAGES[language]}/screen/{due.id}", headers=cookie):
                if answers:
                    draft.save(answers)
                printed = printed_page(way, due, answers)
                made = question_page(way, due, page_form(way, due, answers), 200).get_data(as_text=True)
            assert printed == made, due.id

    comes_out()
    assert app.extensions[PRINTS].kept


@pytest.mark.hypothesis
def test_a_result_comes_out_of_its_print_as_it_is_written_for_one_person(app: Flask) -> None:
    @steadily(50)
    @given(answers=ANSWERS, language=st.sampled_from(sorted(LANGUAGES)), tablet=st.booleans())
    def comes_out(answers: Answers, language: str, *, tablet: bool) -> None:
        way = walk(DYSTONIA, answers)
        assume(way.complete)
        cookie = {"Cookie": f"{_tablet_cookie(app)}=one"} if tablet else {}
        with app.test_request_context(f"{LANGUAGES[language]}/screen/result", headers=cookie):
            draft.save(answers)
            found = result_of(way)
            printed = result_page(way, found)
            assert printed == written(letter_of(way, found), pieces(way, found))

    comes_out()
    assert app.extensions[PRINTS].kept


def test_one_print_of_a_result_is_for_many(app: Flask) -> None:
    parts = sorted(DYSTONIA.questions["body-parts"].choice_ids)
    with app.test_request_context("/screen/result"):
        ways = [walk(DYSTONIA, Answers(_first_part({"body-parts": frozenset({part})}))) for part in parts]
        pages = {result_page(way, result_of(way)) for way in ways}
    assert len(pages) == len(parts), "each names its own part"
    assert len(app.extensions[PRINTS].kept) < len(parts)


def _tablet_cookie(app: Flask) -> str:
    with app.test_request_context():
        return tablet_cookie_name()


def test_nothing_of_a_person_stays_in_a_print(app: Flask, client: StrictClient) -> None:
    arrive_at(client, "check")
    client.submit("/screen/help", {"help": ["interpreter"], "help-language": TYPED})
    shown = [client.get(f"/screen/{page_id}") for page_id in (*FIRST, *SECOND, "result")]
    assert any("Zebra" in page.text for page in shown)
    with client.session_transaction() as kept:
        own = {kept["csrf_token"], kept["key"], *(page.headers["Draft"] for page in shown)}
    prints: Prints = app.extensions[PRINTS]
    assert len(prints.kept) > len(FIRST)
    for found in prints.kept.values():
        text = "".join(found.texts)
        assert "Zebra" not in text
        assert " checked" not in text
        assert "is-marked" not in text
        assert not any(each in text for each in own)


@pytest.mark.parametrize("page_id", ["emergency", "body-parts", "onset", "result"])
def test_what_one_person_wrote_into_an_address_is_on_nobody_elses_page(
    app: Flask, client: StrictClient, page_id: str
) -> None:
    arrive_at(client, "check")
    app.extensions[PRINTS] = Prints()  # as in a process that served nobody yet
    assert "zebra" in client.get(f"/screen/{page_id}?zebra=1").text, "the other language leads to the same"
    assert "zebra" not in client.get(f"/screen/{page_id}").text


def test_a_place_is_filled_escaped_and_one_without_a_value_is_empty() -> None:
    found = Print.of(f'<p title="{place("one")}">{place("two", "words")}</p>{place("three")}')
    assert found.filled({"one": '"<', "two words": "&"}) == '<p title="&#34;&lt;">&amp;</p>'
    assert Print.of("plain").filled({}) == "plain"


def test_other_facts_make_every_print_old_and_too_many_put_the_first_out() -> None:
    made: list[int] = []
    prints, facts, others = Prints(), Facts("One", "1"), Facts("Other", "2")

    def page() -> str:
        made.append(1)
        return "page"

    for _ in range(2):
        prints.get("a", facts, page)
    assert len(made) == 1
    prints.get("a", others, page)
    assert len(made) == 2
    for number in range(1000):
        prints.get(number, others, page)
    assert len(prints.kept) == 256
    assert "a" not in prints.kept
