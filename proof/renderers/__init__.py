"""The questionnaire in renderers of others: filled in there as a person does, and taken back."""
