"""The passkeys of one's own account."""

from flask import Response, abort, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.accounts.passkey import MOST, Site
from screener.adapters.passkeys import site_of
from screener.storage.throttling import TooManyTries
from screener.web.addresses import SEE_OTHER, network_address
from screener.web.clinic import access, cookie
from screener.web.clinic.forms import TOO_MANY_TRIES, WRONG_PASSWORD, AddPasskeyForm
from screener.web.clinic.pages import pages
from screener.web.errors import wait_before_retry
from screener.web.use_cases import use_cases


@pages.get("/account/passkeys")
def passkeys() -> BaseResponse:
    """List somebody's passkeys, and offer to add one."""
    return _page(AddPasskeyForm(formdata=None), 200)


@pages.post("/account/passkeys")
def add_passkey() -> BaseResponse:
    """Add the passkey that the browser made, when the password is right."""
    form, here, account = AddPasskeyForm(), site(), access.current_session().account
    if here is None or not form.validate():
        return _page(form, 422)
    try:
        known = use_cases().sign_in.is_password(account, form.password.data, "add_passkey", network_address())
    except TooManyTries:
        form.password.errors = (TOO_MANY_TRIES,)
        return wait_before_retry(_page(form, 429))
    if not known:
        form.password.errors = (WRONG_PASSWORD,)
        return _page(form, 422)
    answer, name = form.answer.data, form.name.data
    if not use_cases().passkeys.add(cookie.token(), here, answer, name=name, by=access.actor()):
        form.name.errors = ("No passkey was added. Try it again.",)
        return _page(form, 422)
    return redirect(url_for("clinic.passkeys"), SEE_OTHER)


@pages.post("/account/passkeys/<passkey_id>/remove")
def remove_passkey(passkey_id: str) -> BaseResponse:
    """Let a passkey sign in no more."""
    if not use_cases().passkeys.remove(passkey_id, access.actor()):
        abort(404)
    return redirect(url_for("clinic.passkeys"), SEE_OTHER)


def site() -> Site | None:
    """Return where passkeys are used, or ``None`` where they cannot be."""
    return site_of(current_app.config["BASE_URL"], request.host_url)


def _page(form: AddPasskeyForm, status: int) -> Response:
    here, account = site(), access.current_session().account
    known = use_cases().passkeys.passkeys(account)
    asked = None
    if here and len(known) < MOST:
        asked = use_cases().passkeys.ask_to_add(cookie.token(), account, here)
    return make_response(
        render_template("clinic/passkeys.html", form=form, passkeys=known, here=here, asked=asked), status
    )
