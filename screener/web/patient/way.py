"""Where the way goes on from each page, as addresses."""

from flask import request

from screener.dystonia import DYSTONIA
from screener.questionnaire.flow import Way, walk
from screener.web import draft
from screener.web.templating import address

_CHANGE = "change"


def next_address(way: Way, after: str | None = None, *, changing: str | None = None) -> str:
    """Return where the way goes on: after a page, or at the first page that is not done; at the end, the result.

    A page of the second part leads to the next of its section, and from the last back to the list. A change made from
    Check goes back to the row of the question, by way of any page that has become due.
    """
    if way.stopped_at is not None:
        return address("call_911")
    if changing is not None:
        if way.frontier is None:
            return f"{address('check')}#{_row_of(changing)}"
        return address("question", page_id=way.frontier.id, **{_CHANGE: changing})
    following = way.frontier if after is None else way.after(after)
    if following is not None:
        return address("question", page_id=following.id)
    return address("more") if after is not None and way.section_of(after) else address("result")


def _row_of(question_id: str) -> str:
    return f"row-{question_id}"


def changing_question() -> str | None:
    """Return the question that is changed from Check, or ``None``; a name that is no question's is none."""
    asked = request.args.get(_CHANGE)
    return asked if asked in DYSTONIA.questions else None


def present_way(to: str | None = None) -> Way:
    """Return the way through the questionnaire as the draft of the request has it, as far as page ``to`` needs it."""
    return walk(DYSTONIA, draft.current(), to)


def unfinished_address(way: Way) -> str:
    """Return where to go instead of a page that needs a finished way: the receipt of what was just sent, or the way."""
    if draft.sent() and not way.answers:
        return address("sent")
    return next_address(way)


def address_of(page_id: str, **values: int) -> str:
    """Return the address of a page, still on the way back to Check where one came from there."""
    changing = {_CHANGE: asked} if (asked := changing_question()) else {}
    return address("question", page_id=page_id, **changing, **values)


def send_number() -> int:
    """Return what the address of a form says beside that of its page, and never what the page's own says.

    A page that cannot be had takes the place of one with the same address: Back would not find what was typed there.
    """
    return 2 if request.args.get("send") == "1" else 1


def address_before(way: Way, page_id: str) -> str:
    """Return where Back leads from a page: to Check, to the page before, to the list of sections, or to the start."""
    if changed := changing_question():
        return f"{address('check')}#{_row_of(changed)}"
    before = way.before(page_id)
    if before:
        return address("question", page_id=before.id)
    return address("more" if way.section_of(page_id) else "start")
