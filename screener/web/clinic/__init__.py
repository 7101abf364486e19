"""The pages of the clinic's staff: closed but for what is listed in ``access``."""

from screener.web.clinic import (
    accounts,
    agreement,
    audit,
    exam,
    kept,
    overview,
    own_account,
    passkeys,
    poster,
    presence,
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
    "agreement",
    "audit",
    "clinic_pages",
    "exam",
    "kept",
    "overview",
    "own_account",
    "passkeys",
    "poster",
    "presence",
    "retention",
    "sheet",
    "sign_in",
    "submission",
    "tablets",
    "worklist",
]
