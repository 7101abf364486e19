"""What a synthetic person answers, page after page, as they would be asked."""

from collections.abc import Mapping
from random import Random

from screener.demo.common import COMMON
from screener.demo.people import Person, weighted
from screener.demo.words import NOTES
from screener.dystonia import DYSTONIA
from screener.dystonia.life import AREAS
from screener.dystonia.thresholds import ADULT_YEARS
from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers, Value
from screener.questionnaire.flow import Way, walk
from screener.questionnaire.question import Kind, Question

_OLD = 76
_NOT_SURE_OF_AGE = 0.03
_SAYS_IT = {"task": ("through-day", "one-task"), "told-name": ("told", "yes")}
"""Notes that belong to one answer; the others of ``NOTES`` are written by some of those who are asked."""
_PACE_OF_THE_NEW = {
    "last-week": {"minutes-hours": 30, "days": 70},
    "last-three-months": {"minutes-hours": 4, "days": 20, "weeks-months": 76},
    "last-year": {"minutes-hours": 3, "days": 10, "weeks-months": 82, "not-sure": 5},
}
_HARDLY_TREATED = {"tablets": 28, "therapy": 20, "botulinum": 2}
_AFFECTED, _NOT_AFFECTED = 75, 12
_AFFECTED_BY = {
    "walking": ("trunk", "leg", "foot"),
    "hands": ("shoulder", "arm", "hand"),
    "speech": ("lower_face", "jaw_tongue", "larynx"),
    "eating": ("lower_face", "jaw_tongue", "arm", "hand"),
    "seeing": ("upper_face",),
}


def way_of(person: Person, random: Random) -> Way:
    """Return the finished way of ``person``."""
    given = Answers()
    for page in DYSTONIA.every_page:
        if page.when.holds(given):
            for question in page.questions:
                if question.when.holds(given):
                    asked = question.offered(given)
                    given = given.with_({question.id: _answer(asked, person, given, random)})
    return walk(DYSTONIA, given)


def _answer(question: Question, person: Person, given: Answers, random: Random) -> Value:
    if question.id == "respondent":
        return weighted(random, _respondents(person))
    if question.id == "body-parts":
        return person.parts
    if question.id == "age-now":
        return person.age
    if question.id == "happened-age":
        return max(person.onset_age - 1, 0)
    if question.kind is Kind.YEARS:
        return NOT_SURE if random.random() < _NOT_SURE_OF_AGE else person.onset_age
    if question.kind is Kind.TEXT:
        return _note(question, person, given, random)
    chances = _chances(question, person, given)
    if question.kind is Kind.MANY:
        ticked = question.choice_ids & {
            choice for choice, percent in chances.items() if random.randrange(100) < percent
        }
        return ticked or frozenset({"none" if "none" in question.exclusive_ids else NOT_SURE})
    if not question.required and not random.randrange(8):
        return SKIPPED
    return weighted(random, chances)


def _respondents(person: Person) -> Mapping[str, int]:
    if person.age < ADULT_YEARS:
        return {"parent": 90, "self": 5, "family": 5}
    if person.age >= _OLD:
        return {"self": 52, "partner": 14, "family": 22, "carer": 10, "other": 2}
    return {"self": 86, "partner": 7, "family": 4, "carer": 2, "other": 1}


def _chances(question: Question, person: Person, given: Answers) -> Mapping[str, int]:
    if question.id == "onset-when":
        return {person.onset_when: 1}
    if question.id == "life":
        return {area: _AFFECTED if _affects(person, area) else _NOT_AFFECTED for area in AREAS}
    if question.id.startswith("effect-") and not _affects(person, question.id.removeprefix("effect-")):
        return {"a-little": 1}
    if question.id == "tried" and "yes" not in given.chosen("told"):
        return _HARDLY_TREATED
    by_profile = person.profile.chances.get(question.id)
    if question.id == "onset-pace" and by_profile is None and person.onset_when in _PACE_OF_THE_NEW:
        return _PACE_OF_THE_NEW[person.onset_when]
    if question.id == "course" and len(given.chosen("body-parts")) == 1:
        return {choice: weight for choice, weight in COMMON["course"].items() if choice != "spread"}
    found = by_profile or COMMON.get(question.id)
    if found is None:  # the part that was first is one of those marked
        return {
            choice.id: 1 if choice.exclusive or choice.id == NOT_SURE else 4 for choice in question.choices
        }
    return found


def _affects(person: Person, area: str) -> bool:
    return f"effect-{area}" in person.profile.chances or any(
        part.endswith(_AFFECTED_BY.get(area, ())) for part in person.parts
    )


def _note(question: Question, person: Person, given: Answers, random: Random) -> Value:
    if question.id in _SAYS_IT:
        asked, choice = _SAYS_IT[question.id]
        writes = choice in given.chosen(asked)
    elif question.id == "medicine-name":
        writes = bool(given.chosen("medicine") & {"new", "now", "past"})
    else:
        writes = question.id in NOTES and "none" not in given.chosen("tried") and not random.randrange(3)
    return random.choice(NOTES[question.id][person.language]) if writes else SKIPPED
