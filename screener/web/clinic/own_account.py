"""One's own account: new recovery codes, and how often to be told by email."""

from flask import Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.clinic.notices import Cadence
from screener.storage.throttling import TooManyTries
from screener.web.addresses import SEE_OTHER, network_address
from screener.web.clinic import access
from screener.web.clinic.forms import TOO_MANY_TRIES, WRONG_PASSWORD, EmailsForm, PasswordForm
from screener.web.clinic.pages import pages
from screener.web.errors import wait_before_retry
from screener.web.use_cases import use_cases


@pages.get("/account")
def own_account() -> BaseResponse:
    """Show somebody their own account."""
    return _own_page(PasswordForm(), 200)


@pages.post("/account")
def renew_recovery_codes() -> BaseResponse:
    """Show new recovery codes, in answer to the POST itself, because they are nowhere to be read again."""
    form = PasswordForm()
    if not form.validate():
        return _own_page(form, 422)
    try:
        codes = use_cases().sign_in.new_recovery_codes(
            access.current_session(), form.password.data, network_address()
        )
    except TooManyTries:
        form.password.errors = (TOO_MANY_TRIES,)
        return wait_before_retry(_own_page(form, 429))
    if codes is None:
        form.password.errors = (WRONG_PASSWORD,)
        return _own_page(form, 422)
    onward = url_for("clinic.own_account")
    return make_response(render_template("clinic/recovery_codes.html", codes=codes, onward=onward))


@pages.post("/account/emails")
def choose_emails() -> BaseResponse:
    """Keep how often somebody is told of new submissions."""
    form = EmailsForm()
    if not form.validate():
        return _own_page(PasswordForm(formdata=None), 422, form)
    use_cases().notices.choose(Cadence(form.cadence.data), access.actor())
    return redirect(url_for("clinic.own_account"), SEE_OTHER)


def _own_page(form: PasswordForm, status: int, emails: EmailsForm | None = None) -> Response:
    account = access.current_session().account
    chosen = use_cases().notices.cadence(account.staff.id)
    emails = emails or EmailsForm(formdata=None, data={"cadence": chosen.value})
    sends = bool(use_cases().settings.smtp_url)
    left = use_cases().sign_in.recovery_codes_left(account)
    return make_response(
        render_template(
            "clinic/own_account.html", form=form, emails=emails, sends=sends, account=account, left=left
        ),
        status,
    )
