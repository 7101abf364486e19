"""One file a noun: its transaction, its clock, its audit."""
