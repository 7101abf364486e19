"""The table of the clinic's tablets. Nothing in it is about a patient."""

from sqlalchemy import Column, LargeBinary, String, Table

from screener.storage.tables.metadata import UtcTime, metadata

tablet = Table(
    "tablet",
    metadata,
    Column("id", String(36), primary_key=True, comment="random; named in the audit"),
    Column(
        "code", LargeBinary(32), nullable=False, unique=True, comment="keyed hash of the code in its link"
    ),
    Column("name", String(60), nullable=False, comment="clear: where it stands"),
    Column("made_at", UtcTime(), nullable=False),
)
"""Tablets whose link is good. One that was revoked is gone."""
