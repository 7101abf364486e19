"""The only code that knows what a request is."""
