"""The tables of accounts. Staff know one another by name, so that names are in clear; what opens an account is not."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    false,
    true,
)

from screener.storage.tables.metadata import UtcTime, metadata
from screener.storage.tables.sealed import Sealed

__all__ = ["account", "invitation", "passkey", "passkey_challenge", "recovery_code", "staff_session"]

account = Table(
    "account",
    metadata,
    Column("id", String(36), primary_key=True, comment="random; the row that sealed columns are bound to"),
    Column("email", String(254), nullable=False, unique=True, comment="clear: small letters; signed in with"),
    Column("name", String(100), nullable=False, comment="clear: shown to all staff"),
    Column("administrator", Boolean, nullable=False, comment="clear: looks after accounts and settings"),
    Column("clinician", Boolean, nullable=False, server_default=true(), comment="clear: reads submissions"),
    Column("auditor", Boolean, nullable=False, server_default=false(), comment="clear: reads the audit"),
    Column("password", Sealed, nullable=False, comment="sealed: the argon2 hash"),
    Column("second_factor", Sealed, comment="sealed: the key of the authenticator app"),
    Column("second_factor_counter", Integer, comment="clear: codes up to this half minute were used"),
    Column("opened_at", UtcTime(), nullable=False),
    Column("disabled_at", UtcTime()),
    Column("last_signed_in_at", UtcTime(), comment="clear: shows which accounts nobody uses any more"),
    Column("enabled_at", UtcTime(), comment="clear: an administrator said that it is needed"),
    CheckConstraint(
        "(second_factor IS NULL) = (second_factor_counter IS NULL)", name="second_factor_counts_its_codes"
    ),
    CheckConstraint("administrator OR clinician OR auditor", name="has_a_role"),
)

recovery_code = Table(
    "recovery_code",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("code", LargeBinary(32), primary_key=True, comment="keyed hash, of the code and its account"),
)

passkey = Table(
    "passkey",
    metadata,
    Column("id", String(36), primary_key=True, comment="random; the row that sealed columns are bound to"),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("sealed", Sealed, nullable=False, comment="sealed: account, name, credential and public key"),
    Column("count", BigInteger, nullable=False, comment="clear: one UPDATE compares it and counts up"),
    Column("added_at", UtcTime(), nullable=False),
    Column("used_at", UtcTime()),
    CheckConstraint("count >= 0", name="count_is_no_less_than_nothing"),
    Index(None, "account_id"),
)

passkey_challenge = Table(
    "passkey_challenge",
    metadata,
    Column(
        "token", LargeBinary(32), primary_key=True, comment="keyed hash of what the session's cookie holds"
    ),
    Column(
        "challenge", LargeBinary(64), nullable=False, comment="clear: worth nothing without a private key"
    ),
    Column("ends_at", UtcTime(), nullable=False),
    Index(None, "ends_at"),
)
"""What a browser was asked to sign, one a session, until it is answered: rightly or wrongly, it is asked once."""

invitation = Table(
    "invitation",
    metadata,
    Column("id", String(36), primary_key=True, comment="random; named in the audit"),
    Column("token", LargeBinary(32), nullable=False, unique=True, comment="keyed hash of the one-time link"),
    Column("email", String(254), comment="clear: who is invited; the first administrator says it themselves"),
    Column("administrator", Boolean, nullable=False),
    Column("clinician", Boolean, nullable=False, server_default=true()),
    Column("auditor", Boolean, nullable=False, server_default=false()),
    Column("expires_at", UtcTime(), nullable=False),
    CheckConstraint("administrator OR clinician OR auditor", name="has_a_role"),
    Index(None, "email"),
)
"""Invitations that can be accepted. One that was accepted, or replaced by a newer one, is gone."""

staff_session = Table(
    "staff_session",
    metadata,
    Column("token", LargeBinary(32), primary_key=True, comment="keyed hash of what the cookie holds"),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("complete", Boolean, nullable=False, comment="whether the second factor was given"),
    Column("started_at", UtcTime(), nullable=False),
    Column("seen_at", UtcTime(), nullable=False, comment="the last request"),
    Column("offer", Sealed, comment="sealed: the key of an authenticator app that is being set up"),
    CheckConstraint("offer IS NULL OR NOT complete", name="complete_sets_nothing_up"),
    Index(None, "account_id"),
    Index(None, "started_at"),
)
