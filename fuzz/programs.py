"""Hostile requests of programs: what they search by, what they send, and proofs of who they are, with something wrong."""

import copy
import json
import random
import time
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from joserfc import jwt
from joserfc.jwk import ECKey

from fuzz.requests import FORM, NOBODY, Hostile
from fuzz.values import anything, nearly, value
from screener.accounts.client import Scope
from screener.adapters.client_keys import public_keys
from screener.audit import Actor
from screener.documents.fhir.capability import SEARCHED_BY, token_address
from screener.documents.fhir.response import by_reference_number, response
from screener.web.fhir.pages import addresses
from screener.web.fhir.questionnaire import questionnaire_in
from screener.web.use_cases import use_cases
from tests.documents.fhir.submissions import sent
from tests.web.fhir.programs import send

_PATIENT = {
    "resourceType": "Patient",
    "id": "p",
    "name": [{"given": ["Zoë"], "family": "Example"}],
    "telecom": [{"system": "phone", "value": "913 555 0123"}],
    "birthDate": "1956-04-28",
}
_TIMES = ("ge2026-01-31T00:00:00Z", "le2030-12-31", "gt2026", "lt9999-12-31T23:59:59.999+14:00")
_MOST_DEEP = 2000


class Programs:
    """Programs that were let in, one with a ``token`` and one with a key, and a submission for them to read.

    ``filled`` is a response that would be stored.
    """

    def __init__(self, app: Flask) -> None:
        by, every = Actor("fuzz", ""), frozenset(Scope)
        clients = use_cases(app).clients
        _, token = clients.make("Epic", every, 1, by)
        self.token = f"Bearer {token}"
        self._key = ECKey.generate_key("P-384", parameters={"kid": "one"})
        keys = public_keys(json.dumps({"keys": [self._key.as_dict(private=False)]}))
        self._client = clients.make_with_keys("Portal", every, 1, keys, by).id
        self._id = use_cases(app).exchange.id_of(send(app)[0])
        with app.app_context():
            self._proof_for, here = token_address(addresses()), addresses()
            opened = sent()
            made = response(
                opened, questionnaire_in("en", here), here, by_reference_number(opened.submission, here)
            )
        self.filled = {
            **made,
            "contained": [_PATIENT],
            "subject": {"reference": "#p"},
            "source": {"reference": "#p"},
        }

    def hostile(self, draw: random.Random) -> Hostile:
        """Return the next request of a program."""
        kind = draw.random()
        if kind < 0.45:
            return self._sends(draw)
        return self._proves(draw) if kind < 0.65 else self._reads(draw)

    def _with_token(self, draw: random.Random) -> dict[str, str]:
        token = self.token if draw.random() < 0.95 else nearly(draw, self.token)
        return {"Authorization": token.encode("utf-8", "replace").decode("latin-1")}

    def _reads(self, draw: random.Random) -> Hostile:
        name = draw.choice(
            ("QuestionnaireResponse", "QuestionnaireResponse", "Bundle", "Questionnaire", "CodeSystem")
        )
        found = draw.choice(
            ("", f"/{self._id}", f"/{nearly(draw, self._id)}".replace("#", ""), "/$extract", "/_history")
        )
        pairs = [
            (each, draw.choice((*_TIMES, self._id, "completed", "7", value(draw, _TIMES))))
            for each in draw.choices(
                (*SEARCHED_BY, "_cursor", "_format", "url", "access_token"), k=draw.randint(0, 3)
            )
        ]
        return Hostile(NOBODY, "GET", f"/fhir/{name}{found}", urlencode(pairs), self._with_token(draw))

    def _sends(self, draw: random.Random) -> Hostile:
        given = copy.deepcopy(self.filled)
        for _ in range(draw.randint(0, 3)):
            _altered(draw, given)
        body = json.dumps(given, ensure_ascii=draw.random() < 0.5).encode("utf-8", "surrogatepass")
        if draw.random() < 0.03:
            body = draw.choice((b"[", b'{"a":')) * draw.randint(1, _MOST_DEEP)
        kind = draw.choice(("application/fhir+json", "application/fhir+json", "application/json"))
        return Hostile(NOBODY, "POST", "/fhir/QuestionnaireResponse", "", self._with_token(draw), body, kind)

    def _proves(self, draw: random.Random) -> Hostile:
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self._client,
            "sub": self._client,
            "aud": self._proof_for,
            "exp": now + 240,
            "jti": f"{draw.random()}",
        }
        if draw.random() < 0.7:
            _altered(draw, claims)
        header = {"alg": "ES384", "kid": "one"}
        try:
            proof = jwt.encode(header, claims, self._key, algorithms=["ES384"])
        except ValueError:  # of what cannot be written as UTF-8 no proof can be made
            proof = "e30.e30."
        fields = {
            "grant_type": "client_credentials",
            "scope": Scope.READ_RESPONSES.value,
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": nearly(draw, proof) if draw.random() < 0.3 else proof,
        }
        if draw.random() < 0.4:
            name = draw.choice(sorted(fields))
            fields[name] = value(draw, [fields[name]])
        body = urlencode(fields, errors="surrogatepass").encode()
        return Hostile(NOBODY, "POST", "/fhir/token", "", {}, body, FORM)


def _altered(draw: random.Random, whole: Any) -> None:
    """Change one place somewhere in JSON: left out, doubled, or something else there."""
    at = whole
    while True:
        places = list(at) if isinstance(at, dict) else list(range(len(at)))
        if not places:
            return
        place = draw.choice(places)
        if isinstance(at[place], dict | list) and draw.random() < 0.75:
            at = at[place]
            continue
        kind = draw.random()
        if kind < 0.2:
            del at[place]
        elif kind < 0.3 and isinstance(at, list):
            at.append(copy.deepcopy(at[place]))
        elif kind < 0.4 and isinstance(at, dict):
            at[value(draw, [str(place)])] = at[place]
        elif kind < 0.6 and isinstance(at[place], str):
            at[place] = nearly(draw, at[place])
        else:
            at[place] = anything(draw)
        return
