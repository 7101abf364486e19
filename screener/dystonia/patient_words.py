"""Everything of the instrument that a patient reads, with an id for each: what a translator has to look at."""

from collections.abc import Iterator

from screener.dystonia import DYSTONIA, SHARE, advice
from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.safety import EMERGENCIES
from screener.questionnaire.pages import Page
from screener.questionnaire.wording import Wording


def patient_words() -> Iterator[tuple[str, Wording]]:
    """Yield what is read, what decides how soon first, then the questions, then the result."""
    yield from ((sign.id, sign.for_patient) for sign in EMERGENCIES)
    yield from ((flag.id, flag.for_patient) for flag in RED_FLAGS)
    for page in (*DYSTONIA.every_page, SHARE):
        yield from _of(page)
    for name, text in _result():
        yield name, text if isinstance(text, Wording) else Wording(text)


def _of(page: Page) -> Iterator[tuple[str, Wording]]:
    for text in (page.title, page.lead, page.conflict.words if page.conflict else None):
        if text:
            yield page.id, text
    for question in page.questions:
        for text in filter(None, (question.words, question.hint)):
            yield question.id, text
        for choice in question.choices:
            for text in filter(None, (choice.label, choice.hint)):
                yield f"{question.id}: {choice.id}", text


def _result() -> Iterator[tuple[str, str | Wording]]:
    for name, words in (*advice.PATTERN_WORDS.items(), ("generalized", advice.GENERALIZED_WORDS)):
        yield from ((str(name), each) for each in (words.described, words.named, words.name))
    for reason, (words_for_patient, _) in advice.REASON_WORDS.items():
        yield reason, words_for_patient
    yield "arm_with_neck", advice.ARM_WITH_NECK
    several: dict[str, tuple[str | Wording, ...]] = {
        "no pattern": (advice.NO_MOVEMENT, advice.NOT_SURE_WHERE, advice.WITHOUT_PATTERN),
        "not a diagnosis": (advice.NOT_A_DIAGNOSIS, advice.ONLY_SORTS, *advice.WHAT_IT_IS_NOT),
        "caveat": (advice.SPECIALIST_MAY_DIFFER,),
        "today": (advice.GO_TODAY, advice.AFTER_TODAY, advice.NOT_ENOUGH_TODAY),
        "watch for": advice.WATCH_FOR,
        "feeling low": advice.FEELING_LOW,
        "the visit": advice.THE_VISIT,
        "treatments": advice.TREATMENTS,
    }
    for title, texts in several.items():
        yield from ((title, text) for text in texts)
