"""What a finished questionnaire comes to, and the words for it: the summary, the result, and the record of both."""

from datetime import UTC, datetime

import pytest

from screener.adapters.catalogue import catalogue
from screener.body.patterns import Distribution
from screener.dystonia import DYSTONIA, SHARE, advice, voice
from screener.dystonia.advice import GENERALIZED_WORDS, PATTERN_WORDS
from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.result import caveats_of_person, result_of
from screener.dystonia.safety import red_flags
from screener.dystonia.urgency import Urgency
from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers, Value
from screener.questionnaire.flow import walk
from screener.questionnaire.question import Kind
from screener.questionnaire.summary import NOT_SURE_OF_AGE, in_words, summary
from screener.questionnaire.wording import Voice, Wording
from screener.rules import RULES_VERSION, classify
from screener.submissions.content import Contact, Content, LeftOut
from screener.submissions.record import record
from screener.submissions.submission import Status, Submission
from tests.person import NOTE, answers, way

NOON = datetime(2026, 4, 28, 12, 0, tzinfo=UTC)
PERSON = Contact(name="Ann Example", phone="+19135550123", consent="I want to send my answers.")
NONE_MARKED = frozenset({"none"})


def _recorded(**changes: Value) -> tuple[Submission, Content]:
    return record(
        way(**changes),
        PERSON,
        submission_id="id-1",
        reference="2345BCDF",
        received_at=NOON,
        language="es",
        translate=str.upper,
    )


def test_a_result_is_that_of_the_rule_and_of_the_red_flags() -> None:
    result = result_of(way(new_or_worse=frozenset({"coughing"})))
    assert result.parts == ("neck", "left_hand")
    assert result.classification == classify(["neck", "left_hand"])
    assert result.flags == red_flags(way(new_or_worse=frozenset({"coughing"})).answers)
    assert [flag.id for flag in result.flags] == ["swallowing"]
    assert result.urgency is Urgency.TODAY
    assert result.pattern is advice.pattern_words(result.classification)
    assert result.reasons == advice.reasons_for_patient(result.classification)


@pytest.mark.parametrize("age", ["onset-age", "age-now"])
def test_of_a_child_the_caveat_of_one_leg_is_left_out_and_no_other(age: str) -> None:
    caveats = ("cranial", "one_leg")
    assert caveats_of_person(caveats, {age: 17}) == ("cranial",)
    assert caveats_of_person(caveats, {age: 18}) == caveats_of_person(caveats, {}) == caveats


def test_what_can_wait_until_this_week_is_parted_from_what_cannot() -> None:
    both = result_of(way(new_or_worse=frozenset({"coughing", "weight"})))
    swallowing, weight = (flag.for_patient.you for flag in both.flags)
    assert both.urgent == (swallowing, advice.AFTER_TODAY, weight)
    assert both.sentences()[:3] == both.urgent
    assert result_of(way(new_or_worse=frozenset({"weight", "thinking"}))).urgent == tuple(
        flag.for_patient.you for flag in RED_FLAGS if flag.id in {"weight", "thinking"}
    )


def test_nothing_marked_gives_no_pattern_no_reason_and_no_urgency() -> None:
    result = result_of(way(body_parts=NONE_MARKED))
    assert (result.parts, result.pattern, result.reasons, result.flags, result.urgency) == (
        (),
        None,
        (),
        (),
        None,
    )
    assert not result.specialist_may_differ
    assert result.sentences() == (advice.NO_MOVEMENT.you, advice.WITHOUT_PATTERN, advice.NOT_A_DIAGNOSIS)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"body_parts": NONE_MARKED}, advice.NO_MOVEMENT),
        ({"body_parts": frozenset({NOT_SURE})}, advice.NOT_SURE_WHERE),
    ],
)
def test_without_a_pattern_it_is_said_which_answer_left_it_out(
    changes: dict[str, Value], why: Wording
) -> None:
    for respondent in ("self", "parent"):
        result = result_of(way(respondent=respondent, **changes))
        assert result.described == (why.to(result.voice), advice.WITHOUT_PATTERN)


