"""The worklist: what is asked of it stands in the address, except whom somebody searches for."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.body.anatomy import Region
from screener.clinic.steps import Assign, ChangeStatus
from screener.clinic.worklist import ME, NONE, Cursor, Query, Sort, WorklistPage
from screener.codes.reference import REFERENCE_LENGTH, normalized
from screener.documents import csv
from screener.questionnaire.typed import readable_part
from screener.submissions.submission import Status
from screener.use_cases.reviews import AT_ONCE, Bulk
from screener.use_cases.worklist import NAME_LIMIT, SEARCH_LIMIT, TooMany
from screener.web.clinic import words
from screener.web.clinic.access import SEE_OTHER, actor
from screener.web.clinic.at_work import colleagues, names_of_staff, said, say
from screener.web.clinic.pages import pages
from screener.web.use_cases import use_cases

_NOTHING_TO_SEE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>'


@pages.get("/", strict_slashes=False)
def worklist() -> str:
    """Show the submissions that the address asks for, a page of them."""
    query = _query()
    page = use_cases().worklist.worklist(query, actor(), after=_after())
    return _list(query, page)


@pages.post("/search")
def search() -> str:
    """Show what is found under a reference, phone number, email address or whole name, which no address may hold."""
    typed = readable_part(request.form.get("search", ""))[:SEARCH_LIMIT]
    query = Query(sort=Sort.NEWEST)
    return _list(query, use_cases().worklist.worklist(query, actor(), search=typed), searched=typed.strip())


@pages.post("/export.csv")
def export() -> BaseResponse:
    """Give everything that the filter finds as a table, line by line."""
    lines = csv.lines(use_cases().worklist.export(_query(), actor()))
    response = Response((line.encode() for line in lines), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="submissions.csv"'
    return response


@pages.post("/bulk")
def bulk() -> BaseResponse:
    """Give many submissions to somebody, or take them to a status, and say what was left and why."""
    try:
        versions = dict(_chosen(written) for written in request.form.getlist("chosen"))
        done = use_cases().reviews.bulk(versions, _step(request.form.get("step", "")), actor())
    except TooMany:
        say(f"Choose {AT_ONCE} submissions or fewer. Nothing was changed.")
    except ValueError:
        abort(400)
    else:
        say(*_told(done))
    return redirect(_back(), SEE_OTHER)


@pages.post("/filters")
def save_filter() -> BaseResponse:
    """Keep the filter of the address under a name."""
    try:
        use_cases().worklist.save_filter(readable_part(request.form.get("name", "")), _query(), actor())
    except ValueError:
        say(f"Give the filter a name of up to {NAME_LIMIT} letters.")
    except TooMany:
        say("There are too many saved filters. Delete one first.")
    else:
        say("The filter was saved.")
    return redirect(_back(), SEE_OTHER)


@pages.post("/filters/delete")
def delete_filter() -> BaseResponse:
    """Forget a saved filter."""
    use_cases().worklist.delete_filter(request.form.get("name", ""), actor())
    say("The filter was deleted.")
    return redirect(_back(), SEE_OTHER)


@pages.get("/stay.svg")
def stay() -> Response:
    """Put the idle end of the session off, as every page does; a script may fetch nothing but pictures."""
    return Response(_NOTHING_TO_SEE, mimetype="image/svg+xml")


def _query() -> Query:
    try:
        return Query.read(request.args.items(multi=True))
    except ValueError:
        abort(400)


def _after() -> Cursor | None:
    written = request.args.get("after", "")
    try:
        return Cursor.read(written) if written else None
    except ValueError:
        abort(400)


def _back() -> str:
    return url_for("clinic.worklist") + (f"?{urlencode(_query().pairs())}" if _query().pairs() else "")


def _chosen(written: str) -> tuple[str, int]:
    reference, _, version = written.partition(":")
    code = normalized(reference, REFERENCE_LENGTH)
    if code is None:
        raise ValueError("no reference number")
    return code, int(version[:9])


def _step(written: str) -> Assign | ChangeStatus:
    kind, _, to = written.partition(":")
    if kind == "assign":
        if to and to not in colleagues():
            raise ValueError("nobody has this id")
        return Assign(to or None)
    return ChangeStatus(Status(to))


def _told(done: Bulk) -> list[str]:
    if not (done.done or done.left):
        return ["Nothing was changed. Choose submissions in the list first."]
    changed = f"{len(done.done)} changed." if done.done else "Nothing was changed."
    return [changed, *(f"{left.reference} was left: {words.WHY[left.why]}." for left in done.left)]


def _list(query: Query, page: WorklistPage, searched: str | None = None) -> str:
    following = {**_as_arguments(query), "after": str(page.next)} if page.next else None
    return render_template(
        "clinic/worklist.html",
        page=page,
        query=query,
        words=words,
        asked=urlencode(query.pairs()),
        filtered=bool({name for name, _ in query.pairs()} - {"status", "sort"}),
        following=following,
        others={name: values for name, values in _as_arguments(query).items() if name != "status"},
        searched=searched,
        staff=names_of_staff(),
        colleagues=colleagues(),
        filters=[
            (saved.name, urlencode(saved.query.pairs())) for saved in use_cases().worklist.filters(actor())
        ],
        regions=list(Region),
        me=ME,
        without=NONE,
        search_limit=SEARCH_LIMIT,
        name_limit=NAME_LIMIT,
        said=said(),
    )


def _as_arguments(query: Query) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in query.pairs():
        found.setdefault(name, []).append(value)
    return found
