"""A request for a page: whether it is one of the staff or of patients, from a tablet of the clinic, and over TLS."""

from functools import cached_property
from typing import cast

from flask import Request, current_app, request

CLINIC = "/clinic"
"""Under this path, and nowhere else, the staff's cookie is sent, read and written."""
_TABLET_COOKIE = "screener-kiosk"
"""Tablets of the clinic have had a cookie of this name since they were set up."""


class PageRequest(Request):
    """A request that finds out once which side it is on: a form that is sent asks thirty times."""

    @cached_property
    def in_clinic(self) -> bool:
        """Whether it is for a page of the staff."""
        return self.path == CLINIC or self.path.startswith(f"{CLINIC}/")

    @cached_property
    def over_tls(self) -> bool:
        """Whether it came over TLS, as far as the browser is concerned."""
        return self.is_secure or current_app.config["BASE_URL"].startswith("https:")

    @cached_property
    def tablet_cookie_name(self) -> str:
        """The name of the cookie of a tablet."""
        return ("__Host-" if self.over_tls else "") + _TABLET_COOKIE

    @cached_property
    def on_tablet(self) -> bool:
        """Whether it comes from a tablet of the clinic, on a page of patients."""
        return self.tablet_cookie_name in self.cookies and not self.in_clinic


def in_clinic(asked: Request) -> bool:
    """Tell whether a request is for a page of the staff."""
    return cast("PageRequest", asked).in_clinic


def tablet_cookie_name() -> str:
    """Return the name of the cookie that makes a browser a tablet of the clinic; no neighbour can plant it behind TLS."""
    return cast("PageRequest", request).tablet_cookie_name


def on_tablet(asked: Request) -> bool:
    """Tell whether a request comes from a tablet of the clinic, on a page of patients."""
    return cast("PageRequest", asked).on_tablet


def over_tls() -> bool:
    """Tell whether the request came over TLS, as far as the browser is concerned."""
    return cast("PageRequest", request).over_tls
