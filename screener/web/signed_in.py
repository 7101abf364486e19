"""Who of the clinic is at this browser, for pages that patients and staff share."""

from flask import g

from screener.accounts.staff import Staff


def signed_in() -> Staff | None:
    """Return who is signed in with password and second factor, or ``None``."""
    staff: Staff | None = g.get("staff")
    return staff
