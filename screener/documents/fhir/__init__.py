"""The questionnaire and what people answered, as FHIR R4 (4.0.1) and SDC: made from the instrument, never written twice."""
