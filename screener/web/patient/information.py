"""The pages that the footer leads to, with the clinic's facts in them."""

from flask import render_template, request
from flask_babel import gettext

from screener.dystonia.information import (
    CIVIL_RIGHTS,
    CIVIL_RIGHTS_TDD,
    INFORMATION,
    INTERPRETED,
    ON_A_TABLET,
)
from screener.use_cases.saved_answers import KEPT_DAYS
from screener.web.facts import facts
from screener.web.page_request import on_tablet
from screener.web.patient.pages import pages
from screener.web.templating import in_one_piece

_DAYS_OF_A_YEAR = 365


def kept_years() -> str:
    """Return after how many years, in words, at the latest, the clinic plans to delete what was sent."""
    years = -(-max(facts().retention.days.values()) // _DAYS_OF_A_YEAR)
    written: str = gettext("1 year") if years == 1 else gettext("%(number)s years", number=years)
    return written


@pages.get("/privacy", defaults={"page_id": "privacy"})
@pages.get("/accessibility", defaults={"page_id": "accessibility"})
@pages.get("/language-help", defaults={"page_id": "language-help"})
@pages.get("/feedback", defaults={"page_id": "feedback"})
def information(page_id: str) -> str:
    """Show one of them."""
    known = {
        "clinic": facts().name,
        "phone": in_one_piece(facts().phone),
        "office": in_one_piece(CIVIL_RIGHTS),
        "office_tdd": in_one_piece(CIVIL_RIGHTS_TDD),
        "years": kept_years(),
        "days": KEPT_DAYS,
    }
    return render_template(
        "patient/information.html",
        page=INFORMATION[page_id],
        facts=known,
        instead=ON_A_TABLET if on_tablet(request) else {},
        languages=INTERPRETED if page_id == "language-help" else (),
    )
