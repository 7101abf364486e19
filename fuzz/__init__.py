"""Hostile input for every route, every form and every decoder: `make fuzz`."""
