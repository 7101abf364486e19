"""A real SMTP server that keeps what it takes, and can be away, come back, refuse, or ask for a password."""

from contextlib import ExitStack
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from tests.commands.serving import held_port

PASSWORD = "Quixote/secret"


class Postbox:
    """The server, away at first, with a port of its own. ``messages`` are those that it took, in order."""

    def __init__(self, *, with_password: bool = False, host: str = "127.0.0.1") -> None:
        self.messages: list[EmailMessage] = []
        self.refuses = False
        self._with_password = with_password
        self._host = host
        self._held = ExitStack()
        self.port = self._held.enter_context(held_port())
        self._controller: Controller | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        self._held.close()

    @property
    def url(self) -> str:
        """The address of the server."""
        return f"smtp://{self._host}:{self.port}"

    def open(self) -> None:
        """Be there."""
        asks: dict[str, Any] = (
            {"authenticator": self._knows, "auth_required": True, "auth_require_tls": False}
            if self._with_password
            else {}
        )
        self._controller = Controller(self, hostname=self._host, port=self.port, **asks)
        self._controller.start()

    def close(self) -> None:
        """Be away."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    async def handle_DATA(self, _: Any, __: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take or refuse an email."""
        if self.refuses:
            return "451 not now"
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 taken"

    def _knows(self, _: Any, __: Any, ___: Any, ____: str, data: LoginPassword) -> AuthResult:
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)
