"""Programs of other systems, for administrators: list, let in, revoke."""

from flask import Response, abort, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.accounts.client import scopes_of
from screener.accounts.staff import Role
from screener.web.addresses import SEE_OTHER, address_from_here
from screener.web.clinic import access
from screener.web.clinic.client_forms import SCOPES, ClientForm
from screener.web.clinic.pages import pages
from screener.web.use_cases import use_cases


@pages.get("/programs")
def clients() -> BaseResponse:
    """List the programs that may come in."""
    return _page(ClientForm(), 200)


@pages.post("/programs")
def make_client() -> BaseResponse:
    """Show the token of a new program, in answer to the POST itself, because it is nowhere to be read again."""
    if not access.has(Role.CLINICIAN):
        abort(403)  # what a program reads, whoever holds its token reads
    form = ClientForm()
    if not form.validate():
        return _page(form, 422)
    name, scopes = form.name.data, scopes_of(" ".join(form.scopes.data))
    days = form.days.data or 0
    if form.jwks.data:
        made, token = (
            use_cases().clients.make_with_keys(name, scopes, days, form.jwks.data, access.actor()),
            "",
        )
    else:
        made, token = use_cases().clients.make(name, scopes, days, access.actor())
    return _page(ClientForm(formdata=None), 200, made=made, token=token)


@pages.post("/programs/<client_id>/revoke")
def revoke_client(client_id: str) -> BaseResponse:
    """Let a program in no longer, from its next request on."""
    if not use_cases().clients.revoke(client_id, access.actor()):
        abort(404)
    return redirect(url_for("clinic.clients"), SEE_OTHER)


def _page(form: ClientForm, status: int, made: object = None, token: str = "") -> Response:
    return make_response(
        render_template(
            "clinic/clients.html",
            form=form,
            clients=use_cases().clients.all(),
            made=made,
            token=token,
            words=SCOPES,
            base=address_from_here("/fhir"),
        ),
        status,
    )
