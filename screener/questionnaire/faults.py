"""What makes a questionnaire well formed."""

from collections.abc import Iterator

from screener.questionnaire.conditions import ALWAYS, Condition, named_choices
from screener.questionnaire.pages import Questionnaire
from screener.questionnaire.question import WRITTEN, Kind, Question


def well_formed(questionnaire: Questionnaire) -> Questionnaire:
    """Return the questionnaire. Raises ``ValueError``, which names every fault, when it cannot be used."""
    if found := list(faults(questionnaire)):
        raise ValueError("; ".join(found))
    return questionnaire


def faults(questionnaire: Questionnaire) -> Iterator[str]:
    """Yield what is not well formed, in words: nothing, for a questionnaire that can be used."""
    page_ids = [page.id for page in questionnaire.every_page]
    question_ids = [question.id for page in questionnaire.every_page for question in page.questions]
    for kind, ids in (("page", page_ids), ("question", question_ids)):
        yield from (
            f"{kind} id {name!r} is used twice" for name in sorted({i for i in ids if ids.count(i) > 1})
        )
    earlier: dict[str, Question] = {}
    for page in questionnaire.every_page:
        if not page.questions:
            yield f"page {page.id!r} asks nothing"
        yield from _condition_faults(f"page {page.id!r}", page.when, earlier)
        for question in page.questions:
            yield from _question_faults(question, earlier)
            earlier[question.id] = question
        if page.stops_when is not None:
            yield from _condition_faults(f"the stop of page {page.id!r}", page.stops_when, earlier)
        if page.conflict is not None:
            yield from _condition_faults(f"the conflict of page {page.id!r}", page.conflict.when, earlier)
            if page.conflict.question not in {question.id for question in page.questions}:
                yield f"the conflict of page {page.id!r} is said at a question of another page"
    yield from _faults_of_the_second_part(questionnaire)


def _faults_of_the_second_part(questionnaire: Questionnaire) -> Iterator[str]:
    for section in questionnaire.sections:
        for page in section.pages:
            if page.stops_when is not None or page.conflict is not None:
                yield f"page {page.id!r} of the second part may stop nobody"
            for question in page.questions:
                if question.required:
                    yield f"question {question.id!r} of the second part is required"


def _question_faults(question: Question, earlier: dict[str, Question]) -> Iterator[str]:
    name = f"question {question.id!r}"
    yield from _condition_faults(name, question.when, earlier)
    for choice in question.choices:
        yield from _condition_faults(f"the choice {choice.id!r} of {name}", choice.when, earlier)
    has_choices = question.kind in {Kind.ONE, Kind.MANY}
    if has_choices != bool(question.choices):
        yield f"{name} needs choices if, and only if, it is a choice"
    if len(question.choice_ids) != len(question.choices):
        yield f"{name} has a choice id twice"
    if (question.kind in WRITTEN) != (question.limit > 0):
        yield f"{name} needs a limit if, and only if, it is typed"
    if question.groups and {i for group in question.groups for i in group.choices} != (
        question.choice_ids - question.exclusive_ids
    ):
        yield f"the groups of {name} do not hold each of its choices"
    for group in question.groups:
        if group.wholes and sorted(i for whole in group.wholes for i in whole.choices) != sorted(
            group.choices
        ):
            yield f"the wholes of a group of {name} do not hold each of its choices once"
    if question.among is not None and question.among not in earlier:
        yield f"{name} is limited by {question.among!r}, which is not asked before it"
    may_vanish = question.among is not None or all(choice.when is not ALWAYS for choice in question.choices)
    if question.choices and may_vanish and question.required and not question.exclusive_ids:
        yield f"{name} may be left without any choice"


def _condition_faults(name: str, condition: Condition, earlier: dict[str, Question]) -> Iterator[str]:
    for question_id in sorted(condition.reads() - earlier.keys()):
        yield f"{name} depends on {question_id!r}, which is not asked before it"
    for question_id, choices in named_choices(condition):
        if question_id in earlier:
            for choice_id in sorted(choices - earlier[question_id].choice_ids):
                yield f"{name} depends on the choice {choice_id!r}, which {question_id!r} does not have"
