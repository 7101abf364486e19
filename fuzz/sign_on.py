"""Hostile answers of the identity provider: what it says, and what comes back through a browser, with something wrong."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from fuzz.requests import NOBODY, Hostile
from fuzz.values import anything, nearly, value
from tests.identity_provider import Provider, running, says

START = "/clinic/single-sign-on"
_HEADER = (("alg", "none"), ("alg", "HS256"), ("kid", ""), ("kid", "\u00e9"), ("crit", ["x"]), ("b64", False))


class SigningOn:
    """People who go to a provider and come back with what it, or somebody on the way, made of it."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider

    def begun(self, draw: random.Random) -> Hostile:
        """Return the request that goes there; the provider is what it will be for this person."""
        self.provider.reset()
        self._wicked(draw)
        return Hostile(NOBODY, "GET", START)

    def back(self, draw: random.Random, there: str, cookie: str) -> Hostile:
        """Return the request that comes back from ``there``, with the cookie that was given on the way."""
        pairs = parse_qsl(urlsplit(self.provider.go(there)).query)
        if draw.random() < 0.3:
            at = draw.randrange(len(pairs))
            name, written = pairs[at]
            pairs[at : at + 1] = draw.choice(
                (
                    [],
                    [(name, nearly(draw, written))],
                    [(name, value(draw, ()))],
                    [(name, written)] * 2,
                    [("error", written)],
                )
            )
        query = urlencode(pairs, errors="surrogatepass")
        return Hostile(NOBODY, "GET", f"{START}/back", query, {"Cookie": cookie})

    def _wicked(self, draw: random.Random) -> None:
        provider, kind = self.provider, draw.random()
        if kind < 0.5:
            name = draw.choice(
                (
                    "sub",
                    "email",
                    "name",
                    "roles",
                    "amr",
                    "acr",
                    "iss",
                    "aud",
                    "azp",
                    "exp",
                    "iat",
                    "nbf",
                    "auth_time",
                    "nonce",
                    "x",
                )
            )
            said = anything(draw)
            provider.alter = lambda claims: claims.update({name: said})
        elif kind < 0.65:
            name = draw.choice(
                (
                    "issuer",
                    "authorization_endpoint",
                    "token_endpoint",
                    "jwks_uri",
                    "end_session_endpoint",
                    "x",
                )
            )
            provider.about = {name: anything(draw)}
        elif kind < 0.75:
            path, said = draw.choice(("/token", "/jwks", "/.well-known/openid-configuration")), anything(draw)
            status = draw.choice((200, 200, 201, 302, 400, 401, 500))
            provider.behave[path] = lambda handler: says(handler, status, said)
        elif kind < 0.85:
            keys = {
                "keys": draw.choice(
                    (anything(draw), [anything(draw)], [{"kty": anything(draw), "kid": "now"}])
                )
            }
            provider.keys = lambda: keys
        elif kind < 0.9:
            token: Any = nearly(draw, "e30.e30.e30")
            provider.sign = lambda _: token


@contextmanager
def signing_on(folder: Path) -> Iterator[SigningOn]:
    """Give people with a provider that runs."""
    with running(folder) as provider:
        yield SigningOn(provider)
