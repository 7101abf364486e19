"""All that programs call, on one blueprint. It is apart from the package, because pages of errors need a part of that alone."""

from screener.web.fhir import download, incoming, metadata, questionnaire, responses, token
from screener.web.fhir.pages import pages as fhir_pages

__all__ = ["download", "fhir_pages", "incoming", "metadata", "questionnaire", "responses", "token"]
