"""How the marks fit the exams: under the overview, as tables with plots, and as a file for a paper."""

import re
from zoneinfo import ZoneInfo

from flask import Response, abort, render_template, request

from screener.clinic.agreement import Agreement, interval
from screener.clinic.intervals import Estimate
from screener.clinic.small_cells import FEWEST, Share
from screener.clinic.tallies import NO_FLAG, WORDS
from screener.documents import agreement as document
from screener.dystonia.parts import part_label
from screener.storage.exams import Wanted
from screener.web.clinic import words
from screener.web.clinic.access import actor
from screener.web.clinic.pages import pages
from screener.web.downloads import download
from screener.web.today import today
from screener.web.use_cases import use_cases

_YEAR = re.compile("(19|2[0-9])[0-9]{2}")
_RULES = re.compile("[0-9.]{0,20}")


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
        years=use_cases().exams.years(_zone()),
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
    year = asked.get("year", "")
    rules = asked.get("rules", "")
    if (year and not _YEAR.fullmatch(year)) or not _RULES.fullmatch(rules):
        abort(400)
    return Wanted(
        zone=_zone(),
        blind=asked.get("exams") != "all",
        synthetic=asked.get("synthetic") == "yes",
        year=int(year) if year else None,
        rules_version=rules,
    )


def _zone() -> ZoneInfo:
    return ZoneInfo(use_cases().settings.clinic_timezone)


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
