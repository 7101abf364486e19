"""The tables of programs that read and send submissions. Nothing in them is about a patient."""

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, String, Table, Text

from screener.storage.tables.metadata import UtcTime, metadata

client = Table(
    "client",
    metadata,
    Column("id", String(36), primary_key=True, comment="random; named in the audit"),
    Column("name", String(60), nullable=False, comment="clear: which program it is"),
    Column("scopes", String(200), nullable=False, comment="clear: what it may do"),
    Column("made_at", UtcTime(), nullable=False),
    Column("expires_at", UtcTime(), nullable=False),
    Column("revoked_at", UtcTime()),
    Column("jwks", Text, nullable=False, comment="clear: its public keys; empty where it has a token"),
)
"""Clients. One that was revoked stays, because the audit names it."""

client_token = Table(
    "client_token",
    metadata,
    Column("token", LargeBinary(32), primary_key=True, comment="keyed hash of a token"),
    Column("client_id", ForeignKey("client.id"), nullable=False),
    Column("scopes", String(200), nullable=False, comment="clear: what it may do with this one"),
    Column("expires_at", UtcTime(), nullable=False, comment="clear: deleted after it"),
    Index(None, "client_id"),
    Index(None, "expires_at"),
)
"""Tokens that are good. One that was revoked is gone."""

client_assertion = Table(
    "client_assertion",
    metadata,
    Column("assertion", LargeBinary(32), primary_key=True, comment="keyed hash of its id and its client"),
    Column("expires_at", UtcTime(), nullable=False, comment="clear: deleted after it"),
    Index(None, "expires_at"),
)
"""Proofs that were used: none is good twice."""
