"""What a server goes through in years, in minutes: `make torture` (docs/operations.md says what it proves)."""
