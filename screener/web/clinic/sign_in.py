"""Signing in with the password, and signing out; the second factor comes between."""

from datetime import timedelta

from flask import Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.storage.throttling import TooManyTries
from screener.use_cases.sign_in import Idle
from screener.web.addresses import SEE_OTHER, network_address
from screener.web.clinic import access, cookie, flows, known_browser
from screener.web.clinic.forms import TOO_MANY_TRIES, SignInForm
from screener.web.clinic.pages import pages
from screener.web.errors import wait_before_retry
from screener.web.facts import facts
from screener.web.signed_in import signed_in
from screener.web.use_cases import use_cases

_WRONG = "The email address or the password is wrong."
_IDLE = "Nobody signed in to this account for long, and it is disabled now. An administrator can enable it."


@pages.get("/sign-in")
def sign_in() -> BaseResponse:
    """Ask for email and password."""
    if signed_in():
        return redirect(access.home(), SEE_OTHER)
    return _sign_in_page(SignInForm(), 200)


@pages.post("/sign-in")
def take_password() -> BaseResponse:
    """Go on to the second factor when email and password are right."""
    form = SignInForm()
    if not form.validate():
        return _sign_in_page(form, 422)
    try:
        email = form.email.data
        token = use_cases().sign_in.password(
            email,
            form.password.data,
            network_address(),
            known_browser.known_to(email),
            timedelta(days=facts().idle_days),
        )
    except Idle:
        form.password.errors = (_IDLE,)
        return _sign_in_page(form, 403)
    except TooManyTries:
        form.password.errors = (TOO_MANY_TRIES,)
        return wait_before_retry(_sign_in_page(form, 429))
    if token is None:
        form.password.errors = (_WRONG,)
        return _sign_in_page(form, 422)
    cookie.leave()
    cookie.begin(token)
    return redirect(url_for("clinic.second_factor"), SEE_OTHER)


@pages.post("/sign-out")
def sign_out() -> BaseResponse:
    """End this session; one of the provider may go on, and the next page says so."""
    there = flows.signs_on_elsewhere()
    use_cases().sign_in.sign_out(cookie.token(), access.actor())
    cookie.end()
    if there:
        flows.has_left()
    return redirect(url_for("clinic.sign_in"), SEE_OTHER)


@pages.post("/sign-out-everywhere")
def sign_out_everywhere() -> BaseResponse:
    """End every session of this person, on every device."""
    there = flows.signs_on_elsewhere()
    use_cases().sign_in.sign_out_everywhere(access.actor())
    cookie.end()
    if there:
        flows.has_left()
    return redirect(url_for("clinic.sign_in"), SEE_OTHER)


def _sign_in_page(form: SignInForm, status: int) -> Response:
    return make_response(
        render_template(
            "clinic/sign_in.html",
            form=form,
            ended=cookie.was_ended(),
            welcome=cookie.was_welcomed(),
            left=flows.left(),
        ),
        status,
    )
