"""What to say when one calls the clinic, and how to film the movements: help for people who find neither easy."""

from screener.dystonia.parts import part_in_words
from screener.dystonia.result import Result
from screener.dystonia.urgency import Urgency
from screener.questionnaire.wording import N_, Translate, Wording

TITLE = N_("What to say when you call")
_ASK = Wording(
    N_("Hello. I would like a visit with a doctor who knows about movement."),
    N_("Hello. I call for someone else. They need a visit with a doctor who knows about movement."),
)
_SOON = Wording(
    N_("Hello. A self-screen told me to call this week. I would like a visit."),
    N_("Hello. I call for someone else. A self-screen told us to call this week. They need a visit."),
)
_TODAY = Wording(
    N_("Hello. A self-screen told me to get help today. Whom can I talk to now?"),
    N_("Hello. I call for someone else. A self-screen told us to get help today. Whom can we talk to now?"),
)
_OPENING = {None: _ASK, Urgency.SOON: _SOON, Urgency.TODAY: _TODAY}
_PARTS = Wording(
    N_("These parts move on their own: %(parts)s."),
)
_NO_PARTS = Wording(N_("I am not sure which parts it is."), N_("We are not sure which parts it is."))
_NO_MOVEMENT = Wording(
    N_("I have questions about my movements."), N_("We have questions about their movements.")
)
_PATTERN = N_("The self-screen calls the pattern %(word)s. It is not a diagnosis.")
_NO_PATTERN = N_("The self-screen could not describe a pattern.")
_MOST = 4
"""As many parts are named where there are many: nobody has the breath for sixteen on the phone."""
_MORE = N_("and %(number)s more")

FILM = N_("Film the movements")
HOW_TO_FILM = (
    Wording(
        N_("If you can, film the movements with a phone before the visit. Someone can help you."),
        N_("If you can, film the movements with a phone before the visit. Ask them first."),
    ),
    Wording(N_("Stand the phone still, in good light. Show the face, then the whole body.")),
    Wording(N_("Film 20 seconds at rest. Then film what brings it on, such as writing, talking or walking.")),
    Wording(N_("Bring the film on the phone. Do not send it by email.")),
)


def to_say(result: Result, translate: Translate) -> tuple[str, ...]:
    """Return three sentences to read out on the phone, in the language of ``translate``."""
    opening = translate(_OPENING[result.urgency].to(result.voice))
    if result.pattern is None:
        none = _NO_PARTS if result.unsure_where else _NO_MOVEMENT
        return (opening, translate(none.to(result.voice)), translate(_NO_PATTERN))
    return (
        opening,
        translate(_PARTS.to(result.voice)) % {"parts": _spoken(result, translate)},
        translate(_PATTERN) % {"word": translate(result.pattern.name)},
    )


def _spoken(result: Result, translate: Translate) -> str:
    words = [part_in_words(part, translate) for part in result.parts]
    if len(words) > _MOST + 1:
        words[_MOST:] = [translate(_MORE) % {"number": len(words) - _MOST}]
    between = "; " if any("," in each for each in words) else ", "
    return between.join(each[:1].lower() + each[1:] for each in words)
