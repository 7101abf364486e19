"""Figures for research let nobody be told from the others, and no word of anybody leaves."""

import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from screener.audit import Action
from screener.clinic.proposals import NotOpen, SamePerson, State
from screener.clinic.research import (
    ANYTHING,
    BANDS,
    COLUMNS,
    NO_ANSWER,
    TooFew,
    band,
    figures,
    people,
    shown_choices,
    shown_ticks,
)
from screener.clinic.research_exports import (
    CountedBefore,
    Export,
    cancel,
    confirm,
    propose,
    taken,
)
from screener.clinic.small_cells import FEWEST
from screener.documents.research import archive
from screener.dystonia import DYSTONIA, SHARE
from screener.questionnaire.question import WRITTEN
from screener.submissions.content import Contact, Content, Seen, SeenAnswer, texts_of
from screener.submissions.opened import Opened
from screener.submissions.submission import ClosedReason
from tests.clinic.reviews import LATER, NEUROLOGIST, NOON, NURSE, SENT

DAY = date(2026, 4, 28)
ROWS = st.lists(
    st.tuples(*(st.sampled_from(choices) for choices in ("ab", "mf", "sp", "ex", "123"))),
    min_size=FEWEST,
    max_size=60,
)


def _content(**answers: object) -> Content:
    asked = {"onset-age": 43, "age-now": 44, "sex": "female", "movements": "yes", **answers}
    return Content(Contact(research="agree"), asked, ("neck",), Seen((), ()))  # type: ignore[arg-type]


def _sent(number: int, content: Content | None = None, **changes: object) -> list[tuple[Opened, date]]:
    one = replace(SENT, **{"respondent": "self"} | changes)  # type: ignore[arg-type]
    return [(Opened(one, content or _content()), DAY)] * number


def _read(file: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


@given(ROWS)
@example([("a", "m", "s", "e", "1")] * 6 + [("b", "f", "p", "x", "2")])
@example([("a", "m", "s", "e", "1")] * 6 + [("a", "m", "s", "e", "2")] * 4)
def test_every_row_of_people_stands_for_enough_who_are_alike_in_all_that_it_says(
    rows: list[tuple[str, ...]],
) -> None:
    shown = people(rows)
    assert all(number >= FEWEST and number % FEWEST == 0 for number in shown.values())
    for row in rows:
        assert any(
            all(seen in {ANYTHING, own} for seen, own in zip(kept, row, strict=True)) for kept in shown
        ), "everybody is in a row"
    assert abs(sum(shown.values()) - len(rows)) <= FEWEST // 2 * len(shown)


@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 30), min_size=1).filter(
        lambda one: sum(one.values()) >= FEWEST
    )
)
@example({"a": 4, "b": 47, "c": 47})
@example({"a": 7, "b": 7, "c": 4})
@example({"a": 5, "b": 5, "c": 1})
def test_where_few_chose_something_all_that_is_shown_is_the_same_as_if_nobody_had(
    chosen: dict[str, int],
) -> None:
    total = sum(chosen.values())
    shown = shown_choices(chosen, total)
    most = max(chosen, key=lambda name: chosen[name])
    for name, number in chosen.items():
        if 0 < number < FEWEST and name != most:
            assert shown == shown_choices(chosen | {name: 0, most: chosen[most] + number}, total), name
    assert all(number is None or (number >= FEWEST and number % FEWEST == 0) for number in shown.values())


@pytest.mark.parametrize("choices", [2, 3])
def test_who_knows_the_program_and_the_exact_whole_works_no_small_count_out(choices: int) -> None:
    # Everything that may have been counted, by what is then shown. The whole may follow from other tables.
    at_most = 16
    seen: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
    for numbers in product(range(3 * at_most), repeat=choices):
        total = sum(numbers)
        if FEWEST <= total <= 3 * at_most:
            named = dict(zip("abc", numbers, strict=False))
            seen.setdefault((total, *shown_choices(named, total).values()), []).append(numbers)
    for shown, possible in seen.items():
        for place in range(choices):
            could_be = {numbers[place] for numbers in possible}
            assert len(could_be) > 1 or not 0 < min(could_be) < FEWEST, (shown, possible)


def test_all_are_shown_where_nobody_is_among_few_and_the_most_are_not_where_somebody_may_be() -> None:
    assert shown_choices({"a": 20, "b": 6, "c": 43}, 69) == {"a": 20, "b": 5, "c": 45}
    assert shown_choices({"a": 20, "b": 6, "c": 43, "d": 0}, 69) == {"a": 20, "b": 5, "c": None, "d": None}
    assert shown_choices({"a": 20, "b": 6, "c": 43, "d": 4}, 73) == {"a": 20, "b": 5, "c": None, "d": None}


