"""The pages of the clinic's staff: closed but for what is listed in ``access``."""

from screener.web.clinic import (
    accounts,
    agreement,
    audit,
    exam,
    facts,
    kept,
    overview,
    own_account,
    passkeys,
    poster,
    research,
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
    "facts",
    "kept",
    "overview",
    "own_account",
    "passkeys",
    "poster",
    "research",
    "retention",
    "sheet",
    "sign_in",
    "submission",
    "tablets",
    "worklist",
]
