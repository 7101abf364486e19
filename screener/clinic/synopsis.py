"""One line that a nurse reads before the phone rings through: age, how it began, where, medicines, pain, what is new."""

from collections.abc import Mapping

from screener.dystonia.parts import part_label
from screener.questionnaire.answers import NOT_SURE
from screener.submissions.content import Content

_WHEN = {
    "last-week": "began less than 7 days ago",
    "last-three-months": "began 1 week to 3 months ago",
    "last-year": "began 3 to 12 months ago",
    "over-a-year": "began more than a year ago",
}
_PACE = {
    "minutes-hours": "suddenly",
    "days": "over days",
    "weeks-months": "over weeks or months",
    "years": "slowly, over years",
}
_MEDICINE = {
    "no": "No dopamine blocker",
    "new": "Dopamine blocker, new or raised within 2 weeks",
    "now": "Dopamine blocker, still taken",
    "past": "Dopamine blocker before",
    "not-sure": "Not sure of dopamine blockers",
}
_HAPPENED = {
    "stroke-recent": "stroke within 12 months",
    "stroke-earlier": "stroke longer ago",
    "head-injury-recent": "head injury within 12 months",
    "head-injury-earlier": "head injury longer ago",
    "botulinum-recent": "botulinum toxin within 4 weeks",
    "device": "stimulator or pump",
    "none": "no stroke, head injury, botulinum toxin or device",
}
_NEW = {
    "swallowing": "swallowing",
    "coughing": "coughing with food",
    "weight": "losing weight",
    "breathing": "noisy breathing",
    "bladder-numbness": "bladder, bowels or numb legs",
    "eyes-rolling": "eyes roll up",
    "thinking": "memory or thinking",
}
_WITH_A_DEVICE = {"yes": "worse within days", NOT_SURE: "not sure whether worse within days"}
_IF_YES = {
    "speech-after-shot": "harder to speak since the shot",
    "blood-thinner": "blood thinner",
    "pregnant": "may be pregnant",
}
_UNSURE = {
    "new-or-worse": "what is new or worse",
    "happened": "stroke, head injury, botulinum toxin or device",
    "speech-after-shot": "whether harder to speak since the shot",
    "blood-thinner": "a blood thinner",
    "pregnant": "whether pregnant",
}
"""What is not said at all reads as no, and nobody asks again."""


def synopsis(content: Content) -> str:
    """Return the answers that matter first, in English, each only where it was given."""
    answers = content.answers
    age = answers.get("age-now")
    onset = answers.get("onset-age")
    beginning = ", ".join(
        words
        for words in (
            f"{age} y" if isinstance(age, int) else "",
            _WHEN.get(str(answers.get("onset-when")), ""),
            f"at {onset}" if isinstance(onset, int) and onset != age else "",
            _PACE.get(str(answers.get("onset-pace")), ""),
            "in spells" if answers.get("spells") == "yes" else "",
        )
        if words
    )
    where = ", ".join(_part(part) for part in content.parts)
    sentences = (
        f"{beginning}: {where}" if beginning and where else beginning or where,
        _medicine(answers),
        {"a-lot": "Hurts a lot", "some": "Hurts some"}.get(str(answers.get("pain")), ""),
        _listed("New or worse", _NEW, answers.get("new-or-worse")),
        _listed("", _HAPPENED, answers.get("happened")),
        _WITH_A_DEVICE.get(str(answers.get("worse-within-days")), ""),
        ", ".join(words for question, words in _IF_YES.items() if answers.get(question) == "yes"),
        _unsure(answers),
    )
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences if sentence)


def _part(written: str) -> str:
    label, side = part_label(written)
    return f"{label.lower()} ({side} only)" if side else label.lower()


def _medicine(answers: Mapping[str, object]) -> str:
    name = answers.get("medicine-name")
    known = _MEDICINE.get(str(answers.get("medicine")), "")
    return f"{known} ({name})" if known and name else known


def _unsure(answers: Mapping[str, object]) -> str:
    said = "; ".join(
        words for question, words in _UNSURE.items() if answers.get(question) in (NOT_SURE, [NOT_SURE])
    )
    return f"Not sure of: {said}" if said else ""


def _listed(title: str, words: Mapping[str, str], chosen: object) -> str:
    ids = chosen if isinstance(chosen, list) else []
    said = ", ".join(text for choice, text in words.items() if choice in ids)
    return f"{title}: {said}" if title and said else said
