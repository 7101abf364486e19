"""Where submissions and the audit are kept: SQLAlchemy on SQLite or PostgreSQL, personal content sealed. Never Flask."""
