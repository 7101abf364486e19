"""The rings, wired into one application."""

from collections.abc import Callable
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from werkzeug.routing import Rule

from screener.adapters.passkeys import WebAuthnChecks
from screener.adapters.passwords import PasswordsAndCodes
from screener.clinic.facts import Facts
from screener.settings import Settings
from screener.storage.database import Database
from screener.storage.keys.keyfiles import KeysFrom
from screener.storage.keys.sealing import Keyring
from screener.storage.upkeep.preparation import prepared_database
from screener.use_cases.accounts import Staffing
from screener.use_cases.audit import Auditing
from screener.use_cases.audit_check import CheckingAudit
from screener.use_cases.bulk import ChangingMany
from screener.use_cases.clients import Clients
from screener.use_cases.clock import utc_now
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
from screener.web import (
    assets,
    caller,
    compression,
    counting,
    errors,
    metrics,
    phone,
    requests_log,
    security,
    templating,
)
from screener.web.addresses import AnyPath
from screener.web.clinic import access, clinic_pages, known_browser, retention
from screener.web.fhir import access as fhir_access
from screener.web.fhir import incoming, responses
from screener.web.fhir import token as fhir_token
from screener.web.fhir.every_page import fhir_pages
from screener.web.health import health
from screener.web.language import LANGUAGES, PHONE
from screener.web.page_request import CLINIC, PageRequest
from screener.web.patient import patient_pages, questions, sharing, tablet
from screener.web.prints import PRINTS, Prints
from screener.web.session import Sessions
from screener.web.use_cases import EXTENSION, UseCases


class _Rule(Rule):
    """An address that is compiled when it is first written: most are never written in a process, and a start compiles 200."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: FBT001, FBT002 - Werkzeug's
        compile_now = super()._compile_builder

        @cache
        def compiled() -> Callable[..., tuple[str, str]]:
            return compile_now(append_unknown)

        def build(rule: Rule, **values: Any) -> tuple[str, str]:
            return compiled()(rule, **values)

        return build


class _Screener(Flask):
    """Flask, which does not ask of each function of each request whether it is a coroutine: none is."""

    request_class = PageRequest
    url_rule_class = _Rule

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function as it is."""
        return func


def wire(settings: Settings) -> Flask:
    """Return the application for ``settings``."""
    app = _Screener("screener", static_folder=None)
    app.url_map.converters["path"] = AnyPath
    app.extensions[EXTENSION] = _use_cases(settings)
    app.extensions[PRINTS] = Prints()
    # It signs CSRF tokens alone. The oldest key does, so that a page that is open when keys are rotated stays good.
    app.secret_key = settings.secret_keys[-1]
    app.session_interface = Sessions(settings.session_keyring)
    requests_log.register(app)
    templating.set_up(app, settings)
    assets.register(app)
    compression.register(app)
    tablet.register(app)
    csrf = security.protect(
        app, base_url=settings.base_url, proxy_hops=settings.proxy_hops, proxies=settings.proxy_networks
    )
    # These two forms hold what a person typed: they check the token themselves, and give the text back.
    csrf.exempt(questions.answer)
    csrf.exempt(sharing.send)
    # A program has no cookie that somebody else could make it send: it brings its proof with the request.
    csrf.exempt(fhir_token.token)
    csrf.exempt(incoming.create)
    csrf.exempt(responses.search_by_post)
    app.register_blueprint(health)
    fhir_access.register(app)
    app.register_blueprint(fhir_pages, url_prefix="/fhir")
    for language, prefix in LANGUAGES.items():
        app.register_blueprint(patient_pages, url_prefix=prefix or None, name=f"patient_{language}")
    caller.register(app, settings.session_keyring)
    access.register(app)
    known_browser.register(app, settings.session_keyring)
    retention.register(app)
    app.register_blueprint(clinic_pages, url_prefix=CLINIC)
    for language, prefix in LANGUAGES.items():
        app.register_blueprint(phone.pages, url_prefix=f"{PHONE}{prefix}", name=f"phone_{language}")
    counting.register(app)
    metrics.register(app)
    errors.register(app)
    return app


def _use_cases(settings: Settings) -> UseCases:
    keyring = settings.data_keyring()
    database = prepared_database(settings.database_url, keyring, make=settings.keys_from is not KeysFrom.FILE)
    zone, tries = ZoneInfo(settings.clinic_timezone), settings.sends_per_hour
    credentials = PasswordsAndCodes(settings.clinic_name, clock=utc_now)
    networks, local = settings.staff_networks, settings.local_accounts
    second_factor = SecondFactor(database, keyring, credentials, networks=networks)
    reviews = Reviewing(database, keyring)
    return UseCases(
        settings=settings,
        database=database,
        keyring=keyring,
        credentials=credentials,
        accounts=Staffing(database, keyring, local=local),
        audit=Auditing(database, keyring, zone=zone),
        audit_check=CheckingAudit(database),
        bulk=ChangingMany(database, keyring),
        clients=Clients(database, keyring),
        exams=Examining(database, keyring),
        exchange=Exchanging(database, keyring),
        facts=Stating(database, keyring, _default_facts(settings)),
        funnel=Counting(database, zone=zone),
        invitations=Inviting(database, keyring, local=local),
        kept_forms=Keeping(database, keyring),
        notices=Choosing(database),
        overview=Overviewing(database, zone=zone),
        own_account=OwnAccount(database, keyring),
        passkeys=UsingPasskeys(database, keyring, WebAuthnChecks(settings.clinic_name), second_factor),
        research=Researching(database, keyring, zone=zone),
        retention=Retaining(database, keyring),
        reviews=reviews,
        same_person=Relating(database, keyring, reviews),
        saved_answers=Saving(database, keyring, tries_per_hour=tries),
        second_factor=second_factor,
        sign_in=SigningIn(database, keyring, credentials, networks=networks, local=local),
        single_sign_on=_single_sign_on(settings, database, keyring),
        submissions=Screening(database, keyring, tries_per_hour=tries),
        tablets=Tablets(database, keyring, tries_per_hour=tries),
        worklist=Listing(database, keyring, zone=zone),
    )


def _single_sign_on(settings: Settings, database: Database, keyring: Keyring) -> SigningOn | None:
    provider = settings.identity_provider
    if provider is None:
        return None
    # Late, so that whoever has no provider does not load what talks with one.
    from screener.adapters.single_sign_on import OpenIdConnect

    return SigningOn(
        database,
        keyring,
        OpenIdConnect(provider),
        provider.terms,
        local=settings.local_accounts,
        networks=settings.staff_networks,
    )


def _default_facts(settings: Settings) -> Facts:
    """Return what pages speak from until administrators confirm other facts."""
    return Facts(settings.clinic_name, settings.clinic_phone, hours_words=settings.clinic_hours_in)
