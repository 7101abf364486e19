"""Parts, regions, neighbours, patterns and caveats of the body."""