def test_a_tick_is_hidden_where_those_who_made_it_or_those_who_did_not_are_few_or_nobody() -> None:
    assert shown_ticks({"a": 4, "b": 5, "c": 46, "d": 50, "e": 0, "f": 45}, 50) == {
        "a": None,
        "b": 5,
        "c": None,
        "d": None,  # what everybody ticked is told of each who is known to be counted
        "e": None,
        "f": 45,
    }


def test_an_age_is_in_a_band_and_whatever_is_none_is_no_answer() -> None:
    assert [band(years) for years in (0, 12, 13, 17, 18, 79, 80, 120)] == [
        *("0-12", "0-12", "13-17", "13-17", "18-39", "60-79", "80 or older", "80 or older")
    ]
    assert {band(value) for value in (None, "43", "not-sure")} == {NO_ANSWER}


def test_only_who_agreed_is_counted_and_nobody_who_was_invented_or_cannot_be_read() -> None:
    others = [
        *_sent(3, replace(_content(), contact=Contact())),
        *_sent(3, synthetic=True),
        (Opened(SENT, None), DAY),
    ]
    found = figures([*_sent(7), *others])
    assert found.total == 5
    assert found.people == {("40-59", "female", "self", SENT.language, "2026-04"): 5}
    with pytest.raises(TooFew):
        figures([*_sent(4), *others])


def test_who_sent_several_times_is_one_person() -> None:
    rosa = Contact("Rosa Gómez", "1980-02-01", "+13125550100", "rosa@example.org", research="agree")
    again = [
        replace(rosa, phone="", email=""),
        replace(rosa, name="Gomez Rosa", date_of_birth="", phone="+13125550100;ext=7", email=""),
        replace(rosa, name="R. G.", phone=""),
        replace(rosa, date_of_birth="", phone=""),
    ]
    sent = [
        one
        for number, contact in enumerate((rosa, *again))
        for one in _sent(
            1,
            replace(_content(sex="other"), contact=contact),
            received_at=NOON + timedelta(hours=number),
        )
    ]
    with pytest.raises(TooFew):
        figures(sent)
    with pytest.raises(TooFew):
        figures([*_sent(4), *_sent(3, closed_reason=ClosedReason.DUPLICATE)])
    assert figures([*_sent(5), *sent]).total == 5
    family = [
        one
        for number in range(8)
        for one in _sent(
            1,
            replace(
                _content(),
                contact=replace(rosa, name=f"Child{number} Gómez", date_of_birth=f"201{number}-01-01"),
            ),
        )
    ]
    assert figures(family).total == 10, "eight who share a phone and an email address, rounded"


def test_of_who_sent_several_times_the_newest_counts() -> None:
    ann = Contact("Ann Lee", "1980-02-01", research="agree")
    both = [
        one
        for hour, sex in ((1, "female"), (0, "male"))
        for one in _sent(1, replace(_content(sex=sex), contact=ann), received_at=NOON + timedelta(hours=hour))
    ]
    found = figures([*_sent(4), *both])
    assert found.people == {("40-59", "female", "self", SENT.language, "2026-04"): 5}


def test_each_question_is_counted_by_itself() -> None:
    sent = [
        *_sent(10, _content(**{"triggers": ["stress"], "onset-age": "not-sure"}), flags=("child",)),
        *_sent(20, _content(triggers=["stress", "a word that nobody offers"], sex="a secret")),
        *_sent(10, _content(**{"onset-pace": "no choice of ours", "onset-age": None}), distribution=None),
    ]
    found = {one.question: one for one in figures(sent).counts}
    assert found["triggers"].numbers["stress"] == 30
    assert found["onset-age"].numbers["40-59"] is None, "most of all"
    assert found["onset-age"].numbers["not-sure"] == 10
    assert found["onset-age"].numbers[NO_ANSWER] == 10
    assert found["onset-pace"].numbers[NO_ANSWER] is None
    assert found["flags"].numbers == {"child": 10}
    assert found["pattern"].numbers["none"] == 10
    assert found["pattern"].numbers["focal"] == 30
    assert set(found) & {"sex", "age-now", "respondent", "language"} == set(), "no column is in both tables"


PLANTED = st.text(st.characters(categories=["Lu", "Ll"]), min_size=6, max_size=12).map("Zq{}qZ".format)


