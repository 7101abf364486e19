"""What the pages call: every use case, and what they stand on, made once for an application."""

from dataclasses import dataclass

from flask import Flask, current_app

from screener.adapters.passwords import PasswordsAndCodes
from screener.settings import Settings
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.use_cases.accounts import Staffing
from screener.use_cases.audit import Auditing
from screener.use_cases.audit_check import CheckingAudit
from screener.use_cases.bulk import ChangingMany
from screener.use_cases.clients import Clients
from screener.use_cases.exams import Examining
from screener.use_cases.exchange import Exchanging
from screener.use_cases.facts import Stating
from screener.use_cases.funnel import Counting
from screener.use_cases.invitations import Inviting
from screener.use_cases.kept_forms import Keeping
from screener.use_cases.notices import Choosing
from screener.use_cases.overview import Overviewing
from screener.use_cases.own_account import OwnAccount
from screener.use_cases.passkeys import UsingPasskeys
from screener.use_cases.research import Researching
from screener.use_cases.retention import Retaining
from screener.use_cases.reviews import Reviewing
from screener.use_cases.same_person import Relating
from screener.use_cases.saved_answers import Saving
from screener.use_cases.second_factor import SecondFactor
from screener.use_cases.sign_in import SigningIn
from screener.use_cases.single_sign_on import SigningOn
from screener.use_cases.submissions import Screening
from screener.use_cases.tablets import Tablets
from screener.use_cases.worklist import Listing

EXTENSION = "use_cases"
"""What an application keeps its ``UseCases`` under."""


@dataclass(frozen=True, slots=True)
class UseCases:
    """The use cases of an application, each under the name of its file, on its settings, database and keys."""

    settings: Settings
    database: Database
    keyring: Keyring
    credentials: PasswordsAndCodes
    accounts: Staffing
    audit: Auditing
    audit_check: CheckingAudit
    bulk: ChangingMany
    clients: Clients
    exams: Examining
    exchange: Exchanging
    facts: Stating
    funnel: Counting
    invitations: Inviting
    kept_forms: Keeping
    notices: Choosing
    overview: Overviewing
    own_account: OwnAccount
    passkeys: UsingPasskeys
    research: Researching
    retention: Retaining
    reviews: Reviewing
    same_person: Relating
    saved_answers: Saving
    second_factor: SecondFactor
    sign_in: SigningIn
    single_sign_on: SigningOn | None
    """Nothing where no identity provider is set up."""
    submissions: Screening
    tablets: Tablets
    worklist: Listing


def use_cases(app: Flask = current_app) -> UseCases:
    """Return the use cases of an application: of the one that answers the request, unless another is named."""
    made: UseCases = app.extensions[EXTENSION]
    return made
