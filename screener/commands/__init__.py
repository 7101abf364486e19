"""What `screener` can do on the command line, a module for each group. Each imports late what only it needs."""