def test_the_sentences_come_in_the_order_of_the_page() -> None:
    result = result_of(way(new_or_worse=frozenset({"coughing"})))
    assert result.pattern is not None
    assert not result.specialist_may_differ
    assert result.sentences() == (
        result.flags[0].for_patient.you,
        result.pattern.described,
        result.pattern.named,
        *result.reasons,
        advice.NOT_A_DIAGNOSIS,
    )


def test_that_a_specialist_may_differ_is_said_after_the_reasons() -> None:
    wide = way(body_parts=frozenset({"neck", "left_hand", "left_foot"}))
    result = result_of(wide)
    assert result.specialist_may_differ
    assert result.sentences()[-2:] == (advice.SPECIALIST_MAY_DIFFER, advice.NOT_A_DIAGNOSIS)


@pytest.mark.parametrize(("respondent", "spoken_to"), [("self", Voice.SELF), ("parent", Voice.CHILD)])
def test_the_flags_speak_to_the_one_who_reads(respondent: str, spoken_to: Voice) -> None:
    result = result_of(way(respondent=respondent, new_or_worse=frozenset({"coughing"})))
    assert result.voice is spoken_to
    (flag,) = [flag for flag in RED_FLAGS if flag.id == "swallowing"]
    assert result.sentences()[0] == flag.for_patient.to(spoken_to)


def test_the_summary_has_every_answer_that_counts_once_in_the_order_of_the_pages() -> None:
    finished = way()
    lines = [line for section in summary(finished, voice(finished.answers), str) for line in section.lines]
    second = {
        question.id for section in DYSTONIA.sections for page in section.pages for question in page.questions
    }
    assert [line.question_id for line in lines] == [
        question.id
        for due in finished.every_page
        for question in due.questions
        if question.id not in second or finished.answers[question.id] is not SKIPPED
    ]
    titles = [section.title for section in summary(finished, voice(finished.answers), str)]
    assert titles == list(dict.fromkeys(due.page.section for due in finished.every_page))


def test_the_summary_of_an_unfinished_way_leaves_out_what_has_no_answer() -> None:
    begun = walk(DYSTONIA, Answers({"emergency": "none"}))
    lines = [line for section in summary(begun, voice(begun.answers), str) for line in section.lines]
    assert [line.question_id for line in lines] == ["emergency"]


def test_the_summary_translates_questions_choices_and_titles_but_not_what_was_typed() -> None:
    sections = summary(way(), voice(way().answers), str.upper)
    lines = {line.question_id: line for section in sections for line in section.lines}
    assert all(section.title.isupper() for section in sections)
    assert lines["onset-pace"].question == DYSTONIA.questions["onset-pace"].words.you.upper()
    assert lines["onset-pace"].answers == ("SLOWLY, OVER YEARS",)
    assert lines["task"].answers == (NOTE,)
    assert lines["onset-age"].answers == ("43",)
    assert "signs-body-other" not in lines, "nobody had to answer it"


def test_the_summary_speaks_to_the_one_who_reads() -> None:
    for respondent in ("self", "parent"):
        finished = way(respondent=respondent)
        for section in summary(finished, voice(finished.answers), str):
            for line in section.lines:
                words = DYSTONIA.questions[line.question_id].words
                assert line.question == words.said(voice(finished.answers), str)


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_given_is_no_words(kind: Kind) -> None:
    every = (*DYSTONIA.questions.values(), *SHARE.questions)
    question = next(one for one in every if one.kind is kind)
    assert in_words(question, SKIPPED, Voice.SELF, str) == ()


def test_ticked_choices_are_told_in_the_order_of_the_question() -> None:
    question = DYSTONIA.questions["body-parts"]
    told = in_words(question, frozenset({"left_hand", "neck"}), Voice.SELF, str)
    assert told == tuple(
        choice.label.you for choice in question.choices if choice.id in {"neck", "left_hand"}
    )


def test_an_age_that_is_not_known_is_told_in_words() -> None:
    question = DYSTONIA.questions["onset-age"]
    assert in_words(question, NOT_SURE, Voice.SELF, str.upper) == (NOT_SURE_OF_AGE.upper(),)
    assert in_words(question, 0, Voice.SELF, str.upper) == ("LESS THAN 1 YEAR",)
    assert in_words(question, 7, Voice.SELF, str.upper) == ("7",)


