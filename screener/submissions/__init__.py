"""A submission's life, its place in the order, and what it is found by."""
