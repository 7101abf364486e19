"""Somebody of the clinic in front of a browser: accepts an invitation, has an app for codes, signs in."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from flask import Flask

from screener.accounts.staff import FIRST, Role
from screener.audit import Actor
from screener.use_cases.accounts import Staffing
from screener.use_cases.invitations import Inviting
from screener.web.use_cases import use_cases
from tests.authenticator_app import code_of
from tests.strict import Page, new_browser

PASSWORD = "plum kettle orbits Tuesday"
ANN = "ann@clinic.example"
BEN = "ben@clinic.example"
IN, OUT = 200, 303
NOON = datetime(2026, 4, 28, 12, 0, tzinfo=UTC)
HERE = "127.0.0.1"


def staffing(app: Flask) -> Staffing:
    """Return the use case."""
    return use_cases(app).accounts


def inviting(app: Flask) -> Inviting:
    """Return the use case of links."""
    return use_cases(app).invitations


class Person:
    """Somebody with a browser and an app."""

    def __init__(
        self,
        app: Flask,
        email: str = ANN,
        *,
        name: str = "",
        administrator: bool = False,
        roles: Iterable[Role] = (),
    ) -> None:
        self.app = app
        self.email = email
        self.name = name or email.partition("@")[0].title()
        self.roles = frozenset(roles) or (FIRST if administrator else frozenset({Role.CLINICIAN}))
        self.browser = new_browser(app)
        self.key = ""
        self.recovery_codes: list[str] = []

    def accept(self, password: str = PASSWORD) -> None:
        """Accept an invitation."""
        token = inviting(self.app).invite(self.email, self.roles, Actor("test", ""))
        fields = {"name": self.name, "password": password}
        self.browser.submit(f"/clinic/invitation/{token}", fields)

    def accept_again(self, password: str) -> None:
        """Take a new password by a link that somebody made for the account."""
        made = inviting(self.app).new_password_link(self.id(), Actor("test", ""))
        assert made
        fields = {"name": self.name, "password": password}
        self.browser.submit(f"/clinic/invitation/{made[1]}", fields)

    def give_password(self, password: str = PASSWORD, status: int = 303) -> Any:
        """Give email and password."""
        return self.browser.submit("/clinic/sign-in", {"email": self.email, "password": password}, status)

    def set_up(self) -> Page:
        """Set up the app; return the page of the recovery codes."""
        page = self.browser.page("/clinic/second-factor/set-up")
        self.key = re.sub(r"\W", "", page.all("code")[0][1])
        sent = self.browser.submit("/clinic/second-factor/set-up", {"code": self.code()}, 200)
        shown = Page(sent.text)
        self.recovery_codes = [text for _, text in shown.all("code")]
        return shown

    def code(self, later: int = 0) -> str:
        """Return what the app shows now, or so many half minutes later."""
        return code_of(self.key, later)

    def give_code(self, code: str, status: int = 303) -> Any:
        """Give a code."""
        return self.browser.submit("/clinic/second-factor", {"code": code}, status)

    def come_in(self) -> "Person":
        """Be signed in for the first time, as the pages leave somebody who went through all of them; those are not asked for."""
        uses = use_cases(self.app)
        invitation = uses.invitations.invite(self.email, self.roles, Actor("test", ""))
        uses.invitations.accept(
            invitation,
            email=self.email,
            name=self.name,
            password_hash=uses.credentials.hash(PASSWORD),
            address=HERE,
        )
        token = uses.sign_in.password(self.email, PASSWORD, HERE)
        assert token
        half = uses.sign_in.session(token)
        assert half
        self.key = re.sub(r"\W", "", uses.credentials.written(uses.second_factor.offer(token, half)))
        half = uses.sign_in.session(token)
        assert half
        done = uses.second_factor.set_up(token, half, self.code(), HERE)
        assert done
        with self.browser.session_transaction("/clinic/") as cookie:
            cookie.update({"token": done[0], "who": half.account.staff.id, "kept": False})
        self.recovery_codes = done[1]
        return self

    def come_in_by_the_pages(self) -> "Person":
        """Do all of it for the first time."""
        self.accept()
        self.give_password()
        self.set_up()
        return self

    def come_again(self, later: int = 1) -> None:
        """Sign in with the app that is set up, with a code of so many half minutes later."""
        self.give_password()
        self.give_code(self.code(later))

    @property
    def at_the_door(self) -> int:
        """The status with which the worklist answers: ``IN`` to whoever is signed in, ``OUT`` to anybody else."""
        return self.browser.get("/clinic/").status_code

    def id(self) -> str:
        """Return the id of the account."""
        return next(
            account.staff.id for account in staffing(self.app).accounts() if account.staff.email == self.email
        )


def administrator(app: Flask) -> Person:
    """Return an administrator who is in."""
    return Person(app, "root@clinic.example", administrator=True).come_in()
