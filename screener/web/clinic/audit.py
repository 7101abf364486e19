"""The audit, for administrators and auditors to read: who did what, when, from where. Nobody can change it."""

import re
from io import BytesIO
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, abort, make_response, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.accounts.staff import Role
from screener.audit import Line
from screener.clinic.who_looked import who_looked
from screener.documents import audit as table
from screener.documents.record import as_file, record_json
from screener.use_cases.audit import MOST_RECORDS
from screener.web.addresses import SEE_OTHER
from screener.web.clinic import action_words
from screener.web.clinic.access import actor, has
from screener.web.clinic.at_work import names_of_actors
from screener.web.clinic.audit_form import LinesForm, LookUpForm
from screener.web.clinic.pages import pages
from screener.web.downloads import stream
from screener.web.today import day_of, today
from screener.web.use_cases import use_cases

_HASH = re.compile(r"[0-9a-f]{64}")
_MOST_HASHES = 20
_LAST_LINE = 999_999_999
"""No number of a line is larger: a database has columns for no number of any length."""


@pages.get("/audit")
def audit() -> BaseResponse:
    """Show the lines of the audit that the address asks for, newest first, by days of the clinic."""
    return _page(LookUpForm(formdata=None), 200)


@pages.post("/audit/look-up")
def look_up() -> BaseResponse:
    """Go to the lines about a person, or to the searches for a term, neither of which an address may hold."""
    if not may_look_up():
        abort(403)
    form = LookUpForm()
    if not form.validate() or bool(form.person.data) == bool(form.term.data):
        form.person.errors = ("Write a person or a search, one of the two.",)
        return _page(form, 422)
    asked = form.person.data or form.term.data
    hashes = use_cases().audit.searched_as(asked)
    if form.term.data:
        return redirect(url_for("clinic.audit", searched=list(hashes)), SEE_OTHER)
    found = use_cases().audit.references_of(asked, hashes[0], actor())
    if not found:
        form.person.errors = ("Nobody who sent something is found by this.",)
        return _page(form, 422)
    return redirect(url_for("clinic.audit", about=found), SEE_OTHER)


@pages.get("/audit/held/<int:number>")
def held(number: int) -> str:
    """Show which submissions an exported list held."""
    if number > _LAST_LINE:
        abort(404)
    return render_template("clinic/held.html", number=number, references=use_cases().audit.held(number))


@pages.get("/audit/report")
def access_report() -> str:
    """Show who had to do with the submissions of the address, which are of one person."""
    references, records = _about()
    if not records:
        abort(404)
    lines = use_cases().audit.about(list(records.values()))
    return render_template(
        "clinic/access_report.html",
        references=references,
        looked=who_looked(lines),
        staff=_staff_in_words(),
    )


@pages.post("/audit/check")
def check_audit() -> BaseResponse:
    """Check every line of the audit, write down that it was done, and show what came of it."""
    checking = use_cases().audit_check
    checking.remember(checking.check(), actor())
    return redirect(url_for("clinic.audit"), SEE_OTHER)


@pages.post("/audit.csv")
def export_audit() -> BaseResponse:
    """Give every line that the address asks for as a table."""
    form, subjects, records = _asked()
    if form is None:
        abort(400)
    wanted = form.filter(_zone(), subjects, records)
    said = ", ".join(
        f"{name}={value}" for name, value in request.args.items(multi=True) if name != "searched"
    )
    found = use_cases().audit.export(wanted, said[:500], actor())
    lines = table.lines(found, _zone(), names_of_actors(), action_words.ACTION)
    return stream(lines, f"audit-{today().isoformat()}.csv")


@pages.post("/audit/all-data.json")
def all_data() -> BaseResponse:
    """Give all that is kept of the submissions of the address as a file, for the person who asks for it."""
    references, records = _about()
    if not records:
        abort(404)
    whole = use_cases().audit.whole(references, actor())
    kept = [record_json(one.opened, (*one.notes, *one.attempts), one.exams, one.lines) for one in whole]
    name = f"all-data-{'-'.join(references[:3])}-{today().isoformat()}.json"
    file = BytesIO(as_file(kept, names_of_actors()))
    return send_file(file, mimetype="application/json", as_attachment=True, download_name=name)


def may_look_up() -> bool:
    """Tell whether who is signed in may look for a person: an administrator alone learns of no patient."""
    return has(Role.AUDITOR) or has(Role.CLINICIAN)


def _zone() -> ZoneInfo:
    return ZoneInfo(use_cases().settings.clinic_timezone)


def _about() -> tuple[list[str], dict[str, str]]:
    records = use_cases().audit.records(request.args.getlist("about")[:MOST_RECORDS])
    return list(records), records


def _asked() -> tuple[LinesForm | None, tuple[str, ...], tuple[str, ...]]:
    """Return the form of the address, ``None`` where it cannot be read, with the subjects and submissions it is about."""
    form = LinesForm(names_of_actors(), request.args)
    searched = tuple(one for one in request.args.getlist("searched")[:_MOST_HASHES] if _HASH.fullmatch(one))
    _, records = _about()
    wrong = not form.validate() or (any(request.args.getlist("about")) and not records)
    return None if wrong else form, searched, tuple(records.values())


def _page(look_up_form: LookUpForm, status: int) -> Response:
    form, subjects, records = _asked()
    written = request.args.get("before", "")
    before = int(written) if written.isdecimal() and len(written) <= len(str(_LAST_LINE)) else None
    page = use_cases().audit.page(form.filter(_zone(), subjects, records), before=before) if form else None
    lines = page.lines if page else ()
    kept = {name: request.args.getlist(name) for name in request.args if name != "before"}
    return make_response(
        render_template(
            "clinic/audit.html",
            form=form or LinesForm(names_of_actors(), request.args),
            look_up_form=look_up_form,
            may_look_up=may_look_up(),
            fault="" if form else "Nothing is found by that: look at the submission and the days again.",
            next=page.next if page else None,
            days=[
                (day, _runs(list(of_day)))
                for day, of_day in groupby(lines, lambda line: day_of(line.event.at))
            ],
            about=_about()[0],
            searched=bool(subjects),
            checked=use_cases().audit_check.last(),
            kept=kept,
            **_in_words(lines),
        ),
        status if form else 422,
    )


def _in_words(lines: tuple[Line, ...]) -> dict[str, Any]:
    subjects = {line.event.subject for line in lines}
    return {
        "told": action_words,
        "staff": _staff_in_words(),
        "references": use_cases().audit.references(subjects),
    }


def _staff_in_words() -> dict[str, str]:
    return {name: f"{shown} ({name[:4]})" for name, shown in names_of_actors().items()}


def _runs(lines: list[Line]) -> list[list[Line]]:
    """Return the same act of the same person on the same thing, time after time, as one."""
    alike = groupby(lines, lambda line: (line.event.actor, line.event.action, line.event.subject))
    return [list(run) for _, run in alike]
