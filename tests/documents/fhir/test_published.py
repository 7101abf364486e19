"""What is published under a version stays what it was: other systems keep it, and a response names it by that alone."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from screener.documents.fhir.code_system import code_system
from screener.documents.fhir.own_codes import CODES, own_code_system
from screener.dystonia import DYSTONIA
from screener.rules import RULES_VERSION
from tests.documents.fhir.evaluating import ADDRESSES, TRANSLATIONS, made

QUESTIONNAIRES = {
    "2.3.1": "06a695c24bec514a8712589a7074a254ebb9248e7a1c149c4ee0c081659cfdf3",
    "2.3.2": "7d42cc8057c1907ad5b060f7693834b452a210b788aa511bbfe14f235d1d010e",
    "2.3.3": "4dce8f42118e82d8d8ae0382e86002402b2d0db6378e35a677e949d1f59dc2cc",
}
"""By the version of the questionnaire: the digest of it in each language with the codes of its choices, whatever version they say."""

OWN_CODES = {
    "2.2.0": "000f81edb49f7f3e3884aa49741e2996eff03ac862a8b090cef3182ecf8844e8",
    "2.3.0": "a606aadb35f42a5673564e30e31130f5221b0fef671448d453cdf81b4795a7f9",
}
"""By the version of the rules: the digest of the code systems of our own, whatever version they say."""


def questionnaires() -> list[dict[str, Any]]:
    """Return what is published under the version of the questionnaire."""
    choices = [
        code_system(question, DYSTONIA.version, ADDRESSES, TRANSLATIONS)
        for question in DYSTONIA.questions.values()
        if question.choices
    ]
    return [*(made(language) for language in TRANSLATIONS), *choices]


def own_codes() -> list[dict[str, Any]]:
    """Return what is published under the version of the rules."""
    return [own_code_system(system, RULES_VERSION, ADDRESSES) for system in CODES]


@pytest.mark.parametrize(
    ("name", "version", "published", "known"),
    [
        ("DYSTONIA.version (screener/dystonia)", DYSTONIA.version, questionnaires, QUESTIONNAIRES),
        ("RULES_VERSION (screener/rules.py)", RULES_VERSION, own_codes, OWN_CODES),
    ],
    ids=["questionnaire", "own codes"],
)
def test_what_is_published_changes_with_its_version_alone(
    name: str, version: str, published: Callable[[], list[dict[str, Any]]], known: dict[str, str]
) -> None:
    resources = [{key: said for key, said in each.items() if key != "version"} for each in published()]
    digest = sha256(json.dumps(resources, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    if version not in known:
        pytest.fail(
            f'{name} is new: add the line "{version}": "{digest}" here; the lines of older versions stay.'
        )
    assert known[version] == digest, (
        f"What others fetch as version {version} is not what it was. Bump {name}, and say in the changelog what changed; "
        f'then add a line for that version here, with "{digest}".'
    )
