"""What the pages say that are shown when something goes wrong. No word of them is about the fault itself."""

from dataclasses import dataclass

from screener.questionnaire.wording import N_


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What an error page says: a title, what happened, what to do now.

    ``names_the_phone`` where that is to wait or to call: on a tablet of the clinic nobody can do either.
    """

    title: str
    happened: str
    now: str
    names_the_phone: bool = False


CALL = N_("Please call %(phone)s. In an emergency, call 911.")
"""Is said where there is no page to say it on."""
PAGES: dict[int, ErrorPage] = {
    400: ErrorPage(
        N_("We could not read that"),
        N_("What was sent could not be read."),
        N_("Go back and try again. Your other answers are still there."),
    ),
    404: ErrorPage(
        N_("This page is not here"),
        N_("The address may be mistyped, or the page has moved."),
        N_("Check the address, or go to the start page."),
    ),
    405: ErrorPage(
        N_("This page cannot do that"),
        N_("The page was asked for something it does not do."),
        N_("Go back and use the buttons on the page."),
    ),
    413: ErrorPage(
        N_("That was too much at once"),
        N_("What was sent is larger than this page takes."),
        N_("Go back and write less. Your other answers are still there."),
    ),
    429: ErrorPage(
        N_("Please wait a little"),
        N_("This was tried many times in one hour."),
        N_("Wait an hour and try again, or call. Your answers stay here for two hours."),
        names_the_phone=True,
    ),
    500: ErrorPage(
        N_("Something went wrong here"),
        N_("This is our mistake, not yours."),
        N_("Go back and try again. Your answers are still there."),
    ),
    503: ErrorPage(
        N_("We cannot do this right now"),
        N_("A part of this site does not answer. Nothing was sent."),
        N_("Try again in a few minutes, or call. Your answers are still there."),
        names_the_phone=True,
    ),
}
EXPIRED = ErrorPage(
    N_("This page was open for a long time"),
    N_("Nothing was changed."),
    N_(
        "Go back, load the page again, and press the button again. If this comes back, your browser may block cookies."
    ),
)
BUSY = ErrorPage(
    N_("Many people ask for this right now"),
    N_("Nothing was lost, and nothing was sent."),
    N_("Wait a few seconds. Then go back and try again, or call. Your answers are still there."),
    names_the_phone=True,
)
BUSY_FOR_STAFF = ErrorPage(
    "Many ask for this right now",
    "Nothing was changed.",
    "Wait a few seconds, then go back and try again.",
)
ENDED = ErrorPage(
    N_("Your answers are no longer here"),
    N_("Answers are cleared after 60 minutes without use. Or your browser did not keep a cookie."),
    N_("Please start again, or call."),
    names_the_phone=True,
)
CALLER_ENDED = ErrorPage(
    "The answers of this caller are no longer here",
    "They were sent or cleared, or another caller was begun. Nothing was changed.",
    "What was sent stands on the worklist. If it is not there, press “Enter a caller’s answers” there and ask again.",
)

PERHAPS_DONE = ErrorPage(
    "This cannot be done right now",
    "A part of this site does not answer. What you sent may be saved, or not.",
    "In a few minutes, look whether it is there before you send it again.",
)
SEND_AGAIN = ErrorPage(
    PERHAPS_DONE.title,
    PERHAPS_DONE.happened,
    "Wait a few minutes and send it again from here: it is saved once, however often you press.",
)

STAFF_PAGES: dict[int, ErrorPage] = {
    400: ErrorPage(
        "That could not be read",
        "What was sent could not be read. Nothing was changed.",
        "Go back and try again.",
    ),
    403: ErrorPage(
        "This page is for others",
        "Your account may not do this. Nothing was changed.",
        "Ask an administrator, if it is a part of your work.",
    ),
    404: ErrorPage(
        "This page is not here",
        "The address may be mistyped, or what it was about is gone.",
        "Check the address, or go to the start.",
    ),
    405: ErrorPage(
        "This page cannot do that",
        "The page was asked for something it does not do.",
        "Go back and use the buttons on the page.",
    ),
    413: ErrorPage(
        "That was too much at once",
        "What was sent is larger than this page takes. Nothing was changed.",
        "Go back and write less.",
    ),
    429: ErrorPage(
        "Please wait",
        "This was tried many times in one hour.",
        "Try again in an hour.",
    ),
    500: ErrorPage(
        "Something went wrong here",
        "This is our mistake, not yours.",
        "Go back and try again.",
    ),
    503: ErrorPage(
        "This cannot be done right now",
        "A part of this site does not answer. Nothing was changed.",
        "Try again in a few minutes.",
    ),
}
"""Pages of staff are in English alone, and nobody's answers are waiting there."""