@given(st.lists(PLANTED, min_size=40, max_size=40, unique=True))
def test_a_word_that_is_planted_in_any_field_is_not_in_the_file(words: list[str]) -> None:
    planted = iter(words * 20)
    contact = Contact(**{name: next(planted) for name in texts_of(Contact())} | {"research": "agree"})
    answers = {name: next(planted) for name in DYSTONIA.questions} | {
        question.id: [next(planted)]
        for question in DYSTONIA.questions.values()
        if question.kind == "any number of choices"
    }
    seen = SeenAnswer(*(next(planted) for _ in range(5)))
    content = Content(contact, answers, (next(planted),), Seen(((next(planted), (seen,)),), (next(planted),)))
    about = {"reference": next(planted), "assignee": next(planted), "respondent": next(planted)}
    named = [
        replace(content, contact=replace(contact, name=next(planted), date_of_birth="")) for _ in range(9)
    ]
    sent = [one for each in named for one in _sent(1, each, **about)]
    said = "".join(_read(archive(figures(sent))).values())
    assert "Zq" not in said
    assert "2026-04-28" not in said


def test_the_file_is_the_same_for_the_same_figures_and_says_what_each_value_means() -> None:
    file = archive(figures(_sent(12)))
    assert file == archive(figures(_sent(12)))
    read = _read(file)
    assert list(read) == ["people.csv", "counts.csv", "codebook.csv"]
    assert read["people.csv"].splitlines() == [
        ",".join((*COLUMNS, "number")),
        f"40-59,female,self,{SENT.language},2026-04,10",
    ]
    assert "onset-pace,weeks-months," in read["counts.csv"]
    assert all(name in read["codebook.csv"] for _, name in BANDS)
    written = {
        question.id
        for question in (*DYSTONIA.questions.values(), *SHARE.questions)
        if question.kind in WRITTEN
    }
    assert not written & {line.split(",")[0] for line in read["counts.csv"].splitlines()}


def _export(name: str, first: date, last: date) -> Export:
    return Export(id=name, proposed_by=NURSE.id, proposed_at=NOON, first=first, last=last)


EXPORT = _export("research-1", date(2026, 1, 1), date(2026, 3, 1))


def test_another_administrator_confirms_and_every_file_that_is_taken_is_told() -> None:
    assert propose(EXPORT, NURSE).action is Action.RESEARCH_PROPOSED
    confirmed, event = confirm(EXPORT, [], NEUROLOGIST, LATER)
    assert (confirmed.state, confirmed.decided_by, event.action) == (
        State.CONFIRMED,
        NEUROLOGIST.id,
        Action.RESEARCH_CONFIRMED,
    )
    assert event.details["filter"] == "2026-01 2026-03"
    assert taken(confirmed, NURSE, LATER).action is Action.RESEARCH_TAKEN
    with pytest.raises(SamePerson):
        confirm(EXPORT, [], NURSE, LATER)
    with pytest.raises(NotOpen):
        taken(EXPORT, NURSE, LATER)
    cancelled, event = cancel(EXPORT, NURSE, LATER)
    assert event.action is Action.RESEARCH_CANCELLED
    for over in (confirmed, cancelled):
        with pytest.raises(NotOpen):
            confirm(over, [], NEUROLOGIST, LATER)
        with pytest.raises(NotOpen):
            cancel(over, NEUROLOGIST, LATER)


@pytest.mark.parametrize(
    ("first", "last", "overlaps"),
    [
        (date(2026, 3, 1), date(2026, 6, 1), True),
        (date(2025, 1, 1), date(2026, 1, 1), True),
        (date(2026, 2, 1), date(2026, 2, 1), True),
        (date(2026, 4, 1), date(2026, 6, 1), False),
        (date(2025, 1, 1), date(2025, 12, 1), False),
    ],
)
def test_two_files_that_could_be_subtracted_are_not_made(first: date, last: date, overlaps: bool) -> None:  # noqa: FBT001 - a row of a table
    other = _export("research-2", first, last)
    if overlaps:
        with pytest.raises(CountedBefore):
            confirm(other, [EXPORT], NEUROLOGIST, LATER)
    else:
        assert confirm(other, [EXPORT], NEUROLOGIST, LATER)


def test_an_export_is_of_whole_months_in_order() -> None:
    for first, last in ((DAY, DAY), (date(2026, 3, 1), date(2026, 2, 1)), (date(2026, 3, 1), DAY)):
        with pytest.raises(ValueError, match="whole months"):
            _export("x", first, last)
