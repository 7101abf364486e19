"""The table of forms that met an ended session."""

from sqlalchemy import Column, ForeignKey, Index, String, Table

from screener.storage.tables.metadata import UtcTime, metadata
from screener.storage.tables.sealed import Sealed

kept_form = Table(
    "kept_form",
    metadata,
    Column("id", String(36), primary_key=True, comment="random; the row that sealed columns are bound to"),
    Column("account_id", ForeignKey("account.id"), nullable=False, comment="clear: who wrote it"),
    Column(
        "form", Sealed, nullable=False, comment="sealed: whose it is, where it goes, and what was written"
    ),
    Column("at", UtcTime(), nullable=False, comment="clear: deleted some days after it"),
    Index(None, "account_id"),
    Index(None, "at"),
)
