"""A submission as other programs read it: pure functions, without a database and without a request."""
