"""What the page says when single sign-on let nobody in. English, as are all pages of staff."""

from collections.abc import Mapping

from screener.accounts.single_sign_on import Refusal
from screener.web.error_words import ErrorPage

_BEGIN_AGAIN = ErrorPage(
    "You are not signed in",
    "This sign-in took more than 10 minutes, was used before, or was begun in another browser.",
    "Begin again from here.",
)
_NOT_BELIEVED = ErrorPage(
    "You are not signed in",
    "What came back is not what was asked for, so that it was not believed.",
    "Begin again from here. Where it happens a second time, tell whoever looks after this server: the audit says why.",
)
_AWAY = ErrorPage(
    "Nobody can sign in there right now",
    "It does not answer, or not as it should.",
    "Try again in a few minutes.",
)

REFUSED: Mapping[Refusal, ErrorPage] = {
    **dict.fromkeys((Refusal.STATE, Refusal.REPLAYED), _BEGIN_AGAIN),
    **dict.fromkeys(
        (
            *(Refusal.ANSWER, Refusal.OTHER_ISSUER, Refusal.CODE, Refusal.SIGNATURE, Refusal.ISSUER),
            *(Refusal.AUDIENCE, Refusal.NONCE, Refusal.TIME, Refusal.TOKEN, Refusal.SUBJECT),
        ),
        _NOT_BELIEVED,
    ),
    **dict.fromkeys((Refusal.AWAY, Refusal.CONFIGURATION, Refusal.PROVIDER_FAULT), _AWAY),
    Refusal.CANCELLED: ErrorPage(
        "You are not signed in",
        "The sign-in was cancelled, or you may not use this program there.",
        "Begin again from here, or ask whoever looks after your account there.",
    ),
    Refusal.SECOND_FACTOR: ErrorPage(
        "A second factor is needed",
        "You were signed in there without one, or nothing was said of it.",
        "Set up a second factor there, then begin again.",
    ),
    Refusal.TOO_LONG_AGO: ErrorPage(
        "You are not signed in",
        "You gave your password and second factor there too long ago.",
        "Sign out there, then begin again from here.",
    ),
    Refusal.PERSON: ErrorPage(
        "You are not signed in",
        "Your account there has no email address that was checked, and colleagues here could not tell who you are.",
        "Ask whoever looks after your account there.",
    ),
    Refusal.NO_ROLE: ErrorPage(
        "Your account there opens nothing here",
        "It has none of the roles that this clinic gave pages to.",
        "Ask whoever looks after your account there for the role that your work needs.",
    ),
    Refusal.EMAIL_TAKEN: ErrorPage(
        "Another account has your email address",
        "An email address alone does not prove who somebody is, so that the two were not made one.",
        "Is that account yours? Sign in with its password, and connect the two under your name. Otherwise ask an"
        " administrator.",
    ),
    Refusal.DISABLED: ErrorPage(
        "Your account here is disabled",
        "An administrator of this clinic disabled it, or nobody used it for long.",
        "An administrator can enable it.",
    ),
    Refusal.IDLE: ErrorPage(
        "Your account here is disabled",
        "Nobody signed in to it for long.",
        "An administrator can enable it.",
    ),
    Refusal.OTHER_PERSON: ErrorPage(
        "That was somebody else",
        "Who came back is not who is signed in here, or that session ended meanwhile.",
        "Sign out there, then begin again from here.",
    ),
    Refusal.HAS_ANOTHER: ErrorPage(
        "Nothing was connected",
        "This account is connected already, or it is one for emergencies, which keeps its own password.",
        "Go on as you are signed in now.",
    ),
}
"""By why nobody was let in."""
WAIT = frozenset({Refusal.AWAY, Refusal.CONFIGURATION, Refusal.PROVIDER_FAULT})
"""Where it may go well in a while."""
