"""What programs of others read and write, as FHIR R4."""
