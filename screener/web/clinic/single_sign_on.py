"""Signing in at the hospital's identity provider: going there, coming back, and signing out there too.

A link goes there, and no form: browsers hold the answer to a form, wherever it redirects, against ``form-action 'self'``. That a
strange page could follow the link gains it nothing: what comes back signs in whoever the browser belongs to, and nobody else.
"""

import re
from datetime import timedelta

import structlog
from flask import Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.accounts.single_sign_on import NotSignedOn
from screener.use_cases.single_sign_on import SigningOn
from screener.web.addresses import SEE_OTHER, network_address, public_address
from screener.web.clinic import access, cookie, flows
from screener.web.clinic.at_work import say
from screener.web.clinic.kept import onward
from screener.web.clinic.pages import pages
from screener.web.clinic.sign_on_words import REFUSED, WAIT
from screener.web.errors import wait_before_retry
from screener.web.facts import facts
from screener.web.signed_in import signed_in
from screener.web.use_cases import use_cases

_OURS = re.compile(r"/clinic/[\w/?=&%.-]*", re.ASCII)


@pages.get("/single-sign-on")
def single_sign_on() -> BaseResponse:
    """Go to the provider: to sign in, or, for who is signed in, to connect their account or prove again who they are."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return redirect(url_for("clinic.sign_in"), SEE_OTHER)
    who = access.current_staff().id if signed_in() else ""
    try:
        there, flow = _signing_on().begin(_back(), network_address(), who, anew=flows.left_of_late())
    except NotSignedOn as refused:
        return _refused(refused)
    flows.remember(flow)
    after = request.args.get("next", "")
    if who and _OURS.fullmatch(after) and len(after) <= access.LONGEST_NEXT:
        cookie.ask_for(after)
    return redirect(there, SEE_OTHER)


@pages.get("/single-sign-on/back")
def signed_on() -> BaseResponse:
    """Come back from the provider, and be signed in as who it says, once."""
    answer = {name: values[0] for name, values in request.args.lists() if len(values) == 1}
    flow = flows.take(answer.get("state", "")) if len(answer) == len(request.args) else None
    try:
        arrived = _signing_on().arrive(
            flow,
            answer,
            back=_back(),
            address=network_address(),
            token=cookie.token() if signed_in() else "",
            idle_after=timedelta(days=facts().idle_days),
        )
    except NotSignedOn as refused:
        return _refused(refused)
    cookie.leave()
    cookie.begin(arrived.token, arrived.account_id)
    if arrived.proved_again:
        flows.has_proved()
    if arrived.connected:
        say("Connected. This is how you sign in from now on.")
    return redirect(onward(), SEE_OTHER)


@pages.get("/single-sign-on/leave")
def leave_provider() -> BaseResponse:
    """Go where somebody signs out of the provider too."""
    signing_on = _signing_on()
    there = None if signed_in() else signing_on.way_out(public_address(url_for("clinic.sign_in")))
    if there is not None:
        return redirect(there, SEE_OTHER)
    return make_response(render_template("clinic/leave_provider.html"))


def _signing_on() -> SigningOn:
    return use_cases().single_sign_on or abort(404)


def _back() -> str:
    return public_address(url_for("clinic.signed_on"))


def _refused(refused: NotSignedOn) -> Response:
    if refused.why in WAIT:
        structlog.get_logger().warning("single sign-on failed", error=refused.why.value)
    page = render_template("clinic/not_signed_on.html", page=REFUSED[refused.why])
    return wait_before_retry(make_response(page, 503 if refused.why in WAIT else 403))
