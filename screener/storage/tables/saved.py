"""The table of answers that people asked to keep for a while. Who they are, nobody knows."""

from sqlalchemy import Column, Index, LargeBinary, String, Table

from screener.storage.tables.metadata import UtcTime, metadata
from screener.storage.tables.sealed import Sealed

saved_draft = Table(
    "saved_draft",
    metadata,
    Column("id", String(36), primary_key=True, comment="random; the row that sealed columns are bound to"),
    Column(
        "code", LargeBinary(32), nullable=False, unique=True, comment="keyed hash of a slow hash of the words"
    ),
    Column(
        "answers",
        Sealed,
        nullable=False,
        comment="sealed: the draft, which the words alone seal beneath",
    ),
    Column("expires_at", UtcTime(), nullable=False, comment="clear: deleted after it"),
    Index(None, "expires_at"),
)