def test_a_record_has_the_result_the_versions_and_what_it_was_given() -> None:
    made, content = _recorded(new_or_worse=frozenset({"coughing"}))
    result = result_of(way(new_or_worse=frozenset({"coughing"})))
    assert (made.id, made.reference, made.received_at, made.language) == ("id-1", "2345BCDF", NOON, "es")
    assert (made.questionnaire_version, made.rules_version) == (DYSTONIA.version, RULES_VERSION)
    assert (made.distribution, made.generalized) == ("segmental", False)
    assert made.regions == result.classification.regions == ("cervical", "left_upper_limb")
    assert made.caveats == result.classification.caveats
    assert (made.flags, made.urgency) == (("swallowing",), Urgency.TODAY)
    assert (made.respondent, made.status, made.version, made.withdrawn_at) == ("self", Status.NEW, 1, None)
    assert content.contact is PERSON
    assert content.parts == ("neck", "left_hand")


def test_a_record_of_nothing_marked_has_no_pattern() -> None:
    made, content = _recorded(body_parts=NONE_MARKED)
    assert (made.distribution, made.regions, made.caveats, made.flags, made.urgency) == (
        None,
        (),
        (),
        (),
        None,
    )
    assert content.seen.result == tuple(
        sentence.upper()
        for sentence in (advice.NO_MOVEMENT.you, advice.WITHOUT_PATTERN, advice.NOT_A_DIAGNOSIS)
    )


def test_a_record_keeps_every_answer_that_counts_and_no_other() -> None:
    kept = _recorded()[1].answers
    assert kept.keys() == way().answers.keys() < answers().keys()
    assert kept["task"] == NOTE
    assert kept["onset-age"] == 43
    assert kept["onset-pace"] == "years"
    assert kept["body-parts"] == ["left_hand", "neck"]
    assert kept["signs-body-other"] is None


def test_a_record_keeps_the_words_that_the_person_saw_and_the_english_ones() -> None:
    seen = _recorded()[1].seen
    lines = {line.question_id: line for _, lines in seen.sections for line in lines}
    assert lines.keys() == {name for name, value in way().answers.items() if value is not SKIPPED}
    for line in lines.values():
        assert line.question == line.question_in_english.upper() != line.question_in_english
    assert lines["onset-pace"].question_in_english == DYSTONIA.questions["onset-pace"].words.you
    assert (lines["onset-pace"].answer, lines["onset-pace"].answer_in_english) == (
        "SLOWLY, OVER YEARS",
        "Slowly, over years",
    )
    assert lines["task"].answer == lines["task"].answer_in_english == NOTE
    assert "; " in lines["body-parts"].answer
    assert all(title.isupper() for title, _ in seen.sections)
    assert seen.result == tuple(sentence.upper() for sentence in result_of(way()).sentences())


def test_a_record_keeps_which_sections_were_left_out_and_why() -> None:
    assert _recorded()[1].seen.left_out == ()
    without = _recorded(life=SKIPPED)[1].seen.left_out
    assert without == (("life", LeftOut.SKIPPED),)
    nothing_moves = dict(_recorded(body_parts=NONE_MARKED)[1].seen.left_out)
    assert nothing_moves == dict.fromkeys(("noticed", "course", "health", "life"), LeftOut.NOT_ASKED)


def test_not_sure_where_is_told_from_no_part_that_moves() -> None:
    assert result_of(way(body_parts=frozenset({NOT_SURE}))).unsure_where
    assert not result_of(way(body_parts=NONE_MARKED)).unsure_where
    assert not result_of(way()).unsure_where


def test_each_sentence_that_names_a_pattern_ends_in_its_name_in_both_languages() -> None:
    for words in (*PATTERN_WORDS.values(), GENERALIZED_WORDS):
        for translate in (str, catalogue("es").gettext):
            before, name, after = translate(words.named).partition(translate(words.word))
            assert before.strip()
            assert name
            assert after == "" or words is GENERALIZED_WORDS


def test_the_name_alone_says_dystonia_only_where_it_is_all_one_word() -> None:
    for distribution, words in PATTERN_WORDS.items():
        for translate in (str, catalogue("es").gettext):
            assert ("dist" in translate(words.name) or "dyst" in translate(words.name)) == (
                distribution is Distribution.HEMIDYSTONIA
            )
    assert GENERALIZED_WORDS.name == PATTERN_WORDS[Distribution.MULTIFOCAL].name
