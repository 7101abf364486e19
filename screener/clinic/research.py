"""Figures for research, without people: who agreed is counted, and no count lets anybody be told from the others.

Two tables that share no column, so that neither can be subtracted from the other. ``People`` says who they are in coarse
steps: each row stands for ``FEWEST`` or more who are alike in all of it. ``Counts`` says how many chose what, each question by
itself. Every count is rounded to a multiple of ``FEWEST``, and nobody is counted twice who can be known again. Periods never
overlap, so that no two exports can be compared.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from screener.clinic.same_person import by_person
from screener.clinic.small_cells import FEWEST
from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import NOT_SURE
from screener.questionnaire.question import Kind, Question
from screener.submissions.content import Content
from screener.submissions.opened import Opened
from screener.submissions.submission import ClosedReason, Submission

AGREED = "agree"
"""What the contact of a person holds who agreed to be counted."""
ANYTHING = "*"
"""Stands for a value that would leave too few people alike."""
NO_ANSWER = "no answer"
BANDS = ((12, "0-12"), (17, "13-17"), (39, "18-39"), (59, "40-59"), (79, "60-79"), (200, "80 or older"))
"""Ages in full years, up to the number of each band."""
COLUMNS = ("age_now", "sex", "respondent", "language", "month")
"""What a row of people says, the most telling first; the last is given up first."""
_ABOUT_PEOPLE = frozenset({"age-now", "sex", "respondent"})
_Sent = tuple[Submission, date, Content]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many chose each choice of one question; ``None`` where it is hidden. ``exclusive``: one choice for each person."""

    question: str
    exclusive: bool
    numbers: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Figures:
    """All that leaves the clinic: ``total`` is how many people were counted, rounded."""

    total: int
    people: Mapping[tuple[str, ...], int]
    counts: tuple[Counts, ...]


class TooFew(Exception):
    """Fewer than ``FEWEST`` people agreed to be counted in this time."""


def figures(sent: Iterable[tuple[Opened, date]]) -> Figures:
    """Return the figures of those who agreed; with each submission comes the day it was received on. Raises ``TooFew``."""
    agreed = _each_once(
        [
            (opened.submission, day, opened.content)
            for opened, day in sent
            if opened.content
            and opened.content.contact.research == AGREED
            and not opened.submission.synthetic
        ]
    )
    if len(agreed) < FEWEST:
        raise TooFew
    alike = [_person(submission, day, content) for submission, day, content in agreed]
    questions = [one for one in DYSTONIA.questions.values() if _is_counted(one)]
    counts = [_counted(question, [content for _, _, content in agreed]) for question in questions]
    patterns = Counter(submission.distribution or "none" for submission, _, _ in agreed)
    flags = Counter(flag for submission, _, _ in agreed for flag in submission.flags)
    total = len(agreed)
    counts.append(Counts("pattern", exclusive=True, numbers=shown_choices(patterns, total)))
    counts.append(Counts("flags", exclusive=False, numbers=shown_ticks(flags, total)))
    return Figures(rounded(total), people(alike), tuple(counts))


def _each_once(sent: Sequence[_Sent]) -> list[_Sent]:
    # A group of FEWEST submissions of one person is no group of FEWEST people: the newest of theirs is counted.
    people_of = by_person([content.contact for _, _, content in sent])
    theirs = (
        [sent[place] for place in places if sent[place][0].closed_reason is not ClosedReason.DUPLICATE]
        for places in people_of
    )
    return [max(one, key=lambda one: one[0].received_at) for one in theirs if one]


def people(rows: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """Return how many are alike, rounded; columns are given up from the last one on until nobody is among too few.

    Where even they are too few who have given up everything, the smallest of the other groups joins them.
    """
    found = Counter(rows)
    for place in reversed(range(len(COLUMNS))):
        for row in [row for row, number in found.items() if number < FEWEST]:
            number = found.pop(row)
            found[(*row[:place], *(ANYTHING,) * (len(COLUMNS) - place))] += number
    nothing = (ANYTHING,) * len(COLUMNS)
    if 0 < found[nothing] < FEWEST:
        smallest = min((row for row in found if row != nothing), key=lambda row: (found[row], row))
        number = found.pop(smallest)
        found[nothing] += number
    return {row: rounded(number) for row, number in sorted(found.items()) if number}


def shown_choices(chosen: Mapping[str, int], total: int) -> dict[str, int | None]:
    """Return, rounded, how many of all chose each of choices that exclude one another.

    Up to four are hidden. Where any are, so is the largest number, whatever it is: all that is shown would then be the same if
    those few had chosen that one, so that nobody can tell whether there is anyone among them, even who knows how many are counted.
    """
    hidden = {name for name, number in chosen.items() if number < FEWEST or 0 < total - number < FEWEST}
    if hidden:
        hidden.add(max(chosen, key=lambda name: chosen[name]))
    return {name: None if name in hidden else rounded(number) for name, number in chosen.items()}


def shown_ticks(chosen: Mapping[str, int], total: int) -> dict[str, int | None]:
    """Return, rounded, how many of all ticked each choice; hidden where those who did, or did not, are up to four or nobody.

    What everybody ticked would be told of each person who is known to be counted.
    """
    return {
        name: None if number < FEWEST or total - number < FEWEST else rounded(number)
        for name, number in chosen.items()
    }


def rounded(number: int) -> int:
    """Return the nearest multiple of ``FEWEST``."""
    return (number + FEWEST // 2) // FEWEST * FEWEST


def _person(submission: Submission, day: date, content: Content) -> tuple[str, ...]:
    answers = content.answers
    sex = DYSTONIA.questions["sex"]
    return (
        band(answers.get("age-now")),
        _known(sex, answers.get("sex")),
        _known(DYSTONIA.questions["respondent"], submission.respondent),
        submission.language,
        f"{day:%Y-%m}",
    )


def band(years: object) -> str:
    """Return the band of an age in full years; whatever is no age is no answer."""
    if not isinstance(years, int):
        return NO_ANSWER
    return next(name for most, name in BANDS if years <= most)


def _known(question: Question, value: object) -> str:
    return str(value) if value in {choice.id for choice in question.choices} else NO_ANSWER


def _aged(value: object) -> str:
    return NOT_SURE if value == NOT_SURE else band(value)


def _is_counted(question: Question) -> bool:
    return question.kind in {Kind.ONE, Kind.MANY, Kind.YEARS} and question.id not in _ABOUT_PEOPLE


def _counted(question: Question, contents: Sequence[Content]) -> Counts:
    total = len(contents)
    values = [content.answers.get(question.id) for content in contents]
    if question.kind is Kind.MANY:
        ticks = Counter(dict.fromkeys((choice.id for choice in question.choices), 0))
        for value in values:
            ticks.update(ticks.keys() & set(value if isinstance(value, list) else ()))
        return Counts(question.id, exclusive=False, numbers=shown_ticks(ticks, total))
    names = [choice.id for choice in question.choices]
    if question.kind is Kind.YEARS:
        names += [*(name for _, name in BANDS), NOT_SURE]
    chosen = Counter(dict.fromkeys((*names, NO_ANSWER), 0))
    for value in values:
        chosen[_aged(value) if question.kind is Kind.YEARS else _known(question, value)] += 1
    return Counts(question.id, exclusive=True, numbers=shown_choices(chosen, total))
