"""A dystonia self-screen: which pattern do the affected body parts make, and whom to call."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from screener.settings import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """Return the application, wired; ``settings`` come from the environment by default.

    Raises ``BadSettings`` when they cannot be used.
    """
    # Late, so that the rule can be imported and used without the web and the database.
    from screener.settings import from_environment  # noqa: PLC0415
    from screener.web.wiring import wire  # noqa: PLC0415

    return wire(settings or from_environment())
