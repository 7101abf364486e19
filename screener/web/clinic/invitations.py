"""Accepting an invitation: a name, a password, and an account is open."""

import re

from flask import Response, abort, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.accounts.local_accounts import SignsOnElsewhere
from screener.accounts.staff import Invitation
from screener.adapters.passwords import FEWEST_CHARACTERS
from screener.use_cases.invitations import TOKEN_LENGTH
from screener.use_cases.own_account import NameTaken
from screener.web.addresses import SEE_OTHER, network_address
from screener.web.clinic import cookie
from screener.web.clinic.forms import NAME_TAKEN, AcceptForm, FirstAcceptForm
from screener.web.clinic.pages import pages
from screener.web.use_cases import use_cases

_TOKEN = re.compile(rf"[A-Za-z0-9_-]{{{TOKEN_LENGTH}}}")


@pages.get("/invitation/<path:token>")
def invitation(token: str) -> BaseResponse:
    """Ask somebody who was invited for their name and a password."""
    found = _invited(token)
    form = _form_for(found)
    if found.email and (known := use_cases().accounts.account_of(found.email)):
        form.name.data = known.staff.name
    return _invitation_page(found, form, 200)


@pages.post("/invitation/<path:token>")
def accept(token: str) -> BaseResponse:
    """Open the account, once, and go on to sign in."""
    found = _invited(token)
    form = _form_for(found)
    if not form.validate():
        return _invitation_page(found, form, 422)
    credentials = use_cases().credentials
    email = found.email or form.email.data
    if problem := credentials.problem(form.password.data, form.name.data, email):
        form.password.errors = (problem,)
        return _invitation_page(found, form, 422)
    try:
        accepted = use_cases().invitations.accept(
            _without_marks(token),
            email=email,
            name=form.name.data,
            password_hash=credentials.hash(form.password.data),
            address=network_address(),
        )
    except SignsOnElsewhere:
        form.email.errors = (
            "Write the address of an account for emergencies: no other has a password here.",
        )
        return _invitation_page(found, form, 422)
    except NameTaken:
        form.name.errors = (NAME_TAKEN,)
        return _invitation_page(found, form, 422)
    if not accepted:
        abort(404)
    cookie.leave()
    cookie.end()
    cookie.welcome()
    return redirect(url_for("clinic.sign_in"), SEE_OTHER)


def _invited(token: str) -> Invitation:
    return use_cases().invitations.invitation(_without_marks(token)) or abort(404)


def _without_marks(token: str) -> str:
    """Return the token of a link without the marks that a sentence or a mail program put around it."""
    found = _TOKEN.search(token)
    return found[0] if found else token


def _form_for(found: Invitation) -> AcceptForm:
    return AcceptForm() if found.email else FirstAcceptForm()


def _invitation_page(found: Invitation, form: AcceptForm, status: int) -> Response:
    return make_response(
        render_template("clinic/invitation.html", form=form, email=found.email, fewest=FEWEST_CHARACTERS),
        status,
    )
