"""The pages of the clinic's staff: closed but for what is listed in ``access``."""

from screener.web.clinic import accounts, sign_in, worklist
from screener.web.clinic.pages import pages as clinic_pages

__all__ = ["accounts", "clinic_pages", "sign_in", "worklist"]
