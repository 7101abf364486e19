"""The pages that the footer leads to, with the clinic's facts in them."""

from flask import render_template
from markupsafe import Markup

from screener.clinic.retention import SCHEDULE
from screener.dystonia.information import CIVIL_RIGHTS, CIVIL_RIGHTS_TDD, INFORMATION, INTERPRETED
from screener.use_cases.saved_answers import KEPT_DAYS
from screener.web.patient.pages import pages
from screener.web.use_cases import use_cases

_DAYS_OF_A_YEAR = 365


def kept_years() -> int:
    """Return after how many years, at the latest, the clinic plans to delete what was sent."""
    return max(SCHEDULE.days.values()) // _DAYS_OF_A_YEAR


def _in_one_piece(number: str) -> Markup:
    # A line may end at a hyphen; a hyphen that forbids it would be another character for whoever copies the number.
    return Markup('<span class="number">{}</span>').format(number)


@pages.get("/privacy", defaults={"page_id": "privacy"})
@pages.get("/accessibility", defaults={"page_id": "accessibility"})
@pages.get("/language-help", defaults={"page_id": "language-help"})
@pages.get("/feedback", defaults={"page_id": "feedback"})
def information(page_id: str) -> str:
    """Show one of them."""
    settings = use_cases().settings
    facts = {
        "clinic": settings.clinic_name,
        "phone": _in_one_piece(settings.clinic_phone),
        "office": _in_one_piece(CIVIL_RIGHTS),
        "office_tdd": _in_one_piece(CIVIL_RIGHTS_TDD),
        "years": kept_years(),
        "days": KEPT_DAYS,
    }
    return render_template(
        "patient/information.html",
        page=INFORMATION[page_id],
        facts=facts,
        languages=INTERPRETED if page_id == "language-help" else (),
    )
