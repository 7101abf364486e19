"""Synthetic visits are finished, believable, repeatable, and in no way anybody's."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from screener.adapters.catalogue import catalogue
from screener.adapters.contact import phone_number
from screener.adapters.dates import date_of_birth
from screener.adapters.email_addresses import email_address
from screener.audit import COMMAND_LINE
from screener.body.caveats import CAVEATS
from screener.clinic.steps import CallBack, ChangeStatus
from screener.clinic.tallies import word_of
from screener.clinic.writing import AddAttempt, AddNote
from screener.demo import Visit, send, translation_into, visits
from screener.demo.common import COMMON
from screener.demo.profiles import PROFILES
from screener.demo.words import NOTES
from screener.demo.work import was_seen
from screener.dystonia import DYSTONIA, SHARE
from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.result import Result, result_of
from screener.dystonia.urgency import Urgency
from screener.questionnaire.question import Kind
from screener.questionnaire.wording import Voice
from screener.storage import audit_check
from screener.storage.database import Database
from screener.storage.submissions import Submissions
from screener.storage.tables.audit import audit_event
from screener.submissions.submission import Outcome, Status
from screener.use_cases.exams import Examining
from tests.storage.samples import KEYRING, NOON
from tests.storage.working import NURSE

MANY = 3000


@pytest.fixture(scope="module")
def made() -> list[Visit]:
    """Visits of one seed: enough for the rarest pattern."""
    return list(visits(MANY, 1, NOON))


@pytest.fixture(scope="module")
def results(made: list[Visit]) -> list[Result]:
    """What each of them comes to."""
    return [result_of(visit.way) for visit in made]


def test_every_visit_is_a_finished_questionnaire(made: list[Visit]) -> None:
    assert len(made) == MANY
    assert [visit.way.answers for visit in made if not visit.way.complete] == []


def test_the_same_seed_makes_the_same_visits_and_another_seed_others() -> None:
    first, again, other = (list(visits(40, seed, NOON)) for seed in (7, 7, 8))
    seen = [[(v.at, v.language, v.way.answers, v.contact) for v in some] for some in (first, again, other)]
    assert seen[0] == seen[1] != seen[2]


def test_they_are_spread_over_the_year_before_and_in_order(made: list[Visit]) -> None:
    times = [visit.at for visit in made]
    assert times == sorted(times)
    assert NOON - timedelta(days=365) <= times[0]
    assert times[-1] <= NOON
    weeks = Counter((NOON - at).days // 7 for at in times)
    assert set(weeks) >= set(range(52))


def _outcomes(visit: Visit) -> set[Outcome]:
    return {step.outcome for work in visit.work for step in work.steps if isinstance(step, AddAttempt)}


def test_some_came_today_and_more_of_late_than_before(made: list[Visit]) -> None:
    waited = [NOON - visit.at for visit in made]
    assert 0.12 < sum(wait < timedelta(days=1) for wait in waited) / MANY < 0.22
    assert 0.35 < sum(wait < timedelta(days=14) for wait in waited) / MANY < 0.55


def test_what_came_long_ago_was_worked_on_and_what_came_today_is_mostly_new(made: list[Visit]) -> None:
    today = [visit for visit in made if NOON - visit.at < timedelta(days=1)]
    old = [visit for visit in made if NOON - visit.at >= timedelta(days=28)]
    assert 0.5 < sum(not visit.work for visit in today) / len(today) < 0.8
    assert all(visit.work for visit in old)
    steps = [step for visit in made for work in visit.work for step in work.steps]
    assert {type(step) for step in steps} == {AddAttempt, AddNote, CallBack, ChangeStatus}
    calls_back = [step.at for step in steps if isinstance(step, CallBack) and step.at]
    assert min(calls_back) < NOON < max(calls_back)
    left = [visit for visit in made if Outcome.MESSAGE_LEFT in _outcomes(visit)]
    assert left
    assert all(visit.contact.leave_message == "yes" for visit in left)


def test_nothing_is_done_before_it_came_or_after_now(made: list[Visit]) -> None:
    for visit in made:
        times = [work.at for work in visit.work]
        assert times == sorted(times)
        assert all(visit.at <= at <= NOON for at in times)


def test_every_pattern_flag_urgency_and_caveat_is_there(results: list[Result]) -> None:
    patterns = {(result.classification.distribution, result.classification.generalized) for result in results}
    assert patterns == {
        (None, False),
        ("focal", False),
        ("segmental", False),
        ("multifocal", False),
        ("multifocal", True),
        ("hemidystonia", False),
    }
    assert {result.urgency for result in results} == {None, Urgency.TODAY, Urgency.SOON}
    flags = {flag for result in results for flag in result.flags}
    assert flags == set(RED_FLAGS)
    assert {caveat for result in results for caveat in result.classification.caveats} == {
        caveat.id for caveat in CAVEATS
    }


def test_most_are_focal_and_few_are_urgent_as_in_a_clinic(results: list[Result]) -> None:
    focal = sum(result.classification.distribution == "focal" for result in results)
    urgent = sum(result.urgency is Urgency.TODAY for result in results)
    assert 0.5 < focal / MANY < 0.75
    assert 0.05 < urgent / MANY < 0.2


def test_every_respondent_language_and_part_is_there(made: list[Visit]) -> None:
    for question in ("respondent", "body-parts"):
        chosen = {choice for visit in made for choice in visit.way.answers.chosen(question)}
        assert chosen == DYSTONIA.questions[question].choice_ids
    assert {visit.language for visit in made} == {"en", "es"}


def test_the_date_of_birth_fits_the_age_at_onset(made: list[Visit]) -> None:
    ages = []
    for visit in made:
        born = date.fromisoformat(visit.contact.date_of_birth)
        age = (visit.at.date() - born).days / 365.25
        ages.append(age)
        onset = visit.way.answers.number("onset-age")
        assert onset is None or onset < age + 0.01
        if visit.way.answers.text("respondent") == "parent":
            assert age < 19
    assert min(ages) < 10
    assert max(ages) > 85


def test_answers_fit_each_other(made: list[Visit]) -> None:
    answered = [visit.way.answers for visit in made]
    tasks = [answers for answers in answered if answers.text("task")]
    assert tasks
    assert all("one-task" in answers.chosen("through-day") for answers in tasks)
    for answers in answered:
        if answers.chosen("body-parts") == {"neck"}:
            assert answers.text("effect-seeing") != "a-lot"
        if answers.text("onset-when") == "last-week":
            assert answers.text("onset-pace") in {"minutes-hours", "days"}
        if len(answers.chosen("body-parts")) == 1:
            assert answers.text("course") != "spread"


def test_nobody_can_be_called_or_written_to(made: list[Visit]) -> None:
    for contact in (visit.contact for visit in made):
        assert contact.phone or contact.email
        assert contact.phone[5:-2] in {"", "55501"}
        assert contact.email.partition("@")[2] in {"", "example.com"}
        assert contact.consent


def test_what_they_give_is_what_a_form_would_have_taken(made: list[Visit]) -> None:
    choices = {question.id.replace("-", "_"): question.choice_ids for question in SHARE.questions}
    for visit in made[:500]:
        contact = visit.contact
        assert not contact.phone or phone_number(contact.phone) == contact.phone
        assert not contact.email or email_address(contact.email) == contact.email
        assert date_of_birth(contact.date_of_birth, visit.at.date()) == contact.date_of_birth
        assert contact.best_time in choices["best_time"] | {""}
        assert contact.leave_message in choices["leave_message"] | {""}
        assert contact.language in choices["contact_language"]


def test_every_chance_and_note_belongs_to_a_question_that_is_asked() -> None:
    for chances in (COMMON, *(profile.chances for profile in PROFILES)):
        for question, choices in chances.items():
            assert choices.keys() <= DYSTONIA.questions[question].choice_ids, question
    for question in NOTES:
        assert DYSTONIA.questions[question].kind is Kind.TEXT


def test_they_are_sent_at_their_own_time_marked_as_synthetic_and_audited_as_no_patients(
    database: Database,
) -> None:
    made = list(visits(12, 3, datetime.now(UTC)))
    receipts = list(send(database, KEYRING, made))
    with database.reading() as connection:
        stored = Submissions(connection, KEYRING)
        found = [stored.by_receipt(receipt.code) for receipt in receipts]
        opened = [(one, stored.content(one)) for one in found if one]
        actors = set(connection.scalars(select(audit_event.c.actor)))
        assert audit_check.first_fault(connection) is None
    assert actors == {COMMAND_LINE}
    for (submission, content), visit in zip(opened, made, strict=True):
        assert submission.synthetic
        assert (submission.received_at, submission.language) == (visit.at, visit.language)
        assert content
        assert content.contact == visit.contact


def _consents() -> set[str]:
    (question,) = [question for question in SHARE.questions if question.id == "consent"]
    label = question.choice("agree").label
    return {label.to(voice) for voice in Voice}


def test_a_list_of_the_demo_looks_as_one_that_is_worked_on(database: Database) -> None:
    made = list(visits(40, 7, NOON))
    receipts = list(send(database, KEYRING, made))
    with database.reading() as connection:
        stored = Submissions(connection, KEYRING)
        found = [stored.by_receipt(receipt.code) for receipt in receipts]
    statuses = Counter(one.status for one in found if one)
    assert statuses.keys() == {Status.NEW, Status.CONTACTED, Status.APPOINTMENT_BOOKED, Status.CLOSED}
    assert max(statuses.values()) <= 20
    for visit, one in zip(made, found, strict=True):
        assert one
        assert bool(one.first_viewed_at) is bool(visit.work)
        assert one.attempts == len([s for w in visit.work for s in w.steps if isinstance(s, AddAttempt)])
    due = [one.call_back_at for one in found if one and one.call_back_at]
    assert min(due) < NOON < max(due)


def test_a_spanish_submission_holds_spanish_words_consent_included(database: Database) -> None:
    spanish_ones = (visit for visit in visits(200, 7, NOON) if visit.language == "es")
    visit = next(visit for visit in spanish_ones if visit.way.answers.text("respondent") == "self")
    (receipt,) = send(database, KEYRING, [visit])
    with database.reading() as connection:
        rows = Submissions(connection, KEYRING)
        found = rows.by_receipt(receipt.code)
        assert found is not None
        content = rows.content(found)
    assert content
    lines = [line for _, section in content.seen.sections for line in section]
    spanish = catalogue("es")
    assert lines
    assert all(line.question == spanish.gettext(line.question_in_english) for line in lines)
    assert all(line.question != line.question_in_english for line in lines)
    consents = {spanish.gettext(words) for words in _consents()}
    assert consents.isdisjoint(_consents())
    assert content.contact.consent in consents


def test_a_language_without_a_catalogue_is_an_error_and_not_english() -> None:
    with pytest.raises(OSError, match="messages"):
        translation_into("xx")


def test_exams_agree_mostly_and_not_always(made: list[Visit], results: list[Result]) -> None:
    pairs = [(visit, result) for visit, result in zip(made, results, strict=True) if visit.findings]
    assert 0.25 < len(pairs) / len(made) < 0.4
    same = [visit.findings.distribution for visit, result in pairs if visit.findings]
    described = [
        word_of(result.classification.distribution, generalized=result.classification.generalized)
        for _, result in pairs
    ]
    agreed = sum(one is other for one, other in zip(same, described, strict=True)) / len(pairs)
    assert 0.5 < agreed < 0.9
    assert all(was_seen(visit.work) for visit, _ in pairs)


def test_an_exam_is_stored_with_its_visit(database: Database, made: list[Visit]) -> None:
    some = [visit for visit in made if visit.findings][:3]
    receipts = list(send(database, KEYRING, some))
    staff = Examining(database, KEYRING)
    found = [staff.open(receipt.reference, NURSE).exams for receipt in receipts]
    assert [[exam.findings for exam in exams] for exams in found] == [[visit.findings] for visit in some]
