"""What an answer must be, for each kind of question."""

from dataclasses import replace

import pytest

from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers, Value
from screener.questionnaire.conditions import chose
from screener.questionnaire.pages import Page, Questionnaire
from screener.questionnaire.question import OLDEST_YEARS, WRITTEN, Choice, Kind, Problem, Question
from screener.questionnaire.typed import in_lines, in_one_line, length, readable, readable_part, visible
from screener.questionnaire.wording import Wording

WORDS = Wording("words")
CHOICES = (
    Choice("a", WORDS),
    Choice("b", WORDS),
    Choice("none", WORDS, exclusive=True),
    Choice(NOT_SURE, WORDS, exclusive=True),
)


def _question(kind: Kind, *, required: bool = True) -> Question:
    return Question(
        "q",
        kind,
        WORDS,
        choices=CHOICES if kind in {Kind.ONE, Kind.MANY} else (),
        required=required,
        limit=5 if kind in WRITTEN else 0,
    )


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("empty", [SKIPPED, "", frozenset()])
def test_only_a_required_question_needs_an_answer(kind: Kind, empty: Value) -> None:
    assert _question(kind).problem(empty) is Problem.REQUIRED
    assert _question(kind, required=False).problem(empty) is None


@pytest.mark.parametrize(
    ("kind", "value", "problem"),
    [
        (Kind.ONE, "a", None),
        (Kind.ONE, NOT_SURE, None),
        (Kind.ONE, "c", Problem.UNKNOWN_CHOICE),
        (Kind.ONE, "A", Problem.UNKNOWN_CHOICE),
        (Kind.ONE, frozenset({"a"}), Problem.WRONG_KIND),
        (Kind.ONE, 1, Problem.WRONG_KIND),
        (Kind.MANY, frozenset({"a"}), None),
        (Kind.MANY, frozenset({"a", "b"}), None),
        (Kind.MANY, frozenset({"none"}), None),
        (Kind.MANY, frozenset({"a", "none"}), Problem.EXCLUSIVE),
        (Kind.MANY, frozenset({NOT_SURE, "none"}), Problem.EXCLUSIVE),
        (Kind.MANY, frozenset({"a", "c"}), Problem.UNKNOWN_CHOICE),
        (Kind.MANY, "a", Problem.WRONG_KIND),
        (Kind.MANY, 1, Problem.WRONG_KIND),
        (Kind.YEARS, 0, None),
        (Kind.YEARS, OLDEST_YEARS, None),
        (Kind.YEARS, NOT_SURE, None),
        (Kind.YEARS, -1, Problem.NOT_YEARS),
        (Kind.YEARS, 121, Problem.NOT_YEARS),
        (Kind.YEARS, 10**400, Problem.NOT_YEARS),
        (Kind.YEARS, "44", Problem.NOT_YEARS),
        (Kind.YEARS, frozenset({"44"}), Problem.NOT_YEARS),
    ],
)
def test_choices_and_years_are_accepted_or_refused_for_a_reason(
    kind: Kind, value: Value, problem: Problem | None
) -> None:
    assert _question(kind).problem(value) is problem


@pytest.mark.parametrize("kind", sorted(WRITTEN))
@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("12345", None),
        ("123456", Problem.TOO_LONG),
        ("😀😀", None),
        ("😀😀😀", Problem.TOO_LONG),
        ("a\x00", Problem.UNREADABLE),
        ("\ud800", Problem.UNREADABLE),
        (frozenset({"a"}), Problem.WRONG_KIND),
        (5, Problem.WRONG_KIND),
    ],
)
def test_what_is_typed_is_bounded_and_readable(kind: Kind, value: Value, problem: Problem | None) -> None:
    assert _question(kind).problem(value) is problem


@pytest.mark.parametrize("kind", sorted(WRITTEN))
@pytest.mark.parametrize("text", ["a\nb", "a\tb", "\na", "a\t"])
def test_only_a_long_text_has_more_than_one_line(kind: Kind, text: str) -> None:
    problem = None if kind is Kind.LONG_TEXT else Problem.UNREADABLE
    assert _question(kind).problem(text) is problem


def test_the_kinds_that_are_typed_in_words_are_five() -> None:
    assert {Kind.TEXT, Kind.LONG_TEXT, Kind.DATE, Kind.PHONE, Kind.EMAIL} == WRITTEN


@pytest.mark.parametrize(
    ("text", "units"), [("", 0), ("abc", 3), ("é", 1), ("日本", 2), ("😀", 2), ("e\u0301", 2)]
)
def test_a_text_is_as_long_as_a_browser_says(text: str, units: int) -> None:
    assert length(text) == units


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x08",
        "\x0b",
        "\r",
        "\x1b",
        "\x7f",
        "\x80",
        "\x9f",
        "\u202a",
        "\u202e",
        "\u2066",
        "\u2069",
        "\ufffd",
    ],
)
def test_control_characters_and_marks_that_reorder_text_are_unreadable(character: str) -> None:
    assert not readable(f"a{character}b")


