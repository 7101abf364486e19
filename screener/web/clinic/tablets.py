"""The clinic's tablets, for administrators: list, make a link, revoke."""

from urllib.parse import urlsplit

import segno
from flask import Response, abort, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.codes.reference import grouped
from screener.web.addresses import SEE_OTHER, address_from_here
from screener.web.clinic import access
from screener.web.clinic.forms import TabletForm
from screener.web.clinic.pages import pages
from screener.web.use_cases import use_cases

_ONLY_HERE = frozenset({"127.0.0.1", "::1", "localhost"})


@pages.get("/kiosk")
def tablets() -> BaseResponse:
    """List the tablets whose link is good."""
    return _page(TabletForm(), 200)


@pages.post("/kiosk")
def make_tablet() -> BaseResponse:
    """Show the link of a new tablet, in answer to the POST itself, because it is nowhere to be read again."""
    form = TabletForm()
    if not form.validate():
        return _page(form, 422)
    code = use_cases().tablets.make(form.name.data, access.actor())
    link = address_from_here(url_for("patient_en.start", kiosk=grouped(code)))
    return _page(TabletForm(formdata=None), 200, link=link, made=form.name.data)


@pages.post("/kiosk/<tablet_id>/revoke")
def revoke_tablet(tablet_id: str) -> BaseResponse:
    """Make a tablet a browser like any other, from its next start page on."""
    if not use_cases().tablets.revoke(tablet_id, access.actor()):
        abort(404)
    return redirect(url_for("clinic.tablets"), SEE_OTHER)


def _page(form: TabletForm, status: int, link: str = "", made: str = "") -> Response:
    picture = segno.make(link, error="m", micro=False).svg_inline(scale=5, light="#fff") if link else ""
    return make_response(
        render_template(
            "clinic/tablets.html",
            form=form,
            tablets=use_cases().tablets.all(),
            link=link,
            made=made,
            picture=picture,
            only_here=urlsplit(link).hostname in _ONLY_HERE,
        ),
        status,
    )
