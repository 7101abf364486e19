"""The second factor: the code of an app, a passkey, or setting an app up for the first time."""

from collections.abc import Callable
from io import BytesIO

import segno
from flask import Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.storage.staff_sessions import StaffSession
from screener.storage.throttling import TooManyTries
from screener.web.addresses import SEE_OTHER, network_address
from screener.web.clinic import cookie, known_browser
from screener.web.clinic.forms import TOO_MANY_TRIES, CodeForm, PasskeyForm
from screener.web.clinic.kept import onward
from screener.web.clinic.pages import pages
from screener.web.clinic.passkeys import site
from screener.web.errors import wait_before_retry
from screener.web.use_cases import use_cases

_WRONG_CODE = "This code is wrong, or was used before. Wait for the next one."
_WRONG_PASSKEY = "The passkey was not accepted. Try it again, or write the code of your app."


@pages.get("/second-factor")
def second_factor() -> BaseResponse:
    """Ask for the code of the app, or go to set one up."""
    waiting = cookie.awaiting_second_factor()
    if waiting is None:
        return redirect(url_for("clinic.sign_in"), SEE_OTHER)
    if not waiting[1].account.has_second_factor:
        return redirect(url_for("clinic.set_up"), SEE_OTHER)
    return _code_page(CodeForm(), 200)


@pages.post("/second-factor")
def take_code() -> BaseResponse:
    """Sign in when the code is right."""
    form, waiting = CodeForm(), cookie.awaiting_second_factor()
    if waiting is None:
        return redirect(url_for("clinic.sign_in"), SEE_OTHER)
    if not form.validate():
        return _code_page(form, 422)
    code, browser = form.code.data, known_browser.known_to(_email(waiting))
    return _in_or_again(
        form,
        waiting,
        lambda: use_cases().second_factor.code(*waiting, code, network_address(), browser),
        _WRONG_CODE,
    )


@pages.post("/second-factor/passkey")
def take_passkey() -> BaseResponse:
    """Sign in when the browser answered with a passkey of the account."""
    form, waiting, here = CodeForm(formdata=None), cookie.awaiting_second_factor(), site()
    if waiting is None or here is None:
        return redirect(url_for("clinic.sign_in"), SEE_OTHER)
    answer, (held, found) = PasskeyForm().answer.data, waiting
    browser = known_browser.known_to(_email(waiting))
    return _in_or_again(
        form,
        waiting,
        lambda: use_cases().passkeys.use(held, found.account, here, answer, network_address(), browser),
        _WRONG_PASSKEY,
    )


@pages.get("/second-factor/set-up")
def set_up() -> BaseResponse:
    """Show the key of a new authenticator app and ask for its first code."""
    key = _offered_key()
    return (
        redirect(url_for("clinic.sign_in"), SEE_OTHER) if key is None else _set_up_page(CodeForm(), key, 200)
    )


@pages.get("/second-factor/key.svg")
def picture_of_key() -> BaseResponse:
    """Draw the key of a new authenticator app as a QR code."""
    waiting, key = cookie.awaiting_second_factor(), _offered_key()
    if waiting is None or key is None:
        return redirect(url_for("clinic.sign_in"), SEE_OTHER)
    picture = BytesIO()
    code = segno.make(
        use_cases().credentials.address_of(key, waiting[1].account.staff.email), error="m", micro=False
    )
    code.save(picture, kind="svg", scale=5, dark="#000", light="#fff", xmldecl=False)
    return Response(picture.getvalue(), mimetype="image/svg+xml")


@pages.post("/second-factor/set-up")
def take_set_up() -> BaseResponse:
    """Sign in and show the recovery codes when the first code is right.

    The page answers the POST itself, because the codes are nowhere to be read again.
    """
    form, waiting, key = CodeForm(), cookie.awaiting_second_factor(), _offered_key()
    if waiting is None or key is None:
        return redirect(url_for("clinic.sign_in"), SEE_OTHER)
    if not form.validate():
        return _set_up_page(form, key, 422)
    try:
        done = use_cases().second_factor.set_up(*waiting, form.code.data, network_address())
    except TooManyTries:
        form.code.errors = (TOO_MANY_TRIES,)
        return wait_before_retry(_set_up_page(form, key, 429))
    if done is None:
        form.code.errors = (_WRONG_CODE,)
        return _set_up_page(form, key, 422)
    token, codes = done
    _begin(token, waiting)
    return make_response(render_template("clinic/recovery_codes.html", codes=codes, onward=onward()))


def _in_or_again(
    form: CodeForm, waiting: tuple[str, StaffSession], tried: Callable[[], str | None], wrong: str
) -> BaseResponse:
    """Sign in with the token that ``tried`` gives, or say on the page what was ``wrong``, or how long to wait."""
    try:
        token = tried()
    except TooManyTries:
        form.code.errors = (TOO_MANY_TRIES,)
        return wait_before_retry(_code_page(form, 429))
    if token is None:
        form.code.errors = (wrong,)
        return _code_page(form, 422)
    _begin(token, waiting)
    return redirect(onward(), SEE_OTHER)


def _begin(token: str, waiting: tuple[str, StaffSession]) -> None:
    known_browser.remember(_email(waiting))
    cookie.begin(token, waiting[1].account.staff.id)


def _email(waiting: tuple[str, StaffSession]) -> str:
    return waiting[1].account.staff.email


def _offered_key() -> str | None:
    waiting = cookie.awaiting_second_factor()
    if waiting is None or waiting[1].account.has_second_factor:
        return None
    return use_cases().second_factor.offer(*waiting)


def _code_page(form: CodeForm, status: int) -> Response:
    waiting, here, asked = cookie.awaiting_second_factor(), site(), None
    if waiting and here:
        token, found = waiting
        asked = use_cases().passkeys.ask_to_use(token, found.account, here)
    return make_response(render_template("clinic/second_factor.html", form=form, asked=asked), status)


def _set_up_page(form: CodeForm, key: str, status: int) -> Response:
    return make_response(
        render_template("clinic/set_up.html", form=form, key=use_cases().credentials.written(key)), status
    )
