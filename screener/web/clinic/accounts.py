"""Accounts: the administrator's page."""

from collections.abc import Callable
from datetime import timedelta

from flask import Response, abort, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.accounts.local_accounts import SignsOnElsewhere
from screener.accounts.staff import (
    IDLE_AFTER,
    Account,
    NotForYourself,
    Role,
    SecondPersonNeeded,
)
from screener.audit import Actor
from screener.use_cases.administrators import NoLongerAdministrator
from screener.use_cases.clock import utc_now
from screener.use_cases.invitations import VALID_HOURS, AlreadyDisabled, HasAccount
from screener.web.addresses import SEE_OTHER, address_from_here
from screener.web.clinic import access
from screener.web.clinic.account_fields import ROLE
from screener.web.clinic.forms import InviteForm, RolesForm
from screener.web.clinic.pages import pages
from screener.web.facts import facts
from screener.web.use_cases import use_cases


@pages.get("/accounts")
def accounts() -> BaseResponse:
    """List who has an account and who is invited."""
    return _accounts_page(InviteForm(), 200)


@pages.post("/accounts")
def invite() -> BaseResponse:
    """Show a new one-time link, in answer to the POST itself, because it is nowhere to be read again."""
    form = InviteForm()
    if not form.validate():
        return _accounts_page(form, 422)
    roles = frozenset(map(Role, form.roles.data))
    try:
        token = use_cases().invitations.invite(form.email.data, roles, access.actor())
    except AlreadyDisabled:
        form.email.errors = ("This account is disabled. Enable it in the table.",)
        return _accounts_page(form, 422)
    except HasAccount:
        form.email.errors = (
            "Somebody has this account. Change its roles, or make a new-password link, in the table.",
        )
        return _accounts_page(form, 422)
    except SignsOnElsewhere:
        form.email.errors = (f"This person gets in with {_provider()}. Nobody else has a password here.",)
        return _accounts_page(form, 422)
    except NoLongerAdministrator:
        abort(403)
    link = address_from_here(url_for("clinic.invitation", token=token))
    return _accounts_page(InviteForm(formdata=None), 200, link=link, invited=form.email.data)


@pages.post("/accounts/<account_id>/new-password")
def new_password_link(account_id: str) -> BaseResponse:
    """Show a one-time link to a new password; roles and second factor stay as they are."""
    try:
        made = use_cases().invitations.new_password_link(account_id, access.actor())
    except SecondPersonNeeded:
        return _accounts_page(InviteForm(formdata=None), 409, fault=_SECOND_PERSON)
    except SignsOnElsewhere:
        return _accounts_page(InviteForm(formdata=None), 409, fault=_elsewhere())
    except (AlreadyDisabled, NotForYourself, NoLongerAdministrator):
        abort(403)
    if made is None:
        abort(404)
    email, token = made
    link = address_from_here(url_for("clinic.invitation", token=token))
    return _accounts_page(InviteForm(formdata=None), 200, link=link, invited=email)


@pages.post("/accounts/invitations/<invitation_id>/take-back")
def take_invitation_back(invitation_id: str) -> BaseResponse:
    """Make the link of an invitation void, such as one to a mistyped address."""
    try:
        if not use_cases().invitations.take_back(invitation_id, access.actor()):
            abort(404)
    except NoLongerAdministrator:
        abort(403)
    return redirect(url_for("clinic.accounts"), SEE_OTHER)


@pages.post("/accounts/<account_id>/roles")
def change_roles(account_id: str) -> BaseResponse:
    """Give somebody other roles; they sign in anew."""
    form = RolesForm()
    if not form.validate():
        return _accounts_page(InviteForm(formdata=None), 422, fault=form.roles.errors[0])
    roles = frozenset(map(Role, form.roles.data))
    return _change(lambda account, by: use_cases().accounts.change_roles(account, roles, by), account_id)


@pages.post("/accounts/<account_id>/disable")
def disable(account_id: str) -> BaseResponse:
    """Let somebody in no more, from this moment."""
    return _change(use_cases().accounts.disable, account_id)


@pages.post("/accounts/<account_id>/enable")
def enable(account_id: str) -> BaseResponse:
    """Let somebody in again."""
    return _change(use_cases().accounts.enable, account_id)


@pages.post("/accounts/<account_id>/reset-second-factor")
def reset_second_factor(account_id: str) -> BaseResponse:
    """Let somebody set up a second factor anew, such as after a lost phone."""
    return _change(use_cases().accounts.reset_second_factor, account_id)


@pages.post("/accounts/<account_id>/disconnect")
def disconnect(account_id: str) -> BaseResponse:
    """Let an account belong to nobody at the identity provider, such as after they got a new account there."""
    return _change(use_cases().accounts.disconnect, account_id)


def _change(change: Callable[[str, Actor], Account | None], account_id: str) -> BaseResponse:
    try:
        if change(account_id, access.actor()) is None:
            abort(404)
    except SecondPersonNeeded:
        return _accounts_page(InviteForm(formdata=None), 409, fault=_SECOND_PERSON)
    except SignsOnElsewhere:
        return _accounts_page(InviteForm(formdata=None), 409, fault=_elsewhere())
    except (NotForYourself, NoLongerAdministrator):
        abort(403)
    return redirect(url_for("clinic.accounts"), SEE_OTHER)


_SECOND_PERSON = (
    "You gave this account a new password, reset its second factor, or disconnected it, in the last 7 days. With two of these,"
    " anybody could sign in as its owner: another administrator has to do the other half, or whoever runs the server, with screener clinician."
)


def _provider() -> str:
    provider = use_cases().settings.identity_provider
    return provider.name if provider else ""


def _elsewhere() -> str:
    return (
        f"This account signs in with {_provider()}: password, second factor and roles are looked after there."
    )


def _accounts_page(
    form: InviteForm, status: int, link: str = "", invited: str = "", fault: str = ""
) -> Response:
    accounts, now = use_cases().accounts.accounts(), utc_now()
    idle_after = timedelta(days=facts().idle_days) or IDLE_AFTER
    return make_response(
        render_template(
            "clinic/accounts.html",
            form=form,
            accounts=accounts,
            elsewhere=use_cases().accounts.elsewhere(),
            connected=use_cases().accounts.connected(),
            idle=[account for account in accounts if account.is_idle(now, idle_after)],
            idle_days=idle_after.days,
            disabled_when_idle=bool(facts().idle_days),
            invitations=use_cases().invitations.invitations(),
            link=link,
            invited=invited,
            fault=fault,
            role_words=ROLE,
            hours=VALID_HOURS,
        ),
        status,
    )
