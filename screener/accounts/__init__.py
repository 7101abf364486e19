"""Staff, their passkeys, and what must be checked of them."""
