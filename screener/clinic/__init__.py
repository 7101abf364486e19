"""The clinic's work on submissions."""
