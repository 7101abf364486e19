"""The table of whom accounts belong to at an identity provider."""

from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table

from screener.storage.tables.metadata import UtcTime, metadata
from screener.storage.tables.sealed import Sealed

identity = Table(
    "identity",
    metadata,
    Column("id", String(36), primary_key=True, comment="random; the row that sealed columns are bound to"),
    Column("account_id", ForeignKey("account.id"), nullable=False, unique=True),
    Column("named", LargeBinary(32), nullable=False, unique=True, comment="keyed hash of issuer and subject"),
    Column("sealed", Sealed, nullable=False, comment="sealed: account, issuer and subject"),
    Column("connected_at", UtcTime(), nullable=False),
)