@pytest.mark.parametrize("text", ["", "two\nlines", "a\tb", "ñ ’ “ ”", "مرحبا", "日本", "😀", "a\u00a0b"])
def test_text_of_any_language_is_readable(text: str) -> None:
    assert readable(text)


def test_a_question_knows_its_choices_and_which_of_them_exclude_all_others() -> None:
    question = _question(Kind.MANY)
    assert question.choice_ids == {"a", "b", "none", NOT_SURE}
    assert question.exclusive_ids == {"none", NOT_SURE}
    assert question.choice("b") is CHOICES[1]
    with pytest.raises(KeyError, match="c"):
        question.choice("c")


def test_a_question_among_others_offers_what_was_chosen_and_its_exclusive_choices() -> None:
    question = replace(_question(Kind.ONE), among="other")
    limited = question.offered(Answers({"other": frozenset({"b", "z"})}))
    assert [choice.id for choice in limited.choices] == ["b", "none", NOT_SURE]
    assert limited.problem("a") is Problem.UNKNOWN_CHOICE


def test_a_choice_with_a_condition_is_offered_where_it_holds() -> None:
    (first, *others) = CHOICES
    question = replace(_question(Kind.MANY), choices=(replace(first, when=chose("p", "yes")), *others))
    without = question.offered(Answers())
    assert [choice.id for choice in without.choices] == ["b", "none", NOT_SURE]
    assert without.problem(frozenset({"a"})) is Problem.UNKNOWN_CHOICE
    assert question.offered(Answers({"p": "yes"})) is question


@pytest.mark.parametrize(
    ("value", "left"),
    [
        (frozenset({"b"}), frozenset({"b"})),
        (frozenset({"a", "b"}), frozenset({"b"})),
        (frozenset({"a"}), None),
        (frozenset(), None),
        (SKIPPED, None),
        ("b", None),
    ],
)
def test_of_several_ticks_those_are_left_that_are_offered(value: Value, left: Value | None) -> None:
    (first, *others) = CHOICES
    choices = (replace(first, when=chose("p", "yes")), *others)
    without = replace(_question(Kind.MANY), choices=choices).offered(Answers())
    assert without.of_what_is_offered(value) == left


def test_any_other_answer_is_left_as_it_is_or_is_none() -> None:
    optional = replace(_question(Kind.ONE), required=False)
    assert [optional.of_what_is_offered(value) for value in ("a", SKIPPED, "z")] == ["a", SKIPPED, None]


def test_no_tick_at_all_is_left_where_none_is_needed() -> None:
    optional = replace(_question(Kind.MANY), required=False)
    assert optional.of_what_is_offered(frozenset()) == frozenset()


def test_a_questionnaire_finds_its_questions() -> None:
    one = Page("one", WORDS, "section", (_question(Kind.ONE),))
    questionnaire = Questionnaire("1", (one,))
    assert questionnaire.questions == {"q": one.questions[0]}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\u202ec", "abc"),
        ("two\nlines", "two\nlines"),
        ("", ""),
        ("\ud800", ""),
        ("a\ufdd0\uffff\U0010fffeb", "ab"),
    ],
)
def test_a_text_is_shown_again_without_what_cannot_be_read(text: str, shown: str) -> None:
    assert readable_part(text) == shown
    assert readable(shown)


@pytest.mark.parametrize(
    "mark",
    [
        *"\xad\u034f\u061c\u115f\u180e\u2800\u3164\uffa0\u200b\u200e\u200f\u202a\u202c\u2060\u2066\u2069\ufeff\U000e0041"
    ],
)
def test_marks_that_cannot_be_seen_are_taken_out(mark: str) -> None:
    assert visible(f"{mark}913{mark}{mark} 555{mark}") == "913 555"


@pytest.mark.parametrize(
    "text",
    ["", " a\u00a0b\tc\nd ", "Zoë’s – 😀", "مرحبا", "क\u200dष", "👩\u200d👧", "日本", "\x00\ufffd"],
)
def test_all_that_can_be_seen_or_joins_letters_stays(text: str) -> None:
    assert visible(text) == text


def test_the_same_choices_give_the_same_question() -> None:
    question, other = (replace(_question(Kind.MANY), among="o") for _ in range(2))
    chosen = Answers({"o": "a"})
    assert question.offered(chosen) is question.offered(Answers({"o": "a", "p": "b"}))
    assert question.offered(chosen) is not other.offered(chosen)


@pytest.mark.parametrize("mark", [*"\n\r\t\v\f\x1c\x85\u2028\u2029\xa0\u2003\u3000", "\r\n"])
def test_what_separates_words_becomes_a_space(mark: str) -> None:
    assert in_one_line(f"Ann{mark}Example") == "Ann Example"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f\vg", "a\nb\nc\nd\ne\nf\ng"),
        ("a\tb\xa0c\u3000d", "a b c d"),
    ],
)
def test_lines_stay_lines(typed: str, kept: str) -> None:
    assert in_lines(typed) == kept
