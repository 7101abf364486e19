"""One's own account: name, password, new recovery codes, and how often to be told by email."""

from io import BytesIO
from typing import Any

from flask import Response, abort, make_response, redirect, render_template, send_file, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as BaseResponse

from screener.adapters.passwords import FEWEST_CHARACTERS
from screener.clinic.notices import Cadence
from screener.storage.throttling import TooManyTries
from screener.use_cases.own_account import NameTaken
from screener.web.addresses import SEE_OTHER, network_address
from screener.web.clinic import access, cookie, flows
from screener.web.clinic.account_fields import ROLE
from screener.web.clinic.at_work import said, say
from screener.web.clinic.forms import (
    NAME_TAKEN,
    TOO_MANY_TRIES,
    WRONG_PASSWORD,
    EmailsForm,
    NameForm,
    NewPasswordForm,
    PasswordForm,
    RecoveryCodesForm,
)
from screener.web.clinic.pages import pages
from screener.web.errors import wait_before_retry
from screener.web.use_cases import use_cases


@pages.get("/account")
def own_account() -> BaseResponse:
    """Show somebody their own account."""
    return _page()


@pages.post("/account/name")
def rename() -> BaseResponse:
    """Take another name, which stands beside what was done so far too."""
    form = NameForm()
    if not form.validate():
        return _page(422, naming=form)
    try:
        use_cases().own_account.rename(form.name.data, access.actor())
    except NameTaken:
        form.name.errors = (NAME_TAKEN,)
        return _page(422, naming=form)
    say("Your name is saved.")
    return redirect(url_for("clinic.own_account"), SEE_OTHER)


@pages.post("/account/password")
def set_password() -> BaseResponse:
    """Take another password, from somebody who knows the one until now; every other session ends."""
    form, account, credentials = NewPasswordForm(), access.current_session().account, use_cases().credentials
    if not form.validate():
        return _page(422, renewing=form)
    if problem := credentials.problem(form.new_password.data, account.staff.name, account.staff.email):
        form.new_password.errors = (problem,)
        return _page(422, renewing=form)
    refused = _refusal(form.current_password, "new_password")
    if refused:
        return _answered(refused, _page(refused, renewing=form))
    hashed = credentials.hash(form.new_password.data)
    token = use_cases().own_account.set_password(cookie.token(), hashed, access.actor())
    if token is None:
        return redirect(url_for("clinic.sign_in"), SEE_OTHER)
    cookie.begin(token, account.staff.id)
    say("Your password is changed. You are signed out everywhere else.")
    return redirect(url_for("clinic.own_account"), SEE_OTHER)


@pages.post("/account")
def renew_recovery_codes() -> BaseResponse:
    """Show new recovery codes, in answer to the POST itself, because they are nowhere to be read again."""
    form = PasswordForm()
    if not form.validate():
        return _page(422, form=form)
    refused = _refusal(form.password, "recovery_codes")
    if refused:
        return _answered(refused, _page(refused, form=form))
    codes = use_cases().second_factor.new_recovery_codes(access.actor())
    onward = url_for("clinic.own_account")
    return make_response(render_template("clinic/recovery_codes.html", codes=codes, onward=onward))


@pages.post("/account/recovery-codes.txt")
def save_recovery_codes() -> BaseResponse:
    """Give recovery codes that stand on the page before as a file: they are nowhere else to be read again."""
    form = RecoveryCodesForm()
    if not form.validate():
        abort(400)
    staff = access.current_staff()
    lines = [f"Recovery codes of {staff.email}. Each signs in once.", "", *form.codes.data.split(), ""]
    return send_file(
        BytesIO("\r\n".join(lines).encode()),
        mimetype="text/plain; charset=utf-8",
        as_attachment=True,
        download_name="recovery-codes.txt",
    )


@pages.post("/account/emails")
def choose_emails() -> BaseResponse:
    """Keep how often somebody is told of new submissions."""
    form = EmailsForm()
    if not form.validate():
        return _page(422, emails=form)
    use_cases().notices.choose(Cadence(form.cadence.data), access.actor())
    say("Saved.")
    return redirect(url_for("clinic.own_account"), SEE_OTHER)


def _refusal(field: Any, step: str) -> int:
    """Return the status with which a password that was asked again is refused, said at its field; 0 where it is right."""
    account = access.current_session().account
    try:
        if use_cases().sign_in.is_password(account, field.data, step, network_address()):
            return 0
    except TooManyTries:
        field.errors = (TOO_MANY_TRIES,)
        return 429
    field.errors = (WRONG_PASSWORD,)
    return 422


def _answered(status: int, page: Response) -> Response:
    return wait_before_retry(page) if status == 429 else page  # noqa: PLR2004 - too many tries


def _page(status: int = 200, **forms: FlaskForm) -> Response:
    account = access.current_session().account
    chosen = use_cases().notices.cadence(account.staff.id)
    shown = {
        "naming": NameForm(formdata=None, data={"name": account.staff.name}),
        "renewing": NewPasswordForm(formdata=None),
        "emails": EmailsForm(formdata=None, data={"cadence": chosen.value}),
        "form": PasswordForm(formdata=None),
        **forms,
    }
    page = render_template(
        "clinic/own_account.html",
        **shown,
        sends=bool(use_cases().settings.smtp_url),
        account=account,
        elsewhere=flows.signs_on_elsewhere(),
        may_connect=flows.may_connect(account.staff.email),
        left=use_cases().second_factor.recovery_codes_left(account),
        fewest=FEWEST_CHARACTERS,
        role_words=ROLE,
        said=said(),
    )
    return make_response(page, status)
