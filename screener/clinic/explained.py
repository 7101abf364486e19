"""What the heart says of a submission's pattern and flags to the staff, for its page and its sheet."""

from screener.body.caveats import CAVEATS, Caveat
from screener.dystonia import advice
from screener.dystonia.red_flags import EVERY_FLAG
from screener.dystonia.urgency import RedFlag
from screener.rules import RULES_VERSION, Classification, classify
from screener.submissions.submission import Content, Submission

_CAVEATS = {caveat.id: caveat for caveat in CAVEATS}
_FLAGS = {flag.id: flag for flag in EVERY_FLAG}


def flags(submission: Submission) -> list[RedFlag]:
    """Return the red flags that are still known."""
    return [_FLAGS[flag] for flag in submission.flags if flag in _FLAGS]


def caveats(submission: Submission) -> list[Caveat]:
    """Return the caveats that are still known."""
    return [_CAVEATS[caveat] for caveat in submission.caveats if caveat in _CAVEATS]


def reasons(submission: Submission) -> tuple[str, ...]:
    """Return why the pattern is what it is; nothing where other rules than those here found it."""
    # The rule that is here may only explain what it sorted itself.
    if not isinstance(submission.content, Content) or submission.rules_version != RULES_VERSION:
        return ()
    found: Classification = classify(submission.content.parts)
    return tuple(advice.REASON_WORDS[reason.id][1] for reason in found.reasons)


def definition(submission: Submission) -> str:
    """Return what the pattern means, or nothing where there is none."""
    if submission.generalized:
        return advice.GENERALIZED_WORDS.definition
    return next(
        (known.definition for name, known in advice.PATTERN_WORDS.items() if name == submission.distribution),
        "",
    )
