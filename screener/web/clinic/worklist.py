"""The worklist: what is asked of it stands in the address, except whom somebody searches for."""

from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.clinic.tabs import Sort, Tab
from screener.clinic.worklist import ME, NONE, Cursor, Query
from screener.clinic.worklist_page import WorklistPage, is_due, is_late
from screener.documents import csv
from screener.questionnaire.typed import readable_part, visible
from screener.use_cases.clock import utc_now
from screener.use_cases.sought import SEARCH_LIMIT, as_searched
from screener.use_cases.worklist import NAME_LIMIT, TooMany
from screener.web.addresses import SEE_OTHER
from screener.web.clinic import words
from screener.web.clinic.access import actor
from screener.web.clinic.around import around_list
from screener.web.clinic.at_work import (
    colleagues,
    former_colleagues,
    names_of_staff,
    remember_search,
    said,
    say,
    search_of,
    undoable,
)
from screener.web.clinic.bulk_form import BULK, BulkForm
from screener.web.clinic.filter_form import FilterNameForm
from screener.web.clinic.filters import as_arguments, chips, kept_filters, left_behind, pairs
from screener.web.clinic.pages import pages
from screener.web.downloads import stream
from screener.web.facts import facts
from screener.web.today import age_in_short, today
from screener.web.use_cases import use_cases

_LONGEST_NUMBER = 6


@pages.get("/", strict_slashes=False)
def worklist() -> str | BaseResponse:
    """Show the submissions that the address asks for, a page of them."""
    query, after, before = _query(), _cursor("after"), _cursor("before")
    if query.sort is Sort.CALL_BACK and any(one and one.call_back_at is None for one in (after, before)):
        abort(400)  # a place of another order
    found = request.args.get("found", "")
    searched = search_of(found) if found else None
    if found and searched is None:
        say("What you searched for is not kept any more. Search again.")
        return redirect(url_for("clinic.worklist"), SEE_OTHER)
    page = use_cases().worklist.worklist(query, actor(), search=searched or "", after=after, before=before)
    return _list(query, page, searched)


@pages.post("/search")
def search() -> BaseResponse:
    """Go to the list of what is found under what was typed, which no address may hold."""
    return redirect(address_of_found(request.form.get("search", "")), SEE_OTHER)


def address_of_found(searched: str) -> str:
    """Return the address of the list of what is found by what was typed; of the worklist where that is nothing."""
    typed = as_searched(readable_part(visible(searched)))
    if not typed:
        return url_for("clinic.worklist")
    where = [("tab", Tab.ALL.value), ("sort", Sort.NEWEST.value), ("found", remember_search(typed))]
    return f"{url_for('clinic.worklist')}?{urlencode(where)}"


@pages.post("/export.csv")
def export() -> BaseResponse:
    """Give everything that the filter finds as a table, line by line."""
    zone = ZoneInfo(use_cases().settings.clinic_timezone)
    spoken = words.spoken(zone, names_of_staff() | words.NO_ACCOUNT)
    lines = csv.lines(use_cases().worklist.export(_query(), actor()), spoken)
    return stream(lines, f"submissions-{today().isoformat()}.csv")


@pages.post("/filters")
def save_filter() -> BaseResponse:
    """Keep the filter of the address under a name."""
    form = FilterNameForm()
    if not form.validate():
        say(form.name.errors[0])
        return redirect(asked_address(), SEE_OTHER)
    try:
        use_cases().worklist.save_filter(form.name.data, _query(), actor(), shared=form.shared.data)
    except TooMany:
        say("There are too many saved filters. Delete one first.")
    else:
        say("The filter was saved.")
    return redirect(asked_address(), SEE_OTHER)


@pages.post("/filters/delete")
def delete_filter() -> BaseResponse:
    """Forget a saved filter."""
    form = FilterNameForm()
    use_cases().worklist.delete_filter(form.name.data, actor(), shared=form.shared.data)
    say("The filter was deleted.")
    return redirect(asked_address(), SEE_OTHER)


def _query() -> Query:
    # Whoever asks for no part of the list sees what is open; everywhere else a query without one is about all.
    asked = [("tab", Tab.OPEN.value), *request.args.items(multi=True)]
    try:
        return Query.read(asked)
    except ValueError:
        abort(400)


def _cursor(name: str) -> Cursor | None:
    written = request.args.get(name, "")
    try:
        return Cursor.read(written) if written else None
    except ValueError:
        abort(400)


def asked_address() -> str:
    """Return the address of the list that a form on it was sent from."""
    return around_list(pairs(_query()), ()).back("")


def _list(query: Query, page: WorklistPage, searched: str | None = None) -> str:
    found = {"found": request.args["found"]} if searched is not None else {}
    arguments = as_arguments(query) | found
    now, late_after, number, former = utc_now(), facts().late_after, _number(page), former_colleagues()
    shown = around_list(pairs(query), [row.submission.reference for row in page.rows])
    return render_template(
        "clinic/worklist.html",
        page=page,
        query=query,
        words=words,
        asked=shown.asked,
        around=shown.arguments(),
        first_page=urlencode([*pairs(query), *found.items()]),
        opened_at=now.isoformat(),
        filtered=bool(chips(query)) or query.sort.leaves_out,
        arguments=arguments,
        chips=[(chip, without | found) for chip, without in chips(query)],
        number=number,
        following={**arguments, "after": str(page.next), "page": number + 1} if page.next else None,
        previous={**arguments, "before": str(page.previous), "page": number - 1} if page.previous else None,
        searched=searched,
        staff=names_of_staff(),
        colleagues=colleagues(),
        filters=kept_filters() if searched is None else (),
        without=NONE,
        me=ME,
        former=former,
        left_behind=left_behind(former),
        late={row.submission.id for row in page.rows if is_late(row.submission, now, late_after, former)},
        due={row.submission.id for row in page.rows if is_due(row.submission, now)},
        age_of=age_in_short,
        form=BulkForm(colleagues(), formdata=None, prefix=BULK),
        every_row=request.args.get("choose") == "all",
        undo=bool(undoable(keep=True)),
        search_limit=SEARCH_LIMIT,
        name_limit=NAME_LIMIT,
        said=said(),
    )


def _number(page: WorklistPage) -> int:
    """Return the number of the page: as the one before counted it, but for the ends, which are sure."""
    if page.previous is None:
        return 1
    if page.next is None and not page.at_least:
        return page.pages
    written = request.args.get("page", "")
    counted = (
        int(written) if written.isascii() and written.isdecimal() and len(written) < _LONGEST_NUMBER else 2
    )
    return max(2, counted if page.at_least else min(counted, page.pages - 1))
