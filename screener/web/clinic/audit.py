"""The audit, for administrators to read: who did what, when, from where. Nobody can change it."""

from datetime import UTC, date, datetime, timedelta

from flask import abort, render_template, request

from screener.audit import Action, LineFilter
from screener.questionnaire.typed import readable_part
from screener.web.clinic import words
from screener.web.clinic.at_work import names_of_actors
from screener.web.clinic.pages import pages
from screener.web.use_cases import use_cases


@pages.get("/audit")
def audit() -> str:
    """Show the lines of the audit that the address asks for, newest first."""
    asked = request.args
    try:
        wanted = LineFilter(
            actor=readable_part(asked.get("actor", "")) or None,
            action=Action(asked["action"]) if asked.get("action") else None,
            since=_day(asked.get("since", "")),
            until=_day(asked.get("until", ""), after=1),
        )
        before = int(asked["before"][:9]) if asked.get("before") else None
    except ValueError:
        abort(400)
    page = use_cases().worklist.audit(wanted, before=before)
    kept = {name: asked[name] for name in ("actor", "action", "since", "until") if asked.get(name)}
    return render_template(
        "clinic/audit.html", page=page, asked=asked, kept=kept, staff=names_of_actors(), words=words
    )


def _day(written: str, after: int = 0) -> datetime | None:
    if not written:
        return None
    if not "1900" <= written[:4] <= "2999":  # the ends of the calendar have no day before or after
        raise ValueError("no day of the audit")
    return datetime.combine(date.fromisoformat(written) + timedelta(days=after), datetime.min.time(), UTC)
