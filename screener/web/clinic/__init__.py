"""The pages of the clinic's staff: closed but for what is listed in ``access``."""

from screener.web.clinic import (
    accounts,
    audit,
    overview,
    own_account,
    passkeys,
    poster,
    retention,
    sheet,
    sign_in,
    submission,
    tablets,
    worklist,
)
from screener.web.clinic.pages import pages as clinic_pages

__all__ = [
    "accounts",
    "audit",
    "clinic_pages",
    "overview",
    "own_account",
    "passkeys",
    "poster",
    "retention",
    "sheet",
    "sign_in",
    "submission",
    "tablets",
    "worklist",
]
