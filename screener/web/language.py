"""The language of a page is the first part of its path; English has none."""

from flask import request

LANGUAGES = {"en": ""}
"""Each language with the prefix of its addresses."""

DEFAULT = "en"


def language() -> str:
    """Return the language of the address that was asked for, also where no page is."""
    first = request.path.partition("/")[2].partition("/")[0]
    return first if LANGUAGES.get(first) == f"/{first}" else DEFAULT
