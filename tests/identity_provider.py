"""An identity provider as a test wants it: a real server over TLS, with an authority of its own, that signs what it is told to."""

import base64
import hashlib
import json
import secrets
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey

from screener.adapters.identity_provider import IdentityProvider, identity_provider

HERE = "127.0.0.1"
CLIENT, SECRET = "screener", "0123456789abcdef0123456789abcdef"
ROLES = "neuro=clinician;it=administrator;privacy=auditor"
Behave = Callable[[BaseHTTPRequestHandler], None]
Alter = Callable[[dict[str, Any]], None]


def certificate(folder: Path, host: str = HERE) -> Path:
    """Return a file with a key and a certificate for this machine, and an address of it, which is its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "identity provider of a test")])
    names: list[x509.GeneralName] = [x509.DNSName("localhost"), x509.IPAddress(ip_address(host))]
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2000, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "provider.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


def says(handler: BaseHTTPRequestHandler, status: int, said: Any, **headers: str) -> None:
    """Answer with JSON, or with text as it stands."""
    body = said.encode() if isinstance(said, str) else json.dumps(said).encode()
    handler.send_response(status)
    for name, value in {"Content-Type": "application/json", **headers}.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


class Provider:
    """The provider. ``person`` is who is signed in there; ``alter`` changes the claims before they are signed.

    ``behave`` takes the place of what it does at a path, and ``about`` of what it says of itself.
    """

    def __init__(self, file: Path, host: str = HERE) -> None:
        self.file = file
        self.key = RSAKey.generate_key(2048, {"kid": "now", "use": "sig"})
        self.of_a_curve = ECKey.generate_key("P-256", {"kid": "curve"})
        self.reset()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.answer(self, "")

            def do_POST(self) -> None:
                outer.answer(self, self.rfile.read(int(self.headers["Content-Length"])).decode())

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer((host, 0), Handler)
        self._server.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.issuer = f"https://{host}:{self._server.server_port}"
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._server.server_close()

    def reset(self) -> None:
        """Be as a good provider is, with nobody known from before."""
        self.person: dict[str, Any] = {
            "sub": "s-1",
            "email": "ann@clinic.example",
            "name": "Ann Lee",
            "roles": ["neuro", "everybody"],
            "amr": ["pwd", "otp", "mfa"],
        }
        self.alter: Alter = lambda _: None
        self.about: dict[str, Any] = {}
        self.answered: dict[str, Any] = {}
        self.behave: dict[str, Behave] = {}
        self.sign: Callable[[dict[str, Any]], str] = self.signed
        self.keys: Callable[[], dict[str, Any]] = self._keys
        self.asked: list[tuple[str, dict[str, str]]] = []
        self._codes: dict[str, dict[str, str]] = {}

    def settings(self, **written: str) -> IdentityProvider:
        """Return how our program is set up for it."""
        usual = {
            "issuer": self.issuer,
            "client_id": CLIENT,
            "client_secret": SECRET,
            "roles": ROLES,
            "networks": "127.0.0.0/8",
            "authorities": str(self.file),
        }
        made = identity_provider(usual | written)
        assert made
        return made

    def signed(self, claims: dict[str, Any], key: Any = None, **header: Any) -> str:
        """Return a token of these claims."""
        named = {"alg": "RS256", "kid": "now"} | header
        named = {name: value for name, value in named.items() if value is not None}
        return jwt.encode(named, claims, key or self.key, algorithms=[named["alg"]])

    def go(self, address: str) -> str:
        """Be the browser of somebody who is signed in there: return where it is sent."""
        asked = dict(parse_qsl(urlsplit(address).query))
        self.asked.append(("/authorize", asked))
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        answer = {"code": code, "state": asked["state"], "iss": self.issuer} | self.answered
        answer = {name: value for name, value in answer.items() if value is not None}
        return f"{asked['redirect_uri']}?{urlencode(answer)}"

    def answer(self, handler: BaseHTTPRequestHandler, body: str) -> None:
        """Answer a request."""
        path = urlsplit(handler.path).path
        if path in self.behave:
            self.behave[path](handler)
        elif path == "/.well-known/openid-configuration":
            says(handler, 200, self._about())
        elif path == "/jwks":
            says(handler, 200, self.keys())
        elif path == "/token":
            says(handler, *self._token(handler.headers["Authorization"], body))
        elif path == "/authorize":
            says(handler, 302, "", Location=self.go(handler.path))
        else:
            says(
                handler,
                200,
                "<!doctype html><title>Signed out there</title>",
                **{"Content-Type": "text/html"},
            )

    def _about(self) -> dict[str, Any]:
        said = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/logout",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
        } | self.about
        return {name: value for name, value in said.items() if value is not None}

    def _keys(self) -> dict[str, Any]:
        return {"keys": [self.key.as_dict(private=False), self.of_a_curve.as_dict(private=False)]}

    def _token(self, authorization: str | None, body: str) -> tuple[int, dict[str, Any]]:
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        self.asked.append(("/token", sent))
        if authorization != f"Basic {base64.b64encode(f'{CLIENT}:{SECRET}'.encode()).decode()}":
            return 401, {"error": "invalid_client"}
        asked = self._codes.pop(sent.get("code", ""), None)
        if asked is None or asked["redirect_uri"] != sent["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "auth_time": now,
            "nonce": asked["nonce"],
            **self.person,
        }
        self.alter(claims)
        claims = {name: value for name, value in claims.items() if value is not None}
        return 200, {"access_token": "opaque", "token_type": "Bearer", "id_token": self.sign(claims)}


@contextmanager
def running(folder: Path, host: str = HERE) -> Iterator[Provider]:
    """A provider that answers until the end of this."""
    provider = Provider(certificate(folder, host), host)
    yield provider
    provider.close()


def by_secret(secret: bytes) -> OctKey:
    """Return a key of which both sides have the whole."""
    return OctKey.import_key(secret)


def set_of(*keys: Any) -> dict[str, Any]:
    """Return the keys as a provider shows them, with what is secret in them."""
    return dict(KeySet(list(keys)).as_dict(private=True))
