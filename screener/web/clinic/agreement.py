"""How the marks fit the exams: under the overview, as tables with plots, and as a file for a paper."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Response, abort, render_template, request

from screener.clinic.agreement import NO_FLAG, WORDS, Agreement, interval
from screener.clinic.intervals import Estimate
from screener.clinic.small_cells import FEWEST, Share
from screener.documents import agreement as document
from screener.dystonia.parts import part_label
from screener.storage.exams import Wanted
from screener.web.clinic import words
from screener.web.clinic.access import actor
from screener.web.clinic.pages import pages
from screener.web.downloads import download
from screener.web.today import today
from screener.web.use_cases import use_cases

_BEGINNING = "2000-01-01"
_END = datetime(2999, 1, 1, tzinfo=UTC)


@pages.get("/overview/agreement")
def agreement() -> str:
    """Show the figures that the address asks for."""
    wanted = _wanted()
    found = use_cases().exams.agreement(wanted)
    return render_template(
        "clinic/agreement.html",
        found=found,
        figures=found.figures,
        parts=_parts(found.figures),
        compared_words=WORDS,
        groups=_groups(found.figures),
        flags=_flags(found.figures),
        interval=interval,
        percent=percent,
        fewest=FEWEST,
        wanted=wanted,
        asked=request.args,
        versions=use_cases().exams.rules_versions(),
        words=words,
    )


@pages.post("/overview/agreement.csv")
def export_agreement() -> Response:
    """Hand the same figures out as a table with its codebook, and keep who took them."""
    found = use_cases().exams.export(_wanted(), actor())
    return download(document.table(found.sent, found.figures), f"agreement-{today().isoformat()}.csv")


def _wanted() -> Wanted:
    asked = request.args
    try:
        return Wanted(
            since=_day(asked.get("since") or _BEGINNING),
            until=_day(asked["until"], after=1) if asked.get("until") else _END,
            blind=asked.get("exams") != "all",
            rules_version=asked.get("rules", "")[:20],
            synthetic=asked.get("synthetic") == "yes",
        )
    except ValueError:
        abort(400)


def _day(written: str, after: int = 0) -> datetime:
    if not "1900" <= written[:4] <= "2999":  # the ends of the calendar have no day before or after
        raise ValueError("no day")
    day = date.fromisoformat(written) + timedelta(days=after)
    zone = ZoneInfo(use_cases().settings.clinic_timezone)
    return datetime.combine(day, datetime.min.time(), zone)


def _parts(figures: Agreement) -> list[tuple[str, Share | None, Share | None]]:
    rows = [(part_label(one.part)[0], one.seen_marked, one.marked_seen) for one in figures.parts]
    return sorted(rows, key=lambda row: -(row[1].of if row[1] else 0))


def _groups(figures: Agreement) -> list[tuple[str, list[tuple[str, Share | None]]]]:
    names = {
        "language": words.LANGUAGE,
        "respondent": words.RESPONDENT,
        "flag": words.FLAG_NAME,
    }
    return [
        (
            kind.capitalize(),
            [
                (names.get(kind, {}).get(name, name.replace("_", " ")), share)
                for name, share in shares.items()
            ],
        )
        for kind, shares in figures.groups.items()
        if shares
    ]


def _flags(figures: Agreement) -> list[tuple[str, Share | None]]:
    return [
        ("No red flag" if name == NO_FLAG else words.FLAG_NAME.get(name, name), share)
        for name, share in figures.flags.items()
    ]


def percent(estimate: Estimate) -> str:
    """Return a share in percent with its interval, such as ``69 % (61 to 76)``."""
    return f"{100 * estimate.value:.0f} % ({100 * estimate.low:.0f} to {100 * estimate.high:.0f})"
