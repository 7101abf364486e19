"""The pages that the footer leads to, with the clinic's facts in them."""

from flask import render_template
from flask_babel import gettext
from markupsafe import Markup

from screener.dystonia.information import CIVIL_RIGHTS, CIVIL_RIGHTS_TDD, INFORMATION, INTERPRETED
from screener.use_cases.saved_answers import KEPT_DAYS
from screener.web.facts import facts
from screener.web.patient.pages import pages

_DAYS_OF_A_YEAR = 365


def kept_years() -> str:
    """Return after how many years, in words, at the latest, the clinic plans to delete what was sent."""
    years = -(-max(facts().retention.days.values()) // _DAYS_OF_A_YEAR)
    written: str = gettext("1 year") if years == 1 else gettext("%(number)s years", number=years)
    return written


def _in_one_piece(number: str) -> Markup:
    # A line may end at a hyphen; a hyphen that forbids it would be another character for whoever copies the number.
    return Markup('<span class="number">{}</span>').format(number)


@pages.get("/privacy", defaults={"page_id": "privacy"})
@pages.get("/accessibility", defaults={"page_id": "accessibility"})
@pages.get("/language-help", defaults={"page_id": "language-help"})
@pages.get("/feedback", defaults={"page_id": "feedback"})
def information(page_id: str) -> str:
    """Show one of them."""
    known = {
        "clinic": facts().name,
        "phone": _in_one_piece(facts().phone),
        "office": _in_one_piece(CIVIL_RIGHTS),
        "office_tdd": _in_one_piece(CIVIL_RIGHTS_TDD),
        "years": kept_years(),
        "days": KEPT_DAYS,
    }
    return render_template(
        "patient/information.html",
        page=INFORMATION[page_id],
        facts=known,
        languages=INTERPRETED if page_id == "language-help" else (),
    )
