"""Everybody filled in, in one renderer and one language: what it shows, what it exports, and what is stored of that."""

import json
import logging
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from flask import Flask
from playwright.sync_api import sync_playwright

from proof.renderers.cases import people
from proof.renderers.filling import expect_told, fill
from proof.renderers.forms import MODULES, Form
from screener.accounts.client import Scope
from screener.audit import Actor
from screener.documents.fhir.outcome import flag_item
from screener.dystonia import marked_parts
from screener.dystonia.safety import red_flags
from screener.questionnaire.flow import Way
from screener.rules import classify
from screener.settings import from_environment
from screener.storage.upkeep import schema
from screener.web.use_cases import use_cases
from tests.browser.conftest import CHROMIUM, OPTIONS
from tests.documents.fhir.evaluating import items
from tests.strict import new_browser
from tests.web.fhir.programs import BASE, HOST, Program, application, let_in

PATIENT = {"resourceType": "Patient", "id": "p", "telecom": [{"system": "phone", "value": "913 555 0123"}]}


@contextmanager
def screener() -> Iterator[Flask]:
    """Give an application on an instance of its own, at an address of its own."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory() as folder:
        app = application(from_environment({"SCREENER_INSTANCE": folder}))
        schema.upgrade(use_cases(app).database)
        yield app
        use_cases(app).database.engine.dispose()


def posted(portal: Program, exported: dict[str, Any]) -> str:
    """Send what a renderer exported, with the person that a portal knows; return the reference number."""
    whole = exported | {"status": "completed", "contained": [PATIENT], "subject": {"reference": "#p"}}
    answer = new_browser(portal.app).post(
        "/fhir/QuestionnaireResponse",
        data=json.dumps(whole),
        content_type="application/fhir+json",
        headers={"Authorization": f"Bearer {portal.token}"} | HOST,
    )
    assert answer.json is not None
    assert answer.status_code == 201, answer.json["issue"]
    reference: str = answer.json["issue"][0]["diagnostics"].split()[-1].rstrip(".")
    return reference


def compare(form: Form, portal: Program, questionnaire: dict[str, Any], way: Way) -> None:
    """Fill, read, export and post; stop at the first difference."""
    said = classify(marked_parts(way.answers))
    flags = tuple(flag.id for flag in red_flags(way.answers))
    fill(form, questionnaire, way)
    expect_told(form, said, flags)
    exported = form.response()
    computed = {item["linkId"]: item["answer"][0] for item in items(exported) if item.get("answer")}
    assert computed.get("distribution", {}).get("valueString") == said.distribution, computed
    # Smart Forms leaves out what is false.
    assert computed.get("generalized", {"valueBoolean": False})["valueBoolean"] is said.generalized, computed
    raised = {name for name, answer in computed.items() if answer.get("valueBoolean") and "flag." in name}
    assert raised == {flag_item(flag) for flag in flags}, (raised, flags)
    reference = posted(portal, exported)
    opened = use_cases(portal.app).exchange.take_out(reference, Actor("proof", "")).opened
    stored = opened.submission
    assert (stored.distribution, stored.generalized, stored.flags, stored.language) == (
        said.distribution, said.generalized, flags, questionnaire["language"],
    )  # fmt: skip
    assert form.faults == [], form.faults


def run(renderer: type[Form], language: str, only: set[str]) -> list[str]:
    """Try everybody (or ``only`` these) in a renderer and a language, and print how many were tried; return what differed."""
    differed: list[str] = []
    version = json.loads((MODULES / renderer.package / "package.json").read_text())["version"]
    began = time.monotonic()
    ways = {name: way for name, way in people().items() if not only or name in only}
    with screener() as app, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OPTIONS))
        portal = let_in(app, Scope.SEND_RESPONSES)
        address = f"{BASE}/fhir/Questionnaire/dystonia-self-screen"
        questionnaire = portal.resource(address + ("" if language == "en" else f"/{language}"))
        for name, way in ways.items():
            form = renderer(browser, questionnaire)
            try:
                compare(form, portal, questionnaire, way)
            except Exception as fault:  # noqa: BLE001 - each case is told, and the next is tried
                differed.append(f"{renderer.name} {language} {name}: {type(fault).__name__} {fault}")
            form.page.close()
        browser.close()
    print(
        f"{renderer.name} {version} {language}: {len(ways)} in {time.monotonic() - began:.0f} s", flush=True
    )
    return differed
