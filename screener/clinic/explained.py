"""What the heart says of a submission's pattern and flags to the staff, for its page and its sheet."""

from screener.body.anatomy import Neighbours
from screener.body.caveats import CAVEATS, Caveat
from screener.clinic.needs import in_words
from screener.dystonia import DYSTONIA, advice
from screener.dystonia.red_flags import EVERY_FLAG
from screener.dystonia.result import caveats_of_person
from screener.dystonia.urgency import RedFlag
from screener.rules import RULES_VERSION, Reason, classify
from screener.submissions.content import Content
from screener.submissions.needs import interpreter_for
from screener.submissions.opened import Opened
from screener.submissions.submission import Submission

_CAVEATS = {caveat.id: caveat for caveat in CAVEATS}
_FLAGS = {flag.id: flag for flag in EVERY_FLAG}


def flags(submission: Submission) -> list[RedFlag]:
    """Return the red flags that are still known."""
    return [_FLAGS[flag] for flag in submission.flags if flag in _FLAGS]


def caveat_ids(opened: Opened) -> tuple[str, ...]:
    """Return the ids of the caveats that apply to the person, as far as their answers are still there."""
    return caveats_of_person(opened.submission.caveats, opened.content.answers if opened.content else {})


def caveats(opened: Opened) -> list[Caveat]:
    """Return those of them that are still known."""
    return [_CAVEATS[caveat] for caveat in caveat_ids(opened) if caveat in _CAVEATS]


def needs(opened: Opened) -> tuple[str, ...]:
    """Return what would help the person at the visit, in words, with the language of an interpreter where it is open."""
    interpreter = interpreter_for(opened.content) if opened.content else ""
    return in_words(opened.submission.needs, interpreter)


def another_age(content: Content, by_birth: int | None) -> str:
    """Return the age in the answers where the date of birth, which may be a helper's own, makes it another; empty where it does not.

    ``by_birth`` is the age on the day of Send; by a year they differ where somebody counts up.
    """
    now, onset = content.answers.get("age-now"), content.answers.get("onset-age")
    if by_birth is None:
        return ""
    if isinstance(now, int) and abs(now - by_birth) > 1:
        return f"{now} now"
    return f"{onset} at onset" if isinstance(onset, int) and onset > by_birth + 1 else ""


def left_out(content: Content) -> tuple[str, ...]:
    """Return the sections of the second part in which nothing was answered, each with the reason, in words."""
    titles = {section.id: section.title for section in DYSTONIA.sections}
    return tuple(f"{titles[name]}: {why.value}" for name, why in content.seen.left_out if name in titles)


def pairs(opened: Opened) -> tuple[Neighbours, ...]:
    """Return the neighbours that carried a segmental pattern, each with how firmly the literature says so."""
    return tuple(pair for reason in _reasons(opened) for pair in reason.neighbours)


def reasons(opened: Opened) -> tuple[str, ...]:
    """Return why the pattern is what it is; nothing where other rules than those here found it."""
    return tuple(advice.REASON_WORDS[reason.id][1] for reason in _reasons(opened))


def _reasons(opened: Opened) -> tuple[Reason, ...]:
    # The rule that is here may only explain what it sorted itself.
    if opened.content is None or opened.submission.rules_version != RULES_VERSION:
        return ()
    return classify(opened.content.parts).reasons


def definition(submission: Submission) -> str:
    """Return what the pattern means, or nothing where there is none."""
    if submission.generalized:
        return advice.GENERALIZED_WORDS.definition
    return next(
        (known.definition for name, known in advice.PATTERN_WORDS.items() if name == submission.distribution),
        "",
    )
