"""Sending the answers to the clinic, the receipt, and withdrawing."""

from flask import Blueprint, abort, current_app, make_response, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from screener.answers import Answers
from screener.flow import Way, walk
from screener.instrument import DYSTONIA, SHARE, voice
from screener.reference import RECEIPT_LENGTH, normalized
from screener.screening import Screening, TooManyTries
from screener.storage.database import DatabaseUnavailable
from screener.submission import Contact, Submission
from screener.web import draft
from screener.web.forms import ShareForm, form_for
from screener.web.language import language
from screener.web.patient import SEE_OTHER, next_address
from screener.web.templating import address


def share() -> BaseResponse:
    """Ask how to reach the person, and for their consent."""
    way = walk(DYSTONIA, draft.current())
    if not way.complete:
        return _elsewhere(way)
    return _share_page(way, form_for(SHARE.questions, voice(way.answers), Answers(), ShareForm), 200)


def send() -> BaseResponse:
    """Send the submission, once; show the page again, with all that was typed, when that is not possible."""
    way = walk(DYSTONIA, draft.current())
    send_key = draft.send_key()
    if not way.complete or send_key is None:
        return _elsewhere(way)
    form = form_for(SHARE.questions, voice(way.answers), Answers(), ShareForm)
    if not form.validate():
        return _share_page(way, form, 400 if form.token_expired else 422)
    try:
        receipt = _screening().send(
            way,
            _contact(form),
            language=language(),
            translate=gettext,
            send_key=send_key,
            address=_from(),
        )
    except DatabaseUnavailable:
        return _share_page(way, form, 503)
    except TooManyTries:
        return _share_page(way, form, 429)
    draft.mark_sent(receipt.reference, receipt.code)
    return redirect(address("sent"), SEE_OTHER)


def sent() -> BaseResponse:
    """Show the reference number, what happens next, and the receipt link."""
    receipt = draft.sent()
    if receipt is None:
        return redirect(next_address(walk(DYSTONIA, draft.current())), SEE_OTHER)
    link = request.host_url.rstrip("/") + address("receipt", code=receipt["code"])
    if base_url := current_app.config["BASE_URL"]:
        link = base_url.rstrip("/") + address("receipt", code=receipt["code"])
    return make_response(render_template("patient/sent.html", receipt=receipt, link=link))


def find_receipt() -> str:
    """Ask for a receipt code."""
    return render_template("patient/find_receipt.html", typed="", wrong=False)


def open_receipt() -> BaseResponse:
    """Go to the receipt of the code that was typed."""
    typed = request.form.get("code", "")
    code = normalized(typed, RECEIPT_LENGTH)
    if code is None or _screening().receipt(code, _from()) is None:
        return make_response(render_template("patient/find_receipt.html", typed=typed[:60], wrong=True), 422)
    return redirect(address("receipt", code=code), SEE_OTHER)


def receipt(code: str) -> str:
    """Show the state of a submission to the holder of its receipt code."""
    return render_template("patient/receipt.html", submission=_found(code), code=code)


def confirm_withdraw(code: str) -> str:
    """Ask once before a submission is withdrawn."""
    return render_template("patient/withdraw.html", submission=_found(code), code=code)


def withdraw(code: str) -> BaseResponse:
    """Purge the content of the submission and show its receipt."""
    if _screening().withdraw(code, _from()) is None:
        abort(404)
    return redirect(address("receipt", code=code), SEE_OTHER)


def _found(code: str) -> Submission:
    return _screening().receipt(code, _from()) or abort(404)


def _screening() -> Screening:
    screening: Screening = current_app.extensions["screening"]
    return screening


def _from() -> str:
    return request.remote_addr or ""


def _elsewhere(way: Way) -> BaseResponse:
    receipt_kept = draft.sent() and not way.answers
    return redirect(address("sent") if receipt_kept else next_address(way), SEE_OTHER)


def _contact(form: ShareForm) -> Contact:
    given = {name.replace("-", "_"): value for name, value in form.values.items() if isinstance(value, str)}
    return Contact(language=given.pop("contact_language", ""), **given)


def _share_page(way: Way, form: ShareForm, status: int) -> BaseResponse:
    return make_response(
        render_template("patient/share.html", page=SHARE, form=form, voice=voice(way.answers), status=status),
        status,
    )


def add_to(pages: Blueprint) -> None:
    """Add these pages to the patient's pages of a language."""
    for rule, method, view in (
        ("/screen/share", "GET", share),
        ("/screen/share", "POST", send),
        ("/screen/sent", "GET", sent),
        ("/receipt", "GET", find_receipt),
        ("/receipt", "POST", open_receipt),
        ("/receipt/<code>", "GET", receipt),
        ("/receipt/<code>/withdraw", "GET", confirm_withdraw),
        ("/receipt/<code>/withdraw", "POST", withdraw),
    ):
        pages.add_url_rule(rule, view_func=view, methods=[method])
