"""All that programs call, on one blueprint. It is apart from the package, because pages of errors need a part of that alone."""

from screener.web.fhir import download, metadata, questionnaire, responses, token
from screener.web.fhir.pages import pages as fhir_pages

__all__ = ["download", "fhir_pages", "metadata", "questionnaire", "responses", "token"]
