"""What programs of others read and write, as FHIR R4."""

from screener.web.fhir.questionnaire import pages as fhir_pages

__all__ = ["fhir_pages"]
